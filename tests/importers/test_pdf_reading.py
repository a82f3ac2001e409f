"""Plain PDFs read by a template: exactly, or not at all and with the reason."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.reading import Outcome, Reading, SourceKind
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import PDF_TEMPLATES, Knowledge, knowledge_in
from telbill_desktop.system.formats import sentence
from tests.pages import TEMPLATE, Text, pdf, telecom_page, telecom_pdf

VAT_ROWS = "\n[rows]\nvat = '^TVA à (?P<rate>[\\d,]+) % sur (?P<basis>[\\d ,]+) :  (?P<amount>[\\d ,]+)$'\n"
LINES = "\n[rows]\nlines = '^(?P<phone_number>0\\d{9})  (?P<label>\\S.*?)  (?P<amount>-?[\\d ]+,\\d\\d)$'\n"


@pytest.fixture
def knows(tmp_path: Path) -> "Knows":
    return Knows(tmp_path)


class Knows:
    """The user's settings folder, by the texts of its templates."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / PDF_TEMPLATES).mkdir()

    def __call__(self, *templates: str) -> Knowledge:
        for number, text in enumerate(templates):
            (self._folder / PDF_TEMPLATES / f"{number}.toml").write_text(text, "utf-8")
        return knowledge_in(self._folder)


def codes(reading: Reading) -> list[str]:
    return [message.code for message in reading.warnings]


def refusal(reading: Reading) -> str:
    """The code of why nothing was read, after a look at its sentences."""
    assert (reading.outcome, reading.source, reading.draft) == (Outcome.UNMAPPED, SourceKind.PDF_TEXT, None)
    assert reading.message is not None
    for message in (reading.message, *reading.warnings):
        assert "{" not in sentence(message)
    return reading.message.code


def test_an_invoice_is_read_to_the_cent(knows: Knows) -> None:
    reading = read(telecom_pdf(), "a.pdf", knows(TEMPLATE))
    assert (reading.outcome, reading.source, reading.to_check) == (Outcome.READ, SourceKind.PDF_TEXT, False)
    assert reading.warnings == ()
    draft = reading.draft
    assert draft is not None
    assert (draft.number, draft.issue_date, draft.due_date) == (
        "FA-2026-0012",
        date(2026, 11, 17),
        date(2026, 12, 17),
    )
    totals = draft.totals
    assert (totals.ht, totals.vat, totals.ttc) == (Decimal("1020.00"), Decimal("204.00"), Decimal("1224.00"))
    assert (draft.seller.name, draft.seller.vat_number) == ("Ondefixe", "FR66999000011")
    assert (draft.type, draft.type_code, draft.currency) == (InvoiceType.INVOICE, "380", "EUR")


def test_without_a_template_nothing_is_read_though_every_label_is_known() -> None:
    page = [
        Text(40, 50, "SIREN 999 000 011"),
        *(Text(40, 100 + 20 * at, label) for at, label in enumerate(("N° de facture", "Total HT", "TVA", "Total TTC"))),
        *(Text(200, 100 + 20 * at, text) for at, text in enumerate(("A-12", "10,00", "2,00", "12,00"))),
        Text(40, 200, "Date de facture"),
        Text(200, 200, "17/11/2026"),
    ]
    assert refusal(read(pdf(page), "a.pdf")) == "no_invoice_in_pdf"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": ""}, "pdf_number_missing"),
        ({"issued": "bientôt"}, "pdf_date_missing"),
        ({"issued": "31/02/2026"}, "pdf_date_unreadable"),
        ({"ht": "sur demande"}, "pdf_ht_missing"),
        ({"vat": ""}, "pdf_vat_missing"),
        ({"ttc": "1 224,00 $"}, "pdf_ttc_missing"),
        ({"ttc": "1 224.00 €"}, "pdf_ttc_missing"),
        ({"ttc": "1 224,01 €"}, "pdf_totals_disagree"),
        ({"vat": "204,004 €", "ttc": "1 224,004 €"}, "pdf_figures_disagree"),
        ({"title": "Avoir"}, "pdf_other_title"),
        ({"title": "Avoir n° 12"}, "pdf_other_title"),
        ({"title": "Devis"}, "pdf_other_title"),
        ({"title": "Facture proforma"}, "pdf_other_title"),
        ({"vat_number": "FR69999100019"}, "no_invoice_in_pdf"),
    ],
)
def test_what_is_not_as_expected_is_left_to_the_user(knows: Knows, changes: dict[str, str], code: str) -> None:
    assert refusal(read(telecom_pdf(**changes), "a.pdf", knows(TEMPLATE))) == code


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([Text(330, 400, "À payer, taxes comprises"), Text(480, 400, "24,00 €")], "pdf_ttc_differs"),
        ([Text(330, 400, "Montant hors taxes"), Text(480, 400, "1 020,01 €")], "pdf_ht_differs"),
        ([Text(330, 400, "Taxe sur la valeur ajoutée"), Text(480, 400, "1,00 €")], "pdf_vat_differs"),
        ([Text(40, 400, "Établie le"), Text(40, 414, "18/11/2026")], "pdf_date_differs"),
        ([Text(40, 400, "Numéro de pièce"), Text(40, 414, "FA-2026-0013")], "pdf_number_differs"),
    ],
)
def test_two_values_in_two_places_are_never_chosen_between(knows: Knows, more: Sequence[Text], code: str) -> None:
    assert refusal(read(telecom_pdf(more=more), "a.pdf", knows(TEMPLATE))) == code


