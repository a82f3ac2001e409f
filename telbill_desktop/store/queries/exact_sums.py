"""Sums of whole numbers that may be more than 64 bits hold: taken in two halves, put together in Python."""

from typing import Any

from sqlalchemy import ColumnElement, func, type_coerce

from telbill_desktop.store.types import Id

_HALF = 10**9


def halves(column: ColumnElement[Any]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The sum of a column of whole numbers on disk, whatever the program makes of them, as two sums for `whole`."""
    stored: ColumnElement[int] = type_coerce(column, Id)
    return func.sum(stored // _HALF), func.sum(stored % _HALF)


def whole(high: int | None, low: int | None) -> int:
    """The sum of which these are the halves; the sum of nothing is 0."""
    return int(high or 0) * _HALF + int(low or 0)
