"""The head of the archive's log, kept in a file beside the archive too.

Rows that were cut from the end of the log, and an old database that was put back, are found by it. It is written
before each commit and counts after it: a program that is killed in between leaves a head that the log still holds,
which is no fault.
"""

import json
import os
from pathlib import Path

from sqlalchemy import Connection, select

from telbill_desktop.domain.archive_event import Head
from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store.tables.archive import archive_event
from telbill_desktop.system.durable_files import sync_folder

FILE = "archive.head"
_NEXT = FILE + ".new"
_LAST_ROW = 2**63 - 1  # what a database can number
# Asked at the end of every transaction that writes.
_LAST = select(archive_event.c.id, archive_event.c.digest).order_by(archive_event.c.id.desc()).limit(1)


def last(connection: Connection) -> Head:
    """The head of the log as it is."""
    row = connection.execute(_LAST).first()
    return Head() if row is None else Head(row.id, row.digest)


def kept(folder: Path) -> Head | None:
    """The head that was written beside the archive; None where there is none that can be read."""
    return _said(folder / FILE)


def of_manifest(manifest: Path) -> Head | None:
    """The head that a copy of the database knew; None where its manifest says none that can be read."""
    return _said(manifest, "archive_head")


def keep(folder: Path, head: Head) -> None:
    """Writes it, whole or not at all.

    Raises:
        StoreError: `store_unwritable`, with the system's reason.
    """
    write_aside(folder, head)
    put_in_place(folder)


def write_aside(folder: Path, head: Head) -> None:
    """Writes the next head beside the one that counts: a disk that is full says so here, before anything is done.

    Raises:
        StoreError: `store_unwritable`, with the system's reason.
    """
    aside = folder / _NEXT
    try:
        with aside.open("w", encoding="utf-8") as stream:
            stream.write(json.dumps({"sequence": head.sequence, "digest": head.digest}) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(0o600)
    except OSError as error:
        raise StoreError("store_unwritable", path=str(folder / FILE), reason=error.strerror or "") from error


def put_in_place(folder: Path) -> None:
    """Has the head that was written aside count.

    Raises:
        StoreError: `store_unwritable`, with the system's reason; the one before still counts, which is no fault.
    """
    try:
        (folder / _NEXT).replace(folder / FILE)
        sync_folder(folder)
    except OSError as error:
        raise StoreError("store_unwritable", path=str(folder / FILE), reason=error.strerror or "") from error


def is_held(connection: Connection, head: Head) -> bool:
    """Whether the log holds that row as it was."""
    if head.sequence == 0:
        return True
    digest = select(archive_event.c.digest).where(archive_event.c.id == head.sequence)
    return connection.execute(digest).scalar() == head.digest


def _said(path: Path, *keys: str) -> Head | None:
    """The head that a file of JSON says, below these keys; None where it says none that a log can have."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        for key in keys:
            said = said[key]
        head = Head(int(said["sequence"]), str(said["digest"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    return head if 0 <= head.sequence <= _LAST_ROW else None
