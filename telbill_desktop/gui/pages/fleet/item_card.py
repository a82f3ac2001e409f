"""The things of the fleet in a card: the table, or what to do when there is nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.delegates.fleet_pills import item_pill
from telbill_desktop.gui.models.fleet_cells import (
    COLUMNS,
    FIGURES,
    LEAST_PRODUCT,
    POSITION,
    SAMPLES,
    SHOWN_FIRST,
    SPARE,
    TIGHT_SAMPLES,
    FleetColumn,
    fleet_titles,
)
from telbill_desktop.gui.models.fleet_tables import FleetTable
from telbill_desktop.gui.widgets.column_widths import Stretch, measured_widths
from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.row_ranges import chosen_rows, selection_of
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.table_layout import TableLayout
from telbill_desktop.gui.widgets.table_stack import TableStack, nothing_matches
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint

    from telbill_desktop.domain.fleet_view import FleetRow
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.system.settings import ViewLayout

_STATE_WIDTH = 124  # pixels at 100 % text: « fin 00/00/0000 » as a pill


class ItemCard(QFrame):
    """Keeps the thing that is chosen, by id, whatever the list becomes."""

    current_changed = Signal(int)
    selection_changed = Signal()

    def __init__(
        self, theme: Theme, kept: ViewLayout, *, add: Callable[[], object], clear_filter: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._kept, self._add, self._clear_filter = theme, kept, add, clear_filter
        self._restoring = False
        self.model = FleetTable(self)
        self.table = RowTable(theme)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Fleet"))
        pills = {POSITION[FleetColumn.STATE]: lambda row: item_pill(self.model.records[row])}
        right = frozenset(POSITION[column] for column in FIGURES)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, theme, right=right, pills=pills))
        self.table.part_header_from_selection()
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._on_title_clicked)
        header.customContextMenuRequested.connect(self._on_header_menu_asked)
        state: dict[str, int] = {FleetColumn.STATE: theme.dp(_STATE_WIDTH)}
        self.layout_of_table = TableLayout(
            header,
            COLUMNS,
            shown=SHOWN_FIRST,
            widths=measured_widths(theme, fleet_titles(), SAMPLES) | state,
            stretch=Stretch(
                FleetColumn.PRODUCT,
                LEAST_PRODUCT,
                [one for one in COLUMNS if one is not FleetColumn.PRODUCT],
                tight=measured_widths(theme, fleet_titles(), TIGHT_SAMPLES) | state,
                spare=SPARE,
            ),
            scale=theme.scale,
        )
        self.layout_of_table.apply(kept)
        if kept.sort in set(FleetColumn):
            self._sort(FleetColumn(kept.sort), descending=kept.descending)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.stack = TableStack(self.table, no_data=self._no_data, all_hidden=self._all_hidden)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.stack)

    def _no_data(self) -> EmptyState:
        """What an empty fleet offers."""
        return EmptyState(
            self._theme,
            icon="users",
            heading=tr("Nothing in the fleet yet"),
            sentence=tr("Add the licences, numbers and lines of your accounts: what they cost is then known ahead."),
            act=tr("Add to the fleet…"),
            acted=self._add,
        )

    def _all_hidden(self) -> EmptyState:
        """The way back from a filter that hides everything."""
        return nothing_matches(
            self._theme,
            tr("Nothing matches"),
            tr("The filters hide everything of the fleet."),
            act=tr("Clear the filters"),
            acted=self._clear_filter,
        )

    def show_rows(self, rows: Sequence[FleetRow], *, is_empty: bool) -> None:
        """Replaces the rows; `is_empty`: there is nothing to filter."""
        chosen, current = {row.item.id for row in self.selected()}, self.current_id()
        self._restoring = True
        self.model.show(rows)
        self.stack.show_for(len(rows), filtered=not is_empty)
        kept = [at for at, row in enumerate(self.model.records) if row.item.id in chosen]
        selection, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        selection.select(selection_of(self.model, kept), flags.Select)
        if current is not None and (at := self.model.row_of(current)) is not None:
            selection.setCurrentIndex(self.model.index(at, 0), flags.NoUpdate)
        self._restoring = False
        self.selection_changed.emit()

    def selected(self) -> list[FleetRow]:
        """The chosen rows, in their order."""
        return [self.model.records[row] for row in chosen_rows(self.table.selectionModel().selection())]

    def current_id(self) -> int | None:
        """The thing that the keyboard is on."""
        row = self.table.currentIndex().row()
        return self.model.records[row].item.id if 0 <= row < len(self.model.records) else None

    def current_row(self) -> FleetRow | None:
        """The row of the thing that the keyboard is on."""
        row = self.table.currentIndex().row()
        return self.model.records[row] if 0 <= row < len(self.model.records) else None

    def save_layout(self) -> None:
        """Columns, widths and order."""
        self.layout_of_table.keep(self._kept)
        if self.model.order is not None:
            self._kept.sort, self._kept.descending = self.model.order[0].value, self.model.order[1]

    def _on_selection_changed(self) -> None:
        if self._restoring:
            return
        self.selection_changed.emit()
        index = self.table.currentIndex()
        if index.isValid() and self.table.selectionModel().isSelected(index):
            self.current_changed.emit(self.model.records[index.row()].item.id)

    def _sort(self, column: FleetColumn, *, descending: bool) -> None:
        self.model.order = (column, descending)
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(
            POSITION[column], Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        )

    def _on_title_clicked(self, section: int) -> None:
        column = COLUMNS[section]
        known, descending = self.model.order or (None, False)
        self._sort(column, descending=not descending if known is column else False)
        self.show_rows(self.model.records, is_empty=False)

    def _on_header_menu_asked(self, at: QPoint) -> None:
        named = {column.value: title for column, title in fleet_titles().items()}
        self.layout_of_table.open_menu(at, named, lambda: self.layout_of_table.reset(self._kept))
