"""Dated prices, past and to come, in a small table; what is wrong with a cell is said in the cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from telbill_desktop.domain.amount_text import parse_amount
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.date_text import parse_date
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.money import CENT
from telbill_desktop.gui.pages.contracts.fields import FormField
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from telbill_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
SINCE, AMOUNT, STATE = range(3)
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_ROWS = 6  # of the table's height


class PriceTable(QAbstractTableModel):
    """Texts as typed, an empty row at the end for the next price."""

    edited = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.rows: list[list[str]] = [["", ""]]

    def show(self, prices: Sequence[Price]) -> None:
        """Shows other prices, the oldest first."""
        self.beginResetModel()
        known = sorted(prices, key=lambda price: price.since)
        self.rows = [[formats.day(one.since), formats.unit_price(one.amount)] for one in known]
        self.rows.append(["", ""])
        self.endResetModel()

    def filled(self) -> list[list[str]]:
        """The rows that somebody wrote something into."""
        return [row for row in self.rows if any(text.strip() for text in row)]

    def prices(self) -> tuple[Price, ...]:
        """What the rows mean; after `errors` found nothing."""
        return tuple(Price(parse_date(since, today=self._today), _price(text)) for since, text in self.filled())

    def error(self, row: int, column: int) -> str:
        """What is wrong with a cell, as a sentence; nothing for the empty row at the end."""
        cells = self.rows[row]
        if not any(text.strip() for text in cells) or column == STATE:
            return ""
        if not cells[column].strip():
            return tr("This field must be filled in.")
        try:
            if column == AMOUNT:
                _price(cells[AMOUNT])
                return ""
            since = parse_date(cells[SINCE], today=self._today)
        except TelbillError as error:
            return formats.sentence(error.message)
        is_double = any(self._day(other) == since for at, other in enumerate(self.rows) if at != row)
        return tr("There is another price from this day on.") if is_double else ""

    def errors(self) -> list[tuple[int, int]]:
        """The cells that cannot be saved."""
        return [(row, column) for row in range(len(self.rows)) for column in (SINCE, AMOUNT) if self.error(row, column)]

    def remove(self, row: int) -> None:
        """Takes a row away; the empty one stays."""
        if row < len(self.rows) - 1:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.rows[row]
            self.endRemoveRows()
            self._tell()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent is not None and parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days and prices are written in place."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() != STATE else flags

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """The text, and what is wrong with it as an icon, a colour and a sentence."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        is_blank = not any(self.rows[row])  # not « the last »: a row's text may not change because another follows
        if is_blank and role == _DISPLAY:
            return (tr("dd/mm/yyyy"), formats.amount(Decimal(0)), tr("a new price: write it here"))[column]
        if is_blank and role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color("text_soft")
        if role in {_DISPLAY, _EDIT}:
            return self._state(row) if column == STATE else self.rows[row][column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column == AMOUNT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        wrong = self._wrong_of(row) if column == STATE else self.error(row, column)
        return self._mark(wrong, role, column) if wrong else None

    def _mark(self, wrong: str, role: int, column: int) -> object:
        """How a cell shows that it is wrong."""
        marks: dict[int, object] = {
            Qt.ItemDataRole.ForegroundRole: self._theme.color("bad"),
            Qt.ItemDataRole.ToolTipRole: tooltip(wrong),
            Qt.ItemDataRole.AccessibleDescriptionRole: wrong,
        }
        if column != STATE:
            marks[Qt.ItemDataRole.DecorationRole] = self._theme.icon("circle-alert", "bad", 13)
        return marks.get(role)

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:  # noqa: N802 - Qt's name
        """Keeps what was typed, whatever it is; the last row being written into, another follows."""
        if not index.isValid() or role != _EDIT or index.column() == STATE:
            return False
        text = str(value or "").strip()
        if self.rows[index.row()][index.column()] == text:
            return True
        self.rows[index.row()][index.column()] = text
        if text and index.row() == len(self.rows) - 1:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
            self.rows.append(["", ""])
            self.endInsertRows()
        self._tell()
        return True

    def headerData(  # noqa: N802, D102 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return (tr("From"), tr("Price excl. VAT"), "")[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == AMOUNT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _tell(self) -> None:
        """A day may have become another's double: every cell is looked at again."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, STATE))
        self.edited.emit()

    def _day(self, cells: Sequence[str]) -> date | None:
        try:
            return parse_date(cells[SINCE], today=self._today)
        except TelbillError:
            return None

    def _wrong_of(self, row: int) -> str:
        return self.error(row, SINCE) or self.error(row, AMOUNT)

    def _state(self, row: int) -> str:
        """What is wrong in the row, or which price is the present one and which are to come."""
        if wrong := self._wrong_of(row):
            return wrong
        since = self._day(self.rows[row])
        if since is None:
            return ""
        if since > self._today:
            return tr("to come")
        days = [day for each in self.rows if (day := self._day(each)) is not None and day <= self._today]
        return tr("in force") if since == max(days) else tr("past")


def _price(text: str) -> Decimal:
    """A price, in whole cents.

    Raises:
        TelbillError: what `parse_amount` raises, `price_too_precise`.
    """
    amount = parse_amount(text)
    if amount != amount.quantize(CENT):
        raise TelbillError("price_too_precise", text=text)
    return amount


class PricesField(FormField):
    """The table as a field of a form. Typing or F2 edits a cell, Del takes a row away."""

    def __init__(self, theme: Theme, today: date) -> None:
        self.model = PriceTable(theme, today)
        self.table = _PriceView(self.model)
        super().__init__(theme, tr("Prices"), self.table)
        rows = self.table.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.dp(28))
        header = self.table.horizontalHeader()
        header.resizeSection(SINCE, theme.dp(130))
        header.resizeSection(AMOUNT, theme.dp(130))
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(theme.dp(28) * _ROWS)
        self.model.edited.connect(self._on_edited)

    def value(self) -> tuple[Price, ...]:
        """The prices."""
        return self.model.prices()

    def put(self, value: Sequence[Price]) -> None:
        """Shows these prices."""
        self.model.show(value)
        self.say("")

    def snapshot(self) -> object:
        """The texts."""
        return [tuple(row) for row in self.model.filled()]

    def check(self) -> bool:
        """The first cell that is wrong gets the keyboard."""
        self.say("")
        wrong = self.model.errors()
        if wrong:
            self.table.setCurrentIndex(self.model.index(*wrong[0]))
        elif not self.model.filled():
            self.say(tr("A product has one price at least."))
            return False
        return not wrong

    def _on_edited(self) -> None:
        self.say("")
        self.changed.emit()


class _PriceView(QTableView):
    def __init__(self, model: PriceTable) -> None:
        super().__init__()
        self._prices = model
        self.setModel(model)
        self.setObjectName("prices")
        self.setShowGrid(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Del takes the row away; Tab leaves the table from its end."""
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self._prices.remove(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
