"""One signature, judged: whether its bytes match, who made it, was that one withdrawn, and since when it is there.

Time is asked first: what a trusted time-stamp says is the moment at which the certificate has to be good, so that a
signature outlives the certificate that it was made with. Without one, that moment is now.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asn1crypto import x509
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus, TimestampSignatureStatus

from telbill_desktop.documents.signatures.certificates import (
    called,
    chain_of,
    facts_of,
    without_doubles,
    without_proof,
)
from telbill_desktop.documents.signatures.held import Held, certificates_of
from telbill_desktop.documents.signatures.marks import leaves_out_itself_alone
from telbill_desktop.documents.signatures.revocation import Standing, standing
from telbill_desktop.documents.signatures.trust import offline_context, trust_of
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import Integrity, Signature, TimeSource, Trust

Status = PdfSignatureStatus | DocumentTimestampStatus


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every signature of a file is judged with: what the user trusts, what the file holds, the moment."""

    anchors: Sequence[x509.Certificate]
    held: Held
    now: datetime

    @property
    def known(self) -> list[x509.Certificate]:
        """Every certificate that an issuer may be found among."""
        return without_doubles([*self.held.certificates, *self.anchors])


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said of one signature; `proven` is when it was there at the latest, if somebody trusted says so."""

    said: Signature
    status: Status
    proven: datetime | None


def judgement(
    content: bytes, said: Signature, read: EmbeddedPdfSignature, around: Surroundings, later: datetime | None
) -> Judgement:
    """The four answers on a signature. `later` is the time of a trusted time-stamp that came after it and covers it."""
    status = _validated(read, around, around.now)
    integrity, problem = _integrity(content, read, status, around.held)
    said = replace(said, integrity=integrity, problem=problem, digest=status.md_algorithm)
    aged = _validated(read, around, later, is_first=False) if later is not None else status
    stamp, aged_stamp = _stamp_of(status), _stamp_of(aged)
    proven = later
    if stamp is not None and aged_stamp is not None and stamp.intact and stamp.valid:
        stamped = _aware(stamp.timestamp)
        _, time_trust = _standing(aged_stamp, around, later, stamped)
        said = replace(said, signed_at=stamped, time_source=TimeSource.TIMESTAMP, time_trust=time_trust)
        if time_trust is Trust.TRUSTED and integrity is Integrity.INTACT:
            proven = min(stamped, later) if later is not None else stamped
    elif isinstance(status, PdfSignatureStatus) and status.signer_reported_dt is not None:
        said = replace(said, signed_at=_aware(status.signer_reported_dt), time_source=TimeSource.DECLARED)
    signing = aged
    if proven not in {None, later} and not said.is_timestamp:
        signing = _validated(read, around, proven, is_first=False)
    asked = later if said.is_timestamp else proven  # a time-stamp does not prove its own time
    found, trust = _standing(signing, around, asked, said.signed_at or around.now)
    certificate = status.signing_cert
    said = replace(
        said,
        trust=trust,
        revocation=found.checked,
        revocation_date=found.issued,
        signer=called(certificate.subject),
        issuer=called(certificate.issuer),
        chain=tuple(facts_of(one) for one in chain_of(certificate, around.known)),
    )
    return Judgement(said, status, proven if integrity is Integrity.INTACT else later)


def _validated(
    read: EmbeddedPdfSignature, around: Surroundings, moment: datetime | None, *, is_first: bool = True
) -> Status:
    """What the library says as of a moment; what was changed after the signature is looked for the first time only.

    Its search for changes fails on some honest archives of long term. It has said nothing of changes then.
    """
    if is_first:
        with suppress(KeyError, IndexError, AttributeError, TypeError):
            return _asked(read, around, around.now, skip_diff=False)
    return _asked(read, around, moment or around.now, skip_diff=True)


def _asked(read: EmbeddedPdfSignature, around: Surroundings, moment: datetime, *, skip_diff: bool) -> Status:
    context, of_stamp = (offline_context(around.anchors, around.held.certificates, moment) for _ in range(2))
    if read.sig_object_type == "/DocTimeStamp":
        return asyncio.run(async_validate_pdf_timestamp(read, context, skip_diff=skip_diff))
    return asyncio.run(async_validate_pdf_signature(read, context, ts_validation_context=of_stamp, skip_diff=skip_diff))


def _standing(
    status: PdfSignatureStatus | TimestampSignatureStatus,
    around: Surroundings,
    proven: datetime | None,
    signed: datetime,
) -> tuple[Standing, Trust]:
    """With what the certificate was checked, and the trust that is left when one of its chain was withdrawn."""
    known = around.known
    chain = [one for one in chain_of(status.signing_cert, known) if one.subject != one.issuer]
    found = [standing(one, known, around.held, proven=proven, signed=signed, now=around.now) for one in chain]
    own = found[0] if found else Standing()
    return own, Trust.REVOKED if any(one.is_revoked for one in found) else trust_of(status)


def _stamp_of(status: Status) -> TimestampSignatureStatus | None:
    return status if isinstance(status, DocumentTimestampStatus) else status.timestamp_validity


def _integrity(
    content: bytes, read: EmbeddedPdfSignature, status: Status, held: Held
) -> tuple[Integrity, Message | None]:
    if not status.intact:
        return Integrity.INVALID, Message("signature_bytes")
    if not status.valid:
        return Integrity.INVALID, Message("signature_false")
    stamp = status.timestamp_validity if isinstance(status, PdfSignatureStatus) else None
    if stamp is not None and not (stamp.intact and stamp.valid):
        return Integrity.INVALID, Message("signature_stamp")
    if not leaves_out_itself_alone(content, [int(one) for one in read.byte_range], read.pkcs7_content):
        return Integrity.MODIFIED, Message("signature_tail")
    damaged = without_proof(certificates_of(read.signed_data), held.certificates)
    if damaged is not None:
        return Integrity.UNVERIFIABLE, Message("signature_certificate", {"name": called(damaged.subject)})
    return Integrity.INTACT, None


def _aware(moment: datetime) -> datetime:
    """With its zone: a signer's clock that names none is taken for UTC."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
