"""The store: a folder that holds the database, the archive and the backups."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine

from telbill_desktop.store import sqlite

DATABASE = "telbill.sqlite3"
ARCHIVE = "archive"
BACKUPS = "backups"


class Store:
    """An open store. `reading` gives a connection that sees one moment; `unit_of_work.UnitOfWork` is the only writer.

    Connections may be used by any thread, one at a time each; WAL lets readers work while one writer does.
    """

    def __init__(self, folder: Path, *, url: str | None = None) -> None:
        self.folder = folder
        self.engine: Engine = create_engine(url or f"sqlite:///{folder / DATABASE}")
        if self.engine.dialect.name == "sqlite":
            sqlite.prepare(self.engine)

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
        """A connection for reading: one consistent moment of the store."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that holds the writer's lock and commits at the end; for `UnitOfWork` and the journal only."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()
