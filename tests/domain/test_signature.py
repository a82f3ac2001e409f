"""The verdict on a file is the worst that is known of it."""

from dataclasses import replace

import pytest

from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import Findings, Integrity, Signature, Trust, judged

GOOD = Signature("Signature1", is_timestamp=False, integrity=Integrity.INTACT, trust=Trust.UNKNOWN)
STAMP = replace(GOOD, field="Stamp", is_timestamp=True, trust=Trust.TRUSTED)
FALSE = replace(GOOD, integrity=Integrity.INVALID, problem=Message("signature_bytes"))
STRANGE = replace(GOOD, integrity=Integrity.UNVERIFIABLE, problem=Message("signature_unreadable", {"reason": "?"}))
WIDE = replace(GOOD, integrity=Integrity.MODIFIED, problem=Message("signature_tail"))
CHANGED, TAIL = Message("signature_changed"), Message("signature_tail")


@pytest.mark.parametrize(
    ("marks", "signatures", "first_changes", "tail", "verdict", "code"),
    [
        (0, (), None, None, Integrity.UNSIGNED, "signature_none"),
        (1, (), None, None, Integrity.UNVERIFIABLE, "signature_hidden"),
        (1, (GOOD,), None, None, Integrity.INTACT, "signature_intact"),
        (2, (GOOD, STAMP), None, None, Integrity.INTACT, "signature_intact"),
        (2, (GOOD,), None, None, Integrity.UNVERIFIABLE, "signature_hidden"),
        (2, (GOOD, FALSE), None, None, Integrity.INVALID, "signature_bytes"),
        (3, (GOOD, STRANGE, FALSE), None, None, Integrity.INVALID, "signature_bytes"),
        (2, (GOOD, STRANGE), CHANGED, None, Integrity.UNVERIFIABLE, "signature_unreadable"),
        (1, (GOOD,), CHANGED, TAIL, Integrity.MODIFIED, "signature_changed"),
        (1, (GOOD,), None, TAIL, Integrity.MODIFIED, "signature_tail"),
        (1, (WIDE,), None, None, Integrity.MODIFIED, "signature_tail"),
    ],
)
def test_a_file_is_judged_by_the_worst_that_is_known(
    marks: int,
    signatures: tuple[Signature, ...],
    first_changes: Message | None,
    tail: Message | None,
    verdict: Integrity,
    code: str,
) -> None:
    found = judged(Findings(marks, signatures, first_changes, tail))
    assert (found.integrity, found.reason.code) == (verdict, code)


def test_who_signed_the_document_answers_for_it_not_who_stamped_it() -> None:
    assert judged(Findings(2, (STAMP, GOOD), None, None)).trust is Trust.UNKNOWN
    assert judged(Findings(0, (), None, None)).trust is Trust.NONE
