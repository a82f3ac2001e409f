"""A short table: its records are all in memory, each a row of words."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex

_WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class RecordTable(QAbstractTableModel, Generic[Record]):
    """Shows records as the subclass's `cell` words them."""

    def __init__(self, titles: Sequence[str], parent: QObject, *, right: frozenset[int] = frozenset()) -> None:
        """`titles` name the columns; those of `right` hold figures."""
        super().__init__(parent)
        self.records: list[Record] = []
        self._titles = tuple(titles)
        self._right = right

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        raise AssertionError((row, column))  # each table says it in its own words

    def tooltip(self, row: int, column: int) -> str | None:  # noqa: ARG002 - for subclasses
        """What there is to know of a cell beyond its text."""
        return None

    def show(self, records: Sequence[Record]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self.records = list(records)
        self.endResetModel()

    def say_changed(self) -> None:
        """The same records are shown in other words."""
        if self.records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.records) - 1, len(self._titles) - 1))

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """A flat table."""
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """One for each title."""
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and on which side they stand."""
        if not index.isValid():
            return None
        if role in _WORDS:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tooltip(index.row(), index.column())
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(  # noqa: N802 - Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
