"""A certificate that was withdrawn is never trusted, and "checked" is said of a list that counts only."""

from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography import x509 as made
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.signature import Integrity, Revocation, SignatureReport, Trust
from tests.documents import signed_pdfs as make
from tests.documents import withdrawn

SIGNER = "Hexamobile SA"
ANCHOR = [(withdrawn.ROOT, "autorite.der")]
PLAIN = make.signed(make.invoice())
DAY = timedelta(days=1)
A_MONTH_AGO, LAST_WEEK = make.NOW - 30 * DAY, make.NOW - 7 * DAY
GONE = withdrawn.listed({SIGNER: LAST_WEEK})
NAMESAKE = withdrawn.AUTHORITIES[withdrawn.NAMESAKE][0]
CLEAN = withdrawn.listed()
FALSE = withdrawn.listed({SIGNER: LAST_WEEK}, by=withdrawn.IMPOSTOR)


def standing(found: SignatureReport) -> tuple[Integrity, Trust, Revocation]:
    assert found.signer is not None
    return found.integrity, found.trust, found.signer.revocation


def forged(listed: bytes) -> bytes:
    """Signed by nobody: a list of which one byte of the signature was changed."""
    return listed[:-9] + bytes([listed[-9] ^ 1]) + listed[-8:]


def scope(**of: bool) -> made.IssuingDistributionPoint:
    kinds = ("only_contains_user_certs", "only_contains_ca_certs", "only_contains_attribute_certs")
    rest = {kind: of.get(kind, False) for kind in kinds}
    return made.IssuingDistributionPoint(None, None, only_some_reasons=None, indirect_crl=False, **rest)


