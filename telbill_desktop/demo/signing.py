"""Signed invoices of the demo's operators: an authority that its user trusts, one that nobody knows, one altered file.

The keys lie in `db/demo` for everybody to read: a signature made with them proves nothing, and says so in its names.
The same document gives the same bytes: RSA as PKCS #1 v1.5 has no chance in it, and the moment is the document's own.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography import x509 as making
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from telbill_desktop.demo.catalogue import Account
from telbill_desktop.system.resources import database_files

TRUSTED_AUTHORITY = "Autorité de certification d’essai"
SIGNED_FROM = date(2026, 9, 1)  # earlier invoices were not signed yet
ALTERED = ("hx-3", date(2026, 11, 5))  # somebody put a note over one invoice after it was signed
_UNKNOWN_AUTHORITY = "Autre autorité d’essai"
_KEYS = "worthless_keys.pem"
_DIGEST = "sha256"
_END = b"-----END PRIVATE KEY-----\n"
_VALID = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC))
_SIGNING = making.KeyUsage(*(True, True), *(False,) * 7)  # signature and non-repudiation


@dataclass(frozen=True, slots=True)
class _Identity:
    """Who signs for an operator; `place` and `authority_place` say which keys are theirs."""

    name: str
    authority: str
    place: int
    authority_place: int


_SIGNERS = {
    "hexamobile": _Identity("Hexamobile SA (signature d’essai)", TRUSTED_AUTHORITY, 1, 0),
    "lumitel": _Identity("Lumitel SAS (signature d’essai)", _UNKNOWN_AUTHORITY, 3, 2),
}


def trusted_certificate() -> bytes:
    """The certificate, in DER, of the authority that the demo's user trusts."""
    return _certificate(TRUSTED_AUTHORITY, TRUSTED_AUTHORITY, 0, 0)


def as_sent(content: bytes, account: Account, day: date) -> bytes:
    """The PDF of an invoice as its operator sends it: signed, or as it is."""
    identity = _SIGNERS.get(account.operator.id)
    if identity is None or day < SIGNED_FROM or "." in account.id:  # copies of the large demo are not signed
        return content
    signed = _signed(content, identity, datetime.combine(day, time(6), UTC))
    return _altered(signed) if (account.id, day) == ALTERED else signed


def _signed(content: bytes, identity: _Identity, moment: datetime) -> bytes:
    writer = _Writer(BytesIO(content), strict=False)
    fields.append_signature_field(writer, fields.SigFieldSpec("Signature1"))
    terms = signers.PdfSignatureMetadata(field_name="Signature1", md_algorithm=_DIGEST)
    signed = _Signer(terms, _signer(identity), moment).sign_pdf(writer, bytes_reserved=8192)
    return bytes(signed.getbuffer())


def _altered(content: bytes) -> bytes:
    """A note over the first page, in a revision that no signature covers."""
    writer = _Writer(BytesIO(content), strict=False)
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (60, 560, 300, 590))),
            generic.pdf_name("/DA"): generic.pdf_string("/Helv 11 Tf 0.7 0.1 0.1 rg"),
            generic.pdf_name("/Contents"): generic.pdf_string("Bon pour accord"),
        }
    )
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call] # the library's
    return out.getvalue()


class _Writer(IncrementalPdfFileWriter):
    """Names its revision after what it revises, not by chance or by the clock."""

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:  # noqa: ANN401 - the library's reader
        prev.stream.seek(0)
        digest = hashlib.sha256(prev.stream.read()).digest()
        return generic.ArrayObject(map(generic.ByteStringObject, (digest[:16], digest[16:])))

    def _update_meta(self) -> None:
        """Leaves the paper's own dates: now is no day of the demo."""


class _Key(signers.SimpleSigner):
    """Signs with a key that is read once: reading takes longer than signing."""

    place: int

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """RSA, PKCS #1 v1.5."""
        if digest_algorithm != _DIGEST:
            raise ValueError(digest_algorithm)
        return _key(self.place).sign(data, padding.PKCS1v15(), hashes.SHA256())


class _Signer(signers.PdfSigner):
    """Signs at a moment of its own."""

    def __init__(self, terms: signers.PdfSignatureMetadata, signer: signers.Signer, moment: datetime) -> None:
        super().__init__(terms, signer)
        self._moment = moment

    def init_signing_session(self, *args: Any, **more: Any) -> PdfSigningSession:  # noqa: ANN401 - the library
        session = super().init_signing_session(*args, **more)
        session.system_time = self._moment
        return session


@cache
def _signer(identity: _Identity) -> signers.SimpleSigner:
    certificate = _certificate(identity.name, identity.authority, identity.place, identity.authority_place)
    signer = _Key(
        x509.Certificate.load(certificate),
        keys.PrivateKeyInfo.load(_key_bytes(identity.place)),
        SimpleCertificateStore(),
    )
    signer.place = identity.place
    return signer


@cache
def _certificate(name: str, authority: str, place: int, authority_place: int) -> bytes:
    is_authority = name == authority
    builder = (
        making.CertificateBuilder()
        .subject_name(_called(name))
        .issuer_name(_called(authority))
        .public_key(_key(place).public_key())
        .serial_number(place + 1)
        .not_valid_before(_VALID[0])
        .not_valid_after(_VALID[1])
        .add_extension(making.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        builder = builder.add_extension(_SIGNING, critical=True)
    return builder.sign(_key(authority_place), hashes.SHA256()).public_bytes(serialization.Encoding.DER)


@cache
def _key(place: int) -> RSAPrivateKey:
    content = (database_files() / "demo" / _KEYS).read_bytes()
    key = serialization.load_pem_private_key(content.split(_END)[place] + _END, None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(key)
    return key


def _key_bytes(place: int) -> bytes:
    return _key(place).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _called(name: str) -> making.Name:
    return making.Name([making.NameAttribute(making.NameOID.COMMON_NAME, name)])
