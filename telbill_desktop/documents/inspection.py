"""What is looked at when a document is archived; run in the worker process. Whatever cannot be looked at is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from telbill_desktop.documents.content import Content, content_of
from telbill_desktop.documents.dangers.structure import structural_dangers
from telbill_desktop.documents.file_text import carries_signature, is_text, text_of_file
from telbill_desktop.documents.pages import is_encrypted, opened
from telbill_desktop.documents.pdf_file import opened_pdf
from telbill_desktop.documents.plain_text import PlainText, plain_text
from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.amount_search import holds_amount
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
    kind = content_of(content)
    if kind in {Content.PDF, Content.EMPTY} or (kind is Content.UNKNOWN and not is_text(content)):
        return _of_pdf(content, report(content, anchors, now), totals)
    return _of_another(content, kind)


def _of_pdf(content: bytes, verdict: SignatureReport, totals: Sequence[Decimal]) -> Inspection:
    seen, seen_warnings = _through_pdfium(content)
    counted, warnings = _through_pypdf(content)
    warnings += seen_warnings
    if seen is not None and counted is not None and seen.count != counted:
        warnings.append(Message("pages_differ", {"first": seen.count, "second": counted}))
    if seen is not None:
        absent = [one for one in totals if not holds_amount(seen.text, one)]
        warnings += [Message("total_absent", {"total": one}) for one in absent]
    pages = counted if seen is None else seen.count
    said = [one for at, one in enumerate(warnings) if one not in warnings[:at]]
    return Inspection(replace(verdict, warnings=(*verdict.warnings, *said)), seen.text if seen else "", pages)


def _through_pdfium(content: bytes) -> tuple[PlainText | None, list[Message]]:
    try:
        with opened(content) as document:
            read = plain_text(document)
            warnings = [Message("danger_encrypted")] if is_encrypted(document) else []
            if not read.is_whole:
                warnings.append(Message("text_cut", {"pages": read.read, "count": read.count}))
            return read, warnings
    except TelbillError as error:
        return None, [Message("pages_unexamined"), error.message]


def _through_pypdf(content: bytes) -> tuple[int | None, list[Message]]:
    try:
        with opened_pdf(content) as pdf:
            warnings = structural_dangers(pdf)
            return len(pdf.reader.pages), warnings
    except TelbillError as error:
        return None, [Message("danger_unexamined"), error.message]


def _of_another(content: bytes, kind: Content) -> Inspection:
    verdict = SignatureReport(Integrity.UNSIGNED, Message("signature_of_no_pdf"))
    if carries_signature(content, kind):
        reason = Message("signature_of_xml" if kind is Content.XML else "signature_of_other")
        verdict = SignatureReport(Integrity.UNVERIFIABLE, reason)
    try:
        text = text_of_file(content, kind)
    except TelbillError as error:
        return Inspection(replace(verdict, warnings=(error.message,)), "", None)
    return Inspection(verdict, text, None)
