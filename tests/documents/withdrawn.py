"""Lists of withdrawn certificates and answers on one of them, made with our own authority or with a false one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO

from asn1crypto import crl, ocsp, pdf
from asn1crypto import x509 as read
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509 import ocsp as answers
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tests.documents.signed_pdfs import CLOCK, ISSUER, NOW, identity, private_key

ROOT = identity(ISSUER)[0]
IMPOSTOR, NAMESAKE, RESPONDER = "Autre autorité", "namesake", "Répondeur d’essai"
AUTHORITIES = {
    ISSUER: identity(ISSUER),
    IMPOSTOR: identity(IMPOSTOR, IMPOSTOR),
    NAMESAKE: identity(ISSUER, ISSUER, 999),  # of the same name, with another key
}
PURPOSES = {RESPONDER: ExtendedKeyUsageOID.OCSP_SIGNING, CLOCK: ExtendedKeyUsageOID.TIME_STAMPING}
YESTERDAY, NEXT_YEAR = NOW - timedelta(days=1), NOW + timedelta(days=365)


def listed(
    revoked: Mapping[str, datetime] | None = None,
    *,
    by: str = ISSUER,
    issued: datetime = YESTERDAY,
    until: datetime = NEXT_YEAR,
    days: int = 365,
    scope: made.ExtensionType | None = None,
) -> bytes:
    """A list of those who are withdrawn, by name, since when; `scope` is an extension that says of whom it speaks."""
    certificate, key = _loaded(by)
    builder = made.CertificateRevocationListBuilder().issuer_name(certificate.subject)
    builder = builder.last_update(issued).next_update(until)
    for name, since in (revoked or {}).items():
        entry = made.RevokedCertificateBuilder().serial_number(serial_of(name, days)).revocation_date(since).build()
        builder = builder.add_revoked_certificate(entry)
    if scope is not None:
        builder = builder.add_extension(scope, critical=True)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def serial_of(name: str, days: int = 365) -> int:
    """The number of a certificate of ours, whatever it is for."""
    purpose = ExtendedKeyUsageOID.TIME_STAMPING if name == CLOCK else None
    is_clock, is_authority = name == CLOCK, "utorité" in name
    data = identity(name, days=1000 if is_clock else days, purpose=purpose, authority=is_authority)[0]
    return made.load_der_x509_certificate(data).serial_number


def answered(
    name: str = "Hexamobile SA", *, revoked: datetime | None = None, by: str = ISSUER, issued: datetime = YESTERDAY
) -> bytes:
    """What the issuer, or somebody else, answers on one certificate."""
    asked = made.load_der_x509_certificate(identity(name)[0])
    certificate, key = _loaded(by)
    builder = answers.OCSPResponseBuilder().add_response(
        asked,
        made.load_der_x509_certificate(ROOT),
        hashes.SHA1(),  # noqa: S303 - what everybody names a certificate by in an answer
        answers.OCSPCertStatus.REVOKED if revoked else answers.OCSPCertStatus.GOOD,
        issued,
        NEXT_YEAR,
        revoked,
        None,
    )
    builder = builder.responder_id(answers.OCSPResponderEncoding.NAME, certificate).certificates([certificate])
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def with_lists(
    content: bytes, crls: Sequence[bytes] = (), said: Sequence[bytes] = (), certificates: Sequence[bytes] = (ROOT,)
) -> bytes:
    """The file with validation data added after it was signed, as archives of long term do."""
    out = BytesIO(content)
    DocumentSecurityStore.add_dss(
        out,
        None,
        certs=[read.Certificate.load(one) for one in certificates],
        crls=[crl.CertificateList.load(one) for one in crls],
        ocsps=[ocsp.OCSPResponse.load(one) for one in said],
        strict=False,
    )
    return out.getvalue()


def archived(crls: Sequence[bytes] = (), said: Sequence[bytes] = ()) -> pdf.RevocationInfoArchival:
    """The same for a signature that carries them within."""
    values = {
        "crl": [crl.CertificateList.load(one) for one in crls],
        "ocsp": [ocsp.OCSPResponse.load(one) for one in said],
    }
    return pdf.RevocationInfoArchival({key: value for key, value in values.items() if value})


def _loaded(name: str) -> tuple[made.Certificate, rsa.RSAPrivateKey]:
    certificate, secret = AUTHORITIES[name] if name in AUTHORITIES else identity(name, purpose=PURPOSES[name])
    return made.load_der_x509_certificate(certificate), private_key(secret)
