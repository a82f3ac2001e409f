"""The words of a page, where they stand."""

import pytest

from telbill_desktop.documents.page_words import document_text
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.page_text import TextLine
from tests import builders
from tests.pages import HEIGHT, WIDTH, Text, pdf


def lines(content: bytes) -> list[str]:
    return [line.text for line in document_text(content).lines]


def only_line(content: bytes) -> TextLine:
    [line] = document_text(content).lines
    return line


def test_words_stand_where_they_are_drawn() -> None:
    line = only_line(pdf([Text(40, 100, "Total"), Text(400, 100, "12,00")]))
    total, amount = line.words
    assert (total.text, amount.text) == ("Total", "12,00")
    assert total.box.left == pytest.approx(40, abs=1)
    assert amount.box.left == pytest.approx(400, abs=1)
    assert total.box.top < 100 < total.box.bottom < 104


def test_a_wide_gap_parts_columns_and_a_space_does_not() -> None:
    line = only_line(pdf([Text(40, 100, "Total HT"), Text(120, 100, "1 234,50")]))
    assert [cell.text for cell in line.cells] == ["Total HT", "1 234,50"]
    assert line.text == "Total HT  1 234,50"


def test_lines_are_told_by_their_height_whatever_the_order_of_the_file() -> None:
    drawn = [Text(400, 120, "b2"), Text(40, 100, "a1"), Text(40, 120, "b1"), Text(400, 101.5, "a2")]
    assert lines(pdf(drawn)) == ["a1  a2", "b1  b2"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(rotation: int) -> None:
    document = document_text(pdf([Text(40, 100, "Numéro"), Text(400, 100, "12")], rotation=rotation))
    [page] = document.pages
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    [line] = page.lines
    assert line.text == "Numéro  12"
    assert line.words[1].box.left == pytest.approx(400, abs=1)
    assert line.words[1].box.top < 100 < line.words[1].box.bottom < 104


def test_slanted_text_stands_aside_and_is_no_line() -> None:
    document = document_text(pdf([Text(40, 100, "Total"), Text(20, 500, "RCS Paris", angle=90)]))
    [page] = document.pages
    assert [line.text for line in page.lines] == ["Total"]
    assert [word.text for word in page.aside] == ["RCS", "Paris"]


def test_a_page_that_is_a_picture_has_no_words_not_even_those_that_a_scanner_guessed() -> None:
    assert not document_text(pdf([Text(40, 100, "Total 12,00", is_hidden=True)], picture=True)).has_words
    assert document_text(pdf([Text(40, 100, "Total 12,00", is_hidden=False)], picture=True)).has_words


def test_pages_and_characters_are_limited_and_that_is_said() -> None:
    content = pdf([Text(40, 100, "abc")], [Text(40, 100, "def")], [Text(40, 100, "ghi")])
    whole = document_text(content)
    assert (len(whole.pages), whole.page_count, whole.complete) == (3, 3, True)
    fewer = document_text(content, max_pages=2)
    assert (len(fewer.pages), fewer.page_count, fewer.complete) == (2, 3, False)
    cut = document_text(content, max_characters=4)
    assert not cut.complete
    assert len(cut.pages) < 3


def test_a_word_that_is_drawn_letter_by_letter_is_one_word() -> None:
    letters = [Text(40 + 6 * at, 100, letter) for at, letter in enumerate("TOTAL")]
    assert lines(pdf(letters)) == ["TOTAL"]


def test_a_whole_invoice_has_its_figures_beside_their_labels() -> None:
    texts = lines(builders.plain_pdf())
    assert any(text.endswith("Total TTC  60,01 €") for text in texts), texts


def test_a_locked_or_broken_pdf_is_said() -> None:
    with pytest.raises(TelbillError) as raised:
        document_text(b"%PDF-1.7 nothing")
    assert raised.value.message.code == "pdf_unreadable"
