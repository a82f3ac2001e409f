"""Reports that are kept under a name. Every change can be undone."""

from collections.abc import Sequence
from dataclasses import replace

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.keepable import keepable, keepable_values
from telbill_desktop.domain.report_definition import DefinedReport, SavedReport, report_to_json
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import report_definitions as queries
from telbill_desktop.store.queries.views import same_name
from telbill_desktop.store.tables.reports import report_definition
from telbill_desktop.store.unit_of_work import unit_of_work

_SHOWN = 60  # characters of a name that there is not


def saved_reports(store: Store) -> list[SavedReport]:
    """All of them, in the order in which they were kept."""
    with store.reading() as connection:
        return queries.saved_reports(connection)


def report_named(store: Store, name: str) -> SavedReport:
    """The report of that name: accents, case, spaces and dashes aside.

    Raises:
        TelbillError: `report_unknown`.
    """
    for one in saved_reports(store):
        if same_name(one.name, name):
            return one
    raise TelbillError("report_unknown", name=visible(name)[:_SHOWN])


def save_report(store: Store, name: str, report: DefinedReport) -> int:
    """Keeps a report under a name, last in the list, and returns its id.

    Raises:
        TelbillError: `name_missing`, `report_name_taken`.
    """
    title = _name(name)
    with unit_of_work(store, "save_report", {"name": title}) as unit:
        known = queries.saved_reports(unit.connection)
        _refuse_taken(known, title)
        position = max((one.position for one in known), default=-1) + 1
        return unit.insert(report_definition, {"name": title, "position": position, "definition": _kept(report)})


def change_report(store: Store, report_id: int, report: DefinedReport) -> None:
    """The name stands for another report from now on. Raises TelbillError: `report_gone`."""
    with unit_of_work(store, "change_report", {"name": _known(store, report_id).name}) as unit:
        unit.update(report_definition, report_id, {"definition": _kept(report)})


def rename_report(store: Store, report_id: int, name: str) -> None:
    """Gives a report another name.

    Raises:
        TelbillError: `report_gone`, `name_missing`, `report_name_taken`.
    """
    title, old = _name(name), _known(store, report_id)
    with unit_of_work(store, "rename_report", {"before": old.name, "name": title}) as unit:
        _refuse_taken(queries.saved_reports(unit.connection), title, report_id)
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


def _refuse_taken(known: Sequence[SavedReport], name: str, own_id: int | None = None) -> None:
    for other in known:
        if other.id != own_id and same_name(other.name, name):
            raise TelbillError("report_name_taken", name=other.name)


def _name(text: str) -> str:
    name = " ".join(keepable(text).split())
    if not name:
        raise TelbillError("name_missing")
    return name
