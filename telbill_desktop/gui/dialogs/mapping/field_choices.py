"""What can be chosen for a column: its meaning, and how its figures or days are written, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.field_names import FIELD_NAMES
from telbill_desktop.domain.table_profile import DATES, FIELDS_OF, LINE_FIELDS, NUMBERS, ColumnFormat, TableField
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from telbill_desktop.domain.table_profile import TableKind

NOTHING = "-"  # the data of the choice that leaves a column aside
_NUMBER_FORMATS = {
    ColumnFormat(","): "1\u00a0234,56",
    ColumnFormat("."): "1\u00a0234.56",
    ColumnFormat(",", "."): "1.234,56",
    ColumnFormat(".", ","): "1,234.56",
    ColumnFormat(",", "'"): "1'234,56",
    ColumnFormat(".", "'"): "1'234.56",
}


def field_model(kind: TableKind, parent: QObject) -> QStandardItemModel:
    """Every meaning that a column can have, those of lines first where rows are lines."""
    fields = [field for field in TableField if field in FIELDS_OF[kind]]
    fields.sort(key=lambda field: field not in LINE_FIELDS)
    return _model(
        [(NOTHING, tr("— (left aside)")), *((field.value, tr(FIELD_NAMES[field])) for field in fields)], parent
    )


def number_model(parent: QObject) -> QStandardItemModel:
    """The ways of writing amounts, by an example; the data is what `coded` makes of the format."""
    return _model(((coded(written), words) for written, words in _NUMBER_FORMATS.items()), parent)


def date_model(parent: QObject) -> QStandardItemModel:
    """The orders of days."""
    return _model(((coded(ColumnFormat(date_order=order)), words) for order, words in _orders().items()), parent)


def written_words(written: ColumnFormat, *, is_number: bool) -> str:
    """A format as its choice names it."""
    if not is_number:
        return _orders()[written.date_order]
    return _NUMBER_FORMATS.get(ColumnFormat(written.decimal_mark, written.grouping), written.decimal_mark)


def _orders() -> dict[DateOrder, str]:
    return {
        DateOrder.DAY_FIRST: tr("dd/mm/yyyy"),
        DateOrder.MONTH_FIRST: tr("mm/dd/yyyy"),
        DateOrder.YEAR_FIRST: tr("yyyy-mm-dd"),
    }


def coded(written: ColumnFormat) -> str:
    """A format as the data of a choice."""
    return f"{written.decimal_mark}|{written.grouping}|{written.date_order}"


def decoded(data: str) -> ColumnFormat:
    """The format of a choice."""
    mark, grouping, order = data.split("|")
    return ColumnFormat(mark, grouping, DateOrder(order))


def type_name(field: TableField | None) -> str:
    """What the cells of a field are."""
    if field in NUMBERS:
        return tr("Number")
    return tr("Day") if field in DATES else tr("Text") if field is not None else ""


def _model(entries: Iterable[tuple[str, str]], parent: QObject) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for data, words in entries:
        item = QStandardItem(words)
        item.setData(data, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model
