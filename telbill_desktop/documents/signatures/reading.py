"""The signatures of a PDF, each judged, and the verdict on the file. Whatever goes wrong is a verdict, not an error."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus

from telbill_desktop.documents.signatures.changes import changed_since_first, left_uncovered
from telbill_desktop.documents.signatures.marks import count_marks, covers_the_end, leaves_out_itself_alone
from telbill_desktop.documents.signatures.trust import called, certificates_in, offline_context, trust_of
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import (
    Evidence,
    Integrity,
    Signature,
    SignatureReport,
    TimeSource,
    judged,
)

Status = PdfSignatureStatus | DocumentTimestampStatus
_TIMESTAMP = "/DocTimeStamp"
_LONGEST = 200  # letters of what a library says


@dataclass(slots=True)
class _Found:
    """A field that holds a signature, what was read of it and said of it."""

    said: Signature
    read: EmbeddedPdfSignature | None = None
    status: Status | None = None


def report(content: bytes, anchors: Sequence[tuple[bytes, str]] = ()) -> SignatureReport:
    """The verdict on a PDF. `anchors` are files of certificates that the user trusts, with their names.

    Raises:
        TelbillError: `trust_unreadable` of an anchor.
    """
    known = [one for data, name in anchors for one in certificates_in(data, name)]
    marks = count_marks(content)
    for talkative in ("pyhanko", "pyhanko_certvalidator"):  # what they log is what is said here, with its trace
        logging.getLogger(talkative).setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        fields = list(enumerate_sig_fields(reader, filled_status=True))
        found = [_examined(content, reader, name, field, known) for name, _, field in fields]
        found.sort(key=lambda one: one.read.signed_revision if one.read is not None else -1)
        evidence = Evidence(marks, [one.said for one in found], *_changes(content, reader, found))
    except MemoryError:
        raise  # which the worker names
    except Exception as error:  # noqa: BLE001 - a parser meets hostile files: each failure is a verdict
        return SignatureReport(Integrity.UNVERIFIABLE, _unreadable(error, is_there=marks > 0))
    return judged(evidence)


def _examined(
    content: bytes, reader: PdfFileReader, name: str, field: DictionaryObject, anchors: Iterable[x509.Certificate]
) -> _Found:
    """One signature; what cannot be read of it leaves the others to be judged."""
    found = _Found(Signature(name, is_timestamp=False, integrity=Integrity.UNVERIFIABLE))
    try:
        value = field.get_object()["/V"].get_object()
        contents = value.get("/Contents", b"?")
        if not bytes(getattr(contents, "original_bytes", contents)).strip(b"\0"):
            found.said = replace(found.said, integrity=Integrity.INVALID, problem=Message("signature_empty"))
            return found
        found.said = replace(found.said, is_timestamp="/Type" in value and value["/Type"] == _TIMESTAMP)
        found.read = EmbeddedPdfSignature(reader, field, name)
        context = offline_context(anchors)
        if found.said.is_timestamp:
            found.status = asyncio.run(async_validate_pdf_timestamp(found.read, context))
        else:
            judging = async_validate_pdf_signature(found.read, context, ts_validation_context=offline_context(anchors))
            found.status = asyncio.run(judging)
        found.said = _described(content, found.said, found.read, found.status)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as above, of this signature
        found.said = replace(found.said, problem=_unreadable(error))
    return found


def _described(content: bytes, said: Signature, read: EmbeddedPdfSignature, status: Status) -> Signature:
    integrity, problem = _integrity(content, read, status)
    stamp = status if isinstance(status, DocumentTimestampStatus) else status.timestamp_validity
    signed_at, source = None, TimeSource.NONE
    if stamp is not None and stamp.intact and stamp.valid:
        signed_at, source = stamp.timestamp, TimeSource.TIMESTAMP
    elif isinstance(status, PdfSignatureStatus) and status.signer_reported_dt is not None:
        signed_at, source = status.signer_reported_dt, TimeSource.DECLARED
    return replace(
        said,
        integrity=integrity,
        problem=problem,
        trust=trust_of(status),
        signer=called(status.signing_cert.subject),
        issuer=called(status.signing_cert.issuer),
        signed_at=signed_at,
        time_source=source,
        digest=status.md_algorithm,
    )


def _integrity(content: bytes, read: EmbeddedPdfSignature, status: Status) -> tuple[Integrity, Message | None]:
    if not status.intact:
        return Integrity.INVALID, Message("signature_bytes")
    if not status.valid:
        return Integrity.INVALID, Message("signature_false")
    stamp = status.timestamp_validity if isinstance(status, PdfSignatureStatus) else None
    if stamp is not None and not (stamp.intact and stamp.valid):
        return Integrity.INVALID, Message("signature_stamp")
    if not leaves_out_itself_alone(content, [int(one) for one in read.byte_range]):
        return Integrity.MODIFIED, Message("signature_tail")
    return Integrity.INTACT, None


def _changes(content: bytes, reader: PdfFileReader, found: Sequence[_Found]) -> tuple[Message | None, Message | None]:
    """What was changed after the first signature, and after the last one. What cannot be judged is said elsewhere.

    The first one's changes are all of them: a time-stamp that came later need not be asked what followed it.
    """
    judged_ones = [(one.read, one.status) for one in found if one.read is not None and one.status is not None]
    if len(judged_ones) != len(found) or not judged_ones:
        return None, None
    first, status = judged_ones[0]
    level, (latest, last) = status.modification_level, judged_ones[-1]
    tail = left_uncovered(last)
    if tail is None and not _ends_with(content, reader, latest):
        tail = Message("signature_tail")
    allowed = all(getattr(each, "docmdp_ok", None) is not False for _, each in judged_ones)
    if level is None:
        return Message("signature_changed"), tail
    return changed_since_first(reader, first, level, docmdp_ok=allowed), tail


def _ends_with(content: bytes, reader: PdfFileReader, latest: EmbeddedPdfSignature) -> bool:
    """Whether nothing follows the last signature, or a whole revision does, of which the changes are judged apart."""
    if covers_the_end(content, [int(one) for one in latest.byte_range]):
        return True
    is_extended = reader.xrefs.total_revisions > latest.signed_revision + 1
    return is_extended and content.rstrip().endswith(b"%%EOF")


def _unreadable(error: Exception, *, is_there: bool = True) -> Message:
    reason = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
    return Message("signature_unreadable" if is_there else "signature_unknown", {"reason": reason})
