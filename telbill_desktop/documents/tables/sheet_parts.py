"""A worksheet's part, told apart: plain ones go to calamine as they are, all others are written anew.

calamine allocates used rows times used columns, loses error values, and takes the text results of formulas for numbers
("0612" becomes 612). A plain sheet has nothing of that: only cells with a reference, a style and a simple type.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telbill_desktop.documents.tables.limits import LAST_COLUMN, LAST_ROW, MAX_CELLS, MAX_COLUMNS
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message

_OPENING = re.compile(rb"<sheetData(?:\s[^<>]*)?>")
_CLOSING = b"</sheetData>"
# A cell's tag as Excel, LibreOffice and openpyxl write it. Captured: its column, and its row when it has six digits or
# more, so that what is captured stays few different values.
_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}(?:[0-9]{6,7}(?="))?)[0-9]{0,5}"'
    rb'(?: s="[0-9]+")?(?: t="(?:s|n|b|d|inlineStr)")?(?: s="[0-9]+")?/?>'
)
_ROW_OF_CELL = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
_SMALL_ROW = 99_999
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a user should know of a sheet beside its values; `lost` are addresses of formulas without stored result."""

    formulas: int = 0
    lost: tuple[str, ...] = ()
    hidden_rows: int = 0
    merged: int = 0

    def remarks(self) -> Iterator[Message]:
        """The facts, said."""
        if self.formulas:
            yield Message("table_formulas", {"count": self.formulas})
        if self.lost:
            yield Message("table_formulas_lost", {"cells": ", ".join(self.lost)})
        if self.hidden_rows:
            yield Message("table_hidden_rows", {"count": self.hidden_rows})
        if self.merged:
            yield Message("table_merged", {"count": self.merged})


def plain_cells(part: bytes) -> tuple[bytes, SheetFacts] | None:
    """What stands between <sheetData> and its end, and the facts; None for a sheet that is not plain.

    Raises:
        TelbillError: `table_area`, `table_wide`.
    """
    opening, end = _OPENING.search(part), part.rfind(_CLOSING)
    if opening is None or end < opening.end():
        return None
    body = part[opening.end() : end]
    if _has_more_than_values(body):
        return None
    captured = _CELL.findall(body)
    if len(captured) != body.count(b"<c"):
        return None
    _check_plain_area(set(captured), body)
    return body, SheetFacts(merged=len(_MERGED.findall(part[end:])))


def holds_values(part: bytes) -> bool:
    """Whether a sheet has any cell with a value; a hint that costs little, without false no."""
    return b"v>" in part or b"is>" in part


def check_area(rows: int, columns: int) -> None:
    """Raises `table_wide` or `table_area` for a used area that would be refused."""
    if columns > MAX_COLUMNS:
        raise TelbillError("table_wide", limit=MAX_COLUMNS)
    if rows * columns > MAX_CELLS:
        raise TelbillError("table_area", limit=MAX_CELLS)


def column_number(letters: bytes | str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper() if isinstance(letters, bytes) else letters.upper().encode():
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _has_more_than_values(body: bytes) -> bool:
    """Formulas, comments, hidden rows, prefixed names: anything that makes this a sheet to write anew.

    Every search is behind one for a single byte, which costs nothing and mostly decides.
    """
    return (
        (b"f" in body and b"<f" in body)
        or (b"!" in body and b"<!" in body)
        or (b"?" in body and b"<?" in body)
        or (b"h" in body and b"hidden" in body)
        or (b":" in body and any(map(_ends_in_a_name, body.split(b":")[:-1])))
    )


def _ends_in_a_name(piece: bytes) -> bool:
    """Whether a colon after this stands in a tag's name."""
    name = piece[piece.rfind(b"<") :]
    return name[:1] == b"<" and not any(map(name.__contains__, b" \t\r\n\"'>="))


def _check_plain_area(captured: Iterable[bytes], body: bytes) -> None:
    columns, rows = 0, 0
    for one in captured:
        letters = one.rstrip(b"0123456789")
        columns = max(columns, column_number(letters))
        rows = max(rows, int(one[len(letters) :] or _SMALL_ROW))
    if columns > LAST_COLUMN or rows > LAST_ROW:
        raise TelbillError("table_damaged", reason="a cell beyond the sheet")
    if rows == _SMALL_ROW and rows * columns > MAX_CELLS:
        rows = max(map(int, set(_ROW_OF_CELL.findall(body))))
    check_area(rows, columns)
