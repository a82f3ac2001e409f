"""The version of the tables, and how an older store reaches it. alembic is imported only when there is work for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store import sqlite
from telbill_desktop.system.resources import database_files

if TYPE_CHECKING:
    from pathlib import Path

    from telbill_desktop.store.backup import Backup

# The last revision in db/migrations/versions; its number is the version in the store's file.
HEAD = "0009"
VERSION = int(HEAD)


def scripts() -> Path:
    """The migrations that ship with this program."""
    return database_files() / "migrations"


def upgrade(database: Path, backups: Path, version: int, *, migrations: Path | None = None, head: str = HEAD) -> Backup:
    """Brings an older store to `head`, after a verified copy of it; returns that copy. The caller holds the lock.

    All revisions run in one transaction: a failure leaves the store as it was.

    Raises:
        StoreError: `store_not_migrated` with the name of the copy, `copy_faulty`, `store_disk_full` and the like.
    """
    from telbill_desktop.store.backup import verified_copy  # noqa: PLC0415 - a current store is opened without it

    copy = verified_copy(database, backups, version=version)
    try:
        run(database, migrations or scripts(), head)
    except (SQLAlchemyError, StoreError) as error:
        raise StoreError("store_not_migrated", copy=str(copy.path)) from error
    return copy


def run(database: Path, migrations: Path, head: str) -> None:
    """Runs the revisions that the store lacks, in one transaction, and checks what they made before it commits.

    What is searched and what invoices cost is derived: a revision that makes their tables leaves them empty, and they
    are filled here.

    Raises:
        StoreError: `store_damaged` when rows are left that point to nothing.
        SQLAlchemyError: a revision failed.
    """
    from alembic import command  # noqa: PLC0415 - 0.2 s that a current store does not pay
    from alembic.config import Config  # noqa: PLC0415

    from telbill_desktop.store import archive_start, cost_sums, search  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    engine = create_engine(sqlite.url(database))
    sqlite.prepare(engine, check_references=False)
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, head)
            if sqlite.stray_references(connection):
                raise StoreError("store_damaged")
            if search.is_left_empty(connection):
                search.rebuild(connection)
            if cost_sums.is_left_empty(connection):
                cost_sums.rebuild(connection)
            archive_start.take_in_older(connection, database.parent)
            sqlite.set_schema_version(connection, int(head))
    finally:
        engine.dispose()
