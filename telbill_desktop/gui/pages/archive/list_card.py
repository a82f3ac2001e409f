"""The archive's list in its card, and what stands there when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.table_stack import TableStack, nothing_matches
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.gui.theme import Theme


class ArchiveCard(QFrame):
    """The table, or one of the two empty states."""

    def __init__(
        self, theme: Theme, table: QWidget, *, archive: Callable[[], object], clear_filter: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._archive, self._clear = theme, archive, clear_filter
        self.stack = TableStack(table, no_data=self._no_data, all_hidden=self._all_hidden)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.stack)

    def _no_data(self) -> EmptyState:
        return EmptyState(
            self._theme,
            icon="file-check",
            heading=tr("The archive is empty"),
            sentence=tr(
                "Imported invoices are kept here as they came. Other signed PDFs, contracts and proofs can be put here "
                "too: drop them on this page."
            ),
            act=tr("Archive PDFs…"),
            acted=self._archive,
        )

    def _all_hidden(self) -> EmptyState:
        return nothing_matches(
            self._theme,
            tr("No document matches"),
            tr("The filter or the perimeter hides every document."),
            act=tr("Clear the filter"),
            acted=self._clear,
        )
