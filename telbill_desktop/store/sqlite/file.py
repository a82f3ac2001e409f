"""The SQLite file itself: how a store is told from any other file, its version, its health. Nothing here repairs."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection

from telbill_desktop.domain.errors import StoreError

# "TLBL": tells a Telbill store from any other SQLite file.
APPLICATION_ID = 0x544C424C
LIBRARY_VERSION = sqlite3.sqlite_version

# The first bytes of every SQLite file (https://www.sqlite.org/fileformat.html#the_database_header).
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def create_file(path: Path) -> None:
    """An empty store file that nobody else may read, in WAL mode, with this program's mark.

    Raises:
        FileExistsError: there is already something at `path`.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")  # stays with the file
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def address(path: Path, *, unchanging: bool = False) -> str:
    """The file as a SQLite URI; `unchanging` promises that nobody writes (a read-only disk): no -shm is needed."""
    return f"file:{quote(str(path.resolve()))}?mode=rw" + ("&immutable=1" if unchanging else "")


def url(path: Path, *, unchanging: bool = False) -> URL:
    """The file as SQLAlchemy opens it, whatever characters its path holds."""
    return URL.create("sqlite", database=address(path, unchanging=unchanging), query={"uri": "true"})


def schema_version(path: Path, expected_tables: Iterable[str], *, head: int, unchanging: bool = False) -> int:
    """The version of the store's tables, after the checks that cost a few milliseconds.

    Raises:
        StoreError: `store_foreign` when it is not a Telbill store, `store_damaged` when the file was cut, cannot be
            read or lacks tables, `store_tampered` when it holds triggers or views, which this program never makes.
    """
    _check_header(path)
    try:
        with closing(
            sqlite3.connect(address(path, unchanging=unchanging), uri=True, isolation_level=None)
        ) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA busy_timeout=10000")
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            schema = connection.execute("SELECT type, name FROM sqlite_schema").fetchall()
    except sqlite3.DatabaseError as error:
        raise StoreError("store_damaged") from error
    if any(kind in {"trigger", "view"} for kind, _name in schema):
        raise StoreError("store_tampered", path=str(path))
    if version == head and not set(expected_tables) <= {name for _kind, name in schema}:
        raise StoreError("store_damaged")
    return version


def set_schema_version(connection: Connection, version: int) -> None:
    """Writes the version, inside the transaction that changes the tables."""
    connection.exec_driver_sql(f"PRAGMA user_version={version:d}")


def quick_faults(connection: Connection) -> list[str]:
    """What is wrong with the file's structure, without comparing indexes; empty when nothing is."""
    return _faults(connection, "PRAGMA quick_check(20)")


def integrity_faults(connection: Connection) -> list[str]:
    """What is wrong with the file's structure and indexes; empty when nothing is."""
    return _faults(connection, "PRAGMA integrity_check(20)")


def stray_references(connection: Connection) -> list[str]:
    """The tables with rows that point to a row that does not exist; empty when there are none."""
    return sorted({str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})


def _faults(connection: Connection, pragma: str) -> list[str]:
    return [line for (line,) in connection.exec_driver_sql(pragma) if line != "ok"]


def _check_header(path: Path) -> None:
    """Looks at the file's first bytes and its size, before SQLite opens it.

    Only an empty write-ahead log makes the size meaningful: a copy killed while it moved the log into the file leaves a
    shorter file, which the log completes.
    """
    log = path.with_name(path.name + "-wal")
    log_is_empty = not log.exists() or log.stat().st_size == 0
    with path.open("rb") as stream:
        header = stream.read(_HEADER)
        size = os.fstat(stream.fileno()).st_size
    if not header.startswith(_MAGIC[: len(header)]) or not header:
        raise StoreError("store_foreign", path=str(path))
    if len(header) < _HEADER:
        raise StoreError("store_damaged")
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise StoreError("store_foreign", path=str(path))
    page = int.from_bytes(header[16:18])
    page = 65536 if page == 1 else page
    if log_is_empty and size < page * int.from_bytes(header[28:32]):
        raise StoreError("store_damaged")
