"""The builders that other tests stand on: what they write is read back whole."""

from decimal import Decimal

import pytest

from telbill_desktop import importers
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.reading import Outcome
from tests.builders import cii_xml, credit_note, draft, facturx_pdf, line, plain_pdf, ubl_xml

INVOICES = {
    "an invoice": draft(),
    "a credit note with positive figures": credit_note(),
    "a credit note with negative figures": credit_note(type_code="380", sign_flipped=False),
    "an invoice at two rates": draft(lines=(line(), line("Bouquet TV", "18.00", vat_rate=Decimal(10)))),
}


@pytest.mark.parametrize("invoice", INVOICES.values(), ids=INVOICES.keys())
def test_what_is_written_is_read_back(invoice: InvoiceDraft) -> None:
    numbered = importers.read(cii_xml(invoice), "invoice.xml").draft
    assert numbered is not None
    for content in (cii_xml(numbered), ubl_xml(numbered), facturx_pdf(numbered)):
        reading = importers.read(content, "document")
        assert reading.draft == numbered
        assert reading.warnings == ()


def test_a_plain_pdf_has_no_invoice_in_it() -> None:
    assert importers.read(plain_pdf(), "invoice.pdf").outcome is Outcome.UNMAPPED


def test_a_wrong_name_or_relationship_is_what_the_reader_sees() -> None:
    reading = importers.read(facturx_pdf(name="invoice.xml", relationship="Unspecified"), "invoice.pdf")
    assert reading.draft is not None
    assert reading.warnings
