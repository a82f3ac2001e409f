"""Certificates as facts, and who issued which: by the signature on them, never by the name alone."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from asn1crypto import algos, keys, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko_certvalidator.errors import AlgorithmNotSupported, DSAParametersUnavailable, PSSParameterMismatch
from pyhanko_certvalidator.sig_validate import DEFAULT_SIGNATURE_VALIDATOR

from telbill_desktop.domain.signature import CertificateFacts

_LONGEST_CHAIN = 10
_UNUSABLE = (  # of a key or a signature that a hostile file holds
    InvalidSignature,
    UnsupportedAlgorithm,
    AlgorithmNotSupported,
    DSAParametersUnavailable,
    PSSParameterMismatch,
    AssertionError,  # the library's, where the key is not of the kind that the signature wants
    AttributeError,  # the library's, of a digest that it does not know
    ValueError,
    TypeError,
)


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """What is said and kept of a certificate."""
    return CertificateFacts(
        subject=called(certificate.subject),
        issuer=called(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        sha256=certificate.sha256.hex(),
        der=certificate.dump(),
    )


def called(name: x509.Name) -> str:
    """Who that is: the common name, else the organisation."""
    known = name.native
    return str(known.get("common_name") or known.get("organization_name") or name.human_friendly)


def has_signed(key: keys.PublicKeyInfo, signature: bytes, data: bytes, algorithm: algos.SignedDigestAlgorithm) -> bool:
    """Whether a signature was made with the key of this public one; False too where that cannot be found out."""
    with suppress(*_UNUSABLE):
        DEFAULT_SIGNATURE_VALIDATOR.validate_signature(signature, data, key, algorithm)
        return True
    return False


def has_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Whether one certificate was signed with the key of the other, under its name, as it says inside and outside."""
    body, algorithm = certificate["tbs_certificate"], certificate["signature_algorithm"]
    return (
        bool(certificate.issuer == issuer.subject)
        and body["signature"].dump() == algorithm.dump()
        and has_signed(issuer.public_key, certificate["signature_value"].native, body.dump(), algorithm)
    )


def chain_of(certificate: x509.Certificate, known: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """From a certificate up to the one that issued itself, as far as those that are known reach."""
    chain = [certificate]
    while len(chain) < _LONGEST_CHAIN and chain[-1].subject != chain[-1].issuer:
        above = next((one for one in known if has_issued(one, chain[-1])), None)
        if above is None or above in chain:
            break
        chain.append(above)
    return chain


def without_proof(
    certificates: Iterable[x509.Certificate], known: Sequence[x509.Certificate]
) -> x509.Certificate | None:
    """The first certificate of which somebody known bears the issuer's name, and nobody who does has signed it.

    Of one whose issuer is not there at all nothing can be said.
    """
    for one in certificates:
        named = [issuer for issuer in known if issuer.subject == one.issuer]
        if named and not any(has_issued(issuer, one) for issuer in named):
            return one
    return None


def without_doubles(certificates: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    """Each once, in their order."""
    return list({one.sha256: one for one in certificates}.values())
