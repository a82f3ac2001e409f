"""Keeps the list in step with the filter: the first rows at once, all ids and sums from a reader's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceSums
from telbill_desktop.gui.models.row_pages import PAGE
from telbill_desktop.services import invoices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.models.invoice_table import InvoiceTable
    from telbill_desktop.store.engine import Store


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole answer: all ids in order, and their sums, one per currency."""

    ids: Sequence[int]
    sums: Sequence[InvoiceSums]


class InvoiceListing(QObject):
    """What the list shows. A newer question always replaces the older one."""

    first_shown = Signal()  # the first rows of a new question are in the model
    completed = Signal()  # all ids are in the model; `count` and `sums` are known

    def __init__(self, store: Store, jobs: Jobs, model: InvoiceTable) -> None:
        super().__init__(model)
        self._store = store
        self._model = model
        self._lane = jobs.latest(self)
        self._asked = 0
        self.filter = InvoiceFilter()
        self.order = InvoiceOrder()
        self.is_complete = False
        self.sums: Sequence[InvoiceSums] = ()

    @property
    def count(self) -> int:
        """How many rows are in the model: all of them once `is_complete`."""
        return self._model.rowCount()

    def show(self, wanted: InvoiceFilter, order: InvoiceOrder) -> None:
        """Shows another filter or order: the first page now, the rest when it is there."""
        self.filter, self.order = wanted, order
        first = invoices.find_first(self._store, wanted, order, PAGE)
        self._model.show_ids(())
        self._model.show_ids(first)
        self.is_complete = False
        self.first_shown.emit()
        self._ask()

    def refresh(self) -> None:
        """Reads the same list again after a change of the store; what is shown stays until the answer is there."""
        self._ask()

    def _ask(self) -> None:
        self._asked += 1
        asked, wanted, order, store = self._asked, self.filter, self.order, self._store

        def question() -> Listing:
            return Listing(invoices.find_ids(store, wanted, order), invoices.sums_of(store, wanted))

        def answered(listing: Listing) -> None:
            if asked == self._asked:
                self._on_answered(listing)

        self._lane.ask(question, answered)

    def _on_answered(self, listing: Listing) -> None:
        self.sums, self.is_complete = listing.sums, True
        self._model.show_ids(listing.ids)
        self._model.forget_rows()
        self.completed.emit()
