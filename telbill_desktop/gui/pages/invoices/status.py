"""What the status bar says of the list: the chosen invoices with their sums, or the whole list's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from telbill_desktop.gui.models.invoice_sums_words import list_text, selection_text
from telbill_desktop.services import invoices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.invoice_list import InvoiceSums
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.pages.invoices.listing import InvoiceListing
    from telbill_desktop.gui.widgets.chosen_rows import ChosenRows
    from telbill_desktop.store.engine import Store

_SETTLED = 40  # milliseconds: a key held down does not ask for the sums of every row that it passes


class SelectionStatus(QObject):
    """Says counts at once and sums when a reader's job has them; the GUI thread adds nothing up."""

    changed = Signal(str)

    def __init__(self, store: Store, jobs: Jobs, listing: InvoiceListing, chosen: ChosenRows) -> None:
        super().__init__(listing)
        self._store, self._listing, self._chosen = store, listing, chosen
        self._lane = jobs.latest(self)
        self._asked = 0
        self._timer = QTimer(self, singleShot=True, interval=_SETTLED)
        self._timer.timeout.connect(self._on_settled)
        chosen.changed.connect(self._timer.start)
        listing.completed.connect(self._timer.start)

    def _on_settled(self) -> None:
        self._asked += 1
        count = self._chosen.count()
        if not self._listing.is_complete:
            return  # `completed` comes back here
        if count == 0:
            self.changed.emit(list_text(self._listing.count, self._listing.sums))
        elif count == self._listing.count:
            self.changed.emit(selection_text(count, self._listing.sums))
        else:
            self._ask(count)

    def _ask(self, count: int) -> None:
        store, ids, asked = self._store, self._chosen.ids(), self._asked

        def answered(sums: Sequence[InvoiceSums]) -> None:
            if asked == self._asked:
                self.changed.emit(selection_text(count, sums))

        self._lane.ask(lambda: invoices.sums(store, ids), answered)
