"""The vault: documents as they came, written once, named by their SHA-256, with a register of what came when.

A document's own name is only ever a value in the register; on disk there are digests.
"""

import contextlib
import hashlib
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, bindparam, insert, select

from telbill_desktop import __version__
from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.errors import StoreError, TelbillError
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.store import archive_log, custody
from telbill_desktop.store.engine import Store
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.tables.archive import custody as custody_table
from telbill_desktop.store.tables.documents import deposit, deposit_name
from telbill_desktop.system.account import os_user
from telbill_desktop.system.durable_files import sync_folder
from telbill_desktop.system.ordinary_files import open_ordinary

ALGORITHM = "sha256"
INCOMING = "incoming"  # where a file grows before it gets its name
# Asked for each file: made once, because SQLAlchemy takes longer to make a statement than SQLite to answer it.
_DEPOSIT = select(deposit.c.id).where(deposit.c.digest_algorithm == ALGORITHM, deposit.c.digest == bindparam("wanted"))
_KNOWN = (
    select(deposit.c.id, custody_table.c.disposed_at)
    .outerjoin(custody_table, custody_table.c.deposit_id == deposit.c.id)
    .where(deposit.c.digest_algorithm == ALGORITHM, deposit.c.digest == bindparam("wanted"))
)
_NAME = select(deposit_name.c.id).where(
    *(deposit_name.c[column] == bindparam(f"wanted_{column}") for column in ("deposit_id", "name", "source"))
)
_MEDIA_TYPES = (
    (b"%PDF-", "application/pdf"),
    (b"<", "application/xml"),
    (b"\x89PNG", "image/png"),  # scans of what proves something
    (b"\xff\xd8\xff", "image/jpeg"),
)


def digest_of(content: bytes) -> str:
    """The name of a content."""
    return hashlib.sha256(content).hexdigest()


def register(connection: Connection, digest: str, content: bytes, name: str, source: str) -> int:
    """The id of the content's deposit, new or old, which now has this name too. No file is touched."""
    now = datetime.now(UTC)
    name, source = keepable(name), keepable(source)
    known = connection.execute(_KNOWN, {"wanted": digest}).first()
    deposit_id = known.id if known is not None else next_ids(connection, deposit, 1)[0]
    what = {
        "digest_algorithm": ALGORITHM,
        "digest": digest,
        "size": len(content),
        "media_type": _media_type(content),
    }
    if known is None:
        whence = {"deposited_at": now, "os_user": os_user(), "program_version": __version__}
        connection.execute(insert(deposit), {"id": deposit_id, **what, **whence})
        custody.begin(connection, [(deposit_id, now)])
    elif known.disposed_at is not None:
        custody.take_back(connection, deposit_id)
    if known is None or known.disposed_at is not None:
        facts = custody.deposit_facts(name, source, what)
        archive_log.append(connection, EventKind.DEPOSITED, facts, deposit_id, at=now)
    names = {"deposit_id": deposit_id, "name": name, "source": source}
    if connection.execute(_NAME, {f"wanted_{column}": value for column, value in names.items()}).first() is None:
        [name_id] = next_ids(connection, deposit_name, 1)
        connection.execute(insert(deposit_name), {**names, "id": name_id, "seen_at": now})
    return deposit_id


def find(connection: Connection, digest: str) -> int | None:
    """The deposit of that content, if it was ever made."""
    return connection.execute(_DEPOSIT, {"wanted": digest}).scalar()


def keep(store: Store, digest: str, content: bytes) -> None:
    """Writes the content under its digest: whole or not at all, and for good once this returns.

    A file that is there already is kept when its bytes are those; one that was damaged is put right.

    Raises:
        StoreError: `store_unwritable`, with the system's reason.
    """
    target = path_of(store, digest)
    with contextlib.suppress(OSError):  # not there, or not readable any more: written anew
        if _read(target) == content:
            return
    try:
        _write(store.archive, target, content)
    except OSError as error:
        raise StoreError("store_unwritable", path=str(store.archive), reason=error.strerror or "") from error


def take(store: Store, content: bytes, name: str, source: str) -> int:
    """Keeps a document that no act brings, registered and written as one; returns its deposit, new or old.

    Raises:
        StoreError: the store or its archive cannot be written.
    """
    digest = digest_of(content)
    try:
        with store.writing() as connection:
            deposit_id = register(connection, digest, content, name, source)
            keep(store, digest, content)
    except BaseException:
        discard(store, digest)
        raise
    return deposit_id


def discard(store: Store, digest: str) -> None:
    """Takes away the bytes of a deposit whose registration failed; a registered document stays."""
    with store.reading() as connection:
        if find(connection, digest) is not None:
            return
    with contextlib.suppress(OSError):  # an archive that cannot be written has nothing new in it
        path_of(store, digest).unlink(missing_ok=True)


def give_up(store: Store, digest: str) -> None:
    """Takes away the bytes of a document that was disposed of.

    Raises:
        StoreError: `store_unwritable`, with the system's reason; the archive's check then finds a file too many.
    """
    path = path_of(store, digest)
    try:
        if sys.platform == "win32" and path.exists():
            path.chmod(0o600)  # a read-only file cannot be removed there
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("store_unwritable", path=str(path), reason=error.strerror or "") from error


def sweep(store: Store) -> None:
    """Takes away what a killed program left half written. For the holder of the writer's lock only."""
    incoming = store.archive / INCOMING
    if incoming.is_dir():
        for left in incoming.iterdir():
            left.unlink(missing_ok=True)


def path_of(store: Store, digest: str) -> Path:
    """Where the content of that digest is, or would be."""
    return store.archive / digest[:2] / digest[2:]


def read(store: Store, deposit_id: int) -> bytes:
    """A document's bytes, which are those that came.

    Raises:
        TelbillError: `document_missing`, `document_altered`, `document_unreadable`.
    """
    with store.reading() as connection:
        digest = _digest(connection, deposit_id)
    try:
        content = _read(path_of(store, digest))
    except FileNotFoundError as error:
        raise TelbillError("document_missing", digest=digest) from error
    except OSError as error:
        raise TelbillError("document_unreadable", digest=digest, reason=error.strerror or "") from error
    if digest_of(content) != digest:
        raise TelbillError("document_altered", digest=digest)
    return content


def _read(path: Path) -> bytes:
    with open_ordinary(path) as stream:
        return stream.read()


def _digest(connection: Connection, deposit_id: int) -> str:
    return str(connection.execute(select(deposit.c.digest).where(deposit.c.id == deposit_id)).scalar_one())


def _write(archive: Path, target: Path, content: bytes) -> None:
    new_folder = not target.parent.is_dir()
    incoming = archive / INCOMING
    for folder in (archive, incoming, target.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    aside = _written_aside(incoming, content)
    if sys.platform == "win32" and target.exists():
        target.chmod(0o600)  # a read-only file cannot be replaced there
    aside.replace(target)
    sync_folder(target.parent)
    if new_folder:
        sync_folder(archive)


def _written_aside(incoming: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(dir=incoming)
    aside = Path(name)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(0o400)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _media_type(content: bytes) -> str:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, media_type in _MEDIA_TYPES:
        if start.startswith(beginning):
            return media_type
    return "application/pdf" if b"%PDF-" in content[:1024] else "application/octet-stream"
