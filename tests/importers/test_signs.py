"""Credit notes in every style: negative in the draft, whatever the document does."""

from dataclasses import replace
from decimal import Decimal

import pytest

from telbill_desktop.domain.invoice import InvoiceDraft, InvoiceType
from telbill_desktop.importers import read
from tests import builders
from tests.importers.changed import codes, read_draft

TTC = Decimal("60.01")


def positive(code: str) -> InvoiceDraft:
    """Positive figures under a code."""
    return builders.draft(type_code=code)


def negative(code: str) -> InvoiceDraft:
    """Negative figures as they stand under a code."""
    return replace(builders.credit_note(type_code=code), sign_flipped=False)


@pytest.mark.parametrize(
    "code", ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"]
)
def test_a_credit_code_with_positive_figures_counts_negative(code: str) -> None:
    draft = read_draft(builders.cii_xml(positive(code)))
    assert (draft.type, draft.type_code, draft.sign_flipped) == (InvoiceType.CREDIT_NOTE, code, True)
    assert draft.totals.ttc == -TTC
    assert [line.amount for line in draft.lines] == [Decimal("-40.00"), Decimal("-7.50"), Decimal("-2.51")]
    assert draft.lines[0].quantity == -1
    assert draft.lines[0].unit_price == 40
    assert draft.vat[0].amount == Decimal("-10.00")


@pytest.mark.parametrize("code", ["381", "380", "384", "389"])
def test_negative_figures_are_a_credit_note_and_stay_as_they_are(code: str) -> None:
    draft = read_draft(builders.cii_xml(negative(code)))
    assert (draft.type, draft.sign_flipped, draft.totals.ttc) == (InvoiceType.CREDIT_NOTE, False, -TTC)
    assert draft.lines[0].amount == Decimal("-40.00")


@pytest.mark.parametrize("code", ["380", "384", "386", "389", "393", "751", "326", "471", "500", "501"])
def test_an_invoice_code_with_positive_figures_is_an_invoice(code: str) -> None:
    reading = read(builders.cii_xml(positive(code)), "x")
    assert reading.draft is not None
    assert (reading.draft.type, reading.draft.totals.ttc) == (InvoiceType.INVOICE, TTC)
    assert "type_code_unknown" not in codes(reading)


def test_an_unknown_code_is_kept_and_said() -> None:
    reading = read(builders.cii_xml(positive("999")), "x")
    assert reading.draft is not None
    assert (reading.draft.type, reading.draft.type_code) == (InvoiceType.INVOICE, "999")
    assert codes(reading) == {"type_code_unknown"}


def test_a_ubl_credit_note_needs_no_code() -> None:
    written = builders.ubl_xml(builders.credit_note())
    for content in (written, written.replace(b"<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>", b"")):
        draft = read_draft(content)
        assert (draft.type, draft.sign_flipped, draft.totals.ttc) == (InvoiceType.CREDIT_NOTE, True, -TTC)
        assert draft == replace(builders.credit_note(), type_code=draft.type_code, profile=draft.profile)


def test_zero_turned_over_is_zero() -> None:
    free = (builders.line("Geste commercial", "0.00"),)
    draft = read_draft(builders.cii_xml(builders.draft(lines=free, type_code="381")))
    assert draft.type is InvoiceType.CREDIT_NOTE
    assert not draft.totals.stated[-1].is_signed()


def test_a_discount_line_on_an_invoice_is_no_credit_note() -> None:
    lines = (*builders.LINES, builders.line("Remise", "-5.00", quantity=Decimal(-1), unit_price=Decimal(5)))
    reading = read(builders.cii_xml(builders.draft(lines=lines)), "x")
    assert reading.draft is not None
    assert reading.draft.type is InvoiceType.INVOICE
    assert reading.draft.lines[-1].amount == Decimal("-5.00")
    assert codes(reading) == set()
