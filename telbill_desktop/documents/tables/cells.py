"""What a spreadsheet stores, made into the cells of a table: a column at a time, so that most of it happens in C."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Any

from telbill_desktop.domain.table import Cell, Row

_AT_ONCE = 2_000  # rows
_DIGITS_OF_A_FLOAT = 15  # whoever types a number has no more; more digits are what a computation left behind
_SHORT = 16  # characters: a dot and as many digits
_WHOLE = 1e15
_PLACES = 6
_NOISE = Decimal("1e-9")  # relative
_MICROSECONDS = 1_000_000

Stored = float | str | bool | date | time | timedelta


def typed_rows(stored: Iterable[Sequence[Stored]], columns_before: int) -> Iterator[Row]:
    """The rows that hold something, from those of a sheet whose first row is line 1; empty columns are put in front."""
    rows = iter(stored)
    before: list[tuple[Cell, ...]] = [()] * columns_before
    line = 1
    while chunk := list(islice(rows, _AT_ONCE)):
        columns: list[Sequence[Cell]] = [_typed(column) for column in zip(*chunk, strict=True)]
        before = [(None,) * len(chunk)] * columns_before
        cells = list(zip(*before, *columns, strict=True))
        empty = (None,) * (columns_before + len(columns))
        lines = range(line, line + len(chunk))
        if empty in cells:
            yield from (Row(at, row) for at, row in zip(lines, cells, strict=True) if row != empty)
        else:
            yield from map(Row, lines, cells)
        line += len(chunk)


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
    return shorter.quantize(Decimal(1)) if int(shorter.as_tuple().exponent) > 0 else shorter


def moment(value: datetime) -> Cell:
    """The day; with a time of day, the text of both."""
    if value.time() == time():
        return value.date()
    return value.isoformat(" ")


def _typed(column: Sequence[Stored]) -> Sequence[Cell]:
    """A column's cells; columns of one kind, which most are, by the shortest way."""
    first = column[0]
    try:
        if isinstance(first, str):
            "".join(column)  # type: ignore[arg-type] # raises for anything but texts, at no cost
            return column if "" not in column else [one or None for one in column]  # type: ignore[return-value,misc]
        if isinstance(first, float):
            return _numbers(column, any(map(float.is_integer, column)))  # type: ignore[arg-type]
    except TypeError:
        pass  # of several kinds
    return [_CELL[type(one)](one) for one in column]


def _numbers(column: Sequence[float], some_whole: bool) -> Sequence[Cell]:  # noqa: FBT001 - known to the only caller
    distinct = set(column)
    if len(distinct) * 2 < len(column):
        known = {one: number(one) for one in distinct}
        return list(map(known.__getitem__, column))
    texts = list(map(repr, column))
    if some_whole or max(map(len, texts)) > _SHORT or not all(map(isfinite, column)):
        return list(map(number, column))
    return list(map(Decimal, texts))


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
