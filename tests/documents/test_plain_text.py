"""What a search finds of a document: its words, tidy and bounded, and nobody's calls."""

import pytest

from telbill_desktop.documents import plain_text
from telbill_desktop.documents.inspection import inspected
from tests.documents import dangerous_pdfs as make
from tests.pages import Text, pdf

CALLS = [
    "17/11/2026 14:02 06 39 98 01 01 00:03:12 0,15 €",
    "17/11 +33639980102 12 min 40 s 0,3500",
    "0639980103 Data 128 Mo 1,20",
    "06.39.98.01.04 1h05 2,00 EUR",
    "063998XXXX 45 s 0,05",
]
KEPT = [
    "Service client : 01 99 00 10 00",
    "0639980101 Forfait Mobile 50 Go",
    "0639980101 Forfait Mobile 40,00 €",
    "Forfait 2h 40,00 €",
    "Communications hors forfait 00:12:30 2,51",
    "IBAN FR76 0000 1111 2222 12,00",
]


@pytest.mark.parametrize("line", CALLS)
def test_a_record_of_a_call_is_left_out(line: str) -> None:
    assert plain_text.without_calls(f"Facture\n{line}\nTotal") == "Facture\nTotal"


@pytest.mark.parametrize("line", KEPT)
def test_a_line_that_is_no_record_of_a_call_is_kept(line: str) -> None:
    assert plain_text.without_calls(line) == line


def test_calls_that_are_printed_are_left_out_of_the_text() -> None:
    page = [Text(40, 60 + 20 * at, line) for at, line in enumerate(("Facture", CALLS[0], "Total 12,00"))]
    assert inspected(pdf(page)).text == "Facture\nTotal 12,00"


def test_the_text_is_tidy() -> None:
    assert plain_text.tidied("e\u0301te\u0301\r\nA\u00a0 B\x00C\tD\x02\n  fin ") == "été\nA B C D-\nfin"


def test_where_a_long_document_is_cut_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "MAX_PAGES", 2)
    found = inspected(make.plain(3))
    assert found.text.count("H-2026-114") == 2
    assert [(one.code, one.params) for one in found.report.warnings] == [("text_cut", {"pages": 2, "count": 3})]
    assert inspected(make.plain(2)).report.warnings == ()


def test_a_page_that_is_longer_than_all_that_is_kept_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "MAX_CHARACTERS", 7)
    assert inspected(make.plain(3)).text == "Facture"
