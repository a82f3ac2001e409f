"""Real signed PDFs of other people's: what they are called, and that none is called intact that is not."""

import random
import re

import pytest

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.signature import Integrity, Trust
from tests.corpus.conftest import CORPUS, expected_rows

ROWS = expected_rows("signed-pdf", "unsigned-pdf")
INTACT = [row for row in ROWS if row["signature_verdict"] == "intact"]
ROOT, SELF = "root.cert.pem", "selfsigned.cert.pem"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_is_called_what_it_is(row: dict[str, str]) -> None:
    found = report((CORPUS / row["file"]).read_bytes())
    assert found.integrity in row["signature_verdict"].replace("none", "unsigned").split("|")


@pytest.mark.parametrize("row", INTACT, ids=lambda row: row["file"])
def test_bits_that_flip_in_what_was_signed_are_found(row: dict[str, str]) -> None:
    content = (CORPUS / row["file"]).read_bytes()
    chance = random.Random(row["file"])  # noqa: S311 - the same places every time
    written = re.search(rb"/Contents\s*<[0-9A-Fa-f]{64}", content)
    assert written is not None
    for at in (chance.randrange(written.start()) for _ in range(6)):
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
