"""Reports under a name, as the store holds them."""

from sqlalchemy import Connection, select

from telbill_desktop.domain.report_definition import DefinedReport, SavedReport, report_from_json
from telbill_desktop.store.tables.reports import report_definition

_REPORTS = select(
    report_definition.c.id, report_definition.c.name, report_definition.c.position, report_definition.c.definition
).order_by(report_definition.c.position, report_definition.c.id)


def saved_reports(connection: Connection) -> list[SavedReport]:
    """All of them, in the order of the list."""
    return [SavedReport(row.id, row.name, row.position, _read(row.definition)) for row in connection.execute(_REPORTS)]


def saved_report(connection: Connection, report_id: int) -> SavedReport | None:
    """One of them; None when it is gone."""
    return next((one for one in saved_reports(connection) if one.id == report_id), None)


def _read(stored: object) -> DefinedReport | None:
    try:
        return report_from_json(stored)
    except ValueError:  # a newer program's: said where it is run
        return None
