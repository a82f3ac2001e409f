"""A table, or what to do where it has no rows: an empty store and a filter that hides everything differ."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from telbill_desktop.gui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme


class TableStack(QStackedWidget):
    """Each empty state is made when it is first shown; the first paint does not wait for it."""

    def __init__(
        self, table: QWidget, *, no_data: Callable[[], EmptyState], all_hidden: Callable[[], EmptyState]
    ) -> None:
        super().__init__()
        self._table, self._make_no_data, self._make_all_hidden = table, no_data, all_hidden
        self.addWidget(table)

    @cached_property
    def no_data(self) -> EmptyState:
        """There is nothing to filter yet."""
        return self._added(self._make_no_data())

    @cached_property
    def all_hidden(self) -> EmptyState:
        """The way back from a filter that hides everything."""
        return self._added(self._make_all_hidden())

    def show_for(self, rows: int, *, filtered: bool) -> None:
        """The table when it has rows; `filtered`: there are some that it does not show."""
        self.setCurrentWidget(self._table if rows else self.all_hidden if filtered else self.no_data)

    def _added(self, made: EmptyState) -> EmptyState:
        self.addWidget(made)
        return made


def nothing_matches(theme: Theme, heading: str, sentence: str, *, act: str, acted: Callable[[], object]) -> EmptyState:
    """What a list says whose rows are all hidden."""
    return EmptyState(theme, icon="search", heading=heading, sentence=sentence, act=act, acted=acted, primary=False)
