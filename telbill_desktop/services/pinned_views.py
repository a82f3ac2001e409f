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
    """The invoices of a view in a perimeter that hold every word of `text` too, newest first, from a place on.

    Where there are none any more, the page before.
    """
    with store.reading() as connection:
        narrowed = _narrowed(wanted, text, perimeter)
        ids = invoices.first_ids(connection, narrowed, InvoiceOrder(), first + ROWS + 1)
        start = min(first, max(len(ids) - 1, 0) // ROWS * ROWS)
        shown = ids[start : start + ROWS]
        return PinnedPage(tuple(invoices.rows(connection, shown)), start, len(ids) > start + ROWS)


def count(store: Store, wanted: InvoiceFilter, text: str = "", perimeter: PerimeterChoice | None = None) -> int:
    """How many invoices the view has in all; where many hold a word, that takes longer than the page."""
    with store.reading() as connection:
        return invoices.count(connection, _narrowed(wanted, text, perimeter))


def _narrowed(wanted: InvoiceFilter, text: str, perimeter: PerimeterChoice | None) -> InvoiceFilter:
    return replace(wanted, text=" ".join(f"{wanted.text} {text}".split()), perimeter=perimeter)
