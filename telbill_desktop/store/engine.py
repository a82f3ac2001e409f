"""The store: a folder that holds the database, the archive and the backups. Made, opened, checked, closed here."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from telbill_desktop.store import quick_sql  # noqa: F401 - before SQLAlchemy, for what it says

# isort: split
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from telbill_desktop.domain.archive_event import Head
from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store import archive_head, migrate, sqlite
from telbill_desktop.store.tables.names import TABLE_NAMES
from telbill_desktop.system.durable_files import make_folder
from telbill_desktop.system.lock import FileLock, HeldError

DATABASE = "telbill.sqlite3"
ARCHIVE = "archive"
BACKUPS = "backups"
LOCK = "telbill.lock"

# A window reads from a few threads and writes from one; what comes beyond these waits for a moment.
_KEPT_CONNECTIONS = 4
_CONNECTIONS = 12


class Store:
    """An open store. `reading` gives a connection that sees one moment; `unit_of_work.UnitOfWork` is the only writer.

    Connections may be used by any thread, one at a time each; WAL lets readers work while one writer does. Made by
    `create_store` and `open_store`, which look at the file first.
    """

    def __init__(self, folder: Path, lock: FileLock | None) -> None:
        self.folder = folder
        self.read_only = lock is None
        self._lock = lock
        self._head: Head | None = None  # of the archive's log, as it lies beside the archive
        self._head_differs = False
        self.changes = 0  # how often this copy has written; while it may, no other copy writes
        self._turn = threading.RLock()  # of this copy's threads: a head is in place before the next one is written
        unchanging = self.read_only and not os.access(folder, os.W_OK)
        self.engine: Engine = create_engine(
            sqlite.url(folder / DATABASE, unchanging=unchanging),
            pool_size=_KEPT_CONNECTIONS,
            max_overflow=_CONNECTIONS - _KEPT_CONNECTIONS,
            pool_use_lifo=True,  # the one used last has the pages and the statements of the last question at hand
        )
        sqlite.prepare(self.engine, read_only=self.read_only)

    @property
    def archive(self) -> Path:
        """Where documents are kept, by digest."""
        return self.folder / ARCHIVE

    @property
    def backups(self) -> Path:
        """Where verified copies of the database are kept."""
        return self.folder / BACKUPS

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading: one consistent moment of the store.

        Raises:
            StoreError: the disk or the file is at fault (`sqlite.reason`).
        """
        with _explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that holds the writer's lock and commits at the end; for `UnitOfWork`, journal and vault only.

        Raises:
            StoreError: `store_read_only`, or the disk or the file is at fault (`sqlite.reason`); nothing was changed.
        """
        if self.read_only:
            raise StoreError("store_read_only")
        with self._turn:
            is_new = False
            with self.looking_as_a_writer() as connection:
                if self._head is None:
                    self._compare_head(connection)
                yield connection
                if connection.in_transaction() and not self._head_differs:
                    head = archive_head.last(connection)
                    if is_new := head != self._head:
                        archive_head.write_aside(self.folder, head)
            self.changes += 1
            if is_new:
                archive_head.put_in_place(self.folder)
                self._head = head

    def _compare_head(self, connection: Connection) -> None:
        """Looks once whether the log holds the head beside the archive; one that it does not hold is never replaced.

        Rows were cut then, or an old database was put back: that head is what proves it.
        """
        kept = archive_head.kept(self.folder)
        self._head_differs = kept is None or not archive_head.is_held(connection, kept)
        self._head = kept or Head()

    @contextmanager
    def looking_as_a_writer(self) -> Iterator[Connection]:
        """A connection that waits for the writer's lock, for checks that SQLite makes only there; they write nothing.

        Raises:
            StoreError: as `writing`.
        """
        with (
            _explained(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Closes every connection and lets other copies write; a second call does nothing."""
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create_store(folder: Path) -> Store:
    """A new, empty store, open for writing. Only its owner can read the folder (0700) and the file (0600).

    Raises:
        StoreError: `store_exists`, `store_held`, or `store_unwritable` with the system's reason.
    """
    try:
        make_folder(folder)
        for part in (folder / ARCHIVE, folder / BACKUPS):
            make_folder(part)
    except OSError as error:
        raise StoreError("store_unwritable", path=str(folder), reason=error.strerror or "") from error
    lock = _locked(folder)
    try:
        _make_database(folder)
        return Store(folder, lock)
    except BaseException:
        lock.release()
        raise


def open_store(folder: Path, *, for_writing: bool = True) -> Store:
    """The store of that folder. An older one is copied to `backups`, verified, and brought up to date first.

    Reading needs no lock, so that it works beside a copy that writes; only bringing an older store up to date does.

    Raises:
        StoreError: `store_missing`, `store_held` (for writing), `store_newer`, `store_foreign`, `store_damaged`,
            `store_tampered`, `store_not_migrated`, `store_unwritable`, `store_unreachable`. The file is left as it was.
    """
    if not has_database(folder):
        raise StoreError("store_missing", path=str(folder))
    lock = _locked(folder) if for_writing else None
    try:
        _make_current(folder, lock)
        if lock is not None and lock.unclean:
            _check_after_crash(folder)
        return Store(folder, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def open_or_create(folder: Path) -> Store:
    """The store of that folder, for writing; a new one where there is none. Raises what the other two raise."""
    return open_store(folder) if has_database(folder) else create_store(folder)


def has_database(folder: Path) -> bool:
    """Whether a store's file is in the folder.

    Raises:
        StoreError: `store_unreachable`, when the system lets nobody look: another account's folder, a name too long.
    """
    try:
        return (folder / DATABASE).is_file()
    except OSError as error:
        raise StoreError("store_unreachable", path=str(folder), reason=error.strerror or "") from error


def _make_database(folder: Path) -> None:
    if (folder / DATABASE).exists():
        raise StoreError("store_exists", path=str(folder))
    from telbill_desktop.store import creation  # noqa: PLC0415 - a store is made once and opened every day

    with _explained():
        if archive_head.kept(folder) is None:  # one that lies there knows of a log that is lost, which is to be said
            archive_head.keep(folder, Head())
        creation.make_database(folder / DATABASE)


def _make_current(folder: Path, lock: FileLock | None) -> None:
    path = folder / DATABASE
    writable = os.access(folder, os.W_OK)
    version = sqlite.schema_version(path, TABLE_NAMES, head=migrate.VERSION, unchanging=not writable)
    if version > migrate.VERSION:
        raise StoreError("store_newer")
    if version == migrate.VERSION:
        return
    if not writable:
        raise StoreError("store_older_read_only")
    held = lock or _locked(folder)
    try:
        migrate.upgrade(path, folder / BACKUPS, version)
    finally:
        if lock is None:
            held.release()


def _check_after_crash(folder: Path) -> None:
    """Looks at the structure of a file whose last writer was killed; a sound one keeps what its log brought back."""
    with Store(folder, None) as store, store.reading() as connection:
        faults = sqlite.quick_faults(connection)
    if faults:
        raise StoreError("store_damaged")


def _locked(folder: Path) -> FileLock:
    try:
        return FileLock.acquire(folder / LOCK)
    except HeldError as error:
        raise StoreError("store_held") from error
    except OSError as error:
        raise StoreError("store_unwritable", path=str(folder), reason=error.strerror or "") from error


@contextmanager
def _explained() -> Iterator[None]:
    """Failures of the disk or of the file as the user's; every other one passes as it is."""
    try:
        yield
    except DBAPIError as error:
        if (told := sqlite.reason(error)) is not None:
            raise told from error
        raise
