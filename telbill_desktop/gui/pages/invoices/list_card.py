"""The list in its card: the table, or what to do when there is nothing in it."""

from __future__ import annotations

from functools import cached_property
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
        self._theme, self._import_files, self._clear_filter = theme, import_files, clear_filter
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(table)

    @cached_property
    def no_data(self) -> EmptyState:
        """What an empty store offers; made when it is first shown."""
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

    @cached_property
    def all_hidden(self) -> EmptyState:
        """The way back from a filter that hides everything; made when it is first shown."""
        return EmptyState(
            self._theme,
            icon="search",
            heading=tr("No invoice matches"),
            sentence=tr("The filters hide every invoice of the list."),
            act=tr("Clear the filters"),
            acted=self._clear_filter,
            primary=False,
        )

    def show_for(self, rows: int, *, filtered: bool) -> None:
        """Shows the table or one of the empty states."""
        wanted = self.table if rows else self.all_hidden if filtered else self.no_data
        if self._stack.indexOf(wanted) < 0:
            self._stack.addWidget(wanted)
        self._stack.setCurrentWidget(wanted)
