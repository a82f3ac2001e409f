"""A table of rows, as the list of invoices and the lines of one are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QLine, QModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from telbill_desktop.gui.delegates.cells import CellDelegate, cell_font
from telbill_desktop.gui.widgets.row_header import RowHeader

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPaintEvent

    from telbill_desktop.gui.delegates.cells import Place
    from telbill_desktop.gui.theme import Theme

ROW_HEIGHT = 30


class RowTable(QTableView):
    """A table of rows: no cell is ever chosen alone, Tab leaves it, a thin line parts its rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells: CellDelegate | None = None
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
        header = RowHeader(theme, self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        # A viewport made here: asked for Qt's own, PySide looks through every kind of widget for what it is (8 ms).
        viewport = QWidget()
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        # It paints its own ground: else the page, the card and the frame are painted below it at every key (1 ms).
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setViewport(viewport)
        self._use_theme()
        theme.changed.connect(self._use_theme)

    def part_header_from_selection(self) -> None:
        """Gives the header a selection of its own, which stays empty.

        While it paints, Qt's header asks whether each column is chosen whole, cell by cell: with 100 000 rows chosen,
        one repaint took 1.8 s.
        """
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.model(), header))

    def screenful(self) -> int:
        """How many rows there is room for, those that are cut at both ends too."""
        return self.viewport().height() // self.verticalHeader().defaultSectionSize() + 2

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

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:  # noqa: N802 - Qt's name
        """Says who paints the cells; it is asked row by row."""
        if not isinstance(delegate, CellDelegate):
            raise TypeError(delegate)
        self._cells = delegate
        super().setItemDelegate(delegate)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints rows, the lines between them, and a frame round the row that the keyboard is on."""
        model, area = self.model(), event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(area, self._ground)
        first = self.rowAt(max(area.top(), 0))
        if self._cells is None or first < 0:
            return
        last = self.rowAt(area.bottom())
        last = model.rowCount() - 1 if last < 0 else last
        painter.setFont(self.font())
        columns, width = self._columns_in(area), self.viewport().width()
        top, height = self.rowViewportPosition(first), self.verticalHeader().defaultSectionSize()
        chosen, lines = self.selectionModel(), []
        any_chosen = chosen.hasSelection()
        for row in range(first, last + 1):
            if any_chosen and chosen.isSelected(model.index(row, 0)):
                painter.fillRect(0, top, width, height, self._selected)
            painter.setPen(self._ink)
            self._cells.paint_row(painter, row, top, height, columns)
            top += height
            lines.append(QLine(0, top - 1, width, top - 1))
        painter.setPen(self._line)
        painter.drawLines(lines)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            painter.setPen(self._focus)
            painter.drawRect(0, self.rowViewportPosition(current.row()), width - 1, height - 2)

    def _columns_in(self, area: QRect) -> list[Place]:
        """The shown columns that the area touches, left to right."""
        header, places = self.horizontalHeader(), []
        for position in range(header.count()):
            section = header.logicalIndex(position)
            left, width = header.sectionViewportPosition(section), header.sectionSize(section)
            if not header.isSectionHidden(section) and left <= area.right() and left + width > area.left():
                places.append((section, left, width))
        return places

    def _use_theme(self) -> None:
        self._ground = self._theme.color("surface")
        self._line = QPen(self._theme.color("border"))
        self._ink, self._selected = QPen(self._theme.color("text")), self._theme.color("accent_soft")
        self._focus = QPen(self._theme.color("focus"))
        rows, height = self.verticalHeader(), self._theme.dp(ROW_HEIGHT)
        rows.setMinimumSectionSize(height)
        rows.setDefaultSectionSize(height)
        self.setFont(cell_font(self._theme))
