"""The text of a PDF for a search, through pdfium; run in the worker process.

Records of calls stay out of it: a person's calls are no matter for a search (CNIL, deliberation 2005-19). A record is a
line with a phone number and, behind it, a duration or a volume of data and then a price.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 200
MAX_CHARACTERS = 400_000
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # how pdfium marks the hyphen at a line's end
_BLANK = re.compile(r"[^\S\n]+")
_PHONE = re.compile(r"(?<![\d.,])(?:\+\d{1,3}|00\d{2}|0)(?:[ .-]?[\dXx*•]){8,11}(?![\d.,])")
_AMOUNT_OF_USE = re.compile(
    r"\b\d{1,3}:\d{2}(?::\d{2})?\b|\b\d+ ?h ?\d{2}\b|\b\d+ ?(?:min|mn|['\u2019\u2032]) ?\d*|\b\d+ ?s(?:ec)?\b"
    r"|\b\d+(?:[.,]\d+)? ?(?:[kmgKMG]?[oO]|[kmgKMG]B)\b"
)
_PRICE = re.compile(r"\d[.,]\d{2,6}\b")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text of the first `read` pages of `count`, a blank line between pages; and, where it stopped, it is cut."""

    text: str
    read: int
    count: int
    is_whole: bool


def plain_text(document: "PdfDocument") -> PlainText:
    """What a search finds in the document, as far as the limits go."""
    count, left, pages = len(document), MAX_CHARACTERS, []
    for index in range(min(count, MAX_PAGES)):
        page = document[index]
        try:
            text = page_text(page, left)
        finally:
            page.close()
        pages.append(without_calls(text))
        left -= len(text)
        if left <= 0:
            break
    return PlainText("\n\n".join(pages).strip(), len(pages), count, is_whole=left > 0 and len(pages) == count)


def page_text(page: "PdfPage", most: int) -> str:
    """The first characters of the page, in the order of the file."""
    text = page.get_textpage()
    try:
        return tidied(text.get_text_range(0, min(text.count_chars(), most)))
    finally:
        text.close()


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
