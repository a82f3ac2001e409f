"""A table as a file holds it: rows of cells, each a text or what a spreadsheet stored, not yet told what they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.messages import Message

Cell = str | Decimal | date | bool | None
"""CSV cells are texts as written, "" when empty. Spreadsheet cells are typed: exact numbers, days (a time of day is
dropped when it is midnight, else the cell is the text "2026-11-17 08:02:00"), None when empty."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a delimited file is written. `encoding` is "utf-8-sig", "utf-8", "cp1252", "utf-16-le" or "utf-16-be"."""

    encoding: str
    delimiter: str
    quote: str = '"'


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `line` is where it begins in the file: the physical line of a CSV, the sheet's row number, from 1."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Formulas:
    """The cells of a sheet that formulas made, as lines by column from 0: `lost` have no stored result."""

    kept: Mapping[int, Sequence[int]] = field(default_factory=dict)
    lost: Mapping[int, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table out of a file. `kind` is "csv", "xlsx" or "ods".

    `rows` are those that hold something, ragged as they are. `sheets` and `hidden_sheets` name what a workbook has;
    `sheet` is the one read. `remarks` say what a user should know of the file: stored results of formulas were read,
    hidden sheets, links to other workbooks.
    """

    kind: str
    rows: tuple[Row, ...]
    dialect: Dialect | None = None
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    remarks: tuple[Message, ...] = ()
    formulas: Formulas = field(default_factory=Formulas)

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max((len(row.cells) for row in self.rows), default=0)
