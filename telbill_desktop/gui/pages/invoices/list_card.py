"""The list in its card: the table, or what to do when there is nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QStackedLayout

from telbill_desktop.gui.widgets.empty_state import EmptyState
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
        self.no_data = EmptyState(
            theme,
            icon="receipt-text",
            heading=tr("No invoices yet"),
            sentence=tr(
                "Drop your operators' invoices anywhere on this window, as PDF or XML, or a whole folder of them."
            ),
            act=tr("Import…"),
            acted=import_files,
        )
        self.all_hidden = EmptyState(
            theme,
            icon="search",
            heading=tr("No invoice matches"),
            sentence=tr("The filters hide every invoice of the list."),
            act=tr("Clear the filters"),
            acted=clear_filter,
            primary=False,
        )
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        for widget in (table, self.no_data, self.all_hidden):
            self._stack.addWidget(widget)

    def show_for(self, rows: int, *, filtered: bool) -> None:
        """Shows the table or one of the empty states."""
        wanted = self.table if rows else self.all_hidden if filtered else self.no_data
        if self._stack.currentWidget() is not wanted:
            self._stack.setCurrentWidget(wanted)
