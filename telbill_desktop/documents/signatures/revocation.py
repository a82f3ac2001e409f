"""Whether a certificate was withdrawn, by the lists and answers that a file holds: nothing is fetched.

A list counts when the issuer of the certificate has signed it, or, of an answer, a responder that the issuer appointed.
A list that names the certificate is never passed over, whether or not the certificate says where lists are found.
"Checked with" is said of a list only that covers the certificate, and the time of the signature.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import crl, ocsp, x509

from telbill_desktop.documents.signatures.certificates import has_issued, has_signed
from telbill_desktop.documents.signatures.held import Held
from telbill_desktop.domain.signature import Revocation

_AHEAD = timedelta(minutes=10)  # that an issuer's clock may be ahead of ours
_BROKEN_DIGESTS = {"md2", "md5", "sha1"}
_KNOWN = {"issuing_distribution_point", "delta_crl_indicator", "crl_number", "authority_key_identifier"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one certificate: withdrawn or not, as far as that was checked, with what, issued when."""

    is_revoked: bool = False
    checked: Revocation = Revocation.NOT_CHECKED
    issued: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """What one list or answer that counts says: withdrawn when, or not; and whether it covers the certificate."""

    kind: Revocation
    issued: datetime
    revoked_on: datetime | None
    covers: bool


def standing(
    certificate: x509.Certificate,
    known: Sequence[x509.Certificate],
    held: Held,
    *,
    proven: datetime | None,
    signed: datetime,
    now: datetime,
) -> Standing:
    """Whether a certificate was withdrawn when something was signed with it.

    Args:
        certificate: the one that is asked about.
        known: among which its issuer is found.
        held: the lists and answers of the file.
        proven: when it was signed at the latest, where a trusted time-stamp says so.
        signed: when it was signed, as far as anybody says.
        now: the moment of the question.
    """
    words: list[_Word] = []
    for issuer in (one for one in known if has_issued(one, certificate)):
        words += [word for listed in held.crls for word in _listed(listed, certificate, issuer, signed)]
        words += [word for answer in held.answers for word in _answered(answer, certificate, issuer, signed)]
    words.sort(key=lambda word: word.issued, reverse=True)
    for word in words:
        if word.revoked_on is not None and (proven is None or proven >= word.revoked_on):
            return Standing(is_revoked=True, checked=word.kind, issued=word.issued)
    for word in words:
        if word.covers and word.issued <= now + _AHEAD:
            return Standing(checked=word.kind, issued=word.issued)
    return Standing()


def _listed(
    listed: crl.CertificateList, certificate: x509.Certificate, issuer: x509.Certificate, signed: datetime
) -> Iterator[_Word]:
    """What a list says of a certificate; nothing when it is not the issuer's."""
    usage = issuer.key_usage_value
    if listed.issuer != issuer.subject or (usage is not None and "crl_sign" not in usage.native):
        return
    body, algorithm = listed["tbs_cert_list"], listed["signature_algorithm"]
    if not has_signed(issuer.public_key, listed["signature"].native, body.dump(), algorithm):
        return
    with suppress(ValueError, TypeError, KeyError):  # the issuer's own mistakes: such a list says nothing
        yield _Word(
            Revocation.CRL,
            body["this_update"].native,
            _revoked_on(listed, certificate),
            covers=_is_whole(listed, certificate)
            and algorithm.hash_algo not in _BROKEN_DIGESTS
            and _is_of_then(body["this_update"].native, body["next_update"].native, certificate, signed),
        )


def _revoked_on(listed: crl.CertificateList, certificate: x509.Certificate) -> datetime | None:
    """When the list says that it was withdrawn; the day since which it is doubted, where that is earlier."""
    entries, speaking = listed["tbs_cert_list"]["revoked_certificates"], listed.issuer
    if not entries or certificate["tbs_certificate"]["serial_number"].dump() not in entries.dump():
        return None  # a list may have hundreds of thousands of entries
    for entry in entries:
        if entry.issuer_name is not None:
            speaking = entry.issuer_name
        if entry["user_certificate"].native != certificate.serial_number or speaking != certificate.issuer:
            continue
        reason, doubted = entry.crl_reason_value, entry.invalidity_date_value
        if reason is not None and reason.native == "remove_from_crl":
            continue
        withdrawn: datetime = entry["revocation_date"].native
        return min(withdrawn, doubted.native) if doubted is not None else withdrawn
    return None


