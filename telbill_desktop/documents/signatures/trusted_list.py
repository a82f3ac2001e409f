"""Trusted lists that the user has downloaded (ETSI TS 119 612): verified, and the certificates of what is granted now.

pyHanko reads the lists, with packages that only the option `eu-lists` brings; nothing is fetched.
"""

import logging
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from telbill_desktop.documents.signatures.certificates import called, facts_of
from telbill_desktop.documents.xml_parsing import parse_xml
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.domain.signature import CertificateFacts
from telbill_desktop.domain.trusted_list import Listed, ServiceKind, TrustedList

if TYPE_CHECKING:
    from lxml.etree import _Element
    from pyhanko.sign.validation.qualified.tsp import QualifiedServiceInformation

    from telbill_desktop.documents.signatures.list_signature import SignedList

LARGEST = 16_000_000  # bytes: what the largest country publishes is a third of that
_TSL = "{http://uri.etsi.org/02231/v2#}"
_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
_LIST_OF_LISTS = "/EUlistofthelists"  # how its type ends
_LONGEST = 200  # letters of what a library says
_UNREADABLE = (ValueError, TypeError, AttributeError, AssertionError, LookupError)  # the library's, of a malformed list


def anchors_in_list(content: bytes, name: str, now: datetime | None = None) -> list[CertificateFacts]:
    """The certificates of the services that a list grants now, each with what the list says of it.

    The list's signature is verified with the certificate that stands in it: whose that is, is the user's to compare.

    Raises:
        TelbillError: `xml_dtd`, `xml_unreadable`, `trust_list_large`, `trust_list_other`, `trust_list_option`,
            `trust_list_unsigned`, `trust_list_altered`, `trust_list_of_lists`, `trust_list_unreadable`,
            `trust_list_empty`.
    """
    if len(content) > LARGEST:
        raise TelbillError("trust_list_large", name=name, limit=LARGEST // 1_000_000)
    root = parse_xml(content, Remarks())
    if root.tag != f"{_TSL}TrustServiceStatusList":
        raise TelbillError("trust_list_other", name=name)
    try:
        import signxml  # noqa: F401, PLC0415 - the option may be absent
        import xsdata  # noqa: F401, PLC0415 - same
    except ModuleNotFoundError as error:
        raise TelbillError("trust_list_option") from error
    if root.find(_SIGNATURE) is None:
        raise TelbillError("trust_list_unsigned", name=name)
    for talkative in ("pyhanko", "signxml"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL + 1)
    try:
        signed = _signed(content, root, name, now or datetime.now(UTC))
        if _text(signed.root, "TSLType").endswith(_LIST_OF_LISTS):
            raise TelbillError("trust_list_of_lists", name=name)
        services, unread = _services(signed.content)
        facts, damaged = _facts(services, replace(_described(signed, name), sha256=sha256(content).hexdigest()))
    except _UNREADABLE as error:
        reason = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
        raise TelbillError("trust_list_unreadable", name=name, reason=reason) from error
    if not facts:
        raise TelbillError("trust_list_empty", name=name)
    return [_with_unread(one, unread + damaged) for one in facts]


def _signed(content: bytes, root: "_Element", name: str, now: datetime) -> "SignedList":
    """What was signed. The certificate has to be valid today; of a list that has expired, on the day of its issue."""
    from telbill_desktop.documents.signatures.list_signature import signed_list  # noqa: PLC0415 - needs the option

    until = _next_update(root)
    return signed_list(content, root, name, now if until is not None and until >= now else _issued(root))


def _described(signed: "SignedList", name: str) -> TrustedList:
    return TrustedList(
        name=name,
        sha256="",
        territory=_text(signed.root, "SchemeTerritory"),
        sequence=int(_text(signed.root, "TSLSequenceNumber")),
        issued=_issued(signed.root),
        next_update=_next_update(signed.root),
        signer=called(signed.signer.subject),
        signer_sha256=signed.signer.sha256.hex(),
    )


def _services(content: bytes) -> "tuple[list[QualifiedServiceInformation], int]":
    """The services that are granted or were, and how many could not be read."""
    from pyhanko.sign.validation.qualified.eutl_parse import (  # noqa: PLC0415 - needs the option
        read_qualified_service_definitions,
    )

    found: list[QualifiedServiceInformation] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a value that is not as its type says: what needs it says so
        reading = read_qualified_service_definitions(content.decode())
        while True:
            try:
                found.append(next(reading))
            except StopIteration as end:
                return found, len(end.value)


def _facts(services: "Iterable[QualifiedServiceInformation]", by: TrustedList) -> tuple[list[CertificateFacts], int]:
    """Each certificate once, and how many could not be read; one that issues others goes before one that stamps."""
    past = [one for one in services if one.base_info.valid_until is not None]
    found: dict[str, CertificateFacts] = {}
    damaged = 0
    for service in services:
        kind = _kind_of(service)
        if kind is None or service.base_info.valid_until is not None:
            continue
        words = tuple(sorted(_words_of(service)))
        for certificate in service.base_info.provider_certs:
            try:
                facts = facts_of(certificate)
            except _UNREADABLE:
                damaged += 1
                continue
            since = _granted_since(service, past, facts.der)
            listed = Listed(by, service.base_info.service_name, kind, since, words)
            if kind is ServiceKind.CERTIFICATES or facts.sha256 not in found:
                found[facts.sha256] = replace(facts, listed=listed)
    return list(found.values()), damaged


def _kind_of(service: "QualifiedServiceInformation") -> ServiceKind | None:
    """None of what signs no documents: certificates for web sites alone."""
    from pyhanko.sign.validation.qualified.tsp import CA_QC_URI, QTST_URI, QcCertType  # noqa: PLC0415 - as above

    said = service.base_info
    if said.service_type == CA_QC_URI:
        return None if said.additional_info_certificate_type == {QcCertType.QC_WEB} else ServiceKind.CERTIFICATES
    return ServiceKind.TIMESTAMPS if said.service_type == QTST_URI else None


def _words_of(service: "QualifiedServiceInformation") -> Iterator[str]:
    yield from {word.value for one in service.qualifications for word in one.qualifiers}


def _granted_since(
    service: "QualifiedServiceInformation", past: "Iterable[QualifiedServiceInformation]", der: bytes
) -> datetime:
    """Since when without a gap: its past states are granted ones too, of which one ends where the next begins."""
    since = service.base_info.valid_from
    earlier = [
        one.base_info
        for one in past
        if one.base_info.service_type == service.base_info.service_type
        and any(each.dump() == der for each in one.base_info.provider_certs)
    ]
    for one in sorted(earlier, key=lambda one: one.valid_from, reverse=True):
        if one.valid_until == since:
            since = one.valid_from
    return since


def _with_unread(one: CertificateFacts, unread: int) -> CertificateFacts:
    if one.listed is None or not unread:
        return one
    return replace(one, listed=replace(one.listed, by=replace(one.listed.by, unread=unread)))


def _issued(root: "_Element") -> datetime:
    return _moment(_text(root, "ListIssueDateTime"))


def _next_update(root: "_Element") -> datetime | None:
    """None where the list is closed."""
    said = root.findtext(f"{_TSL}SchemeInformation/{_TSL}NextUpdate/{_TSL}dateTime")
    return _moment(said) if said else None


def _text(root: "_Element", field: str) -> str:
    said = (root.findtext(f"{_TSL}SchemeInformation/{_TSL}{field}") or "").strip()
    if not said:
        raise ValueError(field)
    return said


def _moment(said: str) -> datetime:
    """Universal time, where the list names no zone."""
    moment = datetime.fromisoformat(said.strip())
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