@pytest.mark.parametrize("word", [Text(200, 500, "ANNULÉE", 60, angle=45), Text(200, 500, "Spécimen", 40)])
def test_a_word_across_the_page_that_makes_it_no_invoice_counts(knows: Knows, word: Text) -> None:
    assert refusal(read(telecom_pdf(more=[word]), "a.pdf", knows(TEMPLATE))) == "pdf_other_title"


def test_the_same_value_twice_is_one_value(knows: Knows) -> None:
    content = pdf(telecom_page(), telecom_page())
    assert read(content, "a.pdf", knows(TEMPLATE)).outcome is Outcome.READ


def test_a_value_of_another_page_counts(knows: Knows) -> None:
    content = pdf(telecom_page(), telecom_page(ttc="99,00 €"))
    assert refusal(read(content, "a.pdf", knows(TEMPLATE))) == "pdf_ttc_differs"
    first = TEMPLATE.replace('labels = ["À payer', 'pages = "first"\nlabels = ["À payer')
    assert read(content, "a.pdf", knows(first)).outcome is Outcome.READ


def test_a_second_due_date_is_left_out_and_said(knows: Knows) -> None:
    more = [Text(40, 400, "À régler avant le"), Text(40, 414, "18/12/2026")]
    reading = read(telecom_pdf(more=more), "a.pdf", knows(TEMPLATE))
    assert codes(reading) == ["pdf_optional_differs"]
    assert reading.draft is not None
    assert reading.draft.due_date is None


def test_two_columns_under_one_label_are_no_value(knows: Knows) -> None:
    more = [Text(40, 400, "Établie le", 30), Text(40, 430, "18/11/2026"), Text(120, 430, "19/11/2026")]
    reading = read(telecom_pdf(more=more), "a.pdf", knows(TEMPLATE))
    assert reading.draft is not None
    assert reading.draft.issue_date == date(2026, 11, 17)


def test_an_amount_that_can_mean_two_is_refused_where_the_template_does_not_say(knows: Knows) -> None:
    content = telecom_pdf(ht="1.020", vat="204", ttc="1.224")
    assert read(content, "a.pdf", knows(TEMPLATE)).outcome is Outcome.READ
    silent = TEMPLATE.replace('decimal_mark = ","', "")
    assert refusal(read(content, "a.pdf", knows(silent))) == "pdf_amount_unreadable"


def test_a_short_date_needs_the_templates_word_for_its_order(knows: Knows) -> None:
    content = telecom_pdf(issued="01/02/03", due="01/03/03")
    reading = read(content, "a.pdf", knows(TEMPLATE))
    assert reading.draft is not None
    assert reading.draft.issue_date == date(2003, 2, 1)
    silent = TEMPLATE.replace('date_order = "dmy"', "")
    assert refusal(read(content, "a.pdf", knows(silent))) == "pdf_date_unreadable"


def test_two_templates_that_know_a_document_read_nothing(knows: Knows) -> None:
    other = TEMPLATE.replace('name = "Ondefixe"', 'name = "Ondefixe bis"', 1)
    reading = read(telecom_pdf(), "a.pdf", knows(TEMPLATE, other))
    assert refusal(reading) == "pdf_several_templates"
    assert reading.message is not None
    assert reading.message.params["names"] == "Ondefixe, Ondefixe bis"


def test_a_text_that_must_be_absent_keeps_a_template_away(knows: Knows) -> None:
    absent = TEMPLATE.replace("date_order", 'absent = ["hors taxes"]\ndate_order')
    assert refusal(read(telecom_pdf(), "a.pdf", knows(absent))) == "no_invoice_in_pdf"


def test_the_vat_of_each_rate_makes_the_total_of_vat(knows: Knows) -> None:
    rows = [
        Text(40, 400, "TVA à 20 % sur 1 000,00 :"),
        Text(400, 400, "200,00"),
        Text(40, 416, "TVA à 20 % sur 20,00 :"),
        Text(400, 416, "4,00"),
    ]
    reading = read(telecom_pdf(more=rows), "a.pdf", knows(TEMPLATE + VAT_ROWS))
    assert reading.draft is not None
    assert [(row.basis, row.amount) for row in reading.draft.vat] == [
        (Decimal("1000.00"), Decimal("200.00")),
        (Decimal("20.00"), Decimal("4.00")),
    ]
    assert refusal(read(telecom_pdf(more=rows[:2]), "a.pdf", knows(TEMPLATE + VAT_ROWS))) == "pdf_vat_rows_disagree"


