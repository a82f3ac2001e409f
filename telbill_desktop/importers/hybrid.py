"""Invoices inside PDFs: Factur-X, ZUGFeRD 1 and 2, XRechnung; the XML is found under any name and in any place."""

from dataclasses import dataclass, replace

from telbill_desktop.documents.attachments import MAX_ATTACHMENTS, STANDARD_NAMES, Attachment, Place, attachments
from telbill_desktop.documents.pdf_file import opened_pdf
from telbill_desktop.documents.xml_parsing import looks_like_xml
from telbill_desktop.documents.xmp import InvoiceMetadata, invoice_metadata
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.importers.container import check_container
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.importers.pdf_text.text_reading import read_text
from telbill_desktop.importers.structured import read_xml
from telbill_desktop.importers.xml_kinds import Kind

_GOOD_RELATIONSHIPS = frozenset({"Data", "Alternative", "Source"})
_PROFILES = ("MINIMUM", "BASIC WL", "BASIC", "COMFORT", "EN 16931", "XRECHNUNG", "EXTENDED", "EXTENDED CTC FR")
_NAMED_IGNORED = 5
_NAMED = frozenset({Kind.ORDER_X, Kind.FATTURAPA, Kind.LIFECYCLE})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An attachment that is XML, and what reading it gave."""

    attachment: Attachment
    reading: Reading

    @property
    def weight(self) -> tuple[bool, bool, bool, bool, int]:
        """The better candidate is the greater: readable, standard name, declared, associated, richer."""
        draft = self.reading.draft
        profile = draft.profile if draft else None
        return (
            draft is not None,
            self.attachment.name.casefold() in STANDARD_NAMES,
            self.attachment.relationship in _GOOD_RELATIONSHIPS,
            self.attachment.place is not Place.PAGE,
            _PROFILES.index(profile) if profile in _PROFILES else -1,
        )


def read_pdf(content: bytes, knowledge: Knowledge) -> Reading:
    """The invoice that a PDF carries or prints, `unmapped` when there is none, refused when it cannot be read."""
    try:
        with opened_pdf(content) as pdf:
            files = attachments(pdf)
            metadata = invoice_metadata(pdf)
            damaged = pdf.damaged
            if not files:
                len(pdf.reader.pages)  # a file whose pages cannot be counted is damaged, not merely unmapped
    except TelbillError as error:
        return Reading(Outcome.REFUSED, "pdf", message=error.message)
    remarks = Remarks()
    if damaged:
        remarks.warn("pdf_damaged")
    if len(files) >= MAX_ATTACHMENTS:
        remarks.warn("attachments_many", limit=MAX_ATTACHMENTS)
    candidates = sorted(_candidates(files), key=lambda each: each.weight, reverse=True)
    if candidates and candidates[0].reading.draft is not None:
        for file in files:
            if _is_unreadable_xml(file):
                remarks.warn("attachment_second_unreadable", name=file.name)
        return _invoice(candidates, metadata, remarks)
    found = _no_invoice(candidates, files, damaged=damaged)
    found = replace(found, warnings=(*found.warnings, *_about_files(files)))
    if found.outcome is not Outcome.UNMAPPED or damaged:  # what a damaged file shows may not be all of it
        return found
    read = read_text(content, knowledge)
    return replace(read, warnings=(*found.warnings, *read.warnings))


def _candidates(files: list[Attachment]) -> list[_Candidate]:
    """The attachments that are XML, each content read once."""
    readings: dict[bytes, Reading] = {}
    found = []
    for file in files:
        if file.content is not None and looks_like_xml(file.content):
            if file.content not in readings:
                readings[file.content] = read_xml(file.content)
            found.append(_Candidate(file, readings[file.content]))
    return found


def _invoice(candidates: list[_Candidate], metadata: InvoiceMetadata, remarks: Remarks) -> Reading:
    best = candidates[0]
    reading = best.reading
    for other in candidates[1:]:
        _compare(best, other, remarks)
    check_container(best.attachment, reading, metadata, remarks)
    return replace(
        reading,
        format="factur-x" if reading.format == Kind.CII else reading.format,
        warnings=(*remarks.messages, *(each for each in reading.warnings if each not in remarks.messages)),
        to_check=reading.to_check or remarks.to_check,
    )


def _compare(best: _Candidate, other: _Candidate, remarks: Remarks) -> None:
    """Says what the PDF carries besides: never silent when it differs."""
    name, draft, chosen = other.attachment.name, other.reading.draft, best.reading.draft
    if (name, other.attachment.content) == (best.attachment.name, best.attachment.content):
        return  # the same file, hung twice
    if draft is None or chosen is None:
        refused = other.reading.outcome is Outcome.REFUSED
        remarks.warn("attachment_second_unreadable" if refused else "attachments_ignored", name=name)
    elif (draft.number, draft.issue_date, draft.currency, draft.totals.ht, draft.totals.vat, draft.totals.ttc) == (
        *(chosen.number, chosen.issue_date, chosen.currency),
        *(chosen.totals.ht, chosen.totals.vat, chosen.totals.ttc),
    ):
        remarks.warn("attachment_copies", name=name)
    else:
        remarks.alarm("several_invoices", chosen=best.attachment.name, name=name)


def _no_invoice(candidates: list[_Candidate], files: list[Attachment], *, damaged: bool) -> Reading:
    """Nothing to read: a known kind of document by its name, an unreadable invoice refused, else a PDF to map."""
    for each in candidates:
        if each.reading.format in _NAMED:
            return each.reading
    for each in candidates:
        if each.reading.outcome is Outcome.REFUSED and each.reading.message is not None:
            return _refused(each)
    for file in files:
        if file.trouble == "too_large" or _is_unreadable_xml(file):
            code = "attachment_too_large" if file.trouble == "too_large" else "attachment_damaged"
            return Reading(Outcome.REFUSED, "pdf", message=Message(code, {"name": file.name}))
    if damaged:
        return Reading(
            Outcome.UNMAPPED,
            "pdf",
            SourceKind.PDF_TEXT,
            warnings=(Message("pdf_damaged_no_xml"),),
            message=Message("no_invoice_in_pdf"),
        )
    warnings = [Message("attachments_ignored", {"name": each.attachment.name}) for each in candidates[:_NAMED_IGNORED]]
    if len(candidates) > _NAMED_IGNORED:
        warnings.append(Message("attachments_more_ignored", {"count": len(candidates) - _NAMED_IGNORED}))
    return Reading(
        Outcome.UNMAPPED, "pdf", SourceKind.PDF_TEXT, warnings=tuple(warnings), message=Message("no_invoice_in_pdf")
    )


def _is_unreadable_xml(file: Attachment) -> bool:
    """Whether a file says that it is XML and is not: packed, encrypted or damaged; it may have been the invoice."""
    return file.claims_xml and (file.content is None or not looks_like_xml(file.content))


def _about_files(files: list[Attachment]) -> list[Message]:
    """What is said of the attachments of a PDF in which no invoice was found."""
    damaged = [Message("attachment_damaged", {"name": file.name}) for file in files if file.trouble == "damaged"]
    many = [Message("attachments_many", {"limit": MAX_ATTACHMENTS})] if len(files) >= MAX_ATTACHMENTS else []
    return [*many, *damaged[:_NAMED_IGNORED]]


def _refused(candidate: _Candidate) -> Reading:
    """The refusal of an attached invoice, with its own reason and the attachment's name."""
    return replace(
        candidate.reading,
        warnings=(*candidate.reading.warnings, Message("attachment_refused", {"name": candidate.attachment.name})),
    )
