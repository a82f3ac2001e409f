"""Pages that a shipped template knows and that say otherwise somewhere: left to the user, never read wrongly."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.system.formats import sentence
from tests.importers.test_pdf_reading import Knows, knows, refusal
from tests.pages import TEMPLATE, Text, pdf, telecom_pdf

__all__ = ["knows"]  # a fixture

Row = str | Sequence[tuple[float, str]]
AKRETION_FOOT = "contact@akretion.com https://www.akretion.com VAT: FR86792377731"
PEN = [(40.0, "[P1] Pen"), (250.0, "15.00 Units"), (330.0, "100.00 TVA 20%"), (480.0, "1,500.00 €")]
UNTAXED = TEMPLATE.replace('labels = ["Taxe sur la valeur ajoutée"]', 'constant = "0.00"') + (
    "\n[rows]\nlines = '^(?P<label>Forfait)  (?P<amount>[\\d ]+,\\d\\d)$'\n"
)
PLAN = (Text(40, 400, "Forfait"), Text(400, 400, "1 020,00"))


def read_rows(*rows: Row, knowledge: Knowledge | None = None) -> Reading:
    """What is read of one page whose rows stand 15 points apart."""
    texts = []
    for at, row in enumerate(rows):
        columns = [(40.0, row)] if isinstance(row, str) else row
        texts += [Text(x, 50 + 15 * at, text, 9) for x, text in columns]
    return read(pdf(texts), "a.pdf", knowledge or Knowledge())


def german(*more: Row) -> Reading:
    """An invoice of QualityHosting: one line of 34,73 and a total of as much."""
    return read_rows(
        "QualityHosting AG - Registergericht Hanau - UStId DE 232 446 240 - Steuer-Nr. 044 241 601 03",
        "Rechnung",
        [(40, "Rechnungsnr."), (150, "30064443")],
        [(40, "Rechnungsdatum"), (150, "07.05.2014")],
        [(400, "Zeilenbetrag Ohne MwSt.")],
        [(40, "1"), (70, "1"), (110, "Exchange"), (350, "34,73"), (450, "34,73")],
        *more,
        [(300, "Total EUR"), (450, "34,73")],
    )


def akretion(
    *more: Row, lines: Sequence[Row] = (PEN,), rate: str = "20", vat: str = "300.00", ttc: str = "1,800.00"
) -> Reading:
    """An invoice of Akretion: 1,500.00 without tax."""
    return read_rows(
        "Akretion France",
        "Invoice VT/2022/0001",
        [(40, "Invoice Date"), (200, "Due Date")],
        [(40, "21/09/2022"), (200, "21/10/2022")],
        *lines,
        *more,
        [(300, "Subtotal"), (480, "1,500.00 €")],
        [(300, f"TVA {rate}%"), (480, f"{vat} €")],
        [(300, "Total"), (480, f"{ttc} €")],
        AKRETION_FOOT,
    )


def free(*more: Row, rate: str = "20", sign: str = "") -> Reading:
    """An invoice of Free: 24.99, 5.00 and 29.99; `more` stands above the table of totals or in it."""
    return read_rows(
        "Free SAS au capital de 3.441.812 Euros - B 421 938 861 RCS Paris",
        "N° de TVA intra communautaire: FR 604 219 388 61",
        "Facture n°562044387 du 02 Juillet 2015",
        [(300, "Montant EUR HT"), (400, "Montant TVA"), (500, "Montant EUR TTC")],
        [(40, "Abonnements"), (300, f"{sign}24.99"), (400, f"{sign}5.00"), (500, f"{sign}29.99")],
        *more,
        [(40, "Total facture"), (300, f"{sign}24.99"), (400, f"{sign}5.00"), (500, f"{sign}29.99")],
        [(40, f"TVA {rate}% payée sur les encaissements"), (400, f"{sign}5.00")],
        [(40, "Somme à payer"), (400, f"{sign}29.99 € TTC")],
    )


@pytest.mark.parametrize(
    ("reading", "ttc"), [(german(), "34.73"), (akretion(), "1800.00"), (free(), "29.99")], ids=["de", "en", "fr"]
)
def test_pages_that_agree_with_themselves_are_read(reading: Reading, ttc: str) -> None:
    assert (reading.outcome, reading.warnings) == (Outcome.READ, ())
    assert reading.draft is not None
    assert reading.draft.totals.ttc == Decimal(ttc)


@pytest.mark.parametrize(
    "row",
    [
        [(300, "zzgl. 19% Umsatzsteuer"), (450, "6,60")],
        [(300, "USt. 19%"), (450, "6,60")],
        [(300, "Mehrwertsteuer 19%"), (450, "5,55")],
        [(300, "darin enthalten 19,00 % Umsatzsteuer"), (480, "5,55")],
        [(300, "Steuer 19%"), (450, "5,55")],
        [(300, "zzgl. 19 %"), (450, "5,55")],
        [(300, "M.w.St."), (450, "5,55")],
        [(300, "T.V.A."), (450, "5,55")],
        [(300, "VAT amount"), (450, "5,55")],
        "Preise inkl. 19% MwSt",
    ],
)
def test_a_tax_on_the_page_is_never_read_as_none(row: Row) -> None:
    assert refusal(german(row)) == "pdf_tax_printed"


def test_a_column_of_tax_counts_by_its_heading() -> None:
    assert refusal(german([(500, "MwSt.")], [(500, "5,55")])) == "pdf_tax_printed"


@pytest.mark.parametrize(
    "row",
    [
        [(300, "USt. 0 %"), (450, "0,00")],
        [(300, "Zwischensumme ohne MwSt."), (450, "34,73")],
        "Steuerfrei nach § 4 UStG",
        "USt-IdNr. DE 232 446 240",
    ],
)
def test_words_of_no_tax_leave_an_untaxed_invoice_what_it_is(row: Row) -> None:
    assert german(row).outcome is Outcome.READ


def test_a_users_template_without_tax_is_held_to_the_same(knows: Knows) -> None:
    content = telecom_pdf(vat="", ttc="1 020,00 €", more=PLAN)
    assert read(content, "a.pdf", knows(UNTAXED)).outcome is Outcome.READ
    taxed = telecom_pdf(
        vat="", ttc="1 020,00 €", more=[*PLAN, Text(330, 420, "dont TVA 20 %"), Text(480, 420, "170,00")]
    )
    assert refusal(read(taxed, "a.pdf", knows(UNTAXED))) == "pdf_tax_printed"


@pytest.mark.parametrize(
    "reading",
    [
        akretion(vat="3.00", ttc="1,503.00"),
        akretion(vat="0.00", ttc="1,500.00"),
        akretion(rate="5.5"),
        free(rate="5.5"),
    ],
    ids=["a hundredth", "none", "another rate", "another rate of Free"],
)
def test_a_printed_rate_must_make_the_printed_tax(reading: Reading) -> None:
    assert refusal(reading) == "pdf_figures_disagree"
    assert "vat_row_mismatch" in [message.code for message in reading.warnings]


def test_a_rate_beside_the_vat_of_a_users_template_must_make_it_too(knows: Knows) -> None:
    template = TEMPLATE.replace("Taxe sur la valeur ajoutée", "TVA 20 %")
    label = Text(330, 308, "TVA 20 %")
    right = telecom_pdf(vat="", more=[label, Text(480, 308, "204,00")])
    assert read(right, "a.pdf", knows(template)).outcome is Outcome.READ
    wrong = telecom_pdf(vat="", ttc="1 022,04 €", more=[label, Text(480, 308, "2,04")])
    assert refusal(read(wrong, "a.pdf", knows(template))) == "pdf_figures_disagree"


@pytest.mark.parametrize(
    ("reduced", "standard", "outcome"),
    [("5,50", "184,00", Outcome.READ), ("184,00", "5,50", Outcome.UNMAPPED)],
)
def test_several_rates_without_bases_must_make_the_amount_without_tax(
    knows: Knows, reduced: str, standard: str, outcome: Outcome
) -> None:
    template = TEMPLATE + "\n[rows]\nvat = '^TVA à (?P<rate>[\\d,]+) %  (?P<amount>[\\d ,]+)$'\n"
    rows = [
        Text(40, 400, "TVA à 5,5 %"),
        Text(400, 400, reduced),
        Text(40, 416, "TVA à 20 %"),
        Text(400, 416, standard),
    ]
    content = telecom_pdf(vat="189,50 €", ttc="1 209,50 €", more=rows)
    assert read(content, "a.pdf", knows(template)).outcome is outcome


@pytest.mark.parametrize(
    "row",
    [
        "Avoir n°77 sur la facture n°562044387",
        "Avoir sur facture",
        "Objet : Avoir sur facture 562044387",
        "Numéro de l’avoir",
        "Remboursement de la facture 562044387",
        "Cette facture annule et remplace la facture n°561111111 du 1 juin 2015",
        "Rechnungskorrektur zu Rechnung 30064440",
        "Credit note for invoice 12",
    ],
)
def test_words_of_a_credit_note_in_a_heading_or_label_count(row: str) -> None:
    assert refusal(free(row)) == "pdf_other_title"


def test_the_verb_avoir_is_no_credit_note() -> None:
    assert free("Avoir une question ? Appelez le Service Clients.").outcome is Outcome.READ


def test_negative_amounts_that_nothing_calls_a_credit_note_are_left_to_the_user(knows: Knows) -> None:
    assert refusal(free(sign="-")) == "pdf_negative"
    unnamed = telecom_pdf(ht="-1 020,00 €", vat="-204,00 €", ttc="-1 224,00 €")
    assert refusal(read(unnamed, "a.pdf", knows(TEMPLATE))) == "pdf_negative"


@pytest.mark.parametrize(
    "customer",
    [
        [f"Bill to: Akretion France {AKRETION_FOOT}"],
        ["Customer:", "Akretion France", "69100 Villeurbanne", AKRETION_FOOT],
        ["Akretion France", "contact@akretion.com", "https://www.akretion.com", "VAT: FR86792377731"],
    ],
    ids=["one line", "a block", "a block without a label"],
)
def test_an_invoice_to_a_supplier_is_not_one_of_its_own(customer: Sequence[str]) -> None:
    reading = read_rows(
        "MegaSupplier GmbH",
        "VAT: DE123456789",
        *customer,
        [],
        [],
        "Invoice MS-77",
        [(40, "Invoice Date"), (200, "Due Date")],
        [(40, "21/09/2022"), (200, "21/10/2022")],
        PEN,
        [(300, "Subtotal"), (480, "1,500.00 €")],
        [(300, "TVA 20%"), (480, "300.00 €")],
        [(300, "Total"), (480, "1,800.00 €")],
    )
    assert refusal(reading) == "no_invoice_in_pdf"


def test_a_users_supplier_named_as_customer_is_not_the_seller(knows: Knows) -> None:
    as_customer = [Text(300, 160, "Facturé à :"), Text(300, 172, "Ondefixe SAS"), Text(300, 184, "TVA FR66999000011")]
    other = telecom_pdf(vat_number="FR69999100019", more=as_customer)
    assert refusal(read(other, "a.pdf", knows(TEMPLATE))) == "no_invoice_in_pdf"


ADDRESSEE = [
    Text(320, 160, "Ondefixe SAS"),
    Text(320, 172, "12 rue des Forges"),
    Text(320, 184, "75001 Paris"),
    Text(320, 196, "TVA FR 66 999 000 011"),
]


def test_a_users_supplier_in_the_window_of_the_envelope_is_not_the_seller(knows: Knows) -> None:
    other = telecom_pdf(vat_number="FR69999100019", more=ADDRESSEE)
    assert refusal(read(other, "a.pdf", knows(TEMPLATE))) == "no_invoice_in_pdf"


def test_a_supplier_whose_own_address_stands_there_is_still_known(knows: Knows) -> None:
    own = telecom_pdf(vat_number="", more=ADDRESSEE)
    assert read(own, "a.pdf", knows(TEMPLATE)).outcome is Outcome.READ
    customer = [Text(320, 160, "Atelier Roche"), Text(320, 172, "69100 Villeurbanne"), Text(320, 184, "FR69999100019")]
    assert read(telecom_pdf(more=customer), "a.pdf", knows(TEMPLATE)).outcome is Outcome.READ


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        (free([(40, "Option TV"), (300, "10.00"), (400, "2.00"), (500, "12.00")]), "pdf_figures_disagree"),
        (akretion([(300, "Global discount"), (480, "-100.00 €")]), "pdf_figures_disagree"),
        (akretion(lines=["[P1] Pen 15.00 at 100.00"]), "pdf_lines_missing"),
        (akretion(lines=[[(40, "[P1] Pen"), (400, "TVA 20%"), (480, "1,000.00 €")]]), "pdf_figures_disagree"),
    ],
    ids=["a line of Free", "a discount", "no line", "another sum"],
)
def test_lines_that_a_template_reads_must_be_there_and_make_the_total(reading: Reading, code: str) -> None:
    assert refusal(reading) == code


def test_lines_of_another_grid_are_read_alike() -> None:
    pen = [(40, "[P1] Pen"), (220, "15.00 Units"), (300, "100.00"), (380, "TVA 20%"), (480, "1,500.00 €")]
    reading = akretion(lines=[pen])
    assert reading.draft is not None
    [line] = reading.draft.lines
    assert (line.label, line.quantity, line.unit_price) == ("[P1] Pen", Decimal("15.00"), Decimal("100.00"))


@pytest.mark.parametrize("row", ["Montants en USD", "Total en dollars", "All amounts are stated in CHF", "USD"])
def test_another_currency_named_as_that_of_amounts_counts_wherever_it_stands(row: str) -> None:
    reading = free(row)
    assert refusal(reading) == "pdf_other_currency"
    assert reading.message is not None
    assert sentence(reading.message) == f"“{row}” speaks of another currency than EUR."
