"""What only SQLite has: pragmas, transactions by hand, file identity. Nothing outside this module names SQLite."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event

# "TLBL": tells a Telbill store from any other SQLite file.
APPLICATION_ID = 0x544C424C

_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",  # with NORMAL, power-loss replay lost acknowledged imports
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cache_size=-32000",
)


def prepare(engine: Engine) -> None:
    """Sets up every connection of the engine: pragmas, and transactions that this module begins itself.

    pysqlite's own transaction handling begins late and commits early; a writer must take its lock first (IMMEDIATE), or
    two writers that both read before they write would fail in the middle.
    """
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    writes: Any = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
