"""The migrations make exactly the tables that the program works with, and never spoil a store."""

import json
import re
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.services.history import history, redo, undo
from telbill_desktop.store import creation, migrate, schema_page, sqlite
from telbill_desktop.store.backup import verified_copy
from telbill_desktop.store.engine import BACKUPS, DATABASE, LOCK, Store, open_store
from telbill_desktop.store.tables.parties import operator, operator_key
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.system.digests import sha256_of
from telbill_desktop.system.formats import sentence
from telbill_desktop.system.lock import FileLock
from tests.store_contents import contents

LONGEST_NAME = 63  # PostgreSQL cuts what is longer
FIXTURES = Path(__file__).parent / "fixtures"
Refusal = Callable[[str], pytest.RaisesExc[TelbillError]]


def schema(path: Path) -> dict[str, str]:
    """Every table, index and virtual table with the statement that makes it.

    Of a table that was rebuilt SQLite quotes the name, and alembic names the constraints in another order.
    """
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    return {name: sql and _in_order(" ".join(sql.replace(f'"{name}"', name).split())) for name, sql in made}


def _in_order(sql: str) -> str:
    columns, *constraints = sql.removesuffix(" ) STRICT").split(", CONSTRAINT ")
    return ", CONSTRAINT ".join([columns, *sorted(constraints)])


