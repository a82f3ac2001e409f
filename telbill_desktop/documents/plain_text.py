"""The text of a PDF for a search, through pdfium; run in the worker process.

Records of calls stay out of it: a person's calls are no matter for a search (CNIL, deliberation 2005-19). A record is a
line with a phone number and, behind it, a duration or a volume of data and then a price.
"""

import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MAX_PAGES = 200
MAX_CHARACTERS = 400_000
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # how pdfium marks the hyphen at a line's end
_BLANK = re.compile(r"[^\S\n]+")
_PHONE = re.compile(
    r"(?<![\d.,])(?:0[1-9](?:[ .-]?[\dXx*\u2022]{2}){4}"  # its last figures may be masked
    r"|(?:\+|00)[1-9]\d{1,2}(?:[\dXx*\u2022]{7,11}|(?: ?\(0\))? ?\d(?:[ .-][\dXx*\u2022]{2}){4}))(?!\d)"
)
_AMOUNT_OF_USE = re.compile(
    r"\b\d{1,3}:\d{2}(?::\d{2})?\b|\b\d+ ?h ?\d{2}\b|\b\d+ ?(?:min|mn|['\u2019\u2032]) ?\d*|\b\d+ ?s(?:ec)?\b"
    r"|\b\d+(?:[.,]\d+)? ?(?:[kmgKMG]?[oO]|[kmgKMG]B)\b"
)
_PRICE = re.compile(r"\d[.,]\d{2,6}\b")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The texts of the first pages of `count`; `is_whole` says that the limits left nothing out.

    `unopened` are as many pages that the program cannot open, whose texts are empty.
    """

    pages: tuple[str, ...]
    count: int
    unopened: int
    is_whole: bool

    @property
    def text(self) -> str:
        """All of it, a blank line between pages."""
        return "\n\n".join(self.pages).strip()


def plain_text(
    document: "PdfDocument", look: "Callable[[int, PdfPage, PdfTextPage], None]" = lambda *_: None
) -> PlainText:
    """What a search finds in the document, as far as the limits go; `look` sees each page, from 0, while it is open."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - loaded at first use

    count, left, unopened, pages = len(document), MAX_CHARACTERS, 0, list[str]()
    for index in range(min(count, MAX_PAGES)):
        try:
            with _printed_on(document, index) as (page, printed):
                text = tidied(printed.get_text_range(0, min(printed.count_chars(), left)))
                look(index, page, printed)
        except PdfiumError:
            unopened, text = unopened + 1, ""
        pages.append(without_calls(text))
        left -= len(text)
        if left <= 0:
            break
    return PlainText(tuple(pages), count, unopened, is_whole=left > 0 and len(pages) == count)


@contextmanager
def _printed_on(document: "PdfDocument", index: int) -> "Iterator[tuple[PdfPage, PdfTextPage]]":
    page = document[index]
    try:
        printed = page.get_textpage()
        try:
            yield page, printed
        finally:
            printed.close()
    finally:
        page.close()


def tidied(text: str) -> str:
    """Composed (NFC), one space where there is blank, line ends as Unix has them, nothing that is not printed."""
    lines = unicodedata.normalize("NFC", text.translate(_HYPHENS)).splitlines()
    shown = ("".join(char if char.isprintable() else " " for char in line) for line in lines)
    return "\n".join(_BLANK.sub(" ", line).strip() for line in shown)


def without_calls(text: str) -> str:
    """The text without its lines that are records of calls."""
    return "\n".join(line for line in text.split("\n") if not _is_call(line))


def _is_call(line: str) -> bool:
    number = _PHONE.search(line)
    use = _AMOUNT_OF_USE.search(line, number.end()) if number is not None else None
    return use is not None and _PRICE.search(line, use.end()) is not None
