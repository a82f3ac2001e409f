"""The archive's check: every bit that flips in a file is found and the file named; archives older than the log too."""

import os
import random
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.errors import CancelledError, TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.services import archive_acts
from telbill_desktop.store import archive_check, archive_head, archive_log, intake, parties, vault
from telbill_desktop.store.backup import verified_copy
from telbill_desktop.store.engine import DATABASE, Store, create_store, open_store
from telbill_desktop.store.queries import archive
from telbill_desktop.store.source_roles import MAIN
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.builders import draft, facturx_pdf
from tests.services.shelf import replace_reading
from tests.store.older_stores import without_version_9

FILES, FLIPS, TOGETHER = 200, 500, 50
ARCHIVE_TABLES = (
    *("deposit_copy", "archive_event", "custody", "verdict", "trusted_certificate", "deposit_text"),
    "company_document",
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 200 files of some kilobytes."""
    folder = tmp_path_factory.mktemp("full") / "store"
    chance = random.Random(5)  # noqa: S311 - the same each time
    with create_store(folder) as store, store.writing() as connection:
        for at in range(FILES):
            content = b"%PDF-1.7\n" + chance.randbytes(chance.randrange(1, 20_000))
            digest = vault.digest_of(content)
            vault.register(connection, digest, content, f"facture {at}.pdf", "/in")
            vault.keep(store, digest, content)
    return folder


def test_every_bit_that_flips_is_found_and_its_file_named(full: Path) -> None:
    chance = random.Random(6)  # noqa: S311 - the same each time
    with open_store(full, for_writing=False) as store:
        files = sorted(path for path in store.archive.rglob("*") if path.is_file())
        assert len(files) == FILES
        assert archive_check.check(store).is_sound
        for _ in range(FLIPS // TOGETHER):
            chosen = {path: flipped(path, chance) for path in chance.sample(files, TOGETHER)}
            found = archive_check.check(store)
            assert {one.digest for one in found.altered} == {path.parent.name + path.name for path in chosen}
            assert all(one.name.startswith("facture ") for one in found.altered)
            assert (found.intact, found.missing, found.unreadable) == (FILES - TOGETHER, [], [])
            for path, content in chosen.items():
                path.write_bytes(content)
        assert archive_check.check(store).is_sound


def flipped(path: Path, chance: random.Random) -> bytes:
    """Flips one bit of a file; what it held before."""
    content = path.read_bytes()
    changed = bytearray(content)
    changed[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.chmod(0o600)
    path.write_bytes(changed)
    return content


def test_it_can_be_cancelled(full: Path) -> None:
    class Impatient:
        def step(self, done: int, _total: int, _text: str = "") -> None:
            if done:
                raise CancelledError

    with open_store(full, for_writing=False) as store, pytest.raises(CancelledError):
        archive_check.check(store, Impatient())


def as_version_7(store: Store) -> Path:
    """The same store as the program before the log left it."""
    store.close()
    with closing(sqlite3.connect(store.folder / DATABASE)) as file, file:
        without_version_9(file)
        file.execute("DROP TABLE deposit_words")
        for table in ARCHIVE_TABLES:
            file.execute(f"DROP TABLE {table}")
        file.execute("DELETE FROM id_counter WHERE table_name IN ('custody', 'verdict')")
        file.execute("ALTER TABLE company DROP COLUMN closing_month")
        file.execute("ALTER TABLE company DROP COLUMN closing_day")
        file.execute("UPDATE alembic_version SET version_num = '0007'")
        file.execute("PRAGMA user_version=7")
    (store.folder / archive_head.FILE).unlink()
    return store.folder


def test_what_was_kept_before_there_was_a_log_is_taken_into_it(store: Store) -> None:
    content, invoice = facturx_pdf(), draft(number="F-1")
    with unit_of_work(store, "import", {"name": "f.pdf"}) as unit:
        digest = vault.digest_of(content)
        deposit_id = vault.register(unit.connection, digest, content, "f.pdf", "/in")
        vault.keep(store, digest, content)
        reading = replace_reading(invoice)
        operator_id = parties.resolve_operator(unit, invoice.seller)
        invoice_id = intake.add_invoice(unit, operator_id, invoice, reading)
        intake.add_source(unit, invoice_id, deposit_id, MAIN, InvoiceFigures.of(invoice), reading)
    other = vault.take(store, b"%PDF-1.4 bail", "bail.pdf", "/in")
    with store.reading() as connection:
        came = {row.deposit_id: row.deposited_at for row in archive.rows(connection, [deposit_id, other])}
    with open_store(as_version_7(store)) as again:
        assert archive_check.check(again).is_sound
        with again.reading() as connection:
            kinds = [one.kind for one in reversed(archive_log.events(connection))]
            rows = archive.rows(connection, [deposit_id, other])
            told = archive_log.events(connection, other)
        assert kinds == [EventKind.DEPOSITED, EventKind.DEPOSITED, EventKind.FILED]
        assert [(row.kind, row.number) for row in rows] == [(DocumentKind.INVOICE, "F-1"), (DocumentKind.OTHER, "")]
        assert told[0].facts["deposited_at"] == came[other].isoformat(timespec="microseconds")
        vault.take(again, b"%PDF-1.4 later", "later.pdf", "/in")
        assert archive_check.check(again).is_sound


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFOs, and links for administrators only")
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_in_the_place_of_one_is_unreadable_and_waited_for_by_nobody(store: Store, kind: str) -> None:
    content = b"%PDF-1.7 bail"
    deposit_id = vault.take(store, content, "bail.pdf", "/in")
    path = vault.path_of(store, vault.digest_of(content))
    path.rename(store.folder / "elsewhere")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(store.folder / "elsewhere")
    else:
        path.mkdir()
    assert [one.name for one in archive_check.check(store).unreadable] == ["bail.pdf"]
    with pytest.raises(TelbillError) as refused:
        vault.read(store, deposit_id)
    assert refused.value.message.code == "document_unreadable"
    if kind != "folder":
        vault.take(store, content, "bail.pdf", "/in")
        assert path.read_bytes() == content
        assert not path.is_symlink()


def test_what_another_copy_deposits_meanwhile_is_no_orphan(store: Store) -> None:
    vault.take(store, b"%PDF-1.7 first", "first.pdf", "/in")

    class Elsewhere:
        """A copy that deposits while this one reads."""

        def step(self, done: int, _total: int, _text: str = "") -> None:
            if not done:
                vault.take(store, b"%PDF-1.7 second", "second.pdf", "/in")

    with open_store(store.folder, for_writing=False) as beside:
        found = archive_check.check(beside, Elsewhere())
    assert (found.documents, found.intact, found.orphans, found.breaks) == (1, 1, [], [])


def test_what_is_disposed_of_meanwhile_is_not_missing(store: Store) -> None:
    gone, stays = (vault.take(store, f"%PDF-1.7 {at}".encode(), f"{at}.pdf", "/in") for at in range(2))

    class Elsewhere:
        def step(self, done: int, _total: int, _text: str = "") -> None:
            if not done:
                archive_acts.dispose(store, [gone], "over", date(2100, 1, 1))

    with open_store(store.folder, for_writing=False) as beside:
        found = archive_check.check(beside, Elsewhere())
        assert (found.documents, found.intact, found.missing) == (1, 1, [])
        vault.path_of(store, vault.digest_of(b"%PDF-1.7 1")).unlink()
        assert [one.deposit_id for one in archive_check.check(beside).missing] == [stays]


def test_a_deposit_that_is_just_being_written_is_no_orphan(store: Store) -> None:
    """Its file is there before its row is: the check waits for the end of it."""
    with open_store(store.folder, for_writing=False) as beside, ThreadPoolExecutor(1) as pool:
        with store.writing() as connection:
            content = b"%PDF-1.7 slow"
            digest = vault.digest_of(content)
            vault.register(connection, digest, content, "slow.pdf", "/in")
            vault.keep(store, digest, content)
            checked = pool.submit(archive_check.check, beside)
            time.sleep(0.3)
        assert checked.result().orphans == []


def test_a_backup_made_during_the_check_is_no_fault(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.take(store, b"%PDF-1.7 first", "first.pdf", "/in")
    walk = archive_log.breaks

    def with_a_backup(*asked: Any) -> Any:  # noqa: ANN401 - as the real one
        found = walk(*asked)
        vault.take(store, b"%PDF-1.7 second", "second.pdf", "/in")
        verified_copy(store.folder / DATABASE, store.backups, version=8)
        return found

    monkeypatch.setattr(archive_log, "breaks", with_a_backup)
    with open_store(store.folder, for_writing=False) as beside:
        assert archive_check.check(beside).breaks == []
