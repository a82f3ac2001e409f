"""Expressions that SQLite writes in its own way."""

import json
from collections.abc import Collection

from sqlalchemy import ColumnElement, Integer, cast, func, select

from telbill_desktop.domain.usage import DAY, HASH_BITS


def day_of_key(key: ColumnElement[int]) -> ColumnElement[int]:
    """The first second of the day that leads a key of usage."""
    return key.op(">>")(HASH_BITS) * DAY


def month_of(seconds: ColumnElement[int]) -> ColumnElement[int]:
    """The month of seconds since 1970, as `domain.usage.month_of` numbers it."""
    return cast(func.strftime("%Y%m", seconds, "unixepoch"), Integer)


def is_among(column: ColumnElement[int], ids: Collection[int]) -> ColumnElement[bool]:
    """Whether the column is one of these, however many they are: they are handed over as one text."""
    return column.in_(select(func.json_each(json.dumps(sorted(ids))).table_valued("value").c.value))
