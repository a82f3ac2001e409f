"""A table of rows, as the list of invoices and the lines of one are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme

ROW_HEIGHT = 30


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
        """Paints the cells, the lines between rows, and a frame round the row that the keyboard is on."""
        super().paintEvent(event)
        self._paint_lines(event)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            painter = QPainter(self.viewport())
            painter.setPen(self._focus)
            top, height = self.rowViewportPosition(current.row()), self.verticalHeader().defaultSectionSize()
            painter.drawRect(0, top, self.viewport().width() - 1, height - 2)

    def _paint_lines(self, event: QPaintEvent) -> None:
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
