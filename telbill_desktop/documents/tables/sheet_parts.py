"""A worksheet's part, told apart: the cells of plain ones go to calamine as they are, all others are written anew.

calamine allocates used rows times used columns, loses error values, and takes the text results of formulas for numbers
("0612" becomes 612). A plain sheet is one whose area is known and whose results are found without parsing it: every
cell has a reference, a style and a type in the order in which Excel, LibreOffice and openpyxl write them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from telbill_desktop.documents.tables.limits import LAST_COLUMN, LAST_ROW, MAX_CELLS, MAX_COLUMNS
from telbill_desktop.documents.tables.sheet_results import stored_results
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Formulas

_OPENING = re.compile(rb"<sheetData(?:\s[^<>]*)?>")
_CLOSING = b"</sheetData>"
# What may stand between one cell's "<c " and the next one's, as Excel, LibreOffice and openpyxl write it, digits as 0.
_ROWS = rb'\s*(?:</row>\s*)?(?:<row(?: [A-Za-z0:]+="[^"<>]*")*(?:>\s*|/>\s*|></row>\s*))*'
_CELL = re.compile(
    rb'r="([A-Z]{1,3})(0{1,7})"(?: s="0+")?(?: t="(?:s|n|b|d|inlineStr|(str|e))")?(?: s="0+")?'
    rb'(?:/>|>(<f(?: [A-Za-z0]+="[^"<>]*")*(?:/>|>[^<]*</f>))?'
    rb'(?:<v>[^<]*</v>|<v/>|<is><t(?: xml:space="preserve")?>[^<]*</t></is>)?</c>)' + _ROWS
)
_FIRST_ROWS = re.compile(_ROWS)
_DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else byte for byte in range(256))  # noqa: PLR2004 - "0" to "9"
_AT_ONCE = 4_000_000
_ROW_OF_CELL = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row [^<>]*hidden="(?:1|true)"')
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a user should know of a sheet beside its values; `lost` are addresses of formulas without stored result."""

    formulas: int = 0
    lost: tuple[str, ...] = ()
    hidden_rows: int = 0
    merged: int = 0
    places: Formulas = field(default_factory=Formulas)

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


def plain_cells(part: bytes) -> tuple[bytes | memoryview, SheetFacts] | None:
    """What stands between <sheetData> and its end, results instead of formulas, and the facts.

    None for a sheet that is not plain.

    Raises:
        TelbillError: `table_area`, `table_wide`.
    """
    opening, end = _OPENING.search(part), part.rfind(_CLOSING)
    if opening is None or end < opening.end():
        return None
    start = opening.end()
    columns = rows = 0
    has_results = False
    for shape in _shapes(part, start, end):
        found = _CELL.fullmatch(shape)
        if found is not None:
            columns, rows = max(columns, column_number(found[1])), max(rows, 10 ** len(found[2]) - 1)
            has_results = has_results or bool(found[3] or found[4])
        elif not _FIRST_ROWS.fullmatch(shape):
            return None
    if rows * columns > MAX_CELLS:  # `rows` is as many as the digits allow: looked at closely where that is too many
        rows = _last_row(part, start, end)
    _check_plain_area(rows, columns)
    hidden = len(_HIDDEN_ROW.findall(part, start, end)) if b"hidden" in part else 0
    merged = len(_MERGED.findall(part[end:]))
    if not has_results:
        return memoryview(part)[start:end], SheetFacts(hidden_rows=hidden, merged=merged)
    results, formulas, lost, places = stored_results(part[start:end])
    return results, SheetFacts(formulas, lost, hidden, merged, places)


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


def _shapes(part: bytes, start: int, end: int) -> set[bytes]:
    """The different cells of a sheet, all digits alike: a few hundred in a sheet of a million, found without a loop."""
    shapes: set[bytes] = set()
    for at, until in _pieces(part, start, end):
        shapes.update(part[at:until].translate(_DIGITS).split(b"<c "))
    return shapes


def _pieces(part: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where: some megabytes at once, cut before a cell."""
    while start < end:
        cut = part.find(b"<c ", start + _AT_ONCE, end)
        until = cut if cut >= 0 else end
        yield start, until
        start = until


def _last_row(part: bytes, start: int, end: int) -> int:
    return max(max(map(int, set(_ROW_OF_CELL.findall(part, *piece))), default=0) for piece in _pieces(part, start, end))


def _check_plain_area(rows: int, columns: int) -> None:
    if columns > LAST_COLUMN or rows > LAST_ROW:
        raise TelbillError("table_damaged", reason="a cell beyond the sheet")
    check_area(rows, columns)
