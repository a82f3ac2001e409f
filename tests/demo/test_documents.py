"""What the operators send: read back exactly, the same every time, and sound but where chosen otherwise."""

import io
from collections import Counter
from decimal import Decimal
from typing import Any

import pypdf

from telbill_desktop import importers
from telbill_desktop.demo.billing import Issued, issued
from telbill_desktop.demo.catalogue_files import load
from telbill_desktop.demo.paperwork import document_of
from tests.demo.conftest import Sent

CHOSEN = {
    ("hx-2", "2026-08-17"): "total_mismatch",
    ("hx-4", "2026-06-12"): "total_mismatch_rounding",
    ("nv-3", "2026-09-20"): "prepaid",
    ("nv-3", "2026-10-20"): "prepaid",
    ("nv-3", "2026-11-20"): "prepaid",
}


def test_every_document_is_read_back_to_exactly_what_it_was_made_from(sent: list[Sent]) -> None:
    different = [each.name for each in sent if importers.read(each.content, each.name).draft != each.issued.draft]
    assert different == []


def test_the_chosen_documents_warn_and_no_other(sent: list[Sent]) -> None:
    found = {}
    for each in sent:
        reading = importers.read(each.content, each.name)
        key = (each.issued.account.id, each.issued.draft.issue_date.isoformat())
        for warning in reading.warnings:
            found[key] = warning.code
        assert reading.to_check == (CHOSEN.get(key) == "total_mismatch")
    assert found == CHOSEN


def test_most_documents_are_pdfs_and_two_accounts_send_xml_alone(sent: list[Sent]) -> None:
    endings = Counter((each.issued.account.format, each.name.rpartition(".")[2]) for each in sent)
    assert set(endings) == {("factur-x", "pdf"), ("cii", "xml"), ("ubl", "xml")}
    assert endings["factur-x", "pdf"] == 251


def test_the_papers_have_one_to_three_pages_and_say_the_total(sent: list[Sent]) -> None:
    for each in sent[::20]:
        if not each.name.endswith(".pdf"):
            continue
        pdf = pypdf.PdfReader(io.BytesIO(each.content))
        assert 1 <= len(pdf.pages) <= 3
        totals = each.issued.draft.totals
        due = totals.amount_due if totals.amount_due is not None else totals.stated[-1]
        shown = f"{abs(due):,.2f}".replace(",", "\u00a0").replace(".", ",")
        assert shown in pdf.pages[0].extract_text()


def test_the_papers_embed_their_fonts(sent: list[Sent]) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(next(each.content for each in sent if each.name.endswith(".pdf"))))
    page: Any = pdf.pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert [font["/BaseFont"] for font in fonts if "/FontFile2" not in font["/FontDescriptor"]] == []


def test_the_same_documents_are_made_every_time(sent: list[Sent]) -> None:
    again = dict(document_of(each) for each in list(issued(load()))[::12])
    assert again == {each.name: each.content for each in sent[::12]}


def test_sums_agree_as_the_standard_asks(drafts: list[Issued]) -> None:
    """BR-CO-10, 13, 14, 15 and 16, BR-CO-17 and BR-S-08."""
    for each in drafts:
        draft, totals = each.draft, each.draft.totals
        assert totals.lines == totals.ht == sum((line.amount or 0 for line in draft.lines), Decimal(0))
        assert totals.vat == sum((row.amount or 0 for row in draft.vat), Decimal(0))
        for row in draft.vat:
            lines = [line for line in draft.lines if (line.vat_category, line.vat_rate) == (row.category, row.rate)]
            assert row.basis == sum((line.amount or 0 for line in lines), Decimal(0))
            assert row.amount is not None
            assert abs(row.amount - (row.basis or Decimal(0)) * (row.rate or Decimal(0)) / 100) <= Decimal("0.005")
        if (each.account.id, draft.issue_date.isoformat()) not in CHOSEN:
            ht, vat, ttc = totals.stated
            assert ttc == ht + vat == totals.amount_due


def test_every_line_is_its_quantity_times_its_price(drafts: list[Issued]) -> None:
    for each in drafts:
        for line in each.draft.lines:
            assert line.amount is not None
            assert line.quantity is not None
            assert line.unit_price is not None
            assert abs(line.quantity * line.unit_price - line.amount) <= Decimal("0.005")
