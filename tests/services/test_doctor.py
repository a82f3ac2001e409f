"""What the doctor finds in a sound store and in spoilt ones."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from telbill_desktop.services.doctor import examine
from telbill_desktop.store import migrate, vault
from telbill_desktop.store.backup import verified_copy
from telbill_desktop.store.engine import DATABASE, Store, open_store
from telbill_desktop.store.search import index_new
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import unit_of_work
from telbill_desktop.system.formats import sentence
from tests.deposits import deposited
from tests.new_stores import new_store
from tests.services.random_acts import invoice_row, line_rows, operator_row

CONTENT = b"%PDF-1.7 une facture"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One invoice with three lines and its document, and a copy."""
    with new_store(tmp_path / "store") as made:
        with unit_of_work(made, "import", {"name": "a.pdf"}) as unit:
            added = unit.insert(invoice, invoice_row(unit.insert(operator, operator_row("Hexamobile")), "A-1312/B"))
            unit.insert_many(invoice_line, line_rows(added, 3))
            index_new(unit.connection, added)
            deposited(made, unit.connection, CONTENT, "a.pdf", "/home/anna")
        verified_copy(made.folder / DATABASE, made.backups, version=1)
        yield made


def ill(store: Store) -> dict[str, str]:
    """The checks that are not well, with what is said of each."""
    # Where the tests run is no part of what they test.
    return {
        check.name: sentence(check.detail)
        for check in examine(store)
        if not check.ok and check.name not in {"location", "disk_space"}
    }


def run(*statements: str) -> Callable[[Store], None]:
    """Spoils the database by hand."""

    def spoil(store: Store) -> None:
        with closing(sqlite3.connect(store.folder / DATABASE)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return spoil


def test_a_sound_store_is_well(store: Store) -> None:
    assert ill(store) == {}
    said = {check.name: sentence(check.detail) for check in examine(store)}
    assert said["documents"] == "1 documents, all as they came"
    assert said["journal"] == "1 acts, all readable"
    assert said["backups"] == "1 copies, all intact"
    assert f"store version {migrate.HEAD}" in said["version"]


def test_a_store_held_by_another_copy_can_be_examined(store: Store) -> None:
    with open_store(store.folder, for_writing=False) as reader:
        assert ill(reader) == {}
        with pytest.raises(Exception, match="store_read_only"), reader.reading() as connection:
            connection.exec_driver_sql("DELETE FROM operator")


def _document(store: Store) -> Path:
    return vault.path_of(store, vault.digest_of(CONTENT))


def _alter_document(store: Store) -> None:
    _document(store).chmod(0o600)
    _document(store).write_bytes(CONTENT.replace(b"u", b"U"))


def _open_to_all(store: Store) -> None:
    (store.folder / DATABASE).chmod(0o644)


def _alter_copy(store: Store) -> None:
    [copy] = store.backups.glob("*.sqlite3")
    copy.write_bytes(copy.read_bytes()[:-1] + b"x")


def _break_index(store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(store.folder / DATABASE)) as connection:
        [root] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_invoice_ttc'").fetchone()
        [page] = connection.execute("PRAGMA page_size").fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray((store.folder / DATABASE).read_bytes())
    content[(root - 1) * page] = 0x63
    (store.folder / DATABASE).write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "name", "said"),
    [
        (run("UPDATE invoice SET operator_id = 99"), "references", "invoice"),
        (run("UPDATE act_change SET after = '{'"), "journal", "1 of 1"),
        (run('UPDATE act_change SET after = \'{"id": 1, "gone": 2}\' WHERE record_id = 1'), "journal", "1 of 1"),
        (run("DELETE FROM invoice_search_text"), "search", "1 of 1"),
        (run("UPDATE invoice SET number = 'B-1'"), "search", "1 of 1"),
        (run("INSERT INTO invoice_search(invoice_search) VALUES ('delete-all')"), "search", "damaged"),
        (run("UPDATE invoice_cost SET usage = usage + 1"), "sums", "Of 1 invoices"),
        (_alter_document, "documents", "1 were altered"),
        (lambda store: _document(store).unlink(), "documents", "1 are missing"),
        (_open_to_all, "permissions", DATABASE),
        (_alter_copy, "backups", "-v1"),
        (_break_index, "structure", "damaged"),
    ],
)
def test_each_fault_is_found_and_named(store: Store, spoil: Callable[[Store], None], name: str, said: str) -> None:
    spoil(store)
    found = ill(store)
    assert said in found[name]


def test_a_store_can_be_examined_while_another_copy_imports(store: Store) -> None:
    begun = threading.Event()

    def imports() -> None:
        with unit_of_work(store, "import", {"name": "b.pdf"}) as unit:
            unit.insert(operator, operator_row("Lumitel"))
            begun.set()
            time.sleep(0.5)  # the examination comes to the search meanwhile, and has to wait for its turn

    importing = threading.Thread(target=imports)
    importing.start()
    begun.wait()
    with open_store(store.folder, for_writing=False) as beside:
        assert ill(beside) == {}
    importing.join()


def test_a_copy_that_only_reads_looks_at_the_index_too(store: Store) -> None:
    run("INSERT INTO invoice_search(invoice_search) VALUES ('delete-all')")(store)
    with open_store(store.folder, for_writing=False) as beside:
        assert "damaged" in ill(beside)["search"]


def test_files_that_nobody_knows_are_counted(store: Store) -> None:
    (store.archive / "stray.pdf").write_bytes(b"")
    said = {check.name: (check.ok, sentence(check.detail)) for check in examine(store)}
    assert said["documents"] == (True, "1 documents, all as they came; 1 files that nobody knows")
