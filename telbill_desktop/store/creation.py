"""A new store, made aside and put in place whole: a program killed meanwhile leaves none rather than half of one."""

from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, create_engine, insert

from telbill_desktop.store import search, sqlite
from telbill_desktop.store.migrate import HEAD, VERSION
from telbill_desktop.store.sqlite import words
from telbill_desktop.store.tables.every import METADATA
from telbill_desktop.system.durable_files import put_in_place

# The table in which alembic notes the version, exactly as it makes it: making a store does not import alembic.
_version_table = Table("alembic_version", MetaData(naming_convention={"pk": "%(table_name)s_pkc"}))
_version_table.append_column(Column("version_num", String(32), primary_key=True))


def make_database(path: Path) -> None:
    """An empty store at the version of this program, in some 25 ms: all tables at once instead of by migrations.

    Raises:
        FileExistsError: there is a file at `path`.
    """
    aside = path.with_name(path.name + ".new")
    aside.unlink(missing_ok=True)  # left by a program that was killed; the caller holds the lock
    sqlite.create_file(aside)
    engine = create_engine(sqlite.url(aside))
    sqlite.prepare(engine)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        METADATA.create_all(connection, checkfirst=False)
        search.create_index(connection)
        if words.are_there(connection):
            words.create(connection)
        _version_table.create(connection, checkfirst=False)
        connection.execute(insert(_version_table), {"version_num": HEAD})
        sqlite.set_schema_version(connection, VERSION)
    engine.dispose()
    put_in_place(aside, path)
