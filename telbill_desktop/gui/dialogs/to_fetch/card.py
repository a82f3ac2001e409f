"""The filter above both lists, the list that is shown, and what stands there when it is empty."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.table_stack import TableStack, nothing_matches
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme

_FILTER_WIDTH = 230


class ListsCard(QFrame):
    """Says which perimeter is in force and how many rows there are."""

    contracts_asked = Signal()

    def __init__(self, theme: Theme, fetch: QWidget, months: QWidget, perimeter: str) -> None:
        """`perimeter` is its name, empty while it is not known."""
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self.filter = QuickFilter()
        self.filter.setPlaceholderText(tr("Operator, account, number…"))
        self.filter.setAccessibleName(tr("Filter what is to be fetched"))
        self._glass = Glass(self.filter, theme)
        self.perimeter = ElidedLabel(labelled(tr("Perimeter"), perimeter or tr("All companies")), role="small")
        self.count = Label(role="small")
        empties = (
            tr("Nothing to fetch: everything that should be there is archived."),
            tr("No month without an invoice"),
        )
        self.stacks = [
            TableStack(table, no_data=partial(self._empty, heading), all_hidden=self._all_hidden)
            for table, heading in zip((fetch, months), empties, strict=True)
        ]
        self._lists = QStackedWidget()
        for stack in self.stacks:
            self._lists.addWidget(stack)
        self._lay_out()

    def show_list(self, at: int) -> None:
        """The one of a tab."""
        self._lists.setCurrentIndex(at)

    def _empty(self, heading: str) -> EmptyState:
        return EmptyState(
            self._theme,
            icon="circle-check",
            heading=heading,
            sentence=tr(
                "Where nobody wrote down how an account is charged, only its own rhythm shows what lacks between two "
                "invoices. Its cycle is written under Contracts."
            ),
            act=tr("Go to the contracts"),
            acted=self.contracts_asked.emit,
            primary=False,
        )

    def _all_hidden(self) -> EmptyState:
        """The way back from a filter that hides everything."""
        return nothing_matches(
            self._theme,
            tr("Nothing matches"),
            tr("The filter hides everything."),
            act=tr("Clear the filter"),
            acted=self._on_clear_asked,
        )

    def _on_clear_asked(self) -> None:
        self.filter.clear()
        self.filter.setFocus()

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self.filter.setFixedWidth(dp(_FILTER_WIDTH))
        head = QHBoxLayout()
        head.setContentsMargins(dp(9), dp(8), dp(9), dp(8))
        head.setSpacing(dp(10))
        head.addWidget(self.filter)
        head.addWidget(self.perimeter, 1)
        head.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._lists, 1)
