"""Saved views: named filters of the list, in the order of the side bar. Every change can be undone."""

from dataclasses import replace

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.given_name import given_name, named, refuse_taken
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.keepable import keepable_values
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.saved_views import SavedView, filter_to_json
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoices
from telbill_desktop.store.queries import views as queries
from telbill_desktop.store.tables.views import saved_view
from telbill_desktop.store.unit_of_work import unit_of_work


def views(store: Store) -> list[SavedView]:
    """All saved views, in the order of the side bar."""
    with store.reading() as connection:
        return queries.views(connection)


def view_named(store: Store, name: str) -> SavedView:
    """The view of that name: accents, case, spaces and dashes aside.

    Raises:
        TelbillError: `view_unknown`.
    """
    return named(views(store), name, "view_unknown")


def counts(store: Store, perimeter: PerimeterChoice | None = None) -> dict[int, int]:
    """How many invoices each view shows in that perimeter, by its id; views that cannot be read have none."""
    with store.reading() as connection:
        return {
            one.id: invoices.count(connection, replace(one.filter, perimeter=perimeter))
            for one in queries.views(connection)
            if one.filter is not None
        }


def save_view(store: Store, name: str, wanted: InvoiceFilter) -> int:
    """Keeps a filter under a name, last in the side bar, and returns its id. The filter's perimeter is left out.

    Raises:
        TelbillError: `name_missing`, `view_name_taken`.
    """
    title = given_name(name)
    with unit_of_work(store, "save_view", {"name": title}) as unit:
        known = queries.views(unit.connection)
        refuse_taken(known, title, "view_name_taken")
        position = max((one.position for one in known), default=-1) + 1
        return unit.insert(saved_view, {"name": title, "position": position, "filter": _kept(wanted)})


def change_view(store: Store, view_id: int, wanted: InvoiceFilter) -> None:
    """The view shows another filter from now on. Raises TelbillError: `view_gone`."""
    with unit_of_work(store, "change_view", {"name": _known(store, view_id).name}) as unit:
        unit.update(saved_view, view_id, {"filter": _kept(wanted)})


def rename_view(store: Store, view_id: int, name: str) -> None:
    """Gives a view another name.

    Raises:
        TelbillError: `view_gone`, `name_missing`, `view_name_taken`.
    """
    title, old = given_name(name), _known(store, view_id)
    with unit_of_work(store, "rename_view", {"before": old.name, "name": title}) as unit:
        refuse_taken(queries.views(unit.connection), title, "view_name_taken", view_id)
        unit.update(saved_view, view_id, {"name": title})


def remove_view(store: Store, view_id: int) -> None:
    """Forgets a view; the invoices stay. Raises TelbillError: `view_gone`."""
    with unit_of_work(store, "remove_view", {"name": _known(store, view_id).name}) as unit:
        unit.delete(saved_view, view_id)


def move_view(store: Store, view_id: int, position: int) -> None:
    """Puts a view at that place of the side bar, 0 being the first; a place beyond the last is the last.

    Raises:
        TelbillError: `view_gone`.
    """
    with unit_of_work(store, "move_view", {"name": _known(store, view_id).name}) as unit:
        order = [one.id for one in queries.views(unit.connection)]
        order.remove(view_id)
        order.insert(max(position, 0), view_id)
        for place, each in enumerate(order):
            unit.update(saved_view, each, {"position": place})


def show_in_sidebar(store: Store, view_id: int, *, shown: bool) -> None:
    """Puts a view into the side bar, or keeps it out of there. Raises TelbillError: `view_gone`."""
    kind = "put_view_in_sidebar" if shown else "put_view_aside"
    with unit_of_work(store, kind, {"name": _known(store, view_id).name}) as unit:
        unit.update(saved_view, view_id, {"is_aside": None if shown else True})


def pin(store: Store, view_id: int, *, pinned: bool) -> None:
    """Makes a view a small table of the overview, or no longer. Raises TelbillError: `view_gone`."""
    with unit_of_work(store, "pin_view" if pinned else "unpin_view", {"name": _known(store, view_id).name}) as unit:
        unit.update(saved_view, view_id, {"is_pinned": True if pinned else None})


def _known(store: Store, view_id: int) -> SavedView:
    with store.reading() as connection:
        found = queries.view_of(connection, view_id)
    if found is None:
        raise TelbillError("view_gone")
    return found


def _kept(wanted: InvoiceFilter) -> dict[str, object]:
    return filter_to_json(keepable_values(replace(wanted, perimeter=None)))
