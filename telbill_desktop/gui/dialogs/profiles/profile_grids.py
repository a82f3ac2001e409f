"""A profile as two grids: what each column and constant means, and which words of cells mean what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView

from telbill_desktop.domain.field_names import FIELD_NAMES
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.domain.table_profile import (
    DATES,
    FIELDS_OF,
    NUMBERS,
    TableField,
    UsageDirection,
    UsageStatus,
)
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.exporters.usage_words import CATEGORY_NAMES
from telbill_desktop.gui.dialogs.mapping.field_choices import written_words
from telbill_desktop.gui.models.line_cells import category_name
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from telbill_desktop.domain.table_profile import TableProfile
    from telbill_desktop.gui.theme import Theme

_MEANINGS: Mapping[TableField, type[StrEnum]] = {
    TableField.TYPE: InvoiceType,
    TableField.LINE_CATEGORY: Category,
    TableField.USAGE_LABEL: UsageCategory,
    TableField.USAGE_DIRECTION: UsageDirection,
    TableField.USAGE_STATUS: UsageStatus,
}
_WORDS_OF_USAGE = {
    UsageDirection.OUTBOUND.value: N_("The line called"),
    UsageDirection.INBOUND.value: N_("The line was called"),
    UsageDirection.RECEIVED.value: N_("The line was called and stands in its column"),
    UsageDirection.BY_NUMBERS.value: N_("Their numbers tell who called"),
    UsageStatus.TOOK_PLACE.value: N_("It took place"),
    UsageStatus.NOT.value: N_("It did not take place"),
}
BETWEEN = " | "  # texts of a list in one cell
ROW_HEIGHT = 28
Index = QModelIndex | QPersistentModelIndex


class GridRow(NamedTuple):
    """A field with texts that can be changed; `means` is what words of it mean, "" in the grid of columns."""

    field: TableField
    means: str
    texts: tuple[str, ...]
    written: str = ""


class ProfileGrid(RecordTable[GridRow]):
    """A name at the left, and columns of texts that can be changed unless the profile ships with the program."""

    edited = Signal()

    def __init__(self, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(titles, parent)
        self.is_open = False

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        one = self.records[row]
        if column == 0:
            return _row_name(one)
        return one.texts[column - 1] if column <= len(one.texts) else one.written

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """An editor starts from what stands there."""
        return super().data(index, Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.EditRole else role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Texts can be edited."""
        can = self.is_open and 0 < index.column() <= len(self.records[index.row()].texts)
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if can else super().flags(index)

    def setData(  # noqa: N802 - Qt's own name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Takes a text."""
        one, place, text = self.records[index.row()], index.column() - 1, str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not 0 <= place < len(one.texts) or one.texts[place] == text:
            return False
        texts = (*one.texts[:place], text, *one.texts[place + 1 :])
        self.records[index.row()] = one._replace(texts=texts)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True


class NamedCells(QStyledItemDelegate):
    """An editor says to screen readers what is typed into it."""

    def createEditor(  # noqa: N802 - Qt's own name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """With the names of its row and column."""
        editor = super().createEditor(parent, option, index)
        model = index.model()
        title = model.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(f"{model.index(index.row(), 0).data()}, {title}")
        return editor


def grid_view(theme: Theme, model: ProfileGrid, name: str, *, stretched: int) -> QTableView:
    """A table whose cells are edited in place; Tab leaves it."""
    view = QTableView()
    view.setModel(model)
    view.setItemDelegate(NamedCells(view))
    view.setAccessibleName(name)
    view.setTabKeyNavigation(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(theme.dp(ROW_HEIGHT))
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.resizeSection(0, theme.dp(170))
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return view


def column_rows(profile: TableProfile) -> list[GridRow]:
    """Every field that the profile's kind has, those that it speaks of first."""
    rows = [
        GridRow(
            field,
            "",
            (BETWEEN.join(profile.columns.get(field, ())), profile.constants.get(field, "")),
            written_words(profile.format_of(field), is_number=field in NUMBERS)
            if field in profile.columns and field in NUMBERS | DATES
            else "",
        )
        for field in TableField
        if field in FIELDS_OF[profile.kind]
    ]
    return sorted(rows, key=lambda row: not any(row.texts))


def word_rows(profile: TableProfile) -> list[GridRow]:
    """What words of cells can mean, with the words."""
    means = [(field, each.value) for field, words in _MEANINGS.items() for each in words]
    means = [(field, meant) for field, meant in means if field in FIELDS_OF[profile.kind]]
    return [GridRow(field, meant, (BETWEEN.join(_words(profile, field, meant)),)) for field, meant in means]


def texts_of(joined: str) -> tuple[str, ...]:
    """The texts of a cell."""
    return tuple(text for part in joined.split(BETWEEN.strip()) if (text := part.strip()))


def _words(profile: TableProfile, field: TableField, meant: str) -> list[str]:
    return [word for word, means in profile.words.get(field, {}).items() if means == meant]


def _row_name(row: GridRow) -> str:
    if not row.means:
        return tr(FIELD_NAMES[row.field])
    if row.field is TableField.TYPE:
        return tr("Credit note") if row.means == InvoiceType.CREDIT_NOTE else tr("Invoice")
    if row.field is TableField.LINE_CATEGORY:
        return category_name(Category(row.means))
    if row.field is TableField.USAGE_LABEL:
        return tr(CATEGORY_NAMES[UsageCategory(row.means)])
    return tr(_WORDS_OF_USAGE[row.means])
