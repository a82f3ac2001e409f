"""Templates made out of an invoice that somebody entered: proved on it, right on the next one, or not made."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.documents.page_words import document_text
from telbill_desktop.domain.entry import Entry
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.pdf_template import Place, TemplateField
from telbill_desktop.domain.reading import Outcome
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.importers.pdf_text.making import template_of
from telbill_desktop.importers.pdf_text.picking import picked
from telbill_desktop.importers.pdf_text.proposal import proposal_of
from telbill_desktop.importers.pdf_text.values import Writing
from tests import builders
from tests.pages import Text, telecom_pdf

F = TemplateField
ENTRY = Entry(
    operator="Ondefixe",
    number="FA-2026-0012",
    issue_date=date(2026, 11, 17),
    ht=Decimal("1020.00"),
    vat=Decimal("204.00"),
    ttc=Decimal("1224.00"),
    supplier_id="FR66999000011",
    due_date=date(2026, 12, 17),
)


def made(content: bytes = b"", entry: Entry = ENTRY) -> Knowledge:
    """What is known once the entry was kept as a template."""
    document = document_text(content or telecom_pdf())
    return Knowledge(pdf_templates=(template_of("Ondefixe", document, entry, {}, Knowledge()),))


def refused(content: bytes = b"", entry: Entry = ENTRY) -> str:
    with pytest.raises(TelbillError) as raised:
        made(content, entry)
    return raised.value.message.code


def test_the_next_invoice_of_the_supplier_is_read_by_itself() -> None:
    reading = read(
        telecom_pdf(number="FA-2027-113", issued="1/2/2027", due="3/3/2027", ht="10,00", vat="2,00", ttc="12,00"),
        "b.pdf",
        made(),
    )
    assert reading.draft is not None
    assert (reading.draft.number, reading.draft.issue_date) == ("FA-2027-113", date(2027, 2, 1))
    assert (reading.draft.due_date, reading.draft.totals.ttc) == (date(2027, 3, 3), Decimal("12.00"))


def test_labels_beside_and_above_become_the_templates() -> None:
    [template] = made().pdf_templates
    places = {field: (rule.place, rule.labels) for field, rule in template.fields.items()}
    assert places[F.NUMBER] == (Place.BELOW, ("Numéro de pièce",))
    assert places[F.ISSUE_DATE] == (Place.BELOW, ("Établie le",))
    assert places[F.TTC] == (Place.RIGHT, ("À payer, taxes comprises",))
    assert template.recognised_by[0] == "FR66999000011"


@pytest.mark.parametrize(
    "changes",
    [{"vat_number": "FR69999100019"}, {"title": "Avoir"}, {"number": "2026/12"}, {"ttc": "1 224,10 €"}, {"vat": ""}],
)
def test_another_supplier_or_another_layout_is_not_read_by_it(changes: dict[str, str]) -> None:
    assert read(telecom_pdf(**changes), "b.pdf", made()).outcome is Outcome.UNMAPPED


def test_a_row_of_figures_is_found_by_its_words() -> None:
    row = [
        Text(40, 500, "Total facture"),
        Text(300, 500, "1 020,00"),
        Text(400, 500, "204,00"),
        Text(500, 500, "1 224,00"),
    ]
    content = telecom_pdf(ht="", vat="", ttc="", more=row)
    [template] = made(content).pdf_templates
    assert {template.fields[field].place for field in (F.VAT, F.TTC)} == {Place.WITHIN}
    other = [row[0], Text(300, 500, "10,00"), Text(400, 500, "2,00"), Text(500, 500, "12,00")]
    reading = read(telecom_pdf(number="FA-2027-1", ht="", vat="", ttc="", more=other), "b.pdf", made(content))
    assert reading.draft is not None
    assert (reading.draft.totals.ht, reading.draft.totals.vat) == (Decimal("10.00"), Decimal("2.00"))


def test_a_date_that_stands_in_two_places_is_not_taken_from_either_unless_pointed_at() -> None:
    content = telecom_pdf(due="17/11/2026")
    entry = replace(ENTRY, due_date=None)
    assert refused(content, entry) == "template_date_unplaced"
    document = document_text(content)
    cell = next(cell for line in document.lines for cell in line.cells if cell.text == "17/11/2026")
    place = picked(cell, 0, F.ISSUE_DATE, Writing())
    template = template_of("Ondefixe", document, entry, {F.ISSUE_DATE: place}, Knowledge())
    assert template.fields[F.ISSUE_DATE].labels == ("Établie le",)


@pytest.mark.parametrize(
    ("content", "changes", "code"),
    [
        ({}, {"supplier_id": ""}, "template_supplier_missing"),
        ({}, {"supplier_id": "FR69999100019"}, "template_supplier_unprinted"),
        ({}, {"number": "FA-2026-0099"}, "template_number_unplaced"),
        ({}, {"vat": Decimal("0.00")}, "template_vat_unplaced"),
        ({"ttc": "1 224,10 €"}, {"ttc": Decimal("1224.10")}, "pdf_totals_disagree"),
        ({"title": "Avoir"}, {}, "pdf_other_title"),
        ({"issued": "11/11/2026"}, {"issue_date": date(2026, 11, 11)}, ""),
    ],
)
def test_what_could_read_wrongly_is_not_made(content: dict[str, str], changes: dict[str, object], code: str) -> None:
    entry = replace(ENTRY, **changes)  # type: ignore[arg-type] # fields of an entry
    if code:
        assert refused(telecom_pdf(**content), entry) == code
    else:  # a French supplier writes the day first
        assert made(telecom_pdf(**content), entry).pdf_templates


def test_a_foreign_date_whose_day_is_its_month_teaches_no_order() -> None:
    content = telecom_pdf(issued="11/11/2026", vat_number="DE232446240")
    entry = replace(ENTRY, issue_date=date(2026, 11, 11), supplier_id="DE232446240")
    document = document_text(content)
    cell = next(cell for line in document.lines for cell in line.cells if cell.text == "11/11/2026")
    place = picked(cell, 0, F.ISSUE_DATE, Writing())
    with pytest.raises(TelbillError) as raised:
        template_of("Ondefixe", document, entry, {F.ISSUE_DATE: place}, Knowledge())
    assert raised.value.message.code == "template_date_order_unknown"


def test_of_several_places_the_one_beside_a_usual_label_is_taken() -> None:
    entry = Entry(
        operator="Hexamobile SA",
        number="62268557",
        issue_date=date(2026, 11, 17),
        ht=Decimal("50.01"),
        vat=Decimal("10.00"),
        ttc=Decimal("60.01"),
        supplier_id="FR66999000011",
    )
    [template] = made(builders.plain_pdf(), entry).pdf_templates
    labels = {field: template.fields[field].labels for field in (F.HT, F.VAT, F.TTC)}
    assert labels == {F.HT: ("Total HT",), F.VAT: ("Total TVA",), F.TTC: ("Total TTC",)}


def test_a_second_template_of_the_same_invoices_is_refused() -> None:
    document = document_text(telecom_pdf())
    with pytest.raises(TelbillError) as raised:
        template_of("Ondefixe bis", document, ENTRY, {}, made())
    assert raised.value.message.code == "pdf_several_templates"


def test_a_credit_note_makes_a_template_of_credit_notes() -> None:
    content = telecom_pdf(title="Avoir")
    knowledge = made(content, replace(ENTRY, type=InvoiceType.CREDIT_NOTE))
    reading = read(content, "b.pdf", knowledge)
    assert reading.draft is not None
    assert reading.draft.totals.ttc == Decimal("-1224.00")


def test_usual_labels_propose_values_and_where_they_stand() -> None:
    proposal = proposal_of(builders.plain_pdf())
    found = {field: place.value for field, place in proposal.found.items()}
    assert (found[F.NUMBER], found[F.ISSUE_DATE]) == ("62268557", date(2026, 11, 17))
    assert (found[F.HT], found[F.VAT], found[F.TTC]) == (Decimal("50.01"), Decimal("10.00"), Decimal("60.01"))
    assert {place.text for place in proposal.identifiers} == {"99910001900010", "999000011", "FR66999000011"}
    line = next(line for line in proposal.document.lines if "Total TTC" in line.text)
    assert line.box.top - 1 <= proposal.found[F.TTC].box.middle <= line.box.bottom + 1
    assert not proposal.is_credit_note
    assert proposal_of(builders.plain_pdf(builders.credit_note())).is_credit_note


def test_pointing_at_one_word_means_the_whole_value() -> None:
    document = document_text(telecom_pdf(issued="17 novembre 2026"))
    cells = {cell.text: cell for line in document.lines for cell in line.cells}
    amount = picked(cells["1 020,00 €"], 1, F.HT, Writing())
    assert amount.value == Decimal("1020.00")
    day = picked(cells["17 novembre 2026"], 1, F.ISSUE_DATE, Writing())
    assert day.value == date(2026, 11, 17)
    name = picked(cells["Ondefixe SAS - TVA FR66999000011"], 1, None, Writing())
    assert name.text == "Ondefixe SAS - TVA FR66999000011"
    word = picked(cells["Montant hors taxes"], 1, F.HT, Writing())
    assert (word.text, word.value) == ("hors", None)
