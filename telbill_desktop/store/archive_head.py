"""The head of the archive's log, kept in a file beside the archive too.

Rows that were cut from the end of the log, and an old database that was put back, are found by it. It is written after
each commit: a program that is killed in between leaves a head that the log still holds, which is no fault.
"""

import json
from pathlib import Path

from sqlalchemy import Connection, select

from telbill_desktop.domain.archive_event import Head
from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store.tables.archive import archive_event
from telbill_desktop.system.durable_files import put_in_place

FILE = "archive.head"
# Asked at the end of every transaction that writes.
_LAST = select(archive_event.c.id, archive_event.c.digest).order_by(archive_event.c.id.desc()).limit(1)


def last(connection: Connection) -> Head:
    """The head of the log as it is."""
    row = connection.execute(_LAST).first()
    return Head() if row is None else Head(row.id, row.digest)


def kept(folder: Path) -> Head | None:
    """The head that was written beside the archive; None where there is none that can be read."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Head(int(said["sequence"]), str(said["digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def of_manifest(manifest: Path) -> Head | None:
    """The head that a copy of the database knew; None where its manifest says none that can be read."""
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))["archive_head"]
        return Head(int(said["sequence"]), str(said["digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(folder: Path, head: Head) -> None:
    """Writes it, whole or not at all.

    Raises:
        StoreError: `store_unwritable`, with the system's reason.
    """
    path = folder / FILE
    aside = path.with_name(FILE + ".new")
    try:
        aside.write_text(json.dumps({"sequence": head.sequence, "digest": head.digest}) + "\n", encoding="utf-8")
        aside.chmod(0o600)
        put_in_place(aside, path)
    except OSError as error:
        raise StoreError("store_unwritable", path=str(path), reason=error.strerror or "") from error


def is_held(connection: Connection, head: Head) -> bool:
    """Whether the log holds that row as it was."""
    if head.sequence == 0:
        return True
    digest = select(archive_event.c.digest).where(archive_event.c.id == head.sequence)
    return connection.execute(digest).scalar() == head.digest
