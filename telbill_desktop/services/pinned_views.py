"""Saved views that are pinned to the overview, each with a page of its invoices."""

from dataclasses import replace

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.pinned import ROWS, PinnedPage
from telbill_desktop.domain.saved_views import SavedView
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoices, views


def pinned(store: Store) -> list[SavedView]:
    """The views that are pinned, in the order of the side bar."""
    with store.reading() as connection:
        return [one for one in views.views(connection) if one.is_pinned]


def page(
    store: Store, wanted: InvoiceFilter, text: str = "", first: int = 0, perimeter: PerimeterChoice | None = None
) -> PinnedPage:
    """The invoices of a view in a perimeter that hold every word of `text` too, newest first, from a place on."""
    narrowed = replace(wanted, text=" ".join(f"{wanted.text} {text}".split()), perimeter=perimeter)
    with store.reading() as connection:
        count = invoices.count(connection, narrowed)
        start = min(first, max(count - 1, 0)) // ROWS * ROWS
        ids = invoices.first_ids(connection, narrowed, InvoiceOrder(), start + ROWS)
        return PinnedPage(tuple(invoices.rows(connection, ids[start:])), start, count)
