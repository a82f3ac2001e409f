"""The text of a PDF's pages as pypdf finds it, to be set against that of pdfium.

Two programs that find different things in one file are a sign that it was made to show two things. pypdf takes thirty
milliseconds for the text of a page, so an amount is looked for first in the strings of the page, decoded by the tables
of its fonts, without regard to where they stand; and by pypdf itself only where it is not there.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from telbill_desktop.documents.pdf_file import PdfFile
from telbill_desktop.documents.plain_text import PlainText
from telbill_desktop.domain.amount_search import holds_amount
from telbill_desktop.domain.messages import Message

if TYPE_CHECKING:
    from pypdf import PageObject

_MOST_PAGES = 60
_MOST_BYTES = 400_000  # of drawing, of all pages: some 4 s a megabyte for pypdf
_QUICK_BYTES = 4_000_000
_UNKNOWN = "\ufffd"  # a code that the font gives no letter
_MOST_CODES = 20_000  # of a font
_TOKEN = re.compile(
    rb"/([^\s/\[\]()<>{}%]+)\s+[-+.\d]+\s+Tf\b|\(((?:[^\\()]|\\.)*)\)|<([0-9A-Fa-f\s]*)>(?!>)|(T[jJdDm*]|ET|')",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def disagreements(pdf: PdfFile, count: int, printed: PlainText, totals: Sequence[Decimal]) -> list[Message]:
    """What pypdf, which counts so many pages, and pdfium, whose text is given, do not find alike; nothing where all is.

    A total is looked for to the cent, its sign aside. Found by neither it may be in a picture.
    """
    found = []
    if count != printed.count:
        found.append(Message("pages_differ", {"first": printed.count, "second": count}))
    for total in totals:
        params = {"total": total}
        first = [index for index, text in enumerate(printed.pages) if holds_amount(text, total)]
        second = _found_by_pypdf(pdf, total, first, min(count, _MOST_PAGES))
        if second is None or not (first or printed.is_whole):
            found.append(Message("total_unread", params))
        elif bool(first) is not second:
            found.append(Message("total_differs", params))
        elif not first:
            found.append(Message("total_absent", params))
    return found


def _found_by_pypdf(pdf: PdfFile, total: Decimal, likely: Sequence[int], count: int) -> bool | None:
    """Whether the amount is in the text of a page, the likely ones looked at first; None where not all was read."""
    order = [*(index for index in likely if index < count), *(index for index in range(count) if index not in likely)]
    fonts: dict[object, _Font] = {}
    left, sizes = _QUICK_BYTES, []
    for index in order:
        page = pdf.reader.pages[index]
        drawing = _drawing(page)
        left -= len(drawing)
        if left < 0:
            return None
        if holds_amount("".join(_strings(drawing, page, fonts)), total):
            return True
        sizes.append((index, len(drawing)))
    left = _MOST_BYTES
    for index, size in sizes:
        left -= size
        if left < 0:
            return None
        if holds_amount(pdf.reader.pages[index].extract_text(), total):
            return True
    return False if count == len(pdf.reader.pages) else None


def _drawing(page: "PageObject") -> bytes:
    contents = page.get_contents()
    return bytes(contents.get_data()) if contents is not None else b""


class _Font:
    """How the codes of a font are read: one byte each, or as many as its table has."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - PDF objects
        self.width = 1
        self.letters: dict[int, str] = {}
        table: Any = font.get("/ToUnicode") if isinstance(font, dict) else None
        table = table.get_object() if table is not None else None
        if hasattr(table, "get_data"):
            self._learn(bytes(table.get_data()))

    def text(self, codes: bytes) -> str:
        """What the codes stand for; a byte without an entry stands for itself."""
        step = self.width
        if step == 1:
            return "".join(self.letters.get(code, chr(code)) for code in codes)
        return "".join(
            self.letters.get(int.from_bytes(codes[at : at + step], "big"), _UNKNOWN)
            for at in range(0, len(codes), step)
        )

    def _learn(self, table: bytes) -> None:
        for part in _PAIRS.findall(table):
            found = [bytes.fromhex(one.decode()) for one, _, _ in _HEX.findall(part)]
            for code, letter in zip(found[::2], found[1::2], strict=False):
                self._add(int.from_bytes(code, "big"), letter, len(code))
        for part in _RANGES.findall(table):
            self._learn_ranges([(bytes.fromhex(one.decode()), mark) for one, mark, _ in _HEX.findall(part)])

    def _learn_ranges(self, tokens: list[tuple[bytes, bytes]]) -> None:
        at = 0
        while at + 2 < len(tokens):
            first, last = (int.from_bytes(tokens[at + step][0], "big") for step in (0, 1))
            letter, opens = tokens[at + 2]
            if opens:  # a letter for each code; the slow way knows them
                return
            for code in range(first, min(last, first + 255) + 1):
                shifted = letter[:-1] + bytes([(letter[-1] + code - first) % 256]) if letter else b""
                self._add(code, shifted, len(tokens[at][0]))
            at += 3

    def _add(self, code: int, letter: bytes, width: int) -> None:
        if len(self.letters) < _MOST_CODES:
            self.width = max(width, 1)
            self.letters[code] = letter.decode("utf-16-be", "replace")


def _strings(drawing: bytes, page: "PageObject", fonts: dict[object, _Font]) -> Iterator[str]:
    """The strings that are shown, one line each."""
    resources: Any = page.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    named: Any = resources.get("/Font")
    named = named.get_object() if named is not None else {}
    font = _Font(None)
    for name, literal, digits, operator in _TOKEN.findall(drawing):
        if name:
            entry = named.get("/" + name.decode("latin-1")) if isinstance(named, dict) else None
            key = getattr(entry, "idnum", id(entry))
            if key not in fonts:
                fonts[key] = _Font(entry.get_object() if entry is not None else None)
            font = fonts[key]
        elif operator:
            yield "\n"
        elif literal:
            yield font.text(_ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal)
        elif digits:
            even = b"".join(digits.split())
            yield font.text(bytes.fromhex((even + b"0" * (len(even) % 2)).decode()))


def _unescaped(found: "re.Match[bytes]") -> bytes:
    what = found[1]
    return bytes([int(what, 8) & 255]) if what[:1].isdigit() else _ESCAPED.get(what, what)
