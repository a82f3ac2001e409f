"""Very many rows at once: past SQLAlchemy, with less memory than a window is given, and up to the first known one.

And what becomes of the bytes of rows that are removed.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store.sqlite.connections import REASONS

_CACHE = 12_000  # kilobytes
_DELETING = ("OFF", "ON", "FAST")  # as SQLite numbers them; which one is usual differs from build to build


@contextmanager
def little_memory(connection: Connection) -> Iterator[None]:
    """Fewer pages in memory meanwhile: a million rows fill whatever they are given, and gain little by it."""
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={before}")


@contextmanager
def overwriting(connection: Connection) -> Iterator[None]:
    """What is removed meanwhile is overwritten with zeros, in pages that stay and in those that come free."""
    before = connection.exec_driver_sql("PRAGMA secure_delete").scalar_one()
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA secure_delete={_DELETING[before]}")


def empty_log(engine: Engine) -> bool:
    """Moves the write-ahead log, which holds pages as they were, into the file and cuts it; False: somebody reads.

    Call it outside every transaction.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [is_busy, *_pages] = cursor.fetchall()[0]
            return not is_busy
        finally:
            cursor.close()
    finally:
        connection.close()


def insert_until_known(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> int:
    """Adds rows in their order and returns how many were added: all, or those before the first whose key is there.

    A savepoint that says the same costs a tenth of an import.

    Raises:
        StoreError: the disk is full, or fails.
    """
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - ours
    cursor: Any = connection.connection.cursor()
    before: int = cursor.connection.total_changes
    try:
        cursor.executemany(statement, rows)
    except sqlite3.IntegrityError:
        after: int = cursor.connection.total_changes
        return after - before  # those before it stay
    except sqlite3.OperationalError as error:
        if (error.sqlite_errorcode & 0xFF) not in REASONS:
            raise
        raise StoreError(REASONS[error.sqlite_errorcode & 0xFF]) from error
    finally:
        cursor.close()
    return len(rows)
