"""The list in its card: the table, or what to do when there is nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.table_stack import TableStack, nothing_matches
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme


class ListCard(QFrame):
    """Shows the table when it has rows; an empty store and a filter that hides everything say different things."""

    def __init__(
        self, theme: Theme, table: QWidget, *, import_files: Callable[[], object], clear_filter: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.table = table
        self._theme, self._import_files, self._clear_filter = theme, import_files, clear_filter
        self.stack = TableStack(table, no_data=self._no_data, all_hidden=self._all_hidden)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.stack)

    def _no_data(self) -> EmptyState:
        """What an empty store offers."""
        return EmptyState(
            self._theme,
            icon="receipt-text",
            heading=tr("No invoices yet"),
            sentence=tr(
                "Drop your operators' invoices anywhere on this window, as PDF or XML, or a whole folder of them."
            ),
            act=tr("Import…"),
            acted=self._import_files,
        )

    def _all_hidden(self) -> EmptyState:
        """The way back from a filter that hides everything."""
        return nothing_matches(
            self._theme,
            tr("No invoice matches"),
            tr("The filters hide every invoice of the list."),
            act=tr("Clear the filters"),
            acted=self._clear_filter,
        )
