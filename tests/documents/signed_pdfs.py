"""Makes signed invoices with an authority of our own, and does to them what people do who want another amount."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import cms, keys, pdf, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

ISSUER = "Autorité Hexamobile d’essai"
CLOCK, LATER_CLOCK = "Horodatage d’essai", "Horodatage suivant"
NOW = datetime.now(UTC)
# Bytes of a signature, alone and with what is said beside it; not given, the library signs once more to know them.
_ALONE, _WITH_MORE = 4_096, 8_192


def identity(
    name: str,
    issuer: str = ISSUER,
    days: int = 365,
    *,
    purpose: made.ObjectIdentifier | None = None,
    authority: bool = False,
) -> tuple[bytes, bytes]:
    """A certificate in DER and its key; of an authority where both names are one, or where one is appointed."""
    return _made(name, issuer, days, purpose, authority=authority or name == issuer)


@cache
def _made(
    name: str, issuer: str, days: int, purpose: made.ObjectIdentifier | None, *, authority: bool
) -> tuple[bytes, bytes]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    by = key if name == issuer else private_key(identity(issuer, authority=True)[1])
    builder = (
        made.CertificateBuilder()
        .subject_name(_called(name))
        .issuer_name(_called(issuer))
        .public_key(key.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(NOW - timedelta(days=730))
        .not_valid_after(NOW + timedelta(days=days))
        .add_extension(made.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if not authority:
        usage = made.KeyUsage(*(at < 2 for at in range(9)))  # signing and non-repudiation
        builder = builder.add_extension(usage, critical=True)
    if purpose is not None:
        builder = builder.add_extension(made.ExtendedKeyUsage([purpose]), critical=True)
    certificate = builder.sign(by, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return certificate.public_bytes(serialization.Encoding.DER), secret


@cache
def private_key(secret: bytes) -> rsa.RSAPrivateKey:
    """The key, read once: reading takes longer than signing."""
    key = serialization.load_der_private_key(secret, None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def invoice(*, form: bool = False) -> bytes:
    """An invoice of a page, unsigned; with a field to fill in where asked."""
    paper = BytesIO()
    canvas = Canvas(paper, pageCompression=0)
    canvas.drawString(72, 720, "Facture H-2026-114")
    canvas.drawString(72, 700, "Net a payer : 120,00 EUR")
    if form:
        canvas.acroForm.textfield(name="iban", value="FR76", x=72, y=600, width=200, height=20)
    canvas.save()
    return paper.getvalue()


def signed(
    content: bytes,
    field: str = "Signature1",
    *,
    name: str = "Hexamobile SA",
    issuer: str = ISSUER,
    days: int = 365,
    certify: fields.MDPPerm | None = None,
    stamped: datetime | bool = False,
    archived: pdf.RevocationInfoArchival | None = None,
    box: tuple[int, int, int, int] | None = None,
) -> bytes:
    """The file with a signature more; certified where permissions are given, `box` where it is seen.

    `stamped` says whether or when a third party stamps it, `archived` what is known of withdrawn certificates then.
    """
    writer = _added_to(content)
    fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box))
    terms = signers.PdfSignatureMetadata(
        field_name=field, certify=certify is not None, docmdp_permissions=certify or fields.MDPPerm.FILL_FORMS
    )
    stamper = clock(stamped if isinstance(stamped, datetime) else NOW) if stamped else None
    signer = signers.PdfSigner(terms, _signer(name, issuer, days, archived), timestamper=stamper)
    out = signer.sign_pdf(writer, bytes_reserved=_WITH_MORE if stamped or archived else _ALONE)
    return bytes(out.getbuffer())


@cache
def clock(moment: datetime, name: str = CLOCK) -> DummyTimeStamper:
    """A third party that says what time it is."""
    certificate, key = identity(name, days=1000 if name == CLOCK else 2000, purpose=ExtendedKeyUsageOID.TIME_STAMPING)
    return DummyTimeStamper(
        x509.Certificate.load(certificate), keys.PrivateKeyInfo.load(key), fixed_dt=moment, include_nonce=False
    )


def stamped_later(content: bytes, moment: datetime = NOW, name: str = CLOCK) -> bytes:
    """The file with a time-stamp of the whole of it."""
    writer = _added_to(content)
    out = signers.PdfTimeStamper(clock(moment, name)).timestamp_pdf(writer, "sha256")
    return bytes(out.getbuffer())


def amended(content: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    """The file with a revision more, which changes something."""
    writer = _added_to(content)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def another_amount(writer: IncrementalPdfFileWriter) -> None:
    """Another page instead of the first one's contents."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 700 Td (Net a payer : 9 120,00 EUR) Tj ET")
    page[generic.pdf_name("/Contents")] = writer.add_object(stream)
    writer.update_container(page)


