"""Keeps the list in step with the filter: the first rows at once, all ids and sums from a reader's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceSums
from telbill_desktop.services import invoices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.models.invoice_table import InvoiceTable
    from telbill_desktop.store.engine import Store


# Milliseconds after the last keystroke. Reading 100 000 ids beside a repaint makes it wait for the interpreter's lock:
# 10 ms become 25.
_PAUSE = 150


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole answer: all ids in order, and their sums, one per currency."""

    ids: Sequence[int]
    sums: Sequence[InvoiceSums]


class InvoiceListing(QObject):
    """What the list shows. A newer question always replaces the older one."""

    first_shown = Signal()  # the first rows of a new question are in the model
    completed = Signal()  # all ids are in the model; `count` and `sums` are known

    def __init__(self, store: Store, jobs: Jobs, model: InvoiceTable, screenful: Callable[[], int]) -> None:
        """`screenful` says how many rows there is room for: so many are there at once, and no more are looked for."""
        super().__init__(model)
        self._store = store
        self._screenful = screenful
        self._first = 0
        self._model = model
        self._lane = jobs.latest(self)
        self._asked = 0
        self._rows_changed = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
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
        self._first = self._screenful()
        first = invoices.find_first(self._store, wanted, order, self._first)
        self.is_complete = False
        self._model.show_ids(first)
        self.first_shown.emit()
        self._asked += 1
        self._pause.start()

    def refresh(self) -> None:
        """Reads the same list again after a change of the store; what is shown stays until the answer is there."""
        self._rows_changed = True
        self._ask()

    @property
    def is_whole_at_once(self) -> bool:
        """Whether the first page is the whole list."""
        return self.count < self._first

    def _ask(self) -> None:
        self._pause.stop()
        self._asked += 1
        asked, wanted, order, store = self._asked, self.filter, self.order, self._store

        def question() -> Listing | None:
            ids = invoices.find_ids(store, wanted, order)
            if asked != self._asked:
                return None  # a key was pressed meanwhile: the repaint needs the processor more
            return Listing(ids, invoices.sums_of(store, wanted))

        def answered(listing: Listing | None) -> None:
            if listing is not None and asked == self._asked:
                self._on_answered(listing)

        self._lane.ask(question, answered)

    def _on_answered(self, listing: Listing) -> None:
        self.sums, self.is_complete = listing.sums, True
        if self._rows_changed:
            self._rows_changed = False
            self._model.forget_rows()
        self._model.show_ids(listing.ids)
        self.completed.emit()
