"""Expressions that SQLite writes in its own way."""

from sqlalchemy import ColumnElement, Integer, cast, func

from telbill_desktop.domain.usage import DAY, HASH_BITS


def day_of_key(key: ColumnElement[int]) -> ColumnElement[int]:
    """The first second of the day that leads a key of usage."""
    return key.op(">>")(HASH_BITS) * DAY


def month_of(seconds: ColumnElement[int]) -> ColumnElement[int]:
    """The month of seconds since 1970, as `domain.usage.month_of` numbers it."""
    return cast(func.strftime("%Y%m", seconds, "unixepoch"), Integer)
