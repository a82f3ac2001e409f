"""Calls one by one: their keys at once, their rows as they are painted, sorted by the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.gui.models.call_table import CallTable
from telbill_desktop.gui.models.usage_sums_words import calls_status
from telbill_desktop.gui.pages.usage.columns import CallColumns
from telbill_desktop.gui.pages.usage.table_views import CallTableView
from telbill_desktop.gui.widgets.chosen_rows import ChosenRows

if TYPE_CHECKING:
    from telbill_desktop.domain.usage_view import CallOrder
    from telbill_desktop.gui.models.usage_answers import CallsAnswer
    from telbill_desktop.gui.pages.usage.asking import UsageAsking
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.system.settings import ViewLayout

_SETTLED = 40  # milliseconds


class CallPane(QWidget):
    """`order_asked`: the same calls in another order."""

    order_asked = Signal()
    status_changed = Signal(str)

    def __init__(self, theme: Theme, kept: ViewLayout, asking: UsageAsking) -> None:
        super().__init__()
        self._asking = asking
        self.answer: CallsAnswer | None = None
        self.model = CallTable(asking.read_calls, self)
        self.table = CallTableView(self.model, theme)
        self.chosen = ChosenRows(self.table, self.model)
        self.columns = CallColumns(self.table, theme, kept)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._say_status)
        self.table.order_chosen.connect(self._on_order_chosen)
        self.table.all_chosen.connect(self.chosen.choose_all)
        self.chosen.changed.connect(self._settled.start)
        self.table.show_order(asking.order, descending=asking.descending)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)

    def show_answer(self, answer: CallsAnswer) -> None:
        """Shows other calls from their top; the same ones, read again, where one was."""
        is_other = self.answer is None or (answer.path, answer.order) != (self.answer.path, self.answer.order)
        self.answer = answer
        self.model.forget_rows()
        self.model.show_ids(answer.keys)
        if is_other:
            self.table.scrollToTop()
        self._settled.start()

    def _on_order_chosen(self, order: CallOrder, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._asking.order, self._asking.descending = order, descending
        self.table.show_order(order, descending=descending)
        self.order_asked.emit()

    def _say_status(self) -> None:
        if self.answer is not None:
            self.status_changed.emit(calls_status(self.chosen.count(), self.answer.total))
