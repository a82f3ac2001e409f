"""What a spreadsheet stores, made into the cells of a table: a column at a time, so that most of it happens in C."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Any

from telbill_desktop.documents.tables.row_making import made_rows
from telbill_desktop.domain.table import Cell, Row

_AT_ONCE = 1_000  # rows
_DIGITS_OF_A_FLOAT = 15  # whoever types a number has no more; more digits are what a computation left behind
_SHORT = 16  # characters: a dot and as many digits
_WHOLE = 1e15
_MOST_DIGITS = 28  # that decimals compute with
_PLACES = 6
_NOISE = Decimal("1e-9")  # relative
_MICROSECONDS = 1_000_000


def typed_rows(stored: Iterable[Sequence[Any]], columns_before: int) -> tuple[Row, ...]:
    """The rows that hold something, from those of a sheet whose first row is line 1; empty columns are put in front."""
    waiting = iter(stored)
    rows: list[Row] = []
    known: dict[float, Cell] = {}
    line = 1
    while chunk := list(islice(waiting, _AT_ONCE)):
        columns = [_typed(column, known) for column in zip(*chunk, strict=True)]
        before = [(None,) * len(chunk)] * columns_before
        cells = list(zip(*before, *columns, strict=True))
        empty = (None,) * (columns_before + len(columns))
        lines: Sequence[int] = range(line, line + len(chunk))
        if empty in cells:
            lines = [at for at, row in zip(lines, cells, strict=True) if row != empty]
            cells = [row for row in cells if row != empty]
        rows += made_rows(lines, cells)
        line += len(chunk)
    return tuple(rows)


def number(value: float) -> Cell:
    """The exact number of a float's shortest text; what a computation left beyond six decimals is taken off.

    0.30000000000000004 is 0.3, 12.0 is 12, 0.1234567 stays. What is no number at all is the text of it.
    """
    if not isfinite(value):
        return repr(value)
    if value.is_integer() and abs(value) < _WHOLE:
        return Decimal(int(value))
    return settled(Decimal(repr(value)))


def settled(exact: Decimal) -> Decimal:
    """The number without a computation's noise: at most six decimals when that changes it by a billionth at most."""
    if len(exact.as_tuple().digits) <= _DIGITS_OF_A_FLOAT or exact.adjusted() >= _DIGITS_OF_A_FLOAT:
        return exact
    rounded = round(exact, _PLACES)
    if abs(rounded - exact) > abs(exact) * _NOISE:
        return exact
    return plain(rounded)


def plain(value: Decimal) -> Decimal:
    """Without zeros at the end of its decimals, and without an exponent."""
    shorter = value.normalize()
    is_short = shorter.adjusted() < _MOST_DIGITS  # beyond, an exponent says it: no amount is as large
    return shorter.quantize(Decimal(1)) if int(shorter.as_tuple().exponent) > 0 and is_short else shorter


def moment(value: datetime) -> Cell:
    """The day; with a time of day, the text of both."""
    if value.time() == time():
        return value.date()
    return value.isoformat(" ")


def _typed(column: Sequence[Any], known: dict[float, Cell]) -> Sequence[Cell]:
    """A column's cells; columns of one kind, which most are, by the shortest way. `known` are numbers made before."""
    kinds = set(map(type, column))
    if kinds == {str}:
        return column if "" not in column else [one or None for one in column]
    if kinds == {float}:
        return _numbers(column, known)
    if kinds == {date}:
        return column
    return [_CELL[type(one)](one) for one in column]


def _numbers(column: Sequence[float], known: dict[float, Cell]) -> Sequence[Cell]:
    """`number` of each; prices come back again and again, and are made once."""
    new = set(column).difference(known)
    if len(new) * 4 > len(column) * 3:
        return _made(column)
    known.update(zip(new, _made(list(new)), strict=True))
    return list(map(known.__getitem__, column))


def _made(column: Sequence[float]) -> Sequence[Cell]:
    """`number` of each, by way of one text for all."""
    texts = "\n".join([*map(repr, column), ""])
    if "e" in texts or "n" in texts or "-0.0\n" in texts:  # exponents, infinities, a zero with a sign
        return list(map(number, column))
    short = texts.replace(".0\n", "\n").split()
    numbers = list(map(Decimal, short))
    if short and max(map(len, short)) > _SHORT:
        return [settled(one) if len(text) > _SHORT else one for one, text in zip(numbers, short, strict=True)]
    return numbers


def _duration(value: timedelta) -> str:
    """Hours, minutes and seconds, as [h]:mm:ss shows them."""
    seconds, rest = divmod(value // timedelta(microseconds=1), _MICROSECONDS)
    sign, seconds = ("-", -seconds) if seconds < 0 and not rest else ("", seconds)
    text = f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{text}.{rest:06d}" if rest else text


_CELL: dict[type, Callable[[Any], Cell]] = {
    str: lambda value: value or None,
    float: number,
    int: Decimal,
    bool: bool,
    date: lambda value: value,
    datetime: moment,
    time: time.isoformat,
    timedelta: _duration,
}
