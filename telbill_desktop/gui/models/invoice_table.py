"""The list of invoices for a table view: all ordered ids in memory, rows read and formatted a page at a time."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from telbill_desktop.domain.invoice_kinds import InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow
from telbill_desktop.gui.models.invoice_cells import AMOUNTS, COLUMNS, cells, short_titles, state_name, titles
from telbill_desktop.gui.models.row_pages import RowPages

# Whole numbers: comparing enum members costs more than the rest of `data`, which a repaint calls 1 600 times.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NOTHING = QModelIndex()
_BLANK: tuple[str, ...] = ("",) * len(COLUMNS)

Index = QModelIndex | QPersistentModelIndex


class _Shown:
    """A row of a page; its texts are made when it is first painted."""

    __slots__ = ("cells", "row")

    def __init__(self, row: InvoiceRow | None) -> None:
        self.row = row
        self.cells: tuple[str, ...] | None = None if row is not None else _BLANK


class InvoiceTable(QAbstractTableModel):
    """Rows in the order that the store gave. It never sorts, filters or counts by itself."""

    def __init__(
        self, read_rows: Callable[[Sequence[int]], Iterable[InvoiceRow]], parent: QObject | None = None
    ) -> None:
        """`read_rows` gives the rows of some ids by primary key; an id that is gone may be left out."""
        super().__init__(parent)
        self._read_rows = read_rows
        self._ids: array[int] = array("q")
        self._pages: RowPages[_Shown] = RowPages(self._read_page)
        self._rows_by_id: dict[int, int] | None = None
        self._titles = self._shown_titles = titles()
        self._alignment = [_RIGHT if column in AMOUNTS else _LEFT for column in COLUMNS]

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows, in order: what « all » means."""
        return self._ids

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
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(COLUMNS) - 1))

    def shorten_titles(self, short: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Shows titles for a narrow table, or the whole ones again."""
        self._shown_titles = short_titles() if short else self._titles
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def id_at(self, row: int) -> int:
        """The invoice of a row."""
        return self._ids[row]

    def row_at(self, row: int) -> InvoiceRow | None:
        """The row as the store gave it; None when the invoice is gone since the list was read."""
        return self._pages.row(row).row

    def row_of(self, invoice_id: int) -> int | None:
        """Where an invoice stands in the list, if it does."""
        if self._rows_by_id is None:
            self._rows_by_id = {known: row for row, known in enumerate(self._ids)}
        return self._rows_by_id.get(invoice_id)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        shown = self._pages.row(row)
        texts = shown.cells
        if texts is None:
            texts = shown.cells = cells(shown.row)  # type: ignore[arg-type] # without a row the texts are blank
        return texts[column]

    def rowCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOTHING) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401, D102 - Qt's signature
        if role == _DISPLAY:
            return self.cell(index.row(), index.column()) if index.isValid() else None
        if role == _ALIGNMENT:
            return self._alignment[index.column()] if index.isValid() else None
        if role == _ACCESSIBLE and index.isValid():
            name = f"{self._titles[COLUMNS[index.column()]]}: {self.cell(index.row(), index.column())}"
            return f"{name} — {mark}" if (mark := self._mark(index)) else name
        if role == _TOOLTIP and index.isValid():
            return self._mark(index) or None
        return None

    def headerData(  # noqa: N802, D102 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _DISPLAY,
    ) -> Any:  # noqa: ANN401 - Qt's signature
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == _DISPLAY:
            return self._shown_titles[COLUMNS[section]]
        if role in {_ACCESSIBLE, _TOOLTIP}:
            return self._titles[COLUMNS[section]]
        if role == _ALIGNMENT:
            return self._alignment[section]
        return None

    def _mark(self, index: Index) -> str:
        """What the icon beside the type says in words."""
        row = self.row_at(index.row()) if COLUMNS[index.column()] is InvoiceColumn.TYPE else None
        return state_name(row.state) if row is not None and row.state is InvoiceState.TO_CHECK else ""

    def _extend(self, wanted: "array[int]") -> None:
        known = len(self._ids)
        if len(wanted) == known:
            return
        self.beginInsertRows(QModelIndex(), known, len(wanted) - 1)
        self._ids = wanted
        self._rows_by_id = None
        self._pages.forget(known)  # the last page may have been a short one
        self.endInsertRows()

    def _read_page(self, first: int, last: int) -> list[_Shown]:
        ids = self._ids[first:last]
        found = {row.id: row for row in self._read_rows(ids)}
        return [_Shown(found.get(known)) for known in ids]
