"""Calls as totals of their months: of what they add up to nothing but the key of each call is kept beside it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from telbill_desktop.store.insertion import add_to_rows
from telbill_desktop.store.tables.usage import usage_total

KEYS = ("month", "batch_id", "line_id", "kind_id", "is_charged")
SUMS = ("count", "quantity", "amount")


def add(connection: Connection, rows: Sequence[tuple[int, ...]]) -> None:
    """Adds to the totals: the values of `KEYS`, then those of `SUMS`."""
    add_to_rows(connection, usage_total, KEYS, SUMS, rows)