def test_the_lines_make_the_amount_without_tax(knows: Knows) -> None:
    lines = [
        *(Text(40, 400 + 16 * at, number) for at, number in enumerate(("0639980101", "0639980102"))),
        *(Text(140, 400 + 16 * at, "Forfait Mobile 50 Go") for at in range(2)),
        *(Text(400, 400 + 16 * at, amount) for at, amount in enumerate(("1 000,00", "20,00"))),
    ]
    reading = read(telecom_pdf(more=lines), "a.pdf", knows(TEMPLATE + LINES))
    assert reading.draft is not None
    assert [(line.phone_number, line.amount) for line in reading.draft.lines] == [
        ("0639980101", Decimal("1000.00")),
        ("0639980102", Decimal("20.00")),
    ]
    wrong = [*lines[:-1], Text(400, 416, "30,00")]
    assert refusal(read(telecom_pdf(more=wrong), "a.pdf", knows(TEMPLATE + LINES))) == "pdf_figures_disagree"


def test_a_vat_that_is_never_printed_needs_lines_that_vouch_for_the_total(knows: Knows) -> None:
    untaxed = TEMPLATE.replace('labels = ["Taxe sur la valeur ajoutée"]', 'constant = "0.00"')
    content = telecom_pdf(vat="", ttc="1 020,00 €")
    assert refusal(read(content, "a.pdf", knows(untaxed))) == "pdf_lines_missing"


def test_a_template_of_credit_notes_counts_them_negative(knows: Knows) -> None:
    credit = TEMPLATE.replace("date_order", 'type = "credit_note"\ndate_order')
    reading = read(telecom_pdf(title="Avoir"), "a.pdf", knows(credit))
    assert reading.draft is not None
    assert (reading.draft.type, reading.draft.type_code) == (InvoiceType.CREDIT_NOTE, "381")
    assert (reading.draft.totals.ttc, reading.draft.sign_flipped) == (Decimal("-1224.00"), True)


def test_an_amount_beside_another_currency_is_not_taken_for_euros(knows: Knows) -> None:
    more = [Text(270, 332, "USD")]
    assert refusal(read(telecom_pdf(more=more), "a.pdf", knows(TEMPLATE))) == "pdf_amount_unreadable"


def test_pictures_of_pages_are_said() -> None:
    assert (
        refusal(read(pdf([Text(40, 50, "Ondefixe SAS", is_hidden=True)], picture=True), "a.pdf")) == "pdf_without_words"
    )


def test_a_document_that_is_too_long_is_left_alone_unless_its_first_page_is_enough(knows: Knows) -> None:
    content = pdf(*[telecom_page() for _ in range(61)])
    assert refusal(read(content, "a.pdf", knows(TEMPLATE))) == "pdf_too_long"
    first = TEMPLATE.replace("labels =", 'pages = "first"\nlabels =')
    assert read(content, "a.pdf", knows(first)).outcome is Outcome.READ


def test_a_long_document_of_nobody_known_is_told_by_a_glance() -> None:
    """A guard against placing words in vain, generous for a busy machine: it takes a tenth of a second."""
    page = [Text(30, 30 + 13 * at, "0639980101 Forfait Mobile 50 Go 29/10/26 1 40,00 20 %", 8) for at in range(60)]
    content = pdf(*[page] * 60)
    started = process_time()
    assert refusal(read(content, "a.pdf")) == "no_invoice_in_pdf"
    assert process_time() - started < 1


def test_a_template_that_cannot_be_used_is_said_where_it_might_have_helped(knows: Knows) -> None:
    reading = read(telecom_pdf(), "a.pdf", knows("name = 12"))
    assert refusal(reading) == "no_invoice_in_pdf"
    assert codes(reading) == ["template_invalid"]


def test_the_folder_is_read_again_when_a_file_of_it_changed(knows: Knows) -> None:
    assert knows(TEMPLATE) is knows()
    changed = knows(TEMPLATE.replace('name = "Ondefixe"', 'name = "Ondefixe Entreprises"', 1))
    assert [one.name for one in changed.pdf_templates] == ["Ondefixe Entreprises"]
    assert knowledge_in(Path("/nowhere")) == Knowledge()


def test_a_folder_of_templates_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> list[Path]:
        if path.name != PDF_TEMPLATES:
            raise FileNotFoundError(2, "No such file or directory", str(path))
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", denied)  # a test that runs as root is denied nothing
    [problem] = knowledge_in(tmp_path).problems
    assert sentence(problem) == "The template pdf_templates cannot be read: Permission denied."
