"""Every structured invoice of the corpus is read exactly, refused or warned about; nothing is left out."""

from decimal import Decimal

import pytest

from telbill_desktop.domain.invoice import InvoiceType
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.domain.signs import CREDIT_NOTE_CODES
from telbill_desktop.importers import read
from telbill_desktop.system.formats import sentence
from tests.corpus.conftest import CORPUS, expected_rows

ROWS = expected_rows("hybrid", "xml-")
INVOICES = [row for row in ROWS if row["invoice_number"]]
OTHERS = [row for row in ROWS if not row["invoice_number"]]
OTHER_FORMATS = {
    "xml-cdar-lifecycle (not an invoice)": (Outcome.NOT_AN_INVOICE, "cdar"),
    "xml-other-FatturaElettronica": (Outcome.NOT_AN_INVOICE, "fatturapa"),
    "xml-other-myinvoice": (Outcome.NOT_AN_INVOICE, "xml-other"),
    "hybrid-no-xml": (Outcome.UNMAPPED, "pdf"),
    "hybrid-unreadable": (Outcome.REFUSED, "xml"),
}
FORMATS = {
    "hybrid-cii": "factur-x",
    "hybrid-zugferd1": "zugferd-1",
    "xml-cii": "cii",
    "xml-zugferd1": "zugferd-1",
    "xml-ubl-invoice": "ubl-invoice",
    "xml-ubl-creditnote": "ubl-credit-note",
}


def reading_of(row: dict[str, str]) -> Reading:
    content = (CORPUS / row["file"]).read_bytes()
    reading = read(content, row["file"])
    for message in (*reading.warnings, *([reading.message] if reading.message else [])):
        assert "{" not in sentence(message)
    return reading


def is_credit_note(row: dict[str, str]) -> bool:
    return row["kind"].endswith("creditnote") or row["type_code"] in CREDIT_NOTE_CODES or row["total_ttc"][0] == "-"


@pytest.mark.parametrize("row", INVOICES, ids=lambda row: row["file"])
def test_an_invoice_is_read_to_the_cent_or_refused_where_that_is_expected(row: dict[str, str]) -> None:
    reading = reading_of(row)
    if "expected reject" in row["note"] and reading.outcome is Outcome.REFUSED:
        assert reading.message is not None
        return
    draft = reading.draft
    assert draft is not None
    assert draft.number == row["invoice_number"]
    assert draft.issue_date.isoformat() == row["issue_date"]
    assert draft.currency == row["currency"]
    for name, amount in zip(("total_ht", "total_vat", "total_ttc"), draft.totals.stated, strict=True):
        assert abs(amount) == abs(Decimal(row[name])), name
    assert (draft.type_code or "") == row["type_code"]
    assert draft.seller.name == row["seller_name"]
    assert reading.format == FORMATS[row["kind"]]
    assert (draft.type is InvoiceType.CREDIT_NOTE) == is_credit_note(row)
    assert (draft.totals.stated[-1] < 0) == is_credit_note(row)
    assert f"lines={len(draft.lines)};" in f"{row['note']};"


@pytest.mark.parametrize("row", [row for row in INVOICES if "expected reject" in row["note"]], ids=lambda r: r["file"])
def test_a_defect_is_never_accepted_in_silence(row: dict[str, str]) -> None:
    reading = reading_of(row)
    sound = reading_of(next(each for each in INVOICES if "OK-001" in each["file"]))
    assert reading.outcome is Outcome.REFUSED or set(reading_codes(reading)) > set(reading_codes(sound))


@pytest.mark.parametrize("row", [row for row in INVOICES if "HT+VAT!=TTC" in row["note"]], ids=lambda r: r["file"])
def test_totals_that_do_not_add_up_are_to_be_checked(row: dict[str, str]) -> None:
    reading = reading_of(row)
    assert reading.to_check
    assert "total_mismatch" in reading_codes(reading)


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row["file"])
def test_what_is_no_readable_invoice_is_named(row: dict[str, str]) -> None:
    reading = reading_of(row)
    assert (reading.outcome, str(reading.format)) == OTHER_FORMATS[row["kind"]]
    assert reading.message is not None


def test_vat_in_two_currencies_is_chosen_by_the_currency() -> None:
    for row in INVOICES:
        if "second currency" in row["note"]:
            draft = reading_of(row).draft
            assert draft is not None
            assert (draft.totals.accounting_currency, draft.totals.accounting_vat) == ("EUR", Decimal("628.62"))


def test_a_prepaid_invoice_says_so_without_alarm() -> None:
    row = next(each for each in INVOICES if "Facture_FR_EN16931" in each["file"])
    reading = reading_of(row)
    assert "prepaid" in reading_codes(reading)
    assert not reading.to_check


def test_reading_is_quick() -> None:
    """A guard against needless passes, generous for a busy machine: a Factur-X takes about 3 ms."""
    from time import process_time  # noqa: PLC0415 - this test alone measures

    contents = [(CORPUS / row["file"]).read_bytes() for row in ROWS]
    for content in contents[:3]:
        read(content, "warm")
    started = process_time()
    for content in contents:
        read(content, "x")
    assert (process_time() - started) / len(contents) < 0.04


def reading_codes(reading: Reading) -> list[str]:
    return [warning.code for warning in reading.warnings]
