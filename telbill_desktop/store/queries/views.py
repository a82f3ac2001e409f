"""Saved views and perimeters, as the store holds them."""

from sqlalchemy import Connection, select

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import Perimeter, PerimeterChoice, choice_from_json
from telbill_desktop.domain.saved_views import SavedView, filter_from_json
from telbill_desktop.store.tables.views import perimeter, saved_view

_VIEWS = select(saved_view).order_by(saved_view.c.position, saved_view.c.id)
_PERIMETERS = select(perimeter.c.id, perimeter.c.name, perimeter.c.choice)


def views(connection: Connection) -> list[SavedView]:
    """All saved views, in the order of the side bar."""
    return [
        SavedView(row.id, row.name, row.position, _filter(row.filter), bool(row.is_aside), bool(row.is_pinned))
        for row in connection.execute(_VIEWS)
    ]


def perimeters(connection: Connection) -> list[Perimeter]:
    """All perimeters, by name."""
    found = [Perimeter(row.id, row.name, _choice(row.choice)) for row in connection.execute(_PERIMETERS)]
    return sorted(found, key=lambda one: (natural_key(one.name), one.id))


def view_of(connection: Connection, view_id: int) -> SavedView | None:
    """One saved view; None when it is gone."""
    return next((one for one in views(connection) if one.id == view_id), None)


def perimeter_of(connection: Connection, perimeter_id: int) -> Perimeter | None:
    """One perimeter; None when it is gone."""
    return next((one for one in perimeters(connection) if one.id == perimeter_id), None)


def _filter(stored: object) -> InvoiceFilter | None:
    try:
        return filter_from_json(stored)
    except ValueError:  # a newer program's: said where the view is used
        return None


def _choice(stored: object) -> PerimeterChoice | None:
    try:
        return choice_from_json(stored)
    except ValueError:  # see _filter
        return None
