"""Real signed PDFs of other people's: what they are called, and that none is called intact that is not."""

import random
import time
from pathlib import Path

import pytest

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.signature import Integrity, Revocation, Trust
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import judge_in
from tests.corpus.conftest import CORPUS, expected_rows

ROWS = expected_rows("signed-pdf", "unsigned-pdf")
INTACT = [row for row in ROWS if row["signature_verdict"] == "intact"]
ROOT, SELF = "root.cert.pem", "selfsigned.cert.pem"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_is_called_what_it_is(row: dict[str, str]) -> None:
    found = report((CORPUS / row["file"]).read_bytes())
    assert found.integrity in row["signature_verdict"].replace("none", "unsigned").split("|")


@pytest.mark.parametrize("row", INTACT, ids=lambda row: row["file"])
def test_bits_that_flip_are_found(row: dict[str, str]) -> None:
    content = (CORPUS / row["file"]).read_bytes()
    chance = random.Random(row["file"])  # noqa: S311 - the same places every time
    for at in (chance.randrange(len(content)) for _ in range(12)):
        flipped = content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
        assert report(flipped).integrity is not Integrity.INTACT, at


@pytest.mark.parametrize(
    ("file", "anchor", "trust"),
    [
        ("minimal-two-fields-signed-twice.pdf", SELF, Trust.TRUSTED),
        ("certified-with-indirect-refs-in-dir.pdf", ROOT, Trust.EXPIRED),
        ("minimal-two-fields-signed-twice.pdf", ROOT, Trust.UNKNOWN),
    ],
)
def test_who_signed_is_known_by_the_certificates_that_were_added(file: str, anchor: str, trust: Trust) -> None:
    certificate = (CORPUS / "certs" / "pyhanko" / anchor).read_bytes()
    found = report((CORPUS / "signed-pdf" / "pyhanko" / file).read_bytes(), [(certificate, anchor)])
    assert (found.integrity, found.trust) == (Integrity.INTACT, trust)


def test_a_signature_made_with_what_is_broken_proves_nothing_of_who_signed() -> None:
    found = report((CORPUS / "signed-pdf" / "dss" / "hello_signed_INCSAVE_signed.pdf").read_bytes())
    assert (found.integrity, found.trust) == (Integrity.INTACT, Trust.WEAK)


@pytest.mark.parametrize(
    ("file", "revocation", "date"),
    [
        ("dss/DSS-1983.pdf", Revocation.OCSP, "2020-02-12"),
        ("pyhanko/pades-lta-dss-indirect-arrs-test.pdf", Revocation.OCSP, "2020-11-01"),
    ],
)
def test_what_a_file_holds_of_withdrawn_certificates_is_read(file: str, revocation: Revocation, date: str) -> None:
    signer = report((CORPUS / "signed-pdf" / file).read_bytes()).signer
    assert signer is not None
    assert signer.revocation_date is not None
    assert (signer.revocation, signer.revocation_date.date().isoformat()) == (revocation, date)


def test_an_archive_of_long_term_outlives_the_certificates_that_it_was_signed_with() -> None:
    """The signer's ended in 2022; a time-stamp of an authority that the user trusts says that it was before."""
    anchor = ((CORPUS / "certs" / "pyhanko" / ROOT).read_bytes(), ROOT)
    content = (CORPUS / "signed-pdf" / "pyhanko" / "pades-lta-dss-indirect-arrs-test.pdf").read_bytes()
    signer = report(content, [anchor]).signer
    assert signer is not None
    assert (signer.trust, signer.time_trust) == (Trust.TRUSTED, Trust.TRUSTED)
    assert [one.subject for one in signer.chain] == ["Alice", "Intermediate CA", "Root CA"]


def test_a_further_signature_that_says_which_extensions_it_uses_changes_nothing_that_is_seen() -> None:
    """Its revision adds /Extensions, a version and the date of the writing; its field was prepared, with its room."""
    found = report((CORPUS / "hostile-pdf" / "pyhanko" / "extensions-update-indirect.pdf").read_bytes())
    assert (found.integrity, len(found.signatures)) == (Integrity.INTACT, 2)


def test_hostile_files_are_judged_in_time_and_within_memory() -> None:
    """None is trusted for being odd; the worker never holds more than 300 MB, nor takes 3 s for one."""
    with Worker() as worker:
        judge = judge_in(worker)
        judge(b"", ())  # its imports are no file's fault
        for row in expected_rows("hostile-pdf"):
            content, began = (CORPUS / row["file"]).read_bytes(), time.monotonic()
            found = judge(content, ())
            assert time.monotonic() - began < 3, row["file"]
            assert found.integrity is not Integrity.INTACT or row["file"].endswith("extensions-update-indirect.pdf")
        assert worker.pid is not None
        assert _most_memory(worker.pid) < 300_000_000


def _most_memory(pid: int) -> int:
    """The most that a process held at any time, in bytes, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("this system does not tell how much memory a process held")
    [line] = [one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) * 1024