CASES = {
    "nothing is there": (PLAIN, Trust.TRUSTED, Revocation.NOT_CHECKED),
    "a list in the file": (withdrawn.with_lists(PLAIN, [CLEAN]), Trust.TRUSTED, Revocation.CRL),
    "an answer in the file": (withdrawn.with_lists(PLAIN, said=[withdrawn.answered()]), Trust.TRUSTED, Revocation.OCSP),
    "a list in the signature": (
        make.signed(make.invoice(), archived=withdrawn.archived([CLEAN])),
        Trust.TRUSTED,
        Revocation.CRL,
    ),
    "an answer in the signature": (
        make.signed(make.invoice(), archived=withdrawn.archived(said=[withdrawn.answered()])),
        Trust.TRUSTED,
        Revocation.OCSP,
    ),
    "withdrawn by a list in the file": (withdrawn.with_lists(PLAIN, [GONE]), Trust.REVOKED, Revocation.CRL),
    "withdrawn by one list of two": (withdrawn.with_lists(PLAIN, [CLEAN, GONE]), Trust.REVOKED, Revocation.CRL),
    "withdrawn by an answer, clean by a list": (
        withdrawn.with_lists(PLAIN, [CLEAN], [withdrawn.answered(revoked=LAST_WEEK)]),
        Trust.REVOKED,
        Revocation.OCSP,
    ),
    "withdrawn by a list in the signature": (
        make.signed(make.invoice(), archived=withdrawn.archived([GONE])),
        Trust.REVOKED,
        Revocation.CRL,
    ),
    "withdrawn before the stamped time": (
        withdrawn.with_lists(make.signed(make.invoice(), stamped=make.NOW - DAY), [GONE]),
        Trust.REVOKED,
        Revocation.CRL,
    ),
    "withdrawn after the stamped time": (
        withdrawn.with_lists(make.signed(make.invoice(), stamped=A_MONTH_AGO), [GONE]),
        Trust.TRUSTED,
        Revocation.CRL,
    ),
    "withdrawn after a time-stamp of the file": (
        withdrawn.with_lists(make.stamped_later(PLAIN, A_MONTH_AGO), [GONE]),
        Trust.TRUSTED,
        Revocation.CRL,
    ),
    "withdrawn, by a list that says of whom it speaks": (
        withdrawn.with_lists(PLAIN, [withdrawn.listed({SIGNER: LAST_WEEK}, scope=scope(only_contains_ca_certs=True))]),
        Trust.REVOKED,
        Revocation.CRL,
    ),
    "a list of authorities alone": (
        withdrawn.with_lists(PLAIN, [withdrawn.listed(scope=scope(only_contains_ca_certs=True))]),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
    "a list of people": (
        withdrawn.with_lists(PLAIN, [withdrawn.listed(scope=scope(only_contains_user_certs=True))]),
        Trust.TRUSTED,
        Revocation.CRL,
    ),
    "a list of what changed": (
        withdrawn.with_lists(PLAIN, [withdrawn.listed(scope=made.DeltaCRLIndicator(1))]),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
    "a list that was replaced before": (
        withdrawn.with_lists(PLAIN, [withdrawn.listed(issued=A_MONTH_AGO, until=LAST_WEEK)]),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
    "a list of tomorrow": (
        withdrawn.with_lists(PLAIN, [withdrawn.listed(issued=make.NOW + 5 * DAY)]),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
    "another authority’s list": (withdrawn.with_lists(PLAIN, [FALSE]), Trust.TRUSTED, Revocation.NOT_CHECKED),
    "another authority’s answer": (
        withdrawn.with_lists(PLAIN, said=[withdrawn.answered(revoked=LAST_WEEK, by=withdrawn.IMPOSTOR)]),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
    "an answer on somebody else": (
        withdrawn.with_lists(PLAIN, said=[withdrawn.answered("Cachet Hexamobile", revoked=LAST_WEEK)]),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
    "a list of somebody of the same name": (
        withdrawn.with_lists(
            PLAIN,
            [withdrawn.listed({SIGNER: LAST_WEEK}, by=withdrawn.NAMESAKE)],
            certificates=[withdrawn.ROOT, NAMESAKE],
        ),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
    "withdrawn by an answer of whom the issuer appointed": (
        withdrawn.with_lists(PLAIN, said=[withdrawn.answered(revoked=LAST_WEEK, by=withdrawn.RESPONDER)]),
        Trust.REVOKED,
        Revocation.OCSP,
    ),
    "an answer of somebody whom the issuer did not appoint": (
        withdrawn.with_lists(PLAIN, said=[withdrawn.answered(revoked=LAST_WEEK, by=make.CLOCK)]),
        Trust.TRUSTED,
        Revocation.NOT_CHECKED,
    ),
}


@pytest.mark.parametrize(("content", "trust", "checked"), CASES.values(), ids=CASES.keys())
def test_a_withdrawn_certificate_is_not_trusted(content: bytes, trust: Trust, checked: Revocation) -> None:
    assert standing(report(content, ANCHOR, make.NOW)) == (Integrity.INTACT, trust, checked)


@pytest.mark.parametrize(
    ("lists", "trust", "checked"),
    [([forged(GONE)], Trust.TRUSTED, Revocation.NOT_CHECKED), ([forged(CLEAN), GONE], Trust.REVOKED, Revocation.CRL)],
)
def test_a_list_that_nobody_signed_says_nothing_of_the_signer_and_is_no_validation_data(
    lists: list[bytes], trust: Trust, checked: Revocation
) -> None:
    found = report(withdrawn.with_lists(PLAIN, lists), ANCHOR, make.NOW)
    assert standing(found) == (Integrity.MODIFIED, trust, checked)
    assert found.reason.code == "signature_additions"


@pytest.mark.parametrize("at", [-9, 60], ids=["a certificate in it", "what it says"])
def test_an_answer_that_was_damaged_is_no_validation_data(at: int) -> None:
    answer = withdrawn.answered()
    damaged = bytes([*answer[:at], answer[at] ^ 1, *answer[at + 1 :]])
    found = report(withdrawn.with_lists(PLAIN, said=[damaged]), ANCHOR, make.NOW)
    assert (found.integrity, found.reason.code) == (Integrity.MODIFIED, "signature_additions")


def test_a_stamp_that_nobody_trusts_proves_no_time() -> None:
    stamped = make.signed(make.invoice(), stamped=A_MONTH_AGO)
    found = report(withdrawn.with_lists(stamped, [GONE]), now=make.NOW)
    assert standing(found) == (Integrity.INTACT, Trust.REVOKED, Revocation.CRL)


def test_a_stamp_of_whom_was_withdrawn_proves_no_time() -> None:
    stamped = make.signed(make.invoice(), stamped=A_MONTH_AGO)
    stamper = withdrawn.listed({make.CLOCK: make.NOW - 60 * DAY, SIGNER: LAST_WEEK})
    found = report(withdrawn.with_lists(stamped, [stamper]), ANCHOR, make.NOW)
    assert standing(found) == (Integrity.INTACT, Trust.REVOKED, Revocation.CRL)
    assert found.signatures[0].time_trust is Trust.REVOKED


def test_an_issuer_that_was_withdrawn_takes_along_whom_it_vouched_for() -> None:
    between = "Autorité déléguée d’essai"
    content = make.signed(make.invoice(), issuer=between)
    chain = make.identity(between, authority=True)[0]
    held = [
        withdrawn.with_lists(content, crls, certificates=[chain])
        for crls in ((), [withdrawn.listed({between: LAST_WEEK})])
    ]
    assert [standing(report(one, ANCHOR, make.NOW))[1] for one in held] == [Trust.TRUSTED, Trust.REVOKED]


def test_what_was_judged_with_is_kept() -> None:
    answer = withdrawn.answered()
    found = report(withdrawn.with_lists(PLAIN, [CLEAN, forged(GONE)], [answer]), ANCHOR, make.NOW)
    assert found.evidence is not None
    kept = {one.sha256: one.kind for one in found.evidence.lists}
    known = {CLEAN: Revocation.CRL, forged(GONE): Revocation.CRL, answer: Revocation.OCSP}
    assert kept == {sha256(data).hexdigest(): kind for data, kind in known.items()}
    assert found.evidence.judged_at == make.NOW
    assert found.evidence.anchors == (sha256(withdrawn.ROOT).hexdigest(),)
    assert [name for name, _ in found.evidence.versions] == ["pyHanko", "pyhanko-certvalidator", "cryptography"]
    [signature] = found.signatures
    assert [one.subject for one in signature.chain] == [SIGNER, make.ISSUER]
    assert [one.der for one in signature.chain] == [make.identity(SIGNER)[0], withdrawn.ROOT]


def test_the_date_is_that_of_the_list() -> None:
    found = report(withdrawn.with_lists(PLAIN, [CLEAN]), ANCHOR, make.NOW)
    assert found.signer is not None
    assert found.signer.revocation_date == withdrawn.YESTERDAY.replace(microsecond=0)


@pytest.mark.parametrize("damage", [b"", b"0", b"\x30\x84\xff\xff\xff\xff", b"%PDF", CLEAN[:200]])
def test_what_is_no_list_says_nothing(damage: bytes) -> None:
    def add(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=damage))
        store = {"/CRLs": generic.ArrayObject([stream]), "/OCSPs": generic.ArrayObject([stream, generic.NullObject()])}
        names = {generic.pdf_name(key): value for key, value in store.items()}
        writer.root[generic.pdf_name("/DSS")] = writer.add_object(generic.DictionaryObject(names))
        writer.update_root()

    found = report(make.amended(PLAIN, add), ANCHOR, make.NOW)
    assert standing(found) == (Integrity.MODIFIED, Trust.TRUSTED, Revocation.NOT_CHECKED)
