"""Calls as totals of their months: of what they add up to nothing but the key of each call is kept beside it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.tables.usage import usage_total

KEYS = ("month", "batch_id", "line_id", "kind_id", "is_charged")
SUMS = ("count", "quantity", "amount")
_ADDED = ", ".join(f"{name} = usage_total.{name} + excluded.{name}" for name in SUMS)


def add(connection: Connection, rows: Sequence[tuple[int, ...]]) -> None:
    """Adds to the totals: the values of `KEYS`, then those of `SUMS`."""
    if rows:
        otherwise = f" ON CONFLICT ({', '.join(KEYS)}) DO UPDATE SET {_ADDED}"
        insert_rows(connection, usage_total, (*KEYS, *SUMS), rows, otherwise)
