"""One template applied to one document: the value of each field with its place, or why there is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.invoice import InvoiceLine, VatBreakdown
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.page_text import DocumentText
from telbill_desktop.domain.pdf_template import REQUIRED, FieldRule, Pages, PdfTemplate, Place, TemplateField
from telbill_desktop.importers.pdf_text.places import Spot, spots
from telbill_desktop.importers.pdf_text.values import Value, Writing, amount, names_other_currency, typed

# Texts of that kind are no value: the label stands there for something else. Every other trouble is the value's own.
_NOT_MEANT = frozenset({"value_unreadable", "amount_unreadable", "date_unreadable", "period_unreadable"})
_MISSING = {
    TemplateField.NUMBER: "pdf_number_missing",
    TemplateField.ISSUE_DATE: "pdf_date_missing",
    TemplateField.HT: "pdf_ht_missing",
    TemplateField.VAT: "pdf_vat_missing",
    TemplateField.TTC: "pdf_ttc_missing",
}
_DIFFERS = {
    TemplateField.NUMBER: "pdf_number_differs",
    TemplateField.ISSUE_DATE: "pdf_date_differs",
    TemplateField.HT: "pdf_ht_differs",
    TemplateField.VAT: "pdf_vat_differs",
    TemplateField.TTC: "pdf_ttc_differs",
}


@dataclass(slots=True)
class Extraction:
    """What was found. `problems` forbid an import; `remarks` are for the reader of the invoice."""

    values: dict[TemplateField, Value] = field(default_factory=dict)
    places: dict[TemplateField, Spot] = field(default_factory=dict)
    vat_rows: tuple[VatBreakdown, ...] = ()
    lines: tuple[InvoiceLine, ...] = ()
    problems: list[Message] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    def amount(self, of: TemplateField) -> Decimal:
        """An amount that is there."""
        found = self.values[of]
        if not isinstance(found, Decimal):
            raise TypeError(found)
        return found


def folded_texts(document: DocumentText) -> str:
    """The document's lines as texts are looked for in them; a line break keeps a text from spanning two."""
    return "\n".join(fold(text) for text in document.texts)


def recognises(template: PdfTemplate, folded: str) -> bool:
    """Whether the document is this supplier's, by `folded_texts` of it."""
    return all(fold(text) in folded for text in template.recognised_by) and not any(
        fold(text) in folded for text in template.absent
    )


def is_sender(template: PdfTemplate, folded: str) -> bool:
    """Whether the supplier's numbers stand in what is not its own address as somebody's customer."""
    signs = (text for text in template.recognised_by if any(char.isdigit() for char in text))
    return all(fold(text) in folded for text in signs)


def may_recognise(template: PdfTemplate, folded: str) -> bool:
    """Whether every word that the supplier is known by is somewhere in the text, in whatever order it was written."""
    return all(fold(word) in folded for text in template.recognised_by for word in text.split())


def writing_of(template: PdfTemplate) -> Writing:
    """How the supplier writes."""
    return Writing(template.currency, template.decimal_mark, template.date_order)


def reads_first_page_only(template: PdfTemplate) -> bool:
    """Whether nothing that the template looks for stands on a later page."""
    rules = (rule for rule in template.fields.values() if rule.constant is None)
    return template.lines is None and template.vat_rows is None and all(rule.pages is Pages.FIRST for rule in rules)


def extracted(document: DocumentText, template: PdfTemplate) -> Extraction:
    """Every field of the template, each found once or several times with the same value."""
    extraction = Extraction()
    for each, rule in template.fields.items():
        _find(document, template, each, rule, extraction)
    if template.vat_rows is not None:
        _find_vat_rows(document, template, extraction)
    if template.lines is not None:
        _find_lines(document, template, extraction)
    vat = template.fields.get(TemplateField.VAT)
    untaxed = vat is not None and vat.constant is not None  # HT and TTC are one figure: only lines vouch for it
    if (untaxed or template.lines is not None) and not extraction.lines and not extraction.problems:
        extraction.problems.append(Message("pdf_lines_missing", {"template": template.name}))
    said = {problem.code for problem in extraction.problems}
    for each in REQUIRED:
        if each not in extraction.values and _DIFFERS[each] not in said and _unreadable(each) not in said:
            extraction.problems.append(Message(_MISSING[each], {"template": template.name}))
    return extraction


