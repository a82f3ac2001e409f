"""What was written past the program is found: what documents are kept as, what is said of them, whom one trusts."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.documents.signatures.trust import described
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.retention import DocumentKind
from telbill_desktop.services import archive_acts, judging, trust
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import DATABASE, create_store, open_store
from tests.documents import signed_pdfs as make

LONG_AFTER = date(2100, 1, 1)
ROOT, OTHER = make.identity(make.ISSUER)[0], make.identity("Somebody Else")[0]
SIGNED, HELD, CONTRACT, GONE, BACK = range(1, 6)


def inspect(content: bytes, anchors: Anchors, _totals: Sequence[Decimal]) -> Inspection:
    """In this process: what the worker's does is tested beside it."""
    return Inspection(report(content, anchors, datetime.now(UTC)), "", 1)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which everything that the log tells of was done."""
    folder = tmp_path_factory.mktemp("lived") / "store"
    contents = {SIGNED: make.signed(make.invoice()), **{key: f"%PDF-1.7 {key}".encode() for key in range(2, 6)}}
    with create_store(folder) as store:
        for key, content in contents.items():
            assert vault.take(store, content, f"document {key}.pdf", "/in") == key
        judging.judge_waiting(store, inspect, Unwatched())
        trust.trust(store, described(ROOT, "root.der"))
        trust.trust(store, described(OTHER, "other.der"))
        [other] = [one for one in trust.trusted(store) if one.content == OTHER]
        trust.distrust(store, other.fingerprint)
        judging.judge_again(store, inspect, Unwatched())
        archive_acts.hold(store, [HELD, CONTRACT], "dispute")
        archive_acts.release(store, [CONTRACT])
        archive_acts.file_as(store, [CONTRACT], DocumentKind.CONTRACT)
        archive_acts.dispose(store, [GONE, BACK], "over", LONG_AFTER)
        vault.take(store, contents[BACK], "document 5.pdf", "/in")
    return folder


def found(folder: Path, tmp_path: Path, *statements: str) -> list[str]:
    """The codes of what is wrong once somebody wrote that into a copy of the store's file."""
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "archive").symlink_to(folder / "archive")
    for name in ("archive.head", DATABASE):
        (copy / name).write_bytes((folder / name).read_bytes())
    with closing(sqlite3.connect(copy / DATABASE)) as file, file:
        for one in statements:
            file.execute(one, {"signed": SIGNED, "held": HELD, "contract": CONTRACT, "back": BACK})
    with open_store(copy, for_writing=False) as store:
        checked = archive_check.check(store)
    assert (checked.missing, checked.altered, checked.unreadable) == ([], [], [])
    return [one.reason.code for one in checked.breaks]


def test_what_was_done_by_the_program_is_what_the_log_says(lived: Path, tmp_path: Path) -> None:
    assert found(lived, tmp_path) == []


WRITTEN = {
    "log_custody_differs": [
        "UPDATE custody SET keep_until = '2026-01-01' WHERE deposit_id = :signed",
        "UPDATE custody SET keep_until = '2026-01-01' WHERE deposit_id = :contract",
        "UPDATE custody SET keep_until = NULL WHERE deposit_id = :signed",
        "UPDATE custody SET kind = 'identity' WHERE deposit_id = :signed",
        "UPDATE custody SET document_date = '1999-01-01' WHERE deposit_id = :signed",
        "UPDATE custody SET hold = '' WHERE deposit_id = :held",
        "UPDATE custody SET disposed_at = '2026-01-01' WHERE deposit_id = :signed",
        "UPDATE custody SET disposed_at = '2026-01-01' WHERE deposit_id = :back",
        "DELETE FROM custody WHERE deposit_id = :signed",
    ],
    "log_register_differs": [
        "UPDATE deposit SET deposited_at = '2001-01-01T00:00:00.000000+00:00' WHERE id = :signed",
        "UPDATE deposit SET deposited_at = 'once' WHERE id = :signed",
        "UPDATE deposit SET os_user = 'nobody' WHERE id = :signed",
        "UPDATE deposit_name SET name = 'other.pdf' WHERE deposit_id = :signed",
        "UPDATE deposit_name SET source = '/other' WHERE deposit_id = :signed",
    ],
    "log_verdict_differs": [
        "UPDATE verdict SET integrity = 'modified' WHERE id = 1",
        "UPDATE verdict SET trust = 'trusted' WHERE id = 1",
        "UPDATE verdict SET signer = 'Somebody' WHERE id = 2",
        "UPDATE verdict SET report = replace(report, 'unknown', 'trusted') WHERE id = 1",
        "DELETE FROM verdict WHERE deposit_id = :held",
    ],
    "log_verdict_unknown": [
        "INSERT INTO verdict SELECT 99, deposit_id, judged_at, integrity, trust, signer, report FROM verdict LIMIT 1",
    ],
    "log_trust_differs": [
        "DELETE FROM trusted_certificate WHERE removed_at IS NULL",
        "UPDATE trusted_certificate SET removed_at = NULL",
        "UPDATE trusted_certificate SET content = x'00' WHERE removed_at IS NULL",
    ],
    "log_trust_unknown": [
        "UPDATE trusted_certificate SET fingerprint = 'mine', removed_at = NULL WHERE removed_at IS NOT NULL",
    ],
}


@pytest.mark.parametrize(
    ("statement", "code"), [(statement, code) for code, statements in WRITTEN.items() for statement in statements]
)
def test_what_somebody_wrote_into_the_file_is_found(lived: Path, tmp_path: Path, statement: str, code: str) -> None:
    assert set(found(lived, tmp_path, statement)) == {code}
