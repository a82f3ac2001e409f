"""Whether the user knows who signed: chains up to the certificates that were added, nothing fetched."""

from collections.abc import Iterable

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.ades.report import AdESIndeterminate, AdESSubIndic
from pyhanko.sign.validation.status import PdfSignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.signature import Trust

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
        found = [one for one in load_certs_from_pemder_data(content) if one.subject.native]
    except (ValueError, TypeError, OSError) as error:
        raise TelbillError("trust_unreadable", name=name) from error
    if not found:
        raise TelbillError("trust_unreadable", name=name)
    return found


def offline_context(anchors: Iterable[x509.Certificate]) -> ValidationContext:
    """Judges chains up to these; nothing is looked up on a network."""
    return ValidationContext(trust_roots=list(anchors), allow_fetching=False)


def trust_of(status: PdfSignatureStatus | TimestampSignatureStatus) -> Trust:
    """Of one signature. One that is made with what is broken proves nothing, whoever made it."""
    if status.md_algorithm in _BROKEN or _is_short(status.signing_cert):
        return Trust.WEAK
    if status.trusted:
        return Trust.TRUSTED
    problem = status.trust_problem_indic
    return _PROBLEMS.get(problem, Trust.UNKNOWN) if problem is not None else Trust.UNKNOWN


def called(name: x509.Name) -> str:
    """Who that is: the common name, else the organisation."""
    known = name.native
    return str(known.get("common_name") or known.get("organization_name") or name.human_friendly)


def _is_short(certificate: x509.Certificate) -> bool:
    key = certificate.public_key
    return bool(key.algorithm == "rsa" and key.bit_size < _SHORTEST_RSA)
