"""Tables as an XLSX workbook: amounts are numbers with two decimals, dates are dates, texts are never formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from telbill_desktop.exporters.cell_text import inert
from telbill_desktop.exporters.new_file import new_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped] # it ships no types

    from telbill_desktop.exporters.cell_text import Cell

_AMOUNT, _DAY = "#,##0.00", "dd/mm/yyyy"
_LONGEST = 32_767  # characters that a cell of a workbook holds
_NARROWEST, _WIDEST, _ROOM = 9, 60, 2  # characters of a column
# XML has no place for these.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name and a table whose first row are titles."""

    name: str
    table: Iterable[Sequence[Cell]]


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> int:
    """Writes the sheets and returns how many rows stand below the titles of all of them.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
    """
    from openpyxl import Workbook  # type: ignore[import-untyped] # noqa: PLC0415 - half a second, for exports only

    book = Workbook()
    book.remove(book.worksheets[0])
    count = 0
    for sheet in sheets:
        count += _fill(book.create_sheet(sheet.name), sheet.table)
    with new_file(path) as stream:
        book.save(stream)
    return count


def _fill(page: Worksheet, table: Iterable[Sequence[Cell]]) -> int:
    from openpyxl.styles import Font  # type: ignore[import-untyped] # noqa: PLC0415 - see above
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped] # noqa: PLC0415 - see above

    widths: dict[int, int] = {}
    row = 0
    for row, values in enumerate(table, start=1):
        for column, value in enumerate(values, start=1):
            _put(page, row, column, value)
            widths[column] = max(widths.get(column, _NARROWEST), len(_shown(value)))
    for cell in page[1]:
        cell.font = Font(bold=True)
    for column, width in widths.items():
        page.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST) + _ROOM
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    return max(row - 1, 0)


def _put(page: Worksheet, row: int, column: int, value: Cell) -> None:
    if value is None or value == "":
        return
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = _ILLEGAL.sub(" ", inert(value))[:_LONGEST]
        cell.data_type = "s"  # whatever it looks like
        return
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = _AMOUNT
    elif isinstance(value, date):
        cell.number_format = _DAY


def _shown(value: Cell) -> str:
    return value if isinstance(value, str) else "00/00/0000" if isinstance(value, date) else str(value or "")
