"""Making and opening a store: what is accepted, what is refused and left as it is."""

import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import StoreError, TelbillError
from telbill_desktop.store import migrate
from telbill_desktop.store.engine import DATABASE, LOCK, Store, create_store, open_or_create, open_store
from telbill_desktop.store.sqlite import APPLICATION_ID
from telbill_desktop.store.tables.every import METADATA
from telbill_desktop.store.tables.names import TABLE_NAMES
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.system.digests import sha256_of

Refusal = Callable[[str], pytest.RaisesExc[TelbillError]]

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files private by the folder's access list")


def change(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute(statement)
        connection.commit()


def add(store: Store, name: str) -> None:
    with unit_of_work(store, "edit_operator", {"name": name}) as unit:
        unit.insert(operator, {"name": name, "to_complete": True})


def count(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM operator").scalar_one())


@posix
def test_only_the_owner_can_read_a_new_store(folder: Path) -> None:
    with create_store(folder) as store:
        add(store, "A")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    assert modes.pop("store") == 0o700
    assert modes.pop("archive") == modes.pop("backups") == 0o700
    assert set(modes) == {DATABASE, DATABASE + "-wal", DATABASE + "-shm", LOCK, "archive.head"}
    assert set(modes.values()) == {0o600}


@posix
def test_a_folder_with_somebodys_files_keeps_its_mode(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    (folder / "notes.txt").write_text("à moi")
    create_store(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_new_store_is_marked_versioned_and_in_wal_mode(folder: Path) -> None:
    create_store(folder).close()
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        values = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        assert values == [APPLICATION_ID, migrate.VERSION]
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_making_a_store_is_quick(folder: Path) -> None:
    began = time.perf_counter()
    create_store(folder).close()
    assert time.perf_counter() - began < 0.3


def test_opening_a_current_store_does_not_import_alembic(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from telbill_desktop.store.engine import create_store, open_store\n"
        f"create_store(Path({str(folder)!r})).close(); open_store(Path({str(folder)!r})).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_any_path_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "Société d'été 100 % #1 ?x=1&y"
    with create_store(folder) as store:
        add(store, "A")
    with open_store(folder) as store:
        assert count(store) == 1
    assert list(tmp_path.iterdir()) == [folder]


def test_a_second_store_is_not_made_over_the_first(store: Store, refusal: Refusal) -> None:
    store.close()
    with refusal("store_exists"):
        create_store(store.folder)
    with open_or_create(store.folder) as again:
        assert count(again) == 0


def test_a_missing_store_is_said(folder: Path, refusal: Refusal) -> None:
    with refusal("store_missing"):
        open_store(folder)
    assert not folder.exists()
    open_or_create(folder).close()
    open_store(folder).close()


def test_a_folder_that_nobody_may_look_into_is_said(tmp_path: Path, refusal: Refusal) -> None:
    for act in (open_store, open_or_create):
        with refusal("store_unreachable"):
            act(tmp_path / ("x" * 300))


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, refusal: Refusal) -> None:
    (tmp_path / "file").write_text("")
    with refusal("store_unwritable"):
        create_store(tmp_path / "file" / "store")


def test_a_second_writer_is_refused_and_readers_are_not(store: Store, refusal: Refusal) -> None:
    add(store, "A")
    with refusal("store_held"):
        open_store(store.folder)
    with open_store(store.folder, for_writing=False) as reader:
        assert reader.read_only
        add(store, "B")
        assert count(reader) == 2


def test_a_closed_store_can_be_opened_again(store: Store) -> None:
    store.close()
    store.close()
    open_store(store.folder).close()


def test_a_refused_store_does_not_stay_locked(store: Store, refusal: Refusal) -> None:
    store.close()
    change(store.folder, "PRAGMA user_version=999")
    for _ in range(2):
        with refusal("store_newer"):
            open_store(store.folder)


def test_a_reader_cannot_write(store: Store, refusal: Refusal) -> None:
    with open_store(store.folder, for_writing=False) as reader:
        with refusal("store_read_only"):
            add(reader, "A")
        with refusal("store_read_only"), reader.reading() as connection:
            connection.exec_driver_sql("DELETE FROM operator")


def test_a_reader_does_not_even_wait_for_the_writer(store: Store, refusal: Refusal) -> None:
    with open_store(store.folder, for_writing=False) as reader, store.writing(), refusal("store_read_only"):
        add(reader, "A")


def test_a_newer_store_is_refused_for_reading_too(store: Store, refusal: Refusal) -> None:
    store.close()
    change(store.folder, f"PRAGMA user_version={migrate.VERSION + 1}")
    with refusal("store_newer"):
        open_store(store.folder, for_writing=False)


def _not_sqlite(path: Path) -> None:
    path.write_text("<html>Veuillez vous connecter</html>" * 50)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id=1")


def _no_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE operator (id INTEGER)")


def _cut_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _cut_within_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _no_schema(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 3996 + content[4096:])


def _lost_table(path: Path) -> None:
    change(path.parent, "DROP TABLE invoice_warning")


def _trigger(path: Path) -> None:
    change(path.parent, "CREATE TRIGGER t AFTER INSERT ON operator BEGIN DELETE FROM invoice; END")


def _view(path: Path) -> None:
    change(path.parent, "CREATE VIEW invoices AS SELECT load_extension('x') FROM invoice")


@pytest.mark.parametrize("for_writing", [True, False])
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_not_sqlite, "store_foreign"),
        (_empty, "store_foreign"),
        (_another_program, "store_foreign"),
        (_no_program, "store_foreign"),
        (_cut_header, "store_damaged"),
        (_cut, "store_damaged"),
        (_cut_within_a_page, "store_damaged"),
        (_no_schema, "store_damaged"),
        (_lost_table, "store_damaged"),
        (_trigger, "store_tampered"),
        (_view, "store_tampered"),
    ],
)
def test_what_is_no_sound_store_is_refused_and_left_as_it_is(
    folder: Path, refusal: Refusal, spoil: Callable[[Path], None], code: str, *, for_writing: bool
) -> None:
    create_store(folder).close()
    spoil(folder / DATABASE)
    before = sha256_of(folder / DATABASE)
    with refusal(code):
        open_store(folder, for_writing=for_writing)
    with refusal(code):
        open_store(folder, for_writing=for_writing)
    assert sha256_of(folder / DATABASE) == before
    assert not list((folder / "backups").iterdir())


def test_the_sentence_for_a_store_error_has_exit_code_3(folder: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(folder)
    assert caught.value.exit_code == 3


def test_the_tables_that_an_opened_store_must_have_are_all_there_are() -> None:
    assert METADATA.tables.keys() == TABLE_NAMES
