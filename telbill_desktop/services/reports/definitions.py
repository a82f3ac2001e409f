"""Reports that are kept under a name. Every change can be undone."""

from dataclasses import replace

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.given_name import given_name, named, refuse_taken
from telbill_desktop.domain.keepable import keepable_values
from telbill_desktop.domain.report_definition import DefinedReport, SavedReport, report_to_json
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import report_definitions as queries
from telbill_desktop.store.tables.reports import report_definition
from telbill_desktop.store.unit_of_work import unit_of_work


def saved_reports(store: Store) -> list[SavedReport]:
    """All of them, in the order in which they were kept."""
    with store.reading() as connection:
        return queries.saved_reports(connection)


def report_named(store: Store, name: str) -> SavedReport:
    """The report of that name: accents, case, spaces and dashes aside.

    Raises:
        TelbillError: `report_unknown`.
    """
    return named(saved_reports(store), name, "report_unknown")


def save_report(store: Store, name: str, report: DefinedReport) -> int:
    """Keeps a report under a name, last in the list, and returns its id.

    Raises:
        TelbillError: `name_missing`, `report_name_taken`.
    """
    title = given_name(name)
    with unit_of_work(store, "save_report", {"name": title}) as unit:
        known = queries.saved_reports(unit.connection)
        refuse_taken(known, title, "report_name_taken")
        position = max((one.position for one in known), default=-1) + 1
        return unit.insert(report_definition, {"name": title, "position": position, "definition": _kept(report)})


def rename_report(store: Store, report_id: int, name: str) -> None:
    """Gives a report another name.

    Raises:
        TelbillError: `report_gone`, `name_missing`, `report_name_taken`.
    """
    title, old = given_name(name), _known(store, report_id)
    with unit_of_work(store, "rename_report", {"before": old.name, "name": title}) as unit:
        refuse_taken(queries.saved_reports(unit.connection), title, "report_name_taken", report_id)
        unit.update(report_definition, report_id, {"name": title})


def remove_report(store: Store, report_id: int) -> None:
    """Forgets a report; the files that it made stay. Raises TelbillError: `report_gone`."""
    with unit_of_work(store, "remove_report", {"name": _known(store, report_id).name}) as unit:
        unit.delete(report_definition, report_id)


def _known(store: Store, report_id: int) -> SavedReport:
    with store.reading() as connection:
        found = queries.saved_report(connection, report_id)
    if found is None:
        raise TelbillError("report_gone")
    return found


def _kept(report: DefinedReport) -> dict[str, object]:
    return report_to_json(replace(report, perimeter=keepable_values(report.perimeter)))
