"""The words of a PDF's pages with their places, through pdfium; run in the worker process.

Only text that is printed counts: the invisible layer that a scanner's software lays under a picture is a guess.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telbill_desktop.documents.pages import opened
from telbill_desktop.domain.page_text import Box, DocumentText, PageText, Word, in_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

MAX_PAGES = 60
MAX_CHARACTERS = 80_000  # of the whole document: about a second
_WORD_GAP = 0.22  # heights of a character
_UPRIGHT = 0.99  # cosine of the angle to the horizontal: eight degrees
_SCALE = 1000.0  # device units a point: pdfium gives whole ones
_SURROGATES = range(0xD800, 0xE000)
_UNKNOWN = "\ufffd"  # a glyph of which the font does not say what it means
_HYPHENS = frozenset({0x02, 0xFFFE})  # how pdfium marks the hyphen at a line's end


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A printed character on the page as it is shown. `along` is the cosine of its direction to the horizontal."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    along: float

    def follows(self, before: "_Glyph") -> bool:
        """Whether it continues the word of the one before."""
        if (self.along >= _UPRIGHT) is not (before.along >= _UPRIGHT):
            return False
        if self.along < _UPRIGHT:
            return True  # spaces alone part the words of slanted text
        height = max(min(self.bottom - self.top, before.bottom - before.top), 0.01)
        shift = abs((self.bottom + self.top) - (before.bottom + before.top)) / 2
        gap = self.left - before.right
        return shift < height / 2 and -height < gap < _WORD_GAP * height


def document_text(content: bytes, max_pages: int = MAX_PAGES, max_characters: int = MAX_CHARACTERS) -> DocumentText:
    """The words of the pages in order, as far as the limits go; `complete` says whether that is everything.

    Raises:
        TelbillError: `pdf_password`, `pdf_unreadable`.
    """
    pages = []
    left = max_characters
    with opened(content) as document:
        count = len(document)
        for index in range(min(count, max_pages)):
            page = document[index]
            text, used = _page_text(page, index, left)
            pages.append(text)
            page.close()
            left -= used
            if left <= 0:
                break
    return DocumentText(tuple(pages), count, complete=left > 0 and count <= max_pages)


def _page_text(page: "PdfPage", index: int, most: int) -> tuple[PageText, int]:
    """The page, and how many characters were looked at: `most` when there are as many or more."""
    width, height = page.get_size()
    found = list(_words(page, index, most))
    upright = [word for word, along in found if along >= _UPRIGHT]
    aside = tuple(word for word, along in found if along < _UPRIGHT)
    text_page = page.get_textpage()
    used = min(text_page.count_chars(), most)
    text_page.close()
    return PageText(index, width, height, in_lines(upright) if upright else (), aside), used


def _words(page: "PdfPage", index: int, most: int) -> "Iterator[tuple[Word, float]]":
    """Words in the order of the file, with the cosine of their direction."""
    run: list[_Glyph] = []
    for glyph in _glyphs(page, most):
        if run and (glyph is None or not glyph.follows(run[-1])):
            yield _word(run, index)
            run = []
        if glyph is not None:
            run.append(glyph)
    if run:
        yield _word(run, index)


def _word(run: list[_Glyph], index: int) -> tuple[Word, float]:
    box = Box(
        index,
        round(min(glyph.left for glyph in run), 2),
        round(min(glyph.top for glyph in run), 2),
        round(max(glyph.right for glyph in run), 2),
        round(max(glyph.bottom for glyph in run), 2),
    )
    return Word("".join(glyph.text for glyph in run), box), run[0].along


def _glyphs(page: "PdfPage", most: int) -> "Iterator[_Glyph | None]":
    """The printed characters; None stands for a space, a line's end, or a character that is not printed."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    text = page.get_textpage()
    shown = _placing(page)
    box = pdfium.FS_RECTF()
    try:
        for at in range(min(text.count_chars(), most)):
            code = pdfium.FPDFText_GetUnicode(text, at)
            char = "-" if code in _HYPHENS else chr(code)
            if code in _SURROGATES or pdfium.FPDFText_HasUnicodeMapError(text, at) > 0:
                char = _UNKNOWN
            if char.isspace() or not char.isprintable():
                yield None
                continue
            drawn = pdfium.FPDFText_GetTextObject(text, at)
            if drawn and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                yield None
                continue
            if not pdfium.FPDFText_GetLooseCharBox(text, at, box):
                yield None
                continue
            yield shown.glyph(char, (box.left, box.top, box.right, box.bottom), pdfium.FPDFText_GetCharAngle(text, at))
    finally:
        text.close()


@dataclass(frozen=True, slots=True)
class _Placing:
    """The way from a page's own coordinates to the page as it is shown: x' = a·x + b·y + c, y' = d·x + e·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def glyph(self, char: str, corners: tuple[float, float, float, float], angle: float) -> _Glyph:
        """A character whose box is left, top, right, bottom in the page's own coordinates."""
        left, top, right, bottom = corners
        xs = [self.a * x + self.b * y + self.c for x, y in ((left, top), (right, bottom))]
        ys = [self.d * x + self.e * y + self.f for x, y in ((left, top), (right, bottom))]
        turned = max(angle, 0.0)  # clockwise; an unknown one is -1 and taken for none
        along = (self.a * math.cos(turned) - self.b * math.sin(turned)) / (math.hypot(self.a, self.d) or 1)
        return _Glyph(char, min(xs), min(ys), max(xs), max(ys), along)


def _placing(page: "PdfPage") -> _Placing:
    """Taken from three points, so that pdfium itself accounts for rotation and crop."""
    import ctypes  # noqa: PLC0415 - for this alone

    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded at first use

    width, height = page.get_size()
    size = (round(width * _SCALE), round(height * _SCALE))
    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(page_x: float, page_y: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, page_x, page_y, x, y)
        return x.value / _SCALE, y.value / _SCALE

    reach = 100.0
    (c, f), (at_x, down_x), (at_y, down_y) = shown(0, 0), shown(reach, 0), shown(0, reach)
    return _Placing((at_x - c) / reach, (at_y - c) / reach, c, (down_x - f) / reach, (down_y - f) / reach, f)
