"""The archive's check: every bit that flips in a file is found and the file named; archives older than the log too."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.errors import CancelledError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.store import archive_check, archive_head, archive_log, intake, parties, vault
from telbill_desktop.store.engine import DATABASE, Store, create_store, open_store
from telbill_desktop.store.queries import archive
from telbill_desktop.store.source_roles import MAIN
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.builders import draft, facturx_pdf
from tests.services.shelf import replace_reading

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
