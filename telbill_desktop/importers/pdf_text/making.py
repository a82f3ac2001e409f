"""A template out of one invoice that somebody entered: the labels beside its values, proved on the same document."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from telbill_desktop.domain.entry import Entry, reading_of
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.page_text import Box, Cell, DocumentText, PageText, TextLine
from telbill_desktop.domain.pdf_template import REQUIRED, FieldRule, PdfTemplate, Place, TemplateField
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.importers.pdf_text.extraction import extracted, folded_texts
from telbill_desktop.importers.pdf_text.labels import known_labels
from telbill_desktop.importers.pdf_text.picking import Picked, every_place
from telbill_desktop.importers.pdf_text.text_reading import read_document
from telbill_desktop.importers.pdf_text.values import Value, Writing

F = TemplateField
_AMOUNT = r"[-\u2212]?\d(?: ?[\d.,])*(?: ?(?:€|EUR))?"
_PRINTED_AMOUNT = re.compile(r"[.,]\d\d(?!\d)")
_SHORTEST_KNOWN = 4  # characters of a reference that nobody pointed at
_NUMERIC = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}")
_OTHER_CELL = r"\S(?: ?\S)*"  # a column of figures, whatever they are
_OTHER_WORD = r"\S*\d\S*"
_RATE = re.compile(r"\d+(?:[.,]\d+)? ?%")
_BELOW_AT_MOST = 3  # lines above a value that may hold its label
_NO_PLACE = {
    F.NUMBER: "template_number_unplaced",
    F.ISSUE_DATE: "template_date_unplaced",
    F.HT: "template_ht_unplaced",
    F.VAT: "template_vat_unplaced",
    F.TTC: "template_ttc_unplaced",
}


def template_of(
    name: str, document: DocumentText, entry: Entry, places: Mapping[TemplateField, Picked], knowledge: Knowledge
) -> PdfTemplate:
    """The template that reads this document as it was entered; proved before it is given back.

    `places` are those that were pointed at; other values are looked for. An optional field without a label beside it is
    left out.

    Raises:
        TelbillError: `template_supplier_missing`, `template_supplier_unprinted`: nothing on the page tells the
            supplier; `template_…_unplaced`: no label stands beside a value that is needed; `template_reads_otherwise`,
            or what else keeps the template from reading the document.
    """
    folded = folded_texts(document)
    if not entry.supplier_id:
        raise TelbillError("template_supplier_missing")
    if fold(entry.supplier_id) not in folded:
        raise TelbillError("template_supplier_unprinted", text=entry.supplier_id)
    template = PdfTemplate(
        name=name,
        supplier=entry.supplier,
        recognised_by=(entry.supplier_id,),
        fields={},
        currency=entry.currency,
        type=entry.type,
    )
    rules: dict[TemplateField, FieldRule] = {}
    for field, value in _values(entry).items():
        rule = _rule(document, template, field, value, places.get(field))
        if rule is not None:
            rules[field] = rule
        elif field in REQUIRED:
            raise TelbillError(_NO_PLACE[field])
    _check_date_order(entry, places.get(F.ISSUE_DATE))
    signs = [label for field in REQUIRED for label in rules[field].labels[:1]]
    made = replace(template, fields=rules, recognised_by=tuple(dict.fromkeys((entry.supplier_id, *signs))))
    _prove(document, made, entry, knowledge)
    return made


def _prove(document: DocumentText, made: PdfTemplate, entry: Entry, knowledge: Knowledge) -> None:
    """Reads the document as an import would, the new template beside those that are there."""
    reading = read_document(document, replace(knowledge, pdf_templates=(*knowledge.pdf_templates, made)))
    if reading.draft is None:
        message = reading.message
        raise (
            TelbillError(message.code, **dict(message.params)) if message else TelbillError("template_reads_otherwise")
        )
    entered = reading_of(entry).draft
    if entered is None:
        raise TypeError(entry)
    wanted, read = InvoiceFigures.of(entered), InvoiceFigures.of(reading.draft)
    if not read.agrees_with(wanted) or (read.number, read.seller) != (wanted.number, wanted.seller):
        raise TelbillError("template_reads_otherwise")


def _values(entry: Entry) -> dict[TemplateField, Value]:
    """What was entered, by field; what was left empty is not there."""
    values: dict[TemplateField, Value | None] = {
        F.NUMBER: entry.number,
        F.ISSUE_DATE: entry.issue_date,
        F.HT: entry.ht,
        F.VAT: entry.vat,
        F.TTC: entry.ttc,
        F.DUE_DATE: entry.due_date,
        F.PERIOD: entry.period,
        F.ACCOUNT: entry.account or None,
        F.PURCHASE_ORDER: entry.purchase_order or None,
    }
    return {field: value for field, value in values.items() if value is not None}


def _rule(
    document: DocumentText, template: PdfTemplate, field: TemplateField, value: Value, pointed_at: Picked | None
) -> FieldRule | None:
    """The plainest rule that finds this value, and only it, in the whole document; usual labels come first."""
    finding = [
        rule
        for place in _places(document, Writing(template.currency), field, value, pointed_at)
        for rule in _rules_for(document, field, place)
        if extracted(document, replace(template, fields={field: rule})).values.get(field) == value
    ]
    usual = known_labels().of_fields.get(field, ())

    def doubt(rule: FieldRule) -> tuple[int, int]:
        """The surest label first: « Total TTC » before « À payer », which a former balance may change."""
        sure = [usual.index(fold(label)) for label in rule.labels if fold(label) in usual]
        return min(sure, default=len(usual)), list(Place).index(rule.place)

    return min(finding, key=doubt, default=None)


def _places(
    document: DocumentText, writing: Writing, field: TemplateField, value: Value, pointed_at: Picked | None
) -> list[Picked]:
    """Where the value stands: where somebody pointed, else where nothing but this value can be meant.

    A date that stands in two places may be the issue date in one and another day in the other.
    """
    if pointed_at is not None and pointed_at.value == value:
        return [pointed_at]
    found = list(every_place(document, field, value, writing))
    if field.is_amount:
        return [place for place in found if _PRINTED_AMOUNT.search(place.text)]
    if isinstance(value, str):
        return found if len(value) >= _SHORTEST_KNOWN else []
    return found if len(found) == 1 else []


def _check_date_order(entry: Entry, place: Picked | None) -> None:
    """Raises `template_date_order_unknown` for 05/05/2026 of a foreign supplier: it does not tell what comes first."""
    day = entry.issue_date
    if entry.supplier.siren is None and place is not None and day.day == day.month and _NUMERIC.match(place.text):
        raise TelbillError("template_date_order_unknown", day=day)


def _rules_for(document: DocumentText, field: TemplateField, place: Picked) -> Iterator[FieldRule]:
    """Ways to tell where a value stands, the plainest first."""
    at = _where(document, place.box)
    if at is None:
        return
    page, line_number, cell_number = at
    line = page.lines[line_number]
    cell = line.cells[cell_number]
    form = None if field.is_amount or field.is_date or field is F.PERIOD else _form(place.text)
    before = [word.text for word in cell.words if word.box.right <= place.box.left + 0.5]
    ends = cell.box.right <= place.box.right + 0.5
    if ends and _is_label(" ".join(before)):
        yield FieldRule((" ".join(before).rstrip(" :"),), Place.RIGHT, form)
    if ends and not before:
        if cell_number and _is_label(line.cells[cell_number - 1].text):
            yield FieldRule((line.cells[cell_number - 1].text.rstrip(" :"),), Place.RIGHT, form)
        for above in _above(page, line_number, cell):
            yield FieldRule((above.text.rstrip(" :"),), Place.BELOW, form)
    pattern = _pattern(line, cell_number, before, place, field)
    if pattern is not None:
        yield FieldRule(place=Place.WITHIN, pattern=pattern)


def _where(document: DocumentText, box: Box) -> tuple[PageText, int, int] | None:
    """The page, line and column that hold a place."""
    for page in document.pages:
        if page.index != box.page:
            continue
        for line_number, line in enumerate(page.lines):
            for cell_number, cell in enumerate(line.cells):
                inside = cell.box.left - 0.5 <= box.left and box.right <= cell.box.right + 0.5
                if inside and cell.box.top - 0.5 <= box.middle <= cell.box.bottom + 0.5:
                    return page, line_number, cell_number
    return None


def _above(page: PageText, line_number: int, cell: Cell) -> Iterator[Cell]:
    for line in reversed(page.lines[max(0, line_number - _BELOW_AT_MOST) : line_number]):
        over = [other for other in line.cells if other.box.overlaps_column(cell.box)]
        if over:
            if len(over) == 1 and _is_label(over[0].text):
                yield over[0]
            return


def _is_label(text: str) -> bool:
    """Words, not a value: letters, and no digits beyond those of a rate (`TVA 20 %`)."""
    plain = _RATE.sub("", text)
    return any(char.isalpha() for char in plain) and not any(char.isdigit() for char in plain)


def _form(text: str) -> str:
    """What a reference looks like: as many letters and digits as there may be (`FA-2026-12` fits `FA-2027-113`)."""
    parts = re.findall(r"\d+|[^\W\d_]+|.", text)
    return "".join(r"\d+" if one.isdigit() else "[^\\W\\d_]+" if one.isalpha() else re.escape(one) for one in parts)


def _pattern(line: TextLine, cell_number: int, before: list[str], place: Picked, field: TemplateField) -> str | None:
    """The whole line up to the value, whose words stay as they are and whose figures may be others."""
    cells = [cell.text for cell in line.cells[:cell_number]]
    if not any(_is_label(text) for text in (*cells, " ".join(before))):
        return None
    parts = [_OTHER_CELL if any(char.isdigit() for char in text) else re.escape(text) for text in cells]
    beside = [_OTHER_WORD if any(char.isdigit() for char in word) else re.escape(word) for word in before]
    if field.is_amount:
        value = _AMOUNT
    elif field.is_date or field is F.PERIOD:
        value = r"\S.*?" if field is F.PERIOD else r"\d{1,4}[-/. ].*?\d{2,4}"
    else:
        value = _form(place.text)
    return "^" + "  ".join([*parts, " ".join([*beside, f"({value})"])]) + r"(?=  | [^\d\s]|$)"