def version(path: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as connection:
        [user_version] = connection.execute("PRAGMA user_version").fetchone()
        [revision] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return user_version, revision


def older(folder: Path) -> Path:
    """A store from before the first migration."""
    folder.mkdir()
    sqlite.create_file(folder / DATABASE)
    return folder / DATABASE


def next_version(tmp_path: Path, body: str) -> Path:
    """The program's migrations and one more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.scripts(), scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_next.py").write_text(
        f"from alembic import op\nrevision = '9999'\ndown_revision = '{migrate.HEAD}'\n"
        "branch_labels = depends_on = None\n"
        f"def upgrade():\n    {body}\n"
    )
    return scripts


def test_migrations_make_exactly_the_tables_of_a_new_store(tmp_path: Path) -> None:
    migrate.run(older(tmp_path / "old"), migrate.scripts(), migrate.HEAD)
    creation.make_database(tmp_path / "new.sqlite3")
    assert schema(tmp_path / "old" / DATABASE) == schema(tmp_path / "new.sqlite3")
    assert version(tmp_path / "old" / DATABASE) == version(tmp_path / "new.sqlite3") == (migrate.VERSION, migrate.HEAD)


def test_every_name_is_as_short_as_postgresql_wants_it(tmp_path: Path) -> None:
    creation.make_database(tmp_path / "new.sqlite3")
    made = schema(tmp_path / "new.sqlite3")
    constraints = [name for sql in made.values() for name in re.findall(r"CONSTRAINT (\w+)", sql or "")]
    assert len(constraints) > 30
    assert [name for name in (*made, *constraints) if len(name) > LONGEST_NAME] == []


def test_every_table_is_strict(store: Store) -> None:
    with store.reading() as connection:
        loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND schema = 'main'"
        names = connection.exec_driver_sql(loose).scalars().all()
    assert sorted(names) == ["alembic_version", "sqlite_schema"]  # alembic's own, SQLite's own


def test_the_constant_names_the_last_migration() -> None:
    files = sorted(path.name[:4] for path in (migrate.scripts() / "versions").glob("[0-9]*.py"))
    assert files[-1] == migrate.HEAD


def test_the_diagram_is_up_to_date() -> None:
    assert schema_page.path().read_text(encoding="utf-8") == schema_page.page(), (
        "python -m telbill_desktop.store.schema_page"
    )


@pytest.mark.parametrize("for_writing", [True, False])
def test_an_older_store_is_copied_then_brought_up_to_date(folder: Path, *, for_writing: bool) -> None:
    database = older(folder)
    with open_store(folder, for_writing=for_writing) as store:
        assert history(store) == []
    assert version(database) == (migrate.VERSION, migrate.HEAD)
    [copy] = (folder / BACKUPS).glob("*.sqlite3")
    manifest = json.loads(copy.with_suffix(".json").read_text())
    assert manifest["sha256"] == sha256_of(copy)
    assert manifest["schema_version"] == 0
    assert schema(copy) == {}


def test_an_older_store_that_another_copy_holds_waits_for_it(folder: Path, refusal: Refusal) -> None:
    database = older(folder)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version=0")
    lock = FileLock.acquire(folder / LOCK)
    with refusal("store_held"):
        open_store(folder, for_writing=False)
    lock.release()


def test_a_migration_may_rebuild_a_table_that_others_point_to(store: Store, tmp_path: Path) -> None:
    with unit_of_work(store, "edit_operator", {"name": "A"}) as unit:
        added = unit.insert(operator, {"name": "A", "to_complete": True})
        unit.insert(operator_key, {"operator_id": added, "seller_key": "siren:1"})
    before = contents(store)
    store.close()
    body = (
        "with op.batch_alter_table('operator', recreate='always') as table: table.alter_column('name', nullable=True)"
    )
    scripts = next_version(tmp_path, body)
    migrate.upgrade(store.folder / DATABASE, store.backups, migrate.VERSION, migrations=scripts, head="9999")
    with closing(sqlite3.connect(store.folder / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version={migrate.VERSION}")
    with open_store(store.folder) as again:
        assert contents(again) == before


def test_records_and_history_outlive_a_migration(store: Store, tmp_path: Path) -> None:
    with unit_of_work(store, "edit_operator", {"name": "A"}) as unit:
        unit.insert(operator, {"name": "A", "to_complete": True})
    before = contents(store)
    store.close()
    scripts = next_version(tmp_path, "op.execute('CREATE INDEX ix_new ON operator (name)')")
    migrate.upgrade(store.folder / DATABASE, store.backups, migrate.VERSION, migrations=scripts, head="9999")
    assert version(store.folder / DATABASE) == (9999, "9999")
    with closing(sqlite3.connect(store.folder / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version={migrate.VERSION}")
    with open_store(store.folder) as again:
        assert contents(again) == before
        assert sentence(undo(again).title) == "Operator A edited"


@pytest.mark.parametrize(
    "body",
    [
        "op.execute('DELETE FROM operator'); op.execute('ALTER TABLE operator ADD COLUMN x; DROP')",
        "op.execute('DELETE FROM operator')",  # leaves rows that point to nothing
        "op.execute('DROP TABLE invoice_warning'); op.execute('INSERT INTO operator VALUES (1)')",
    ],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    store: Store, tmp_path: Path, refusal: Refusal, body: str
) -> None:
    with unit_of_work(store, "edit_operator", {"name": "A"}) as unit:
        added = unit.insert(operator, {"name": "A", "to_complete": True})
        unit.insert(operator_key, {"operator_id": added, "seller_key": "siren:1"})
    before = contents(store)
    store.close()
    tables = schema(store.folder / DATABASE)
    scripts = next_version(tmp_path, body)
    with refusal("store_not_migrated") as caught:
        migrate.upgrade(
            store.folder / DATABASE,
            store.backups,
            migrate.VERSION,
            migrations=scripts,
            head="9999",
        )
    assert schema(store.folder / DATABASE) == tables
    with open_store(store.folder) as again:
        assert contents(again) == before
    [copy] = store.backups.glob("*.sqlite3")
    assert str(copy) in sentence(caught.value.message)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM operator").fetchall() == [("A",)]


def test_a_copy_made_while_a_writer_works_is_whole_private_and_alone(store: Store) -> None:
    with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
        unit.insert_many(operator, [{"name": f"{n}", "to_complete": True} for n in range(3000)])
    with unit_of_work(store, "import", {"name": "b.pdf"}) as unit:
        unit.insert(operator, {"name": "not yet", "to_complete": True})
        first = verified_copy(store.folder / DATABASE, store.backups, version=1)
        second = verified_copy(store.folder / DATABASE, store.backups, version=1)
    assert first.path != second.path
    assert sorted(store.backups.iterdir()) == sorted([first.path, first.manifest, second.path, second.manifest])
    with closing(sqlite3.connect(first.path)) as connection:
        assert connection.execute("SELECT count(*) FROM operator").fetchone() == (3000,)
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in store.backups.iterdir()} == {0o600}


def test_a_faulty_file_gives_no_copy(store: Store, refusal: Refusal) -> None:
    with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
        unit.insert_many(operator, [{"name": f"{n}" * 50, "to_complete": True} for n in range(3000)])
    store.close()
    content = bytearray((store.folder / DATABASE).read_bytes())
    content[-9000:-5000] = b"\xff" * 4000
    (store.folder / DATABASE).write_bytes(content)
    with refusal("copy_faulty"):
        verified_copy(store.folder / DATABASE, store.backups, version=1)
    assert list(store.backups.iterdir()) == []


@pytest.mark.parametrize("dump", sorted(FIXTURES.glob("store_v*.sql")), ids=lambda path: path.stem)
def test_a_store_of_every_version_ever_released_opens(folder: Path, dump: Path) -> None:
    folder.mkdir()
    sqlite.create_file(folder / DATABASE)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    with open_store(folder) as store:
        held = contents(store)
        assert [row["number"] for row in held["invoice"]] == ["F-2026-01", "A-1312/B"]
        assert [sentence(entry.title) for entry in history(store)] == [
            "Operator Hexamobile SA edited",
            "Import of 2 files",
        ]
        undo(store)
        undo(store)
        assert contents(store)["invoice"] == []
        redo(store)
        redo(store)
        assert contents(store) == held
    assert version(folder / DATABASE) == (migrate.VERSION, migrate.HEAD)


def test_there_is_a_store_of_every_version() -> None:
    assert [path.stem for path in sorted(FIXTURES.glob("store_v*.sql"))] == [
        f"store_v{number}" for number in range(1, migrate.VERSION + 1)
    ]
