"""The lines of one invoice for a table view. One invoice's lines fit in memory; they are formatted a page at a time."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.gui.models.line_cells import LINE_AMOUNTS, LINE_COLUMNS, SORT_KEYS, line_cells, line_titles
from telbill_desktop.gui.models.row_pages import RowPages
from telbill_desktop.system.formats import labelled

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NOTHING = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class LineTable(QAbstractTableModel):
    """Lines in the order of the document until a column is sorted; sorting again by no column restores it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document_order: list[InvoiceLine] = []
        self._lines: list[InvoiceLine] = []
        self._currency = ""
        self._pages: RowPages[tuple[str, ...]] = RowPages(self._format_page)
        self._titles = line_titles()
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show_lines(self, lines: Iterable[InvoiceLine], currency: str) -> None:
        """Shows another invoice's lines, sorted as the last ones were."""
        self.beginResetModel()
        self._document_order = list(lines)
        self._currency = currency
        self._lines = self._in_order()
        self._pages.forget()
        self.endResetModel()

    @property
    def lines(self) -> Sequence[InvoiceLine]:
        """The lines as shown."""
        return self._lines

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        return self._pages.row(row)[column]

    def sum_of(self, rows: Iterable[int]) -> Decimal:
        """Sum before tax of some rows; lines without an amount count nothing."""
        amounts = (self._lines[row].amount for row in rows)
        return sum((amount for amount in amounts if amount is not None), Decimal(0))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:  # noqa: D102 - Qt's name
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        line_of = [self._lines[index.row()] for index in before]
        self._sorted = (column, order)
        self._lines = self._in_order()
        self._pages.forget()
        if before:
            at = {id(line): row for row, line in enumerate(self._lines)}
            after = [self.index(at[id(line)], index.column()) for line, index in zip(line_of, before, strict=True)]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(LINE_COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401, D102 - Qt's signature
        if not index.isValid():
            return None
        column = index.column()
        if role == _DISPLAY:
            return self._pages.row(index.row())[column]
        if role == _ALIGNMENT:
            return _RIGHT if LINE_COLUMNS[column] in LINE_AMOUNTS else _LEFT
        if role == _ACCESSIBLE:
            return labelled(self._titles[LINE_COLUMNS[column]], self._pages.row(index.row())[column])
        if role == _TOOLTIP:
            return self._lines[index.row()].description or None
        return None

    def headerData(  # noqa: N802, D102 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _DISPLAY,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(LINE_COLUMNS):
            return None
        if role in {_DISPLAY, _ACCESSIBLE, _TOOLTIP}:
            return self._titles[LINE_COLUMNS[section]]
        if role == _ALIGNMENT:
            return _RIGHT if LINE_COLUMNS[section] in LINE_AMOUNTS else _LEFT
        return None

    def _in_order(self) -> list[InvoiceLine]:
        column, order = self._sorted
        if not 0 <= column < len(LINE_COLUMNS):
            return list(self._document_order)
        descending = order == Qt.SortOrder.DescendingOrder
        return sorted(self._document_order, key=SORT_KEYS[LINE_COLUMNS[column]], reverse=descending)

    def _format_page(self, first: int, last: int) -> list[tuple[str, ...]]:
        return [line_cells(line, self._currency) for line in self._lines[first:last]]
