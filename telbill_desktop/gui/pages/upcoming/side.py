"""The panel at the right: the invoice that is chosen, and what if something were added or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout

from telbill_desktop.gui.pages.upcoming.invoice_tab import InvoiceTab
from telbill_desktop.gui.pages.upcoming.what_if_tab import WhatIfTab
from telbill_desktop.gui.widgets.buttons import IconButton
from telbill_desktop.gui.widgets.text import ElidedLabel
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from telbill_desktop.domain.year_ahead import UpcomingRow
    from telbill_desktop.gui.theme import Theme


class UpcomingSide(QFrame):
    """Its heading names account and day; Esc closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        dp = theme.dp
        self.heading = ElidedLabel(role="heading")
        self.close_button = IconButton(theme, "x", tr("Close the detail"), self.closed.emit)
        self.invoice, self.what_if = InvoiceTab(theme), WhatIfTab(theme, today)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(tr("Invoice to come"))
        for tab, name in ((self.invoice, tr("Invoice")), (self.what_if, tr("What if…"))):
            tab.setAccessibleName(name)
            self.tabs.addTab(tab, name)
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(11), dp(10), dp(4))
        box.setSpacing(dp(6))
        box.addLayout(head)
        box.addWidget(self.tabs, 1)
        self.setMinimumWidth(dp(320))
        self._close_act = QAction(tr("Close the detail"), self)
        self._close_act.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._close_act.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._close_act.triggered.connect(self.closed)
        self.addAction(self._close_act)

    def show_row(self, row: UpcomingRow) -> None:
        """Shows an invoice."""
        params = {"account": row.name, "day": formats.long_day(row.invoice.invoice_date)}
        words = fill(tr("{account} — invoice of {day}"), params)
        self.heading.setText(words)
        self.setAccessibleName(words)
        self.invoice.show_row(row)
        self.what_if.show_account(row)
