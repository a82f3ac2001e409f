"""Usage in its card: the groups with what they add up to, the calls, or what to do where there is neither."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.table_stack import nothing_matches
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme


class UsageCard(QFrame):
    """Each empty state is made when it is first shown."""

    import_asked = Signal()
    clear_asked = Signal()
    totals_asked = Signal()

    def __init__(self, theme: Theme, groups: QWidget, calls: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._groups, self._calls = theme, groups, calls
        self.stack = QStackedWidget()
        self.stack.addWidget(groups)
        self.stack.addWidget(calls)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.stack)

    def show_groups(self, rows: int, *, files: int) -> None:
        """The groups; where there are none, whether that is because there is no usage at all."""
        self.stack.setCurrentWidget(self._groups if rows else self.all_hidden if files else self.no_data)

    def show_calls(self, rows: int, *, uses: int, files: int) -> None:
        """The calls; where there are none, whether they are not kept, hidden, or never were."""
        if rows or not uses:
            self.stack.setCurrentWidget(self._calls if rows else self.all_hidden if files else self.no_data)
        else:
            self.stack.setCurrentWidget(self.only_totals)

    @cached_property
    def no_data(self) -> EmptyState:
        """Nothing was imported yet."""
        return self._added(
            EmptyState(
                self._theme,
                icon="file-question-mark",
                heading=tr("No usage yet"),
                sentence=tr(
                    "Fetch the detail of calls, messages and data as a CSV file from your operator's portal, and "
                    "import it here. The file itself is not kept, and numbers called lose their last digits."
                ),
                act=tr("Import…"),
                acted=self.import_asked.emit,
            )
        )

    @cached_property
    def all_hidden(self) -> EmptyState:
        """The way back from what hides everything."""
        return self._added(
            nothing_matches(
                self._theme,
                tr("No usage matches"),
                tr("The days, the filters or the perimeter hide all usage."),
                act=tr("Show all usage"),
                acted=self.clear_asked.emit,
            )
        )

    @cached_property
    def only_totals(self) -> EmptyState:
        """Usage is known, its calls are not kept."""
        return self._added(
            EmptyState(
                self._theme,
                icon="lock",
                heading=tr("Only totals are kept"),
                sentence=tr(
                    "Of this usage no single call is kept: that was chosen for the store or for the person, or the "
                    "calls are older than they are kept."
                ),
                act=tr("Back to the totals"),
                acted=self.totals_asked.emit,
                primary=False,
            )
        )

    def _added(self, made: EmptyState) -> EmptyState:
        self.stack.addWidget(made)
        return made
