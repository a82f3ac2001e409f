"""Values as the XML of a sheet's cells: typed and styled, texts that are never run, a maker for each column.

A maker gives what follows the cell's reference, `<c r="B7"`: a workbook has millions of cells, and everything that is
the same in a column is put together once.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from telbill_desktop.domain.report import ColumnKind, Value
from telbill_desktop.exporters.cell_text import inert
from telbill_desktop.exporters.losses import Losses
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.exporters.xlsx.shell import Styles

CellMaker = Callable[[Any], str]

LONGEST = 32_767  # UTF-16 units that a cell of a workbook holds (source: Excel's specifications and limits)
WIDEST = 60  # characters of a column; a longer text goes on in a further line
# XML 1.0 has no place for these, and UTF-8 none for half a surrogate pair.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # a reader takes `_x000D_` for the character (ECMA-376, ST_Xstring)
# A text with none of these is written as it stands: what `inert` may change begins with a sign or a blank.
_TAKES_CARE = re.compile(
    "[&<>\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x|^[\\s=+\\-@\uff1d\uff0b\uff0d\uff20\u2212]|\\s$"
)
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_SURE_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February that never was
_DAY_SECONDS = 86_400
_CENTS = -2  # the exponent of an amount in euros


def body_maker(kind: ColumnKind, styles: Styles, losses: Losses) -> CellMaker:
    """Makes the cells of a column. A text that is longer than a column is wide has the style that wraps it."""
    if kind is ColumnKind.TEXT:
        return _text_maker(styles.body[kind], styles.wrapped, losses)
    return _figure_maker(kind, styles.body[kind])


def total_maker(kind: ColumnKind, style: int, losses: Losses) -> CellMaker:
    """Makes the cell of what a column adds up to, which may be a text in a column of figures: « Total »."""
    write_text = _text_maker(style, style, losses)
    if kind is ColumnKind.TEXT:
        return write_text
    make = _figure_maker(kind, style)

    def made(value: Value) -> str:
        return write_text(value) if isinstance(value, str) else make(value)

    return made


def by_value(styles: Styles, losses: Losses) -> CellMaker:
    """Makes cells of a column whose values are not all of one kind: each is what it is."""
    makers = {kind: body_maker(kind, styles, losses) for kind in ColumnKind}

    def made(value: Value) -> str:
        return makers[kind_of(value)](value)

    return made


def kind_of(value: Value) -> ColumnKind:
    """What a value is by itself. A decimal that has more places than cents is a price of a fraction of one."""
    if isinstance(value, Decimal):
        is_fine = value.normalize().as_tuple().exponent < _CENTS  # type: ignore[operator] # never NaN
        return ColumnKind.FINE if is_fine else ColumnKind.AMOUNT
    if isinstance(value, int):
        return ColumnKind.COUNT
    if isinstance(value, date):
        return ColumnKind.MOMENT if isinstance(value, datetime) else ColumnKind.DAY
    return ColumnKind.TEXT


def _figure_maker(kind: ColumnKind, style: int) -> CellMaker:
    return _MAKERS.get(kind, _number_maker)(style)


def _text_maker(style: int, wrapped: int, losses: Losses) -> CellMaker:
    empty = f' s="{style}"/>'
    begin = f' s="{style}" t="inlineStr"><is><t>'
    end = "</t></is></c>"
    takes_care = _TAKES_CARE.search

    def made(text: str | None) -> str:
        if not text:
            return empty
        if len(text) <= WIDEST and takes_care(text) is None:
            return f"{begin}{text}{end}"
        used = wrapped if len(text) > WIDEST or len(text.splitlines()) > 1 else style
        return f' s="{used}" t="inlineStr"><is><t xml:space="preserve">{_careful(text, losses)}{end}'

    return made


def _careful(text: str, losses: Losses) -> str:
    """What a sheet can hold of a text, escaped."""
    return escape(_ESCAPED.sub("_x005F_", legal(text, losses)))


def legal(text: str, losses: Losses) -> str:
    """The text inert, without what XML refuses, its line breaks as a sheet has them, as long as a cell can be."""
    kept = losses.without(_ILLEGAL, inert(text)).replace("\r\n", "\n").replace("\r", "\n")
    units = kept.encode("utf-16-le")
    if len(units) > 2 * LONGEST:
        losses.cut += 1
        kept = units[: 2 * LONGEST].decode("utf-16-le", "ignore")
    return kept


def _number_maker(style: int) -> CellMaker:
    empty, full = f' s="{style}"/>', f' s="{style}"><v>%s</v></c>'

    def made(value: Decimal | int | None) -> str:
        return empty if value is None else full % value

    return made


def _seconds_maker(style: int) -> CellMaker:
    """Hours, minutes and seconds are parts of a day, so that a spreadsheet adds them up as such."""
    number = _number_maker(style)

    def made(value: int | None) -> str:
        return number(None if value is None else value / _DAY_SECONDS)

    return made


def _day_maker(style: int) -> CellMaker:
    known: dict[date | None, str] = {None: f' s="{style}"/>'}
    early = _early_maker(style)

    def made(value: date | None) -> str:
        cell = known.get(value)
        if cell is None and value is not None:
            serial = value.toordinal() - _DAY_ZERO
            cell = early(value) if value < _FIRST_SURE_DAY else f' s="{style}"><v>{serial}</v></c>'
            known[value] = cell
        return cell or ""

    return made


def _moment_maker(style: int) -> CellMaker:
    empty, early = f' s="{style}"/>', _early_maker(style)

    def made(value: datetime | None) -> str:
        if value is None:
            return empty
        if value.date() < _FIRST_SURE_DAY:
            return early(value)
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1_000_000
        return f' s="{style}"><v>{value.toordinal() - _DAY_ZERO + seconds / _DAY_SECONDS}</v></c>'

    return made


def _early_maker(style: int) -> CellMaker:
    """A day that a workbook cannot count is told in words."""
    text = _text_maker(style, style, Losses())

    def made(value: date) -> str:
        return text(shown(value, kind_of(value)))

    return made


_MAKERS: dict[ColumnKind, Callable[[int], CellMaker]] = {
    ColumnKind.SECONDS: _seconds_maker,
    ColumnKind.DAY: _day_maker,
    ColumnKind.MONTH: _day_maker,
    ColumnKind.MOMENT: _moment_maker,
}
