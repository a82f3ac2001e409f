"""Trusted lists of an invented country, signed with an authority of our own; needs the option `eu-lists`."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from importlib.util import find_spec

from cryptography.x509 import load_der_x509_certificate
from lxml import etree

from tests.documents import signed_pdfs as make

HAS_OPTION = all(find_spec(one) is not None for one in ("signxml", "xsdata"))
OPERATOR = "Tenue de la liste d’essai"
_BASE = "http://uri.etsi.org/TrstSvc"
ISSUES, STAMPS = f"{_BASE}/Svctype/CA/QC", f"{_BASE}/Svctype/TSA/QTST"
ARCHIVES = f"{_BASE}/Svctype/PSES/Q"
GRANTED, WITHDRAWN = (f"{_BASE}/TrustedList/Svcstatus/{word}" for word in ("granted", "withdrawn"))
COUNTRY, OF_LISTS = (f"{_BASE}/TrustedList/TSLType/{word}" for word in ("EUgeneric", "EUlistofthelists"))
_INFO = f"{_BASE}/TrustedList/SvcInfoExt"
NOW = datetime.now(UTC).replace(microsecond=0)
START = datetime(2019, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """A row of a list, each of another provider; `past` are its earlier states, each from its day to the next one's."""

    name: str
    certificate: bytes
    kind: str = ISSUES
    status: str = GRANTED
    since: datetime = START
    past: Sequence[tuple[str, datetime]] = ()
    only_for: str = ""
    qualifier: str = ""


def authority(name: str = make.ISSUER) -> bytes:
    """The certificate of an authority of the tests, in DER."""
    return make.identity(name)[0]


def trusted_list(
    services: Sequence[Service] = (),
    *,
    issued: datetime = NOW - timedelta(days=10),
    next_update: datetime | None = NOW + timedelta(days=80),
    kind: str = COUNTRY,
    operator: str = OPERATOR,
) -> bytes:
    """A signed list."""
    return signed(unsigned(services, issued=issued, next_update=next_update, kind=kind), operator)


def unsigned(
    services: Sequence[Service],
    *,
    issued: datetime = NOW - timedelta(days=10),
    next_update: datetime | None = NOW + timedelta(days=80),
    kind: str = COUNTRY,
) -> bytes:
    """The same without its signature."""
    until = f"<dateTime>{_said(next_update)}</dateTime>" if next_update else ""
    rows = "".join(map(_row, services))
    return f"""<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#" Id="liste"
 TSLTag="http://uri.etsi.org/19612/TSLTag"><SchemeInformation><TSLVersionIdentifier>5</TSLVersionIdentifier>
<TSLSequenceNumber>41</TSLSequenceNumber><TSLType>{kind}</TSLType>
<SchemeOperatorName><Name xml:lang="fr">Autorité d’essai</Name></SchemeOperatorName>
<SchemeTerritory>FR</SchemeTerritory><ListIssueDateTime>{_said(issued)}</ListIssueDateTime>
<NextUpdate>{until}</NextUpdate></SchemeInformation>
<TrustServiceProviderList>{rows}</TrustServiceProviderList></TrustServiceStatusList>""".encode()


def signed(content: bytes, operator: str = OPERATOR) -> bytes:
    """A list with the signature of whoever keeps it."""
    from signxml import SignatureMethod  # noqa: PLC0415 - the option may be absent
    from signxml.xades import XAdESSigner  # noqa: PLC0415 - same

    certificate, key = make.identity(operator)
    signer = XAdESSigner(signature_algorithm=SignatureMethod.RSA_SHA256)
    done = signer.sign(
        etree.fromstring(content),
        key=make.private_key(key),
        cert=[load_der_x509_certificate(certificate)],
    )
    return etree.tostring(done, xml_declaration=True, encoding="UTF-8")


def encoded(certificate: bytes) -> bytes:
    """A certificate as XML holds it."""
    return b64encode(certificate)


def digest_of(content: bytes) -> str:
    """Its SHA-256."""
    return sha256(content).hexdigest()


def _row(one: Service) -> str:
    past = "".join(
        f"<ServiceHistoryInstance>{_state(one, status, since)}</ServiceHistoryInstance>" for status, since in one.past
    )
    history = f"<ServiceHistory>{past}</ServiceHistory>" if past else ""
    return (
        f"<TrustServiceProvider><TSPServices><TSPService><ServiceInformation>{_state(one, one.status, one.since)}"
        f"</ServiceInformation>{history}</TSPService></TSPServices></TrustServiceProvider>"
    )


def _state(one: Service, status: str, since: datetime) -> str:
    encoded = b64encode(one.certificate).decode()
    only = (
        f"<Extension Critical='true'><AdditionalServiceInformation><URI xml:lang='en'>{_INFO}/{one.only_for}</URI>"
        f"</AdditionalServiceInformation></Extension>"
        if one.only_for
        else ""
    )
    qualified = (
        "<Extension Critical='true'><q:Qualifications "
        "xmlns:q='http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#'><q:QualificationElement>"
        f"<q:Qualifiers><q:Qualifier uri='{_INFO}/{one.qualifier}'/></q:Qualifiers>"
        "<q:CriteriaList assert='all'><q:KeyUsage><q:KeyUsageBit name='nonRepudiation'>true</q:KeyUsageBit>"
        "</q:KeyUsage></q:CriteriaList></q:QualificationElement></q:Qualifications></Extension>"
        if one.qualifier
        else ""
    )
    extensions = (
        f"<ServiceInformationExtensions>{only}{qualified}</ServiceInformationExtensions>" if only or qualified else ""
    )
    return (
        f"<ServiceTypeIdentifier>{one.kind}</ServiceTypeIdentifier>"
        f"<ServiceName><Name xml:lang='fr'>{one.name}</Name></ServiceName>"
        f"<ServiceDigitalIdentity><DigitalId><X509Certificate>{encoded}</X509Certificate></DigitalId>"
        f"</ServiceDigitalIdentity><ServiceStatus>{status}</ServiceStatus>"
        f"<StatusStartingTime>{_said(since)}</StatusStartingTime>{extensions}"
    )


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
