"""The columns of the two tables: as the user left them, less those that say nothing of the groups that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.usage_columns import (
    COMPARED,
    CallColumn,
    UsageColumn,
    call_titles,
    usage_titles,
    useful_columns,
)
from telbill_desktop.gui.models.call_table import (
    CALL_COLUMNS,
    CALL_SHOWN,
    CALL_SPARE,
    LEAST_CALL_CATEGORY,
)
from telbill_desktop.gui.models.usage_table import (
    LEAST_NAME,
    USAGE_COLUMNS,
    USAGE_POSITION,
    USAGE_SPARE,
)
from telbill_desktop.gui.widgets.column_widths import Stretch
from telbill_desktop.gui.widgets.table_layout import TableLayout

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from telbill_desktop.gui.pages.usage.table_views import CallTableView, UsageTableView
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.system.settings import ViewLayout


class GroupColumns:
    """What the user chose is kept whole while columns are away."""

    def __init__(self, table: UsageTableView, theme: Theme, kept: ViewLayout) -> None:
        self._table, self._kept = table, kept
        self._away: set[UsageColumn] = set()
        self._by, self._compared = UsageGrouping.USER, False
        self.layout = TableLayout(
            table.horizontalHeader(),
            USAGE_COLUMNS,
            shown=useful_columns(UsageGrouping.USER, compared=False),
            widths=table.first_widths(),
            stretch=Stretch(
                UsageColumn.NAME,
                LEAST_NAME,
                [one for one in USAGE_COLUMNS if one is not UsageColumn.NAME],
                tight=table.tight_widths(),
                spare=USAGE_SPARE,
            ),
            scale=theme.scale,
        )
        self.layout.apply(kept)
        table.horizontalHeader().customContextMenuRequested.connect(self._on_menu_asked)

    def show_for(self, by: UsageGrouping, *, compared: bool) -> None:
        """Shows those that say something of these groups; those of a comparison behind the cost."""
        wanted = self._wanted()
        useful = set(useful_columns(by, compared=compared))
        shown = [one for one in wanted if one in useful]
        if compared:
            at = shown.index(UsageColumn.AMOUNT) + 1 if UsageColumn.AMOUNT in shown else len(shown)
            shown[at:at] = COMPARED
        self._away = {one for one in wanted if one not in useful}
        self._by, self._compared = by, compared
        if shown != self.shown():
            self.layout.arrange(shown or [UsageColumn.NAME])

    def shown(self) -> list[UsageColumn]:
        """Left to right."""
        return [UsageColumn(name) for name in self.layout.shown()]

    def keep(self) -> None:
        """Notes what the user wants, with what is away just now."""
        self.layout.keep(self._kept)
        self._kept.columns = [str(one) for one in self._wanted()]

    def _wanted(self) -> list[UsageColumn]:
        wanted = [one for one in self.shown() if one not in COMPARED]
        for column in sorted(self._away, key=USAGE_POSITION.__getitem__):
            before = [one for one in wanted if USAGE_POSITION[one] < USAGE_POSITION[column]]
            wanted.insert(wanted.index(before[-1]) + 1 if before else 0, column)
        return wanted

    def _on_menu_asked(self, at: QPoint) -> None:
        named = {column.value: title for column, title in usage_titles(self._by).items()}
        self.layout.open_menu(at, named, self._on_reset_asked)

    def _on_reset_asked(self) -> None:
        self.layout.reset(self._kept)
        self._away = set()
        self.show_for(self._by, compared=self._compared)


class CallColumns:
    """The columns of calls."""

    def __init__(self, table: CallTableView, theme: Theme, kept: ViewLayout) -> None:
        self._kept = kept
        self.layout = TableLayout(
            table.horizontalHeader(),
            CALL_COLUMNS,
            shown=CALL_SHOWN,
            widths=table.first_widths(),
            stretch=Stretch(
                CallColumn.CATEGORY,
                LEAST_CALL_CATEGORY,
                [one for one in CALL_COLUMNS if one is not CallColumn.CATEGORY],
                tight=table.tight_widths(),
                spare=CALL_SPARE,
            ),
            scale=theme.scale,
        )
        self.layout.apply(kept)
        table.horizontalHeader().customContextMenuRequested.connect(self._on_menu_asked)

    def shown(self) -> list[CallColumn]:
        """Left to right."""
        return [CallColumn(name) for name in self.layout.shown()]

    def keep(self) -> None:
        """Notes what the user chose."""
        self.layout.keep(self._kept)

    def _on_menu_asked(self, at: QPoint) -> None:
        named = {column.value: title for column, title in call_titles().items()}
        self.layout.open_menu(at, named, lambda: self.layout.reset(self._kept))
