"""What the archive costs: a signed PDF's deposit, the check of everything, a list of 100 000 documents.

    python bench/archive_speed.py [COUNT]

A deposit is all of it, as users have it: hash, XML, durable copy, log; signature, words and warnings in the worker.
The check is beside bare hashlib over the same files, in turns. The list's questions are asked of a register of 100 000.
"""

import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from bench.import_speed import write_documents
from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveGroup, ArchiveOrder
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.services import archive
from telbill_desktop.services.archive_acts import archive_files
from telbill_desktop.services.gathering import gather
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.store.sqlite import words
from telbill_desktop.store.tables.archive import custody, deposit_text, verdict
from telbill_desktop.store.tables.documents import deposit_name
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import import_inspection, import_readers, inspect_in, reader_in
from tests.documents import signed_pdfs

COUNT = 200
DEPOSIT_MS, CHECK_RATIO = 40.0, 1.15
KEPT, LISTED = 1_500, 100_000
TURNS = 7
TODAY = date(2026, 11, 22)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> int:
    """Prints the table; 1 when a target is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    # Beside the checkout's disk, not in a memory file system where fsync costs nothing.
    with tempfile.TemporaryDirectory(dir=Path.home()) as place:
        deposit_ms = deposits(Path(place), count)
        ratio = checks(Path(place))
        lists(Path(place))
    met = deposit_ms <= DEPOSIT_MS and ratio <= CHECK_RATIO
    print("met" if met else "MISSED")
    return 0 if met else 1


def deposits(place: Path, count: int) -> float:
    """Milliseconds that a signed Factur-X PDF takes."""
    folder = place / "in"
    write_documents(folder, count)
    for path in folder.iterdir():
        path.write_bytes(signed_pdfs.signed(path.read_bytes()))
    files = gather([folder])
    with Worker() as worker, create_store(place / "deposits") as store:
        start = timed(lambda: worker.run(import_readers))
        first = timed(lambda: worker.run(import_inspection))
        kept = timed(lambda: archive_files(store, files, reader_in(worker), Unwatched(), inspect_in(worker)))
        counted = archive.summary(store, TODAY)
        if counted.groups[ArchiveGroup.UNKNOWN] != count:
            raise AssertionError(counted)
    cost = kept / count * 1000
    print(f"{count} signed Factur-X PDFs; the worker's start ({(start + first) * 1000:.0f} ms) is apart")
    print(f"  a deposit, all included                 {cost:8.1f} ms   target {DEPOSIT_MS:.0f}")
    return cost


def checks(place: Path) -> float:
    """How many times bare hashlib the check of the archive takes."""
    chance = random.Random(1)  # noqa: S311 - the same files every time
    with create_store(place / "checks") as store:
        with store.writing() as connection:
            for at in range(KEPT):
                content = b"%PDF-1.7\n" + chance.randbytes(chance.randrange(20_000, 300_000))
                digest = vault.digest_of(content)
                vault.register(connection, digest, content, f"facture {at}.pdf", "/in")
                vault.keep(store, digest, content)
        paths = sorted(path for path in store.archive.rglob("*") if path.is_file())
        size = sum(path.stat().st_size for path in paths)
        bare, whole = [], []
        for _ in range(TURNS):
            bare.append(timed(lambda: hashed(paths)))
            whole.append(timed(lambda: sound(store)))
    floor, cost = statistics.median(bare), statistics.median(whole)
    print(f"{KEPT} documents, {size // 1_000_000} MB; medians of {TURNS} turns")
    print(f"  bare hashlib                            {floor * 1000:8.1f} ms")
    print(
        f"  documents, log and register checked     {cost * 1000:8.1f} ms   x {cost / floor:.2f}, target {CHECK_RATIO}"
    )
    return cost / floor


def hashed(paths: list[Path]) -> None:
    """What anybody does who checks digests."""
    for path in paths:
        with path.open("rb") as stream:
            hashlib.file_digest(stream, "sha256").hexdigest()


def sound(store: Store) -> None:
    """The check, which must find nothing."""
    if not archive_check.check(store).is_sound:
        raise AssertionError(store.folder)


def lists(place: Path) -> None:
    """What a page of the archive asks of 100 000 documents."""
    with create_store(place / "lists") as store:
        fill(store)
        for name, asked in (
            ("everything, newest first", ArchiveFilter()),
            ("one group", ArchiveFilter(group=ArchiveGroup.UNKNOWN)),
            ("a word that is in few", ArchiveFilter(text="rare77")),
            ("a word that is in all", ArchiveFilter(text="facture")),
        ):
            took = min(timed(partial(archive.find_ids, store, asked, TODAY)) for _ in range(3))
            print(f"  {name:<40}{took * 1000:8.1f} ms")
        by_signer = timed(lambda: archive.find_ids(store, ArchiveFilter(), TODAY, ArchiveOrder.SIGNER))
        print(f"  {'by signer':<40}{by_signer * 1000:8.1f} ms")
        ids = archive.find_ids(store, ArchiveFilter(), TODAY)
        print(f"  {'a page of 100 rows':<40}{timed(lambda: archive.rows(store, ids[5000:5100])) * 1000:8.1f} ms")
        print(f"  {'what stands above the list':<40}{timed(lambda: archive.summary(store, TODAY)) * 1000:8.1f} ms")


def fill(store: Store) -> None:
    """A register of so many documents, each with a verdict and a text; their bytes are not needed."""
    with store.writing() as connection:
        ids = range(1, LISTED + 1)
        connection.exec_driver_sql(
            "INSERT INTO deposit VALUES (?, 'sha256', ?, 1000, 'application/pdf', ?, 'u', '0')",
            [(at, f"{at:064x}", MOMENT.isoformat()) for at in ids],
        )
        connection.execute(
            insert(deposit_name),
            [{"id": at, "deposit_id": at, "name": f"f{at}.pdf", "source": "/", "seen_at": MOMENT} for at in ids],
        )
        connection.execute(
            insert(custody),
            [
                {"id": at, "deposit_id": at, "kind": "invoice", "document_date": TODAY, "keep_until": TODAY, "hold": ""}
                for at in ids
            ],
        )
        connection.execute(
            insert(verdict),
            [
                {
                    "id": at, "deposit_id": at, "judged_at": MOMENT, "integrity": "intact" if at % 3 else "unsigned",
                    "trust": "unknown", "signer": f"Signataire {at % 7}", "report": {},
                }
                for at in ids
            ],
        )  # fmt: skip
        texts = [(at, f"Facture {at} Hexamobile abonnement rare{at % 5000} total") for at in ids]
        connection.execute(insert(deposit_text), [{"deposit_id": at, "text": text} for at, text in texts])
        words.add(connection, texts)


def timed(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