def _find(
    document: DocumentText, template: PdfTemplate, of: TemplateField, rule: FieldRule, extraction: Extraction
) -> None:
    if rule.constant is not None:
        extraction.values[of] = rule.constant
        return
    found: dict[Value, Spot] = {}
    for spot in spots(document, rule):
        try:
            pattern = rule.pattern if rule.place is not Place.WITHIN else ".+"
            value = typed(of, spot.text, writing_of(template), pattern)
            _check_currency(of, spot, template.currency)
        except TelbillError as error:
            if error.message.code in _NOT_MEANT and rule.place is not Place.WITHIN:
                continue
            trouble = Message(_unreadable(of), {"template": template.name, "text": spot.text[:60]})
            (extraction.problems if of in REQUIRED else extraction.remarks).append(trouble)
            return
        found.setdefault(value, spot)
    if len(found) > 1:
        first, second = (spot.text[:60] for spot in list(found.values())[:2])
        params = {"template": template.name, "first": first, "second": second}
        if of in REQUIRED:
            extraction.problems.append(Message(_DIFFERS[of], params))
        else:
            extraction.remarks.append(Message("pdf_optional_differs", params))
    elif found:
        [(extraction.values[of], extraction.places[of])] = found.items()


def _check_currency(of: TemplateField, spot: Spot, currency: str) -> None:
    """An amount whose line speaks of another currency is no amount in this one."""
    if of.is_amount and names_other_currency(spot.line, currency):
        raise TelbillError("pdf_other_currency", text=spot.line[:60], currency=currency)


def _unreadable(of: TemplateField) -> str:
    """The code for a value that stands where it should and cannot be read in one way."""
    if of.is_amount:
        return "pdf_amount_unreadable"
    return "pdf_date_unreadable" if of.is_date or of is TemplateField.PERIOD else "pdf_text_unreadable"


def _find_vat_rows(document: DocumentText, template: PdfTemplate, extraction: Extraction) -> None:
    rows: dict[tuple[Decimal | None, ...], VatBreakdown] = {}
    for groups in _rows(document, template.vat_rows or ""):
        try:
            rate, tax = (amount(groups[name], writing_of(template)) for name in ("rate", "amount"))
            basis = amount(groups["basis"], writing_of(template)) if groups.get("basis") else None
        except TelbillError:
            text = " ".join(groups.values())[:60]
            extraction.problems.append(Message("pdf_amount_unreadable", {"template": template.name, "text": text}))
            return
        rows[rate, tax, basis] = VatBreakdown("S" if rate else None, rate, basis, tax)
    extraction.vat_rows = tuple(rows.values())
    if TemplateField.VAT not in template.fields and rows:
        total = sum((row.amount for row in rows.values() if row.amount is not None), Decimal(0))
        extraction.values[TemplateField.VAT] = total


def _find_lines(document: DocumentText, template: PdfTemplate, extraction: Extraction) -> None:
    lines = []
    for groups in _rows(document, template.lines or ""):
        numbers = {}
        for name in ("amount", "quantity", "unit_price", "vat_rate"):
            if text := groups.get(name):
                try:
                    numbers[name] = amount(text, writing_of(template))
                except TelbillError:
                    params = {"template": template.name, "text": text[:60]}
                    extraction.problems.append(Message("pdf_amount_unreadable", params))
                    return
        lines.append(
            InvoiceLine(
                label=" ".join(groups["label"].split()),
                number_on_invoice=groups.get("number"),
                product_code=groups.get("product_code"),
                phone_number=groups.get("phone_number"),
                amount=numbers["amount"],
                quantity=numbers.get("quantity"),
                unit_price=numbers.get("unit_price"),
                vat_rate=numbers.get("vat_rate"),
            )
        )
    extraction.lines = tuple(lines)


def _rows(document: DocumentText, pattern: str) -> Iterator[dict[str, str]]:
    """The named groups of each line that the pattern fits, those that took part."""
    compiled = re.compile(pattern)
    for line in document.lines:
        if found := compiled.search(line.text):
            yield {name: text for name, text in found.groupdict().items() if text}
