"""Of hundreds of trusted certificates, a file is judged with those that it can lead to, as with all of them."""

import pytest
from asn1crypto import crl, ocsp, x509

from telbill_desktop.documents.signatures.anchors import anchors_in, within_reach
from telbill_desktop.documents.signatures.held import Held
from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.signature import Trust
from tests.documents import signed_pdfs as make
from tests.documents import withdrawn
from tests.documents.trusted_lists import digest_of

STRANGERS = [(make.identity(f"Étrangère {at}", f"Étrangère {at}")[0], "x") for at in range(3)]
ROOT, MIDDLE = (make.identity(make.ISSUER)[0], "x"), (make.identity("Entre-deux", authority=True)[0], "x")
SIGNED = make.signed(make.invoice())


def test_a_signer_is_trusted_among_strangers_and_the_evidence_names_them_all() -> None:
    found = report(SIGNED, [*STRANGERS, ROOT])
    assert found.trust is Trust.TRUSTED
    assert found.evidence is not None
    assert found.evidence.anchors == tuple(digest_of(one) for one, _ in (*STRANGERS, ROOT))
    assert report(SIGNED, STRANGERS).trust is Trust.UNKNOWN


@pytest.mark.parametrize("anchors", [[MIDDLE], [*STRANGERS, MIDDLE, ROOT], [ROOT, MIDDLE]])
def test_an_issuer_between_is_an_anchor_and_those_above_it_are_named(anchors: list[tuple[bytes, str]]) -> None:
    found = report(make.signed(make.invoice(), issuer="Entre-deux"), anchors)
    assert found.trust is Trust.TRUSTED
    assert found.signer is not None
    named = [one.der for one in found.signer.chain]
    assert (MIDDLE[0] in named, ROOT[0] in named) == (True, ROOT in anchors)


LISTED = crl.CertificateList.load(withdrawn.listed())
ANSWERED = ocsp.OCSPResponse.load(withdrawn.answered()).basic_ocsp_response


def test_who_says_what_was_withdrawn_is_within_reach() -> None:
    by_key = ANSWERED.copy()
    by_key["tbs_response_data"]["responder_id"] = ocsp.ResponderId(
        "by_key", x509.Certificate.load(ROOT[0]).public_key.sha1
    )
    for held in (Held(crls=(LISTED,)), Held(answers=(ANSWERED,)), Held(answers=(by_key,))):
        reached = within_reach(anchors_in([*STRANGERS, ROOT]), held)
        assert [one.dump() for one in reached] == [ROOT[0]]
    assert within_reach(anchors_in([*STRANGERS, ROOT]), Held()) == []