def _is_whole(listed: crl.CertificateList, certificate: x509.Certificate) -> bool:
    """Whether a certificate that the list does not name is a good one: the list is of all such, for all reasons."""
    critical = {str(one) for one in listed.critical_extensions}
    if listed.delta_crl_indicator_value is not None or critical - _KNOWN:
        return False
    scope = listed.issuing_distribution_point_value
    if scope is None:
        return True
    left_out = "only_contains_user_certs" if certificate.ca else "only_contains_ca_certs"
    if scope[left_out].native or scope["only_contains_attribute_certs"].native or scope["only_some_reasons"].native:
        return False
    own = _places(scope["distribution_point"])
    return own is None or bool(own & _stated(certificate))


def _stated(certificate: x509.Certificate) -> set[bytes]:
    """Where a certificate says that lists are found, each place as it is encoded."""
    stated = certificate.crl_distribution_points_value or ()
    return {place for one in stated for place in _places(one["distribution_point"]) or ()}


def _places(point: x509.DistributionPointName) -> set[bytes] | None:
    """The names of a place; None where nothing is said of it, empty where it is said in relation to another name."""
    if point.native is None:
        return None
    return {name.dump() for name in point.chosen} if point.name == "full_name" else set()


def _answered(
    answer: ocsp.BasicOCSPResponse, certificate: x509.Certificate, issuer: x509.Certificate, signed: datetime
) -> Iterator[_Word]:
    """What an answer says of a certificate; nothing when neither its issuer nor whom that appointed has signed it."""
    body, algorithm = answer["tbs_response_data"], answer["signature_algorithm"]
    produced = body["produced_at"].native
    keys = [issuer.public_key]
    keys += [one.public_key for one in answer["certs"] or () if _is_appointed(one, issuer, produced)]
    if not any(has_signed(key, answer["signature"].native, body.dump(), algorithm) for key in keys):
        return
    for said in body["responses"]:
        with suppress(ValueError, TypeError, KeyError, AttributeError):  # a digest that nobody knows, for instance
            if not _is_about(said["cert_id"], certificate, issuer):
                continue
            issued, status = said["this_update"].native, said["cert_status"]
            is_current = _is_of_then(issued, said["next_update"].native, certificate, signed)
            is_sound = algorithm.hash_algo not in _BROKEN_DIGESTS
            if status.name == "revoked":
                yield _Word(Revocation.OCSP, issued, status.chosen["revocation_time"].native, is_current and is_sound)
            elif status.name == "good":
                yield _Word(Revocation.OCSP, issued, None, is_current and is_sound)


def _is_about(asked: ocsp.CertId, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    digest = asked["hash_algorithm"]["algorithm"].native
    named = [asked[part].native for part in ("serial_number", "issuer_name_hash", "issuer_key_hash")]
    known = [certificate.serial_number, getattr(certificate.issuer, digest), getattr(issuer.public_key, digest)]
    return named == known


def _is_appointed(responder: x509.Certificate, issuer: x509.Certificate, then: datetime) -> bool:
    purposes = responder.extended_key_usage_value
    return (
        purposes is not None
        and "ocsp_signing" in purposes.native
        and responder.not_valid_before <= then <= responder.not_valid_after
        and has_issued(issuer, responder)
    )


def _is_of_then(issued: datetime, until: datetime | None, certificate: x509.Certificate, signed: datetime) -> bool:
    """Whether it speaks of the time of the signature: not replaced before, the certificate not forgotten yet."""
    return bool(until is None or until >= signed) and bool(issued <= certificate.not_valid_after)
