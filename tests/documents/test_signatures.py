"""Only what is proven to be as it was signed is called intact; whatever is done to a signed invoice is found."""

from datetime import timedelta
from hashlib import sha256

import pytest
from pyhanko.sign.fields import MDPPerm

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.documents.signatures.trust import described
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.signature import Integrity, TimeSource, Trust
from tests.documents import signed_pdfs as make
from tests.documents import withdrawn

FALSE = {Integrity.MODIFIED, Integrity.INVALID, Integrity.UNVERIFIABLE}
PLAIN = make.signed(make.invoice())
FORM = make.signed(make.invoice(form=True))
CERTIFIED = {level: make.signed(make.invoice(form=True), certify=level) for level in MDPPerm}
ANCHOR = [(make.identity(make.ISSUER)[0], "autorite.der")]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN, id="signed"),
        pytest.param(FORM, id="with a form that nobody filled in"),
        pytest.param(make.signed(PLAIN, "Signature2", name="Cachet Hexamobile"), id="signed twice"),
        pytest.param(make.signed(make.invoice(), stamped=True), id="stamped"),
        pytest.param(make.signed(make.invoice(), box=(72, 500, 200, 540)), id="seen on the page"),
        *(pytest.param(content, id=f"certified {level.name}") for level, content in CERTIFIED.items()),
    ],
)
def test_what_was_signed_and_left_alone_is_intact(content: bytes) -> None:
    found = report(content)
    assert (found.integrity, found.trust) == (Integrity.INTACT, Trust.UNKNOWN)
    assert found.signer is not None
    assert (found.signer.signer, found.signer.issuer) == ("Hexamobile SA", make.ISSUER)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", make.invoice()[:400], b"<xml/>"])
def test_of_what_cannot_be_read_nothing_is_said_to_be_signed_or_not(content: bytes) -> None:
    found = report(content)
    assert (found.integrity, found.reason.code) == (Integrity.UNVERIFIABLE, "signature_unknown")


def test_what_is_not_signed_is_called_so() -> None:
    found = report(make.invoice(form=True))
    assert (found.integrity, found.trust, found.signatures) == (Integrity.UNSIGNED, Trust.NONE, ())


