"""A long list for a table view: all ordered ids in memory, rows read and put into words a page at a time."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from telbill_desktop.gui.models.row_pages import RowPages
from telbill_desktop.system.formats import labelled

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

# Whole numbers: comparing enum members costs more than the rest of `data`, which a repaint calls 1 600 times.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NOTHING = QModelIndex()


@dataclass(frozen=True, slots=True)
class Columns(Generic[Row]):
    """What a list shows of its rows.

    `names` in order, `titles` and `short_titles` by name, those of `right` hold figures. `key` is the id of a row,
    `cells` its texts in that order.
    """

    names: Sequence[str]
    titles: Mapping[Any, str]
    short_titles: Mapping[Any, str]
    right: frozenset[Any]
    key: Callable[[Row], int]
    cells: Callable[[Row], tuple[str, ...]]


class ShownRow(Generic[Row]):
    """A row of a page; its texts are made when it is first painted."""

    __slots__ = ("cells", "row")

    def __init__(self, row: Row | None, blank: tuple[str, ...]) -> None:
        self.row = row
        self.cells: tuple[str, ...] | None = None if row is not None else blank


class PagedTable(QAbstractTableModel, Generic[Row]):
    """Rows in the order that the store gave. It never sorts, filters or counts by itself."""

    def __init__(
        self,
        columns: Columns[Row],
        read_rows: Callable[[Sequence[int]], Iterable[Row]],
        parent: QObject | None = None,
    ) -> None:
        """`read_rows` gives the rows of some ids by primary key; an id that is gone may be left out."""
        super().__init__(parent)
        self._columns = columns
        self._blank = ("",) * len(columns.names)
        self._read_rows = read_rows
        self._ids: array[int] = array("q")
        self._pages: RowPages[ShownRow[Row]] = RowPages(self._read_page)
        self._rows_by_id: dict[int, int] | None = None
        self._shown_titles = columns.titles
        self._alignment = [_RIGHT if name in columns.right else _LEFT for name in columns.names]

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows, in order: what « all » means."""
        return self._ids

    def mark(self, row: int, column: int) -> str:  # noqa: ARG002 - for subclasses
        """What an icon in a cell says in words; nothing where there is none."""
        return ""

    def show_ids(self, ids: Sequence[int]) -> None:
        """Shows another list. Rows added behind the same first ones are inserted, anything else is a reset."""
        known, wanted = len(self._ids), ids if isinstance(ids, array) else array("q", ids)
        if known and len(wanted) >= known and wanted[:known] == self._ids:
            self._extend(wanted)
            return
        self.beginResetModel()
        self._ids = wanted
        self._rows_by_id = None
        self._pages.forget()
        self.endResetModel()

    def forget_rows(self) -> None:
        """Reads the rows again when they are next painted: the store has changed."""
        self._pages.forget()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._blank) - 1))

    def shorten_titles(self, short: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Shows titles for a narrow table, or the whole ones again."""
        self._shown_titles = self._columns.short_titles if short else self._columns.titles
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._blank) - 1)

    def id_at(self, row: int) -> int:
        """The id of a row."""
        return self._ids[row]

    def row_at(self, row: int) -> Row | None:
        """The row as the store gave it; None when it is gone since the list was read."""
        return self._pages.row(row).row

    def row_of(self, wanted: int) -> int | None:
        """Where an id stands in the list, if it does."""
        if self._rows_by_id is None:
            self._rows_by_id = {known: row for row, known in enumerate(self._ids)}
        return self._rows_by_id.get(wanted)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        shown = self._pages.row(row)
        texts = shown.cells
        if texts is None:
            texts = shown.cells = self._columns.cells(shown.row)  # type: ignore[arg-type] # blank without a row
        return texts[column]

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._blank)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401, D102 - Qt's signature
        if role == _DISPLAY:
            return self.cell(index.row(), index.column()) if index.isValid() else None
        if role == _ALIGNMENT:
            return self._alignment[index.column()] if index.isValid() else None
        if role == _ACCESSIBLE and index.isValid():
            title = self._columns.titles[self._columns.names[index.column()]]
            name = labelled(title, self.cell(index.row(), index.column()))
            return f"{name} — {mark}" if (mark := self.mark(index.row(), index.column())) else name
        if role == _TOOLTIP and index.isValid():
            return self.mark(index.row(), index.column()) or None
        return None

    def headerData(  # noqa: N802, D102 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _DISPLAY,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._blank):
            return None
        if role == _DISPLAY:
            return self._shown_titles[self._columns.names[section]]
        if role in {_ACCESSIBLE, _TOOLTIP}:
            return self._columns.titles[self._columns.names[section]]
        if role == _ALIGNMENT:
            return self._alignment[section]
        return None

    def _extend(self, wanted: "array[int]") -> None:
        known = len(self._ids)
        if len(wanted) == known:
            return
        self.beginInsertRows(QModelIndex(), known, len(wanted) - 1)
        self._ids = wanted
        self._rows_by_id = None
        self._pages.forget(known)  # the last page may have been a short one
        self.endInsertRows()

    def _read_page(self, first: int, last: int) -> list[ShownRow[Row]]:
        ids, key = self._ids[first:last], self._columns.key
        found = {key(row): row for row in self._read_rows(ids)}
        return [ShownRow(found.get(known), self._blank) for known in ids]
