"""Whether the user knows who signed: chains up to the certificates that were added, nothing fetched."""

from collections.abc import Iterable
from datetime import datetime

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.validation.status import PdfSignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from telbill_desktop.documents.signatures.certificates import facts_of
from telbill_desktop.documents.signatures.trusted_list import anchors_in_list
from telbill_desktop.documents.xml_parsing import looks_like_xml
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.signature import CertificateFacts, Trust

_PROBLEMS: dict[AdESSubIndic, Trust] = {
    AdESIndeterminate.EXPIRED: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Trust.EXPIRED,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: Trust.WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Trust.WEAK,
}
_BROKEN = {"md2", "md5", "sha1"}
_SHORTEST_RSA = 2048  # bits


def certificates_in(content: bytes, name: str) -> list[x509.Certificate]:
    """The certificates of a file, PEM or DER.

    Raises:
        TelbillError: `trust_unreadable`.
    """
    try:
        found = [one for one in load_certs_from_pemder_data(content) if one.subject.native and one.native]
    except (ValueError, TypeError, OSError) as error:
        raise TelbillError("trust_unreadable", name=name) from error
    if not found:
        raise TelbillError("trust_unreadable", name=name)
    return found


def described(content: bytes, name: str) -> list[CertificateFacts]:
    """The certificates of a file that the user wants to trust, to be shown before: PEM, DER, or a trusted list.

    Raises:
        TelbillError: `trust_unreadable`; of XML what `anchors_in_list` raises.
    """
    if looks_like_xml(content):
        return anchors_in_list(content, name)
    return [facts_of(one) for one in certificates_in(content, name)]


def offline_context(
    anchors: Iterable[x509.Certificate], others: Iterable[x509.Certificate], moment: datetime
) -> ValidationContext:
    """Judges chains up to the anchors, through the others, as of a moment; nothing is looked up on a network.

    What it says of revocation is not asked: it passes over lists that a certificate does not point to.
    """
    return ValidationContext(trust_roots=list(anchors), other_certs=list(others), moment=moment, allow_fetching=False)


def trust_of(status: PdfSignatureStatus | TimestampSignatureStatus) -> Trust:
    """Of one signature. One that is made with what is broken proves nothing, whoever made it."""
    if status.md_algorithm in _BROKEN or _is_short(status.signing_cert):
        return Trust.WEAK
    if status.trusted:
        return Trust.TRUSTED
    problem = status.trust_problem_indic
    return _PROBLEMS.get(problem, Trust.UNKNOWN) if problem is not None else Trust.UNKNOWN


def _is_short(certificate: x509.Certificate) -> bool:
    key = certificate.public_key
    return bool(key.algorithm == "rsa" and key.bit_size < _SHORTEST_RSA)
