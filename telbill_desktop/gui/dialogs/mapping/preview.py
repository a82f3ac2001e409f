"""The first rows of a table as they stand in the file, wrong cells marked, a chooser above each column."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from telbill_desktop.domain.table_profile import NUMBERS, TableField
from telbill_desktop.domain.table_sketch import Confidence
from telbill_desktop.gui.dialogs.mapping.column_head import ColumnHead, Models
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtCore import QObject, QRect
    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.table import Cell
    from telbill_desktop.domain.table_profile import ColumnFormat
    from telbill_desktop.domain.table_sketch import Judgement, Plan, Survey
    from telbill_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
WHOLE_ROW = -1  # as `planning.WHOLE_ROW`: what is wrong is the row's
COLUMN_WIDTH, ROW_HEIGHT = 186, 26


class PreviewTable(QAbstractTableModel):
    """Cells as texts; what is wrong with one is its tooltip, and its ground is coloured."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._survey: Survey | None = None
        self._columns: Mapping[int, TableField] = {}
        self._wrong: dict[tuple[int, int], str] = {}

    def show_survey(self, survey: Survey) -> None:
        """Shows another table."""
        self.beginResetModel()
        self._survey, self._wrong, self._columns = survey, {}, {}
        self.endResetModel()

    def show_judgement(self, columns: Mapping[int, TableField], judgement: Judgement) -> None:
        """Marks what cannot be read."""
        self._columns = columns
        self._wrong = {place: formats.sentence(message) for place, message in judgement.wrong.items()}
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def wrong_at(self, row: int, column: int) -> str:
        """Why a cell, or its row, cannot be read; "" when it can."""
        if self._survey is None or not 0 <= row < self.rowCount():
            return ""
        line = self._survey.body[row].line
        return self._wrong.get((line, column)) or self._wrong.get((line, WHOLE_ROW), "")

    def wrong_rows(self) -> int:
        """How many of the rows shown cannot be read."""
        return len({line for line, _ in self._wrong})

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """Rows below the titles."""
        return 0 if self._survey is None or (parent is not None and parent.isValid()) else len(self._survey.body)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """Columns of the table."""
        return 0 if self._survey is None or (parent is not None and parent.isValid()) else len(self._survey.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, colours, tooltip."""
        if not index.isValid() or self._survey is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._columns.get(column) in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            wrong = self.wrong_at(row, column)
            return self._theme.color("bad" if wrong else "text" if column in self._columns else "text_soft")
        return self._about_wrong(row, column, role)

    def _about_wrong(self, row: int, column: int, role: int) -> object:
        wrong = self.wrong_at(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return formats.labelled(self._text(row, column), wrong) if wrong else self._text(row, column)
        if not wrong:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(wrong)
        return self._theme.color("bad_panel") if role == Qt.ItemDataRole.BackgroundRole else None

    def headerData(  # noqa: N802 - Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Lines of the file at the left, marked where one is wrong; titles for screen readers."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} or self._survey is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._survey.columns[section].title
        line = self._survey.body[section].line
        wrong = any(place[0] == line for place in self._wrong)
        return f"{formats.count(line)} !" if wrong else formats.count(line)

    def _text(self, row: int, column: int) -> str:
        if self._survey is None:
            return ""
        cells = self._survey.body[row].cells
        return shown_text(cells[column]) if column < len(cells) else ""


def shown_text(cell: Cell | date) -> str:
    """A cell as it stands in the file; a spreadsheet's own numbers and days as one writes them."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.splitlines())
    if isinstance(cell, bool):
        return tr("Yes") if cell else tr("No")
    return formats.number(cell) if isinstance(cell, Decimal) else formats.day(cell)


class HeadBar(QHeaderView):
    """A header whose sections carry widgets, which move with the columns."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.heads: list[ColumnHead] = []
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.sectionResized.connect(self.place)

    def carry(self, heads: list[ColumnHead]) -> None:
        """Takes these instead of the former."""
        for head in self.heads:
            head.hide()
            head.deleteLater()
        self.heads = heads
        for head in heads:
            head.setParent(self.viewport())
            head.show()
        self.updateGeometries()
        self.place()

    def place(self) -> None:
        """Puts every widget over its section."""
        height = self.height()
        for section, head in enumerate(self.heads):
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            head.setGeometry(left, 0, width, height)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """As high as the widgets."""
        height = max((head.sizeHint().height() for head in self.heads), default=super().sizeHint().height())
        return QSize(super().sizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """The widgets get the new height."""
        super().resizeEvent(event)
        self.place()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: ARG002, N802 - Qt's own name
        """A line below; the widgets say the rest."""
        painter.setPen(self._theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class Preview(QTableView):
    """The table. `chosen` carries a column and its meaning, `written` a column and its format."""

    chosen = Signal(int, object)
    written = Signal(int, object)
    cell_at_hand = Signal(str)  # what is wrong with the current cell

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = PreviewTable(theme, self)
        self.bar = HeadBar(theme, self)
        self.setHorizontalHeader(self.bar)
        self.setModel(self.rows)
        self.setAccessibleName(tr("First rows of the table"))
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalScrollBar().valueChanged.connect(self.bar.place)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_survey(self, survey: Survey, models: Models) -> None:
        """Shows another table with its choosers."""
        dp = self._theme.dp
        self.rows.show_survey(survey)
        heads = []
        for column in survey.columns:
            head = ColumnHead(self._theme, column, models)
            head.chosen.connect(lambda meant, at=column.column: self.chosen.emit(at, meant))
            head.written.connect(lambda written, at=column.column: self.written.emit(at, written))
            head.reached.connect(lambda at=column.column: self._show_column(at))
            heads.append(head)
            self.bar.resizeSection(column.column, dp(COLUMN_WIDTH))
        self.verticalHeader().setDefaultSectionSize(dp(ROW_HEIGHT))
        self.bar.carry(heads)
        for before, head in pairwise(heads):
            QTableView.setTabOrder(before.format, head.meaning)

    def show_plan(self, plan: Plan, written: Mapping[int, ColumnFormat], sure: Mapping[int, Confidence]) -> None:
        """Shows what the columns are, and how sure that is."""
        for column, head in enumerate(self.bar.heads):
            head.show_plan(plan.columns.get(column), sure.get(column, Confidence.NONE), written.get(column))

    def show_judgement(self, plan: Plan, judgement: Judgement) -> None:
        """Marks wrong cells."""
        self.rows.show_judgement(plan.columns, judgement)
        self._on_current_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """F2 says what the current column is."""
        column = self.currentIndex().column()
        if event.key() == Qt.Key.Key_F2 and 0 <= column < len(self.bar.heads):
            self.bar.heads[column].meaning.setFocus()
            self.bar.heads[column].meaning.showPopup()
        else:
            super().keyPressEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's own name
        """The choosers go with their columns."""
        super().scrollContentsBy(dx, dy)
        self.bar.place()

    def _show_column(self, column: int) -> None:
        """The keyboard is on a chooser: its column comes into sight."""
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        if left < 0:
            bar.setValue(bar.value() + left)
        elif left + width > room:
            bar.setValue(bar.value() + left + width - room)

    def _on_current_changed(self) -> None:
        index = self.currentIndex()
        self.cell_at_hand.emit(self.rows.wrong_at(index.row(), index.column()) if index.isValid() else "")
