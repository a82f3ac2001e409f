"""The signatures of a PDF, each judged, and the verdict on the file. Whatever goes wrong is a verdict, not an error."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from io import BytesIO

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, extract_contents

from telbill_desktop.documents.signatures.anchors import Anchor, anchors_in, within_reach
from telbill_desktop.documents.signatures.changes import changed_since_first, left_uncovered
from telbill_desktop.documents.signatures.held import Held, held_by
from telbill_desktop.documents.signatures.judging import Status, Surroundings, judgement
from telbill_desktop.documents.signatures.marks import count_marks, covers_the_end, ends_within_a_revision
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import Evidence, Findings, Integrity, Signature, SignatureReport, judged

_TIMESTAMP = "/DocTimeStamp"
_LONGEST = 200  # letters of what a library says
_JUDGES = ("pyHanko", "pyhanko-certvalidator", "cryptography")


@dataclass(slots=True)
class _Found:
    """A field that holds a signature, what was read of it and said of it."""

    said: Signature
    read: EmbeddedPdfSignature | None = None
    status: Status | None = None


def report(content: bytes, anchors: Sequence[tuple[bytes, str]] = (), now: datetime | None = None) -> SignatureReport:
    """The verdict on a PDF.

    Args:
        content: the bytes of the file.
        anchors: files of certificates that the user trusts, with their names.
        now: the moment for which it is asked, this computer's clock where nothing is said.

    Raises:
        TelbillError: `trust_unreadable` of an anchor.
    """
    known = anchors_in(anchors)
    moment, marks, held = now or datetime.now(UTC), count_marks(content), Held()
    for talkative in ("pyhanko", "pyhanko_certvalidator"):  # what they log is what is said here, with its trace
        logging.getLogger(talkative).setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            reader.decrypt("")  # for everybody to read: that is not what protects a signature
        fields = list(enumerate_sig_fields(reader, filled_status=True))
        found = [_opened(reader, name, field) for name, _, field in fields]
        found.sort(key=lambda one: one.read.signed_revision if one.read is not None else -1)
        held = held_by(reader, [one.read.signed_data for one in found if one.read is not None])
        _judge(content, found, Surroundings(within_reach(known, held), held, moment))
        findings = Findings(marks, [one.said for one in found], *_changes(content, reader, found, held))
    except MemoryError:
        raise  # which the worker names
    except Exception as error:  # noqa: BLE001 - a parser meets hostile files: each failure is a verdict
        verdict = SignatureReport(Integrity.UNVERIFIABLE, _unreadable(error, is_there=marks > 0))
    else:
        verdict = judged(findings)
        if verdict.integrity is Integrity.UNSIGNED and ends_within_a_revision(content):
            verdict = SignatureReport(Integrity.UNVERIFIABLE, Message("signature_cut"))
    return replace(verdict, evidence=_evidence(known, held, moment))


def _opened(reader: PdfFileReader, name: str, field: DictionaryObject) -> _Found:
    """One signature, read; what cannot be read of it leaves the others to be judged."""
    found = _Found(Signature(name, is_timestamp=False, integrity=Integrity.UNVERIFIABLE))
    try:
        value = field.get_object()["/V"].get_object()
        if not extract_contents(value).strip(b"\0"):
            found.said = replace(found.said, integrity=Integrity.INVALID, problem=Message("signature_empty"))
            return found
        found.said = replace(found.said, is_timestamp="/Type" in value and value["/Type"] == _TIMESTAMP)
        found.read = EmbeddedPdfSignature(reader, field, name)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as above, of this signature
        found.said = replace(found.said, problem=_unreadable(error))
    return found


def _judge(content: bytes, found: Sequence[_Found], around: Surroundings) -> None:
    """Each signature, from the last one back: a trusted time-stamp proves that what it covers was there."""
    proven: datetime | None = None
    for one in reversed(found):
        if one.read is None:
            continue
        try:
            told = judgement(content, one.said, one.read, around, proven)
            one.said, one.status, proven = told.said, told.status, told.proven
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - as above, of this signature
            one.said = replace(one.said, problem=_unreadable(error))


def _evidence(anchors: Sequence[Anchor], held: Held, moment: datetime) -> Evidence:
    return Evidence(
        judged_at=moment,
        versions=_versions(),
        anchors=tuple(one.certificate.sha256.hex() for one in anchors),
        lists=held.lists,
    )


def _changes(
    content: bytes, reader: PdfFileReader, found: Sequence[_Found], held: Held
) -> tuple[Message | None, Message | None]:
    """What was changed after the first signature, and after the last one. What cannot be judged is said elsewhere.

    The first one's changes are all of them: a time-stamp that came later need not be asked what followed it.
    """
    judged_ones = [(one.read, one.status) for one in found if one.read is not None and one.status is not None]
    if len(judged_ones) != len(found) or not judged_ones:
        return None, None
    first, status = judged_ones[0]
    allowed = all(getattr(each, "docmdp_ok", None) is not False for _, each in judged_ones)
    changed = changed_since_first(reader, first, status.modification_level, docmdp_ok=allowed)
    tail = left_uncovered(content, reader, judged_ones)
    if (
        tail is None
        and not held.is_sound
        and not covers_the_end(content, [int(one) for one in judged_ones[-1][0].byte_range])
    ):
        tail = Message("signature_additions")
    return changed, tail


def _unreadable(error: Exception, *, is_there: bool = True) -> Message:
    reason = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
    return Message("signature_unreadable" if is_there else "signature_unknown", {"reason": reason})


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    """Of the libraries that judge; asked once, because each answer is a file that is read."""
    return tuple((name, version(name)) for name in _JUDGES)
