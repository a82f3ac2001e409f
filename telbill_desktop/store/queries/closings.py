"""The last days of the companies' accounting years."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from telbill_desktop.domain.retention import Closing
from telbill_desktop.store.tables.parties import company


def closings(connection: Connection, company_ids: Collection[int] = ()) -> list[Closing]:
    """Those of these companies, of all where none is named; 31 December where nobody said another day."""
    asked = select(company.c.id, company.c.closing_month, company.c.closing_day)
    if company_ids:
        asked = asked.where(company.c.id.in_(company_ids))
    return [
        Closing()
        if row.closing_month is None or row.closing_day is None
        else Closing(row.closing_month, row.closing_day)
        for row in connection.execute(asked)
    ]
