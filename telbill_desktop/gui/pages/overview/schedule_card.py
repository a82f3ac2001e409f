"""« Échéancier »: the invoices to come, and the due dates of those that came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from telbill_desktop.gui.models.schedule_table import AMOUNT, NAME, STATE, ScheduleTable
from telbill_desktop.gui.pages.overview.rows import CardRows
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.ahead import Ahead
    from telbill_desktop.gui.theme import Theme


class ScheduleCard(QFrame):
    """`opened` follows a press on an entry."""

    opened = Signal(object)  # DueEntry

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.model = ScheduleTable(self)
        self.rows = CardRows(
            self.model,
            theme,
            tr("Schedule"),
            right=frozenset({AMOUNT}),
            wide=NAME,
            pills={STATE: self.model.pill},
        )
        self.rows.opened.connect(lambda row: self.opened.emit(self.model.records[row]))
        self.heading = ElidedLabel(tr("Schedule"), "heading")
        self._nothing = Label(role="soft")
        self._nothing.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rows)
        self.stack.addWidget(self._nothing)
        dp = theme.dp
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(10), dp(8), dp(8))
        box.setSpacing(dp(6))
        box.addWidget(self.heading)
        box.addWidget(self.stack, 1)

    def show_ahead(self, ahead: Ahead) -> None:
        """Thirty days."""
        self.model.show(ahead.schedule)
        known, unknown = tr("Nothing is due and no invoice is to come in the next 30 days."), tr("Nothing is due.")
        self._nothing.setText(known if ahead.has_terms else unknown)
        self.stack.setCurrentWidget(self.rows if ahead.schedule else self._nothing)
