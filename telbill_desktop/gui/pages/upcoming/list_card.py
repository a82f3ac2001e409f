"""The filter above the list of the invoices to come, the list, and what stands there when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.table_stack import TableStack, nothing_matches
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.formats import count, labelled
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.gui.theme import Theme

_FILTER_WIDTH = 230


class UpcomingCard(QFrame):
    """Says which perimeter is in force and how many invoices there are."""

    contracts_asked = Signal()

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self.table = theme, table
        self.text = QuickFilter()
        self.text.setPlaceholderText(tr("Operator, account…"))
        self.text.setAccessibleName(tr("Filter the invoices to come"))
        self._glass = Glass(self.text, theme)
        self.perimeter = ElidedLabel(role="small")
        self.count = Label(role="small")
        self.stack = TableStack(table, no_data=self._no_terms, all_hidden=self._all_hidden)
        self._lay_out()

    def _no_terms(self) -> EmptyState:
        """Nothing is known yet."""
        return EmptyState(
            self._theme,
            icon="receipt-text",
            heading=tr("No invoice is known to come"),
            sentence=tr(
                "Say under Contracts how each account is charged: its cycle, its rule, its products and their prices. "
                "The next invoices are then worked out line by line."
            ),
            act=tr("Go to the contracts"),
            acted=self.contracts_asked.emit,
        )

    def _all_hidden(self) -> EmptyState:
        """The way back from a filter that hides everything."""
        return nothing_matches(
            self._theme,
            tr("No invoice to come matches"),
            tr("The filter or the perimeter hides every invoice to come."),
            act=tr("Clear the filter"),
            acted=self._on_clear_asked,
        )

    def show_for(self, rows: int, *, has_terms: bool) -> None:
        """Shows the table or one of the empty states."""
        self.stack.show_for(rows, filtered=has_terms)
        self.count.setText(ntr("{count} invoice", "{count} invoices", rows).format(count=count(rows)))

    def say_perimeter(self, name: str) -> None:
        """Names what is in force; an empty name: everything."""
        self.perimeter.setText(labelled(tr("Perimeter"), name or tr("All companies")))

    def _on_clear_asked(self) -> None:
        self.text.clear()
        self.text.setFocus()

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self.text.setFixedWidth(dp(_FILTER_WIDTH))
        head = QHBoxLayout()
        head.setContentsMargins(dp(9), dp(8), dp(9), dp(8))
        head.setSpacing(dp(10))
        head.addWidget(self.text)
        head.addWidget(self.perimeter, 1)
        head.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.stack, 1)
        self.say_perimeter("")
