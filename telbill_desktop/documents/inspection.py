"""What is looked at when a document is archived; run in the worker process. Whatever cannot be looked at is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from telbill_desktop.documents.content import Content, content_of
from telbill_desktop.documents.dangers.covered import CoverSearch
from telbill_desktop.documents.dangers.structure import structural_dangers
from telbill_desktop.documents.file_text import carries_signature, is_text, text_of_file
from telbill_desktop.documents.pages import is_encrypted, opened
from telbill_desktop.documents.pdf_file import opened_pdf
from telbill_desktop.documents.plain_text import PlainText, plain_text
from telbill_desktop.documents.second_reading import disagreements
from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.signature import Integrity, SignatureReport


def inspected(
    content: bytes,
    anchors: Sequence[tuple[bytes, str]] = (),
    totals: Sequence[Decimal] = (),
    now: datetime | None = None,
) -> Inspection:
    """The verdict on the file's signatures with warnings beside it, its text and its pages.

    Args:
        content: of a file of any kind.
        anchors: files of certificates that the user trusts, with their names.
        totals: what the invoice amounts to, tax included, where that is known: it should be in the text.
        now: the moment of the look, where it is another than this one.

    Raises:
        TelbillError: `trust_unreadable` of an anchor.
    """
    verdict, kind = judged_alone(content, anchors, now), content_of(content)
    return _of_pdf(content, verdict, totals) if _may_be_pdf(content, kind) else _of_another(content, kind, verdict)


def judged_alone(
    content: bytes, anchors: Sequence[tuple[bytes, str]] = (), now: datetime | None = None
) -> SignatureReport:
    """The verdict on the file's signatures, whatever its kind, and nothing else.

    Raises:
        TelbillError: `trust_unreadable` of an anchor.
    """
    kind = content_of(content)
    if _may_be_pdf(content, kind):
        return report(content, anchors, now)
    if carries_signature(content, kind):
        reason = Message("signature_of_xml") if kind is Content.XML else Message("signature_of_other")
        return SignatureReport(Integrity.UNVERIFIABLE, reason)
    return SignatureReport(Integrity.UNSIGNED, Message("signature_of_no_pdf"))


def _may_be_pdf(content: bytes, kind: Content) -> bool:
    """Whether it is one, or may have been before it was damaged."""
    return kind in {Content.PDF, Content.EMPTY} or (kind is Content.UNKNOWN and not is_text(content))


def _of_pdf(content: bytes, verdict: SignatureReport, totals: Sequence[Decimal]) -> Inspection:
    printed, on_pages = _through_pdfium(content)
    counted, warnings = _through_pypdf(content, printed, totals)
    warnings += on_pages
    if (printed is None) is not (counted is None):
        warnings += [Message("total_unread", {"total": total}) for total in totals]
    pages = counted if printed is None else printed.count
    said = [one for at, one in enumerate(warnings) if one not in warnings[:at]]
    text = printed.text if printed is not None else ""
    return Inspection(replace(verdict, warnings=(*verdict.warnings, *said)), text, pages)


def _through_pdfium(content: bytes) -> tuple[PlainText | None, list[Message]]:
    """The text, and what lies over it; None where it cannot be read."""
    covers = CoverSearch()
    try:
        with opened(content) as document:
            encryption = [Message("danger_encrypted")] if is_encrypted(document) else []
            printed = plain_text(document, covers.look_at)
    except TelbillError as error:
        return None, [Message("pages_unexamined"), error.message]
    warnings = [*encryption, *covers.found]
    if covers.is_cut:
        warnings.append(Message("covered_half_examined"))
    if printed.unopened:
        warnings.append(Message("pages_unopened", {"count": printed.unopened}))
    if not printed.is_whole:
        warnings.append(Message("text_cut", {"pages": len(printed.pages), "count": printed.count}))
    return printed, warnings


def _through_pypdf(
    content: bytes, printed: PlainText | None, totals: Sequence[Decimal]
) -> tuple[int | None, list[Message]]:
    """How many pages there are, what is in the file beside them, and what pypdf and pdfium do not agree on."""
    try:
        with opened_pdf(content) as pdf:
            warnings = structural_dangers(pdf)
            count = len(pdf.reader.pages)
            if printed is not None:
                warnings += disagreements(pdf, count, printed, totals)
            return count, warnings
    except TelbillError as error:
        return None, [Message("danger_unexamined"), error.message]


def _of_another(content: bytes, kind: Content, verdict: SignatureReport) -> Inspection:
    try:
        return Inspection(verdict, text_of_file(content, kind), None)
    except TelbillError as error:
        return Inspection(replace(verdict, warnings=(error.message,)), "", None)
