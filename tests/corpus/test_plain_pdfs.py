"""Plain PDFs of the corpus: three are read exactly, and no other PDF is misread by its text."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.reading import Outcome, SourceKind
from telbill_desktop.importers import read
from tests.corpus.conftest import CORPUS, expected_rows

ROWS = expected_rows("pdf-text")
OTHERS = [path for path in sorted(CORPUS.rglob("*.pdf")) if path.parents[1].name != "pdf-text"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_an_invoice_is_read_to_the_cent(row: dict[str, str]) -> None:
    reading = read((CORPUS / row["file"]).read_bytes(), row["file"])
    draft = reading.draft
    assert draft is not None
    assert (reading.source, reading.warnings, reading.to_check) == (SourceKind.PDF_TEXT, (), False)
    assert (draft.number, draft.issue_date.isoformat()) == (row["invoice_number"], row["issue_date"])
    assert (draft.currency, draft.type_code) == (row["currency"], row["type_code"])
    assert draft.totals.ht == Decimal(row["total_ht"])
    assert draft.totals.vat == Decimal(row["total_vat"])
    assert draft.totals.ttc == Decimal(row["total_ttc"])
    assert draft.seller.name == row["seller_name"]


def test_what_else_the_telecom_invoice_prints_is_read_too() -> None:
    [row] = [row for row in ROWS if "free_fiber" in row["file"]]
    draft = read((CORPUS / row["file"]).read_bytes(), row["file"]).draft
    assert draft is not None
    assert draft.period is not None
    assert (draft.due_date, draft.period.start, draft.period.last_day) == (
        date(2015, 7, 5),
        date(2015, 7, 1),
        date(2015, 7, 31),
    )
    assert draft.account.number == "FO10479674"


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(CORPUS)))
def test_no_other_pdf_is_read_by_its_text(path: Path) -> None:
    reading = read(path.read_bytes(), path.name)
    if reading.source is SourceKind.PDF_TEXT:
        assert reading.outcome is not Outcome.READ
