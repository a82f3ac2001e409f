"""A plain PDF to a reading: imported only when one template knows it and everything that is printed agrees."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from telbill_desktop.documents.page_glance import glance
from telbill_desktop.documents.page_words import MAX_PAGES, document_text
from telbill_desktop.domain.checking import Facts, check
from telbill_desktop.domain.entry import OF_XML_ONLY
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import AccountReference, InvoiceDraft, InvoiceType, References, Totals
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.page_text import DocumentText
from telbill_desktop.domain.pdf_template import FieldRule, PdfTemplate, TemplateField
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.precision import storable
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.domain.remarks import Remarks
from telbill_desktop.domain.signs import normalised
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.importers.pdf_text.contradictions import (
    credit_words,
    other_currency,
    outside_recipient,
    printed_tax,
)
from telbill_desktop.importers.pdf_text.extraction import (
    Extraction,
    extracted,
    folded_texts,
    is_sender,
    may_recognise,
    reads_first_page_only,
    recognises,
)
from telbill_desktop.importers.pdf_text.labels import is_title, known_labels
from telbill_desktop.importers.pdf_text.printed_rates import bases_disagree, with_bases
from telbill_desktop.importers.pdf_text.template_file import load_template
from telbill_desktop.system.resources import resources

F = TemplateField
_NOT_OF_PAGES = OF_XML_ONLY | {"line_incomplete"}  # a printed line often has no more than its amount


def read_text(content: bytes, knowledge: Knowledge) -> Reading:
    """The reading of a PDF by its pages: an invoice, or `unmapped` with what was missing.

    Words are placed only where a template may know the document: most PDFs are nobody's, and long ones take a second.
    """
    try:
        seen = glance(content, MAX_PAGES)
        folded = fold(seen.text)
        known = any(may_recognise(each, folded) for each in (*knowledge.pdf_templates, *shipped_templates()))
        if seen.is_printed and not known:
            return _unmapped(Message("no_invoice_in_pdf"), *knowledge.template_problems)
        document = document_text(content) if seen.is_printed else DocumentText((), 0)
    except TelbillError as error:
        return _unmapped(error.message)
    return read_document(document, knowledge)


def read_document(document: DocumentText, knowledge: Knowledge) -> Reading:
    """The same, of the words of its pages. The user's own templates come before those that ship with the program."""
    if not document.has_words:
        return _unmapped(Message("pdf_without_words"))
    folded, own = folded_texts(document), outside_recipient(document)
    for templates in (knowledge.pdf_templates, shipped_templates()):
        fitting = [each for each in templates if recognises(each, folded) and is_sender(each, own)]
        if len(fitting) > 1:
            names = ", ".join(each.name for each in fitting)
            return _unmapped(Message("pdf_several_templates", {"names": names[:200]}), *knowledge.template_problems)
        if fitting:
            reading = read_by(document, fitting[0])
            troubles = () if reading.draft else knowledge.template_problems
            return replace(reading, warnings=(*reading.warnings, *troubles))
    return _unmapped(Message("no_invoice_in_pdf"), *knowledge.template_problems)


@lru_cache(maxsize=1)
def shipped_templates() -> tuple[PdfTemplate, ...]:
    """The templates that come with the program, whose files are right: a test loads them."""
    return tuple(load_template(path) for path in sorted((resources() / "pdf_templates").glob("*.toml")))


def read_by(document: DocumentText, template: PdfTemplate) -> Reading:
    """The document as that template reads it."""
    if not document.complete and not reads_first_page_only(template):
        return _unmapped(Message("pdf_too_long", {"template": template.name, "count": document.page_count}))
    if (title := _other_title(document, template)) is not None:
        return _unmapped(Message("pdf_other_title", {"template": template.name, "title": title[:60]}))
    extraction = extracted(document, template)
    if extraction.problems:
        return _unmapped(extraction.problems[0], *extraction.problems[1:], *extraction.remarks)
    trouble = _contradiction(document, template) or _disagreement(template, extraction)
    if trouble is not None:
        return _unmapped(trouble)
    return _checked(_draft(template, extraction), template, extraction)


def _other_title(document: DocumentText, template: PdfTemplate) -> str | None:
    """A title on the page by which the document is something else than the template's invoices."""
    labels = known_labels()
    titles = labels.other_documents
    if template.type is not InvoiceType.CREDIT_NOTE:
        titles |= labels.credit_notes
    cells = [cell.text for line in document.lines for cell in line.cells]
    slanted = [word.text for page in document.pages for word in page.aside]  # « ANNULÉE », across the page
    title = next((text for text in (*cells, " ".join(slanted), *slanted) if is_title(text, titles)), None)
    return title if title or template.type is InvoiceType.CREDIT_NOTE else credit_words(document)


