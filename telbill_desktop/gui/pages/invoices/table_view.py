"""The table of invoices: whole rows are chosen, the keyboard walks rows, a click on a title sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceOrder
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.delegates.invoice_pills import state_pill, type_pill
from telbill_desktop.gui.models.invoice_cells import AMOUNTS, COLUMNS, POSITION
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.delegates.pills import Pill
    from telbill_desktop.gui.models.invoice_table import InvoiceTable
    from telbill_desktop.gui.theme import Theme

ROW_HEIGHT = 30
_FIRST_DOWN = frozenset(
    {InvoiceColumn.DATE, InvoiceColumn.DUE_DATE, InvoiceColumn.HT, InvoiceColumn.TTC, InvoiceColumn.VAT}
)


class RowTable(QTableView):
    """A table of rows: no cell is ever chosen alone, Tab leaves it, a thin line parts its rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = QPen(theme.color("border"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._use_theme()
        theme.changed.connect(self._use_theme)

    def part_header_from_selection(self) -> None:
        """Gives the header a selection of its own, which stays empty.

        While it paints, Qt's header asks whether each column is chosen whole, cell by cell: with 100 000 rows chosen,
        one repaint took 1.8 s.
        """
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.model(), header))

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last row, with or without Ctrl."""
        last = self.model().rowCount() - 1
        column = max(self.currentIndex().column(), self.horizontalHeader().logicalIndex(0))
        if last >= 0 and action == QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, column)
        if last >= 0 and action == QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(last, column)
        return super().moveCursor(action, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the cells, then the lines between rows."""
        super().paintEvent(event)
        model = self.model()
        if model is None or not model.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self._line)
        area = event.rect()
        header = self.verticalHeader()
        height = header.defaultSectionSize()
        first = self.rowAt(max(area.top(), 0))
        if first < 0:
            return
        bottom = self.rowViewportPosition(first) + height - 1
        end = min(area.bottom(), self.rowViewportPosition(model.rowCount() - 1) + height - 1)
        while bottom <= end:
            painter.drawLine(area.left(), bottom, area.right(), bottom)
            bottom += height


    def _use_theme(self) -> None:
        self._line = QPen(self._theme.color("border"))
        self._focus = QPen(self._theme.color("focus"))
        rows, height = self.verticalHeader(), self._theme.dp(ROW_HEIGHT)
        rows.setMinimumSectionSize(height)
        rows.setDefaultSectionSize(height)
        self.setFont(self._theme.font())


class InvoiceTableView(RowTable):
    """The list of invoices."""

    order_chosen = Signal(object)  # InvoiceOrder
    all_chosen = Signal()

    def __init__(self, model: InvoiceTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Invoices"))
        right = frozenset(POSITION[column] for column in AMOUNTS)
        pills = {POSITION[InvoiceColumn.TYPE]: self._type_pill, POSITION[InvoiceColumn.STATE]: self._state_pill}
        self.setItemDelegate(CellDelegate(self, model, theme, right=right, pills=pills))
        self.part_header_from_selection()
        self._order = InvoiceOrder()
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_title_clicked)

    def show_order(self, order: InvoiceOrder) -> None:
        """Marks the column that the list is sorted by."""
        self._order = order
        direction = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(POSITION[order.column], direction)

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Ctrl+A: the whole list, also rows that are not read yet."""
        self.all_chosen.emit()

    def top_row(self) -> int:
        """The first row on screen; -1 when there is none."""
        return self.rowAt(0)

    def show_at_top(self, row: int) -> None:
        """Scrolls so that this row is the first on screen."""
        self.scrollTo(self.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scrolls rows only: choosing an invoice never moves the columns."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def _type_pill(self, row: int) -> Pill | None:
        shown = self._model.row_at(row)
        return type_pill(shown.type, shown.type_code) if shown else None

    def _state_pill(self, row: int) -> Pill | None:
        shown = self._model.row_at(row)
        return state_pill(shown.state) if shown else None

    def _on_title_clicked(self, section: int) -> None:
        column = COLUMNS[section]
        descending = not self._order.descending if column is self._order.column else column in _FIRST_DOWN
        self.order_chosen.emit(InvoiceOrder(column, descending))
