"""Connections to a SQLite store: pragmas, transactions begun by hand, failures that the user can understand."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.domain.folding import without_accents

_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",  # with NORMAL, power-loss replay lost acknowledged imports
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cache_size=-32000",
    "PRAGMA secure_delete=FAST",  # within a page nothing remains of what went; of pages that come free: `overwriting`
)

# The primary result codes of SQLite that say something about the user's computer rather than about this program.
REASONS = {
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_FULL: "store_disk_full",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_IOERR: "store_disk_failing",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
}

_NO_TEXT = "Could not decode to UTF-8"  # bytes that somebody or the disk broke: the module says so, without a code


def prepare(engine: Engine, *, read_only: bool = False, check_references: bool = True) -> None:
    """Sets up every connection of the engine: pragmas, `without_accents`, transactions that this module begins itself.

    pysqlite's own transaction handling begins late and commits early; a writer must take its lock first (IMMEDIATE), or
    two writers that both read before they write would fail in the middle. A migration rebuilds tables with
    `check_references` off and checks all references before it commits.
    """
    pragmas = [*_PRAGMAS]
    if read_only:
        pragmas.append("PRAGMA query_only=ON")
    if not check_references:
        pragmas.append("PRAGMA foreign_keys=OFF")

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(pragma)
        connection.create_function("without_accents", 1, without_accents, deterministic=True)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", _on_begin)


def reason(error: DBAPIError) -> StoreError | None:
    """What to tell the user when the disk, another program or the file is at fault; None for our own mistakes."""
    if isinstance(error.orig, sqlite3.OperationalError) and str(error.orig).startswith(_NO_TEXT):
        return StoreError("store_damaged")
    code = getattr(error.orig, "sqlite_errorcode", None)
    known = None if code is None else REASONS.get(code & 0xFF)
    return None if known is None else StoreError(known)


def _on_begin(connection: Connection) -> None:
    writes: Any = connection.get_execution_options().get("writes", False)
    if not writes:
        connection.exec_driver_sql("BEGIN")
        return
    # A copy that only reads may wait for its turn too: SQLite gives it to no connection that must not write.
    read_only = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
    if read_only:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        if read_only:
            connection.exec_driver_sql("PRAGMA query_only=ON")