def filled_in(writer: IncrementalPdfFileWriter) -> None:
    """Another IBAN in the form."""
    for field in (one.get_object() for one in writer.root["/AcroForm"]["/Fields"]):
        if field["/T"] == "iban":
            field[generic.pdf_name("/V")] = generic.pdf_string("DE00 ATTACK")
            writer.update_container(field)


def annotated(writer: IncrementalPdfFileWriter) -> None:
    """A note over the amount."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (72, 690, 300, 715))),
            generic.pdf_name("/Contents"): generic.pdf_string("Net a payer : 9 120,00 EUR"),
        }
    )
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def without_signature(writer: IncrementalPdfFileWriter) -> None:
    """The form, and with it the signature's field, is gone."""
    del writer.root["/AcroForm"]
    writer.update_root()


def a_field_that_is_seen(writer: IncrementalPdfFileWriter) -> None:
    """An empty field of a signature over the amount."""
    fields.append_signature_field(writer, fields.SigFieldSpec("Signature9", box=(72, 690, 300, 715)))


def encrypted(content: bytes) -> bytes:
    """The file, encrypted for everybody to read, as programs do with what shall not be changed."""
    writer: Any = copy_into_new_writer(PdfFileReader(BytesIO(content)))
    writer.encrypt("hexamobile", "", pdf_mac=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _added_to(content: bytes) -> IncrementalPdfFileWriter:
    writer = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    if "/Encrypt" in writer.prev.trailer_view:
        writer.encrypt("")
    return writer


def rewritten(content: bytes, pattern: bytes, text: bytes) -> bytes:
    """The first match replaced by a text of the same length."""
    found = re.search(pattern, content, re.DOTALL)
    assert found is not None
    assert len(text) <= len(found[0])
    return content[: found.start()] + text.ljust(len(found[0])) + content[found.end() :]


def _called(name: str) -> made.Name:
    return made.Name([made.NameAttribute(made.NameOID.COMMON_NAME, name)])


class _Signer(signers.SimpleSigner):
    """Signs along what is known of withdrawn certificates."""

    archived: pdf.RevocationInfoArchival | None = None

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        assert digest_algorithm == "sha256"
        assert self.signing_key is not None
        return private_key(self.signing_key.dump()).sign(data, padding.PKCS1v15(), hashes.SHA256())

    async def signed_attrs(self, *args: Any, **more: Any) -> cms.CMSAttributes:  # noqa: ANN401 - the library's
        if self.archived is not None:
            more["attr_settings"] = replace(more["attr_settings"], adobe_revinfo_attr=self.archived)
        return await super().signed_attrs(*args, **more)


def _signer(name: str, issuer: str, days: int, archived: pdf.RevocationInfoArchival | None) -> signers.SimpleSigner:
    certificate, key = identity(name, issuer, days)
    root = x509.Certificate.load(identity(ISSUER)[0])
    signer = _Signer(
        x509.Certificate.load(certificate),
        keys.PrivateKeyInfo.load(key),
        SimpleCertificateStore.from_certs([root]) if archived is not None else SimpleCertificateStore(),
    )
    signer.archived = archived
    return signer
