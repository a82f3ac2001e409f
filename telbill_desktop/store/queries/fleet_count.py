"""How many things of the fleet are in service on a day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, func, or_, select

from telbill_desktop.domain.ahead import FleetCount
from telbill_desktop.store.tables.fleet import assignment, fleet_item


def count_on(connection: Connection, on: date, account_ids: Collection[int] | None) -> FleetCount:
    """Those of some accounts, or all: None. An option is its line's user's, where it has none of its own."""
    has_user = (
        select(assignment.c.id)
        .where(
            or_(assignment.c.item_id == fleet_item.c.id, assignment.c.item_id == fleet_item.c.line_id),
            assignment.c.start <= on,
            or_(assignment.c.end.is_(None), assignment.c.end > on),
        )
        .exists()
    )
    asked = select(func.count(), func.count(func.nullif(has_user, True))).where(  # noqa: FBT003 - a value of SQL
        fleet_item.c.start <= on, or_(fleet_item.c.end.is_(None), fleet_item.c.end > on)
    )
    if account_ids is not None:
        asked = asked.where(fleet_item.c.account_id.in_(account_ids))
    return FleetCount(*connection.execute(asked).one())