def _contradiction(document: DocumentText, template: PdfTemplate) -> Message | None:
    """What the page says that the template's own words deny: another currency, or a tax where there is none."""
    if (text := other_currency(document, template.currency)) is not None:
        return Message("pdf_other_currency", {"text": text[:60], "currency": template.currency})
    if template.fields.get(F.VAT, FieldRule()).constant is not None and (text := printed_tax(document)) is not None:
        return Message("pdf_tax_printed", {"template": template.name, "text": text[:60]})
    return None


def _disagreement(template: PdfTemplate, extraction: Extraction) -> Message | None:
    """Totals that do not make each other."""
    ht, vat, ttc = (extraction.amount(each) for each in (F.HT, F.VAT, F.TTC))
    if ht + vat != ttc:
        money = {name: Money(value, template.currency) for name, value in (("ht", ht), ("vat", vat), ("ttc", ttc))}
        return Message("pdf_totals_disagree", {"template": template.name, **money})
    taxed = sum((row.amount or Decimal(0) for row in extraction.vat_rows), Decimal(0))
    if extraction.vat_rows and taxed != vat:
        money = {name: Money(value, template.currency) for name, value in (("vat", vat), ("rows", taxed))}
        return Message("pdf_vat_rows_disagree", {"template": template.name, **money})
    return None


def _draft(template: PdfTemplate, extraction: Extraction) -> InvoiceDraft:
    values = extraction.values
    number, issued = values[F.NUMBER], values[F.ISSUE_DATE]
    if not isinstance(number, str) or not isinstance(issued, date):
        raise TypeError(number, issued)
    due, period = values.get(F.DUE_DATE), values.get(F.PERIOD)
    credit = template.type is InvoiceType.CREDIT_NOTE
    totals = Totals(extraction.amount(F.HT), extraction.amount(F.VAT), extraction.amount(F.TTC))
    if F.AMOUNT_DUE in values:
        totals = replace(totals, amount_due=extraction.amount(F.AMOUNT_DUE))
    phone = _text(extraction, F.PHONE_NUMBER)
    lines = tuple(replace(line, phone_number=line.phone_number or phone) for line in extraction.lines)
    return InvoiceDraft(
        number=number,
        issue_date=issued,
        type=template.type,
        type_code="381" if credit else "380",
        currency=template.currency,
        totals=totals,
        seller=template.supplier,
        due_date=due if isinstance(due, date) else None,
        period=period if isinstance(period, Period) else None,
        account=AccountReference(number=_text(extraction, F.ACCOUNT), client_code=_text(extraction, F.CLIENT_CODE)),
        references=References(
            purchase_order=_text(extraction, F.PURCHASE_ORDER), framework_contract=_text(extraction, F.CONTRACT)
        ),
        vat=extraction.vat_rows,
        lines=lines,
        notes=(phone,) if phone and not lines else (),
    )


def _text(extraction: Extraction, of: TemplateField) -> str | None:
    found = extraction.values.get(of)
    return found if isinstance(found, str) else None


def _checked(draft: InvoiceDraft, template: PdfTemplate, extraction: Extraction) -> Reading:
    """The invoice, its sign settled; figures that disagree make no invoice here, as nothing but the text vouches."""
    signed = normalised(draft, credit_document=template.type is InvoiceType.CREDIT_NOTE)
    if signed.type is not template.type:
        _ht, _vat, total = signed.totals.stated
        return _unmapped(Message("pdf_negative", {"template": template.name, "ttc": Money(total, signed.currency)}))
    remarks = Remarks()
    due = signed.totals.amount_due
    try:
        kept = storable(signed)
    except TelbillError as error:
        return _unmapped(error.message)
    rated = with_bases(signed, extraction)
    check(replace(rated, totals=replace(signed.totals, amount_due=None)), Facts(), remarks)
    said = tuple(message for message in remarks.messages if message.code not in _NOT_OF_PAGES)
    if remarks.to_check or bases_disagree(signed):
        return _unmapped(Message("pdf_figures_disagree", {"template": template.name}), *said)
    _ht, _vat, including = signed.totals.stated
    if due is not None and due != including:
        ttc = Money(including, signed.currency)
        said = (*said, Message("due_differs", {"due": Money(due, signed.currency), "ttc": ttc}))
    return Reading(
        Outcome.READ, "pdf", SourceKind.PDF_TEXT, draft=kept, warnings=(*extraction.remarks, *said), to_check=False
    )


def _unmapped(message: Message, *warnings: Message) -> Reading:
    return Reading(Outcome.UNMAPPED, "pdf", SourceKind.PDF_TEXT, message=message, warnings=warnings)
