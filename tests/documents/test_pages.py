"""Pages as pictures."""

import pytest

from telbill_desktop.documents.pages import page_count, render_page
from telbill_desktop.domain.errors import TelbillError
from tests import builders

PDF = builders.plain_pdf()


def test_pages_are_counted() -> None:
    assert page_count(PDF) == 1


def test_a_page_is_drawn_as_wide_as_asked() -> None:
    image = render_page(PDF, 0, 600)
    assert abs(image.width - 600) <= 1
    assert image.height > image.width
    assert len(image.rgb) == image.width * image.height * 3
    red, _, blue = image.rgb[:3]
    assert blue > red + 50, "the page begins with a blue band: red and blue have not changed places"
    assert len(set(image.rgb)) > 20


@pytest.mark.parametrize("width", [0, 1, 333, 100_000])
def test_any_width_gives_rows_without_padding(width: int) -> None:
    image = render_page(PDF, 0, width)
    assert len(image.rgb) == image.width * image.height * 3
    assert image.width <= 4001


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_page_that_is_not_there_is_said(index: int) -> None:
    with pytest.raises(TelbillError) as raised:
        render_page(PDF, index, 100)
    assert raised.value.message.code == "page_missing"


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(TelbillError) as raised:
        page_count(b"%PDF-1.7 nothing")
    assert raised.value.message.code == "pdf_unreadable"
