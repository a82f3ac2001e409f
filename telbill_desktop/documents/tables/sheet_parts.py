"""A worksheet's part, told apart: plain ones go to calamine as they are, all others are written anew.

calamine allocates used rows times used columns, loses error values, and takes the text results of formulas for numbers
("0612" becomes 612). A plain sheet has nothing of that: only cells with a reference, a style and a simple type.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telbill_desktop.documents.tables.limits import LAST_COLUMN, LAST_ROW, MAX_CELLS, MAX_COLUMNS
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message

_OPENING = re.compile(rb"<sheetData(?:\s[^<>]*)?>")
_CLOSING = b"</sheetData>"
# What may stand between one cell's "<c " and the next one's, as Excel, LibreOffice and openpyxl write it, digits as 0.
_ROWS = rb'\s*(?:</row>\s*)?(?:<row(?: (?!hidden)[A-Za-z0:]+="[^"<>]*")*(?:>\s*|/>\s*|></row>\s*))*'
_CELL = re.compile(
    rb'r="([A-Z]{1,3})(0{1,7})"(?: s="0+")?(?: t="(?:s|n|b|d|inlineStr)")?(?: s="0+")?'
    rb'(?:/>|>(?:<v>[^<]*</v>|<is><t(?: xml:space="preserve")?>[^<]*</t></is>)?</c>)' + _ROWS
)
_FIRST_ROWS = re.compile(_ROWS)
_DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else byte for byte in range(256))  # noqa: PLR2004 - "0" to "9"
_AT_ONCE = 4_000_000
_ROW_OF_CELL = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
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
    columns = rows = 0
    for shape in _shapes(body):
        found = _CELL.fullmatch(shape)
        if found is not None:
            columns, rows = max(columns, column_number(found[1])), max(rows, 10 ** len(found[2]) - 1)
        elif not _FIRST_ROWS.fullmatch(shape):
            return None
    _check_plain_area(rows, columns, body)
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


def _shapes(body: bytes) -> set[bytes]:
    """The different cells of a sheet, all digits alike: a few hundred in a sheet of a million, found without a loop."""
    shapes: set[bytes] = set()
    at = 0
    while at < len(body):
        cut = body.find(b"<c ", at + _AT_ONCE)
        end = cut if cut >= 0 else len(body)
        shapes.update(body[at:end].translate(_DIGITS).split(b"<c "))
        at = end
    return shapes


def _check_plain_area(rows: int, columns: int, body: bytes) -> None:
    """`rows` is as many as the number's digits allow; they are looked at closely where that would be too many."""
    if rows * columns > MAX_CELLS:
        rows = max(map(int, set(_ROW_OF_CELL.findall(body))))
    if columns > LAST_COLUMN or rows > LAST_ROW:
        raise TelbillError("table_damaged", reason="a cell beyond the sheet")
    check_area(rows, columns)