ATTACKS = {
    "another amount in the bytes": PLAIN.replace(b"120,00", b"920,00"),
    "bytes at the end": PLAIN + b"\n% 9 120,00 EUR\n",
    "another page later": make.amended(PLAIN, make.another_amount),
    "a note over the amount": make.amended(PLAIN, make.annotated),
    "a field over the amount": make.amended(PLAIN, make.a_field_that_is_seen),
    "the form is gone": make.amended(PLAIN, make.without_signature),
    "filled in": make.amended(FORM, make.filled_in),
    **{f"filled in, certified {level.name}": make.amended(one, make.filled_in) for level, one in CERTIFIED.items()},
    **{f"a note, certified {level.name}": make.amended(one, make.annotated) for level, one in CERTIFIED.items()},
    **{
        f"a field, certified {level.name}": make.amended(one, make.a_field_that_is_seen)
        for level, one in CERTIFIED.items()
    },
    "signed again by another, seen": make.signed(PLAIN, "Signature2", name="Pirate", box=(72, 690, 300, 715)),
    "another amount, signed again": make.signed(make.amended(PLAIN, make.another_amount), "Signature2", name="Pirate"),
    "cut short": PLAIN[: len(PLAIN) * 2 // 3],
    "no range": make.rewritten(PLAIN, rb"/ByteRange ?\[[^\]]*\]", b""),
    "range of nothing": make.rewritten(PLAIN, rb"/ByteRange ?\[[^\]]*\]", b"/ByteRange null"),
    "negative range": make.rewritten(PLAIN, rb"/ByteRange ?\[[^\]]*\]", b"/ByteRange [0 -1 -1 -1]"),
    "range of zeros": make.rewritten(PLAIN, rb"/ByteRange ?\[[^\]]*\]", b"/ByteRange [0 0 0 0]"),
    "no contents": make.rewritten(PLAIN, rb"/Contents ?<[0-9a-fA-F]{200,}>", b""),
    "contents of nothing": make.rewritten(PLAIN, rb"/Contents ?<[0-9a-fA-F]{200,}>", b"/Contents null"),
    "contents of zeros": make.rewritten(PLAIN, rb"/Contents ?<[0-9a-fA-F]{200,}>", b"/Contents <0000>"),
}


@pytest.mark.parametrize("content", ATTACKS.values(), ids=ATTACKS.keys())
def test_what_was_done_to_a_signed_invoice_is_found(content: bytes) -> None:
    found = report(content)
    assert found.integrity in FALSE
    assert found.reason.code not in {"signature_intact", "signature_none"}


WRITTEN = range(PLAIN.index(b"/Contents <") + 11, PLAIN.index(b"00000000>"))  # the signature, and room that is free
FREE = PLAIN.index(b"0" * 64, WRITTEN.start)


@pytest.mark.parametrize("at", [at for at in range(0, len(PLAIN), 67) if at not in WRITTEN or at > FREE + 64])
def test_a_bit_that_flips_anywhere_is_found(at: int) -> None:
    """What is written of the signature itself nobody signs: a certificate in it may be damaged, and is unknown then."""
    flipped = PLAIN[:at] + bytes([PLAIN[at] ^ 4]) + PLAIN[at + 1 :]
    assert report(flipped).integrity is not Integrity.INTACT


def test_who_signed_is_trusted_when_the_user_says_so_and_unknown_before() -> None:
    assert report(PLAIN, ANCHOR).trust is Trust.TRUSTED
    expired = make.signed(make.invoice(), name="Hexamobile 2025", days=-30)
    assert [report(expired, anchors).trust for anchors in ([], ANCHOR)] == [Trust.UNKNOWN, Trust.EXPIRED]
    assert report(expired, ANCHOR).integrity is Integrity.INTACT


def test_the_time_is_a_third_partys_or_declared() -> None:
    stamped = make.signed(make.invoice(), stamped=True)
    sources = [found.signer.time_source for found in map(report, (PLAIN, stamped)) if found.signer is not None]
    assert sources == [TimeSource.DECLARED, TimeSource.TIMESTAMP]


def test_what_is_no_certificate_is_refused_by_its_name() -> None:
    with pytest.raises(TelbillError) as raised:
        report(PLAIN, [(b"-----BEGIN", "racine.pem")])
    assert (raised.value.message.code, raised.value.message.params) == ("trust_unreadable", {"name": "racine.pem"})


LATER = make.NOW + timedelta(days=500)  # the signer's certificate has ended, the clock's has not
STAMPED = make.signed(make.invoice(), stamped=True)


@pytest.mark.parametrize(
    ("content", "anchors", "trust", "time_trust"),
    [
        pytest.param(PLAIN, ANCHOR, Trust.EXPIRED, Trust.NONE, id="no time-stamp"),
        pytest.param(STAMPED, ANCHOR, Trust.TRUSTED, Trust.TRUSTED, id="a time-stamp in the signature"),
        pytest.param(STAMPED, [], Trust.UNKNOWN, Trust.UNKNOWN, id="a time-stamp of somebody unknown"),
        pytest.param(make.stamped_later(PLAIN), ANCHOR, Trust.TRUSTED, Trust.NONE, id="a time-stamp of the file"),
        pytest.param(make.stamped_later(PLAIN, LATER), ANCHOR, Trust.EXPIRED, Trust.NONE, id="a time-stamp too late"),
    ],
)
def test_a_time_stamp_lets_a_signature_outlive_its_certificate(
    content: bytes, anchors: list[tuple[bytes, str]], trust: Trust, time_trust: Trust
) -> None:
    found = report(content, anchors, LATER)
    assert found.signer is not None
    assert (found.integrity, found.trust, found.signer.time_trust) == (Integrity.INTACT, trust, time_trust)
    assert found.evidence is not None
    assert found.evidence.judged_at == LATER


def test_a_time_stamp_outlives_its_own_certificate_under_a_later_one() -> None:
    """An archive of long term: each time-stamp is renewed before the certificate that it was made with ends."""
    much_later = make.NOW + timedelta(days=1500)
    renewed = make.stamped_later(STAMPED, make.NOW + timedelta(days=900), make.LATER_CLOCK)
    verdicts = [report(content, ANCHOR, much_later).signer for content in (STAMPED, renewed)]
    assert [(one.trust, one.time_trust) for one in verdicts if one is not None] == [
        (Trust.EXPIRED, Trust.EXPIRED),
        (Trust.TRUSTED, Trust.TRUSTED),
    ]


def test_the_certificates_of_a_file_are_shown_before_one_of_them_is_trusted() -> None:
    between = "Autorité déléguée d’essai"
    chain = make.identity(between, authority=True)[0]
    content = withdrawn.with_lists(make.signed(make.invoice(), issuer=between), certificates=[chain])
    signer = report(content).signer
    assert signer is not None
    found = signer.chain
    assert [(one.subject, one.issuer) for one in found] == [("Hexamobile SA", between), (between, make.ISSUER)]
    assert report(content, [(found[1].der, "autorite.der")]).trust is Trust.TRUSTED


def test_a_certificate_is_described_before_it_is_added() -> None:
    [facts] = described(*ANCHOR[0])
    assert (facts.subject, facts.issuer, facts.der) == (make.ISSUER, make.ISSUER, ANCHOR[0][0])
    assert facts.sha256 == sha256(facts.der).hexdigest()
    assert facts.not_before < make.NOW < facts.not_after
    with pytest.raises(TelbillError):
        described(b"no certificate", "notes.txt")


def test_a_certificate_that_was_damaged_in_the_signature_is_no_honest_one() -> None:
    """What is written of the signature itself nobody signs but the issuers of the certificates in it."""
    whole = make.signed(make.invoice(), archived=withdrawn.archived([withdrawn.listed()]))
    root = withdrawn.ROOT.hex().encode()
    at = whole.lower().index(root) + 2 * withdrawn.ROOT.index(b"\x30\x1e\x17\x0d") + 21  # an hour of its validity
    damaged = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    assert report(whole).integrity is Integrity.INTACT
    assert report(damaged).integrity in FALSE


def test_what_is_encrypted_for_everybody_to_read_is_judged_like_the_rest() -> None:
    content = make.signed(make.encrypted(make.invoice(form=True)))
    files = [content, make.signed(content, "Signature2"), make.stamped_later(content)]
    assert [report(one).integrity for one in files] == [Integrity.INTACT] * 3
    changes = (make.another_amount, make.annotated, make.filled_in, make.without_signature)
    assert {report(make.amended(one, change)).integrity for one in files for change in changes} <= FALSE
    assert report(make.encrypted(make.invoice())).integrity is Integrity.UNSIGNED
