"""A sheet of usage: opened whole in the worker's process, made into text, then read row by row as any file of usage."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.documents.tables import open_table
from telbill_desktop.domain.date_text import DateOrder
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Cell, Dialect, TableFile
from telbill_desktop.domain.table_profile import ColumnFormat, TableChoice, TableField, TableKind, TableProfile
from telbill_desktop.importers.tabular.formula_cells import formula_remarks, lost_columns, without_result
from telbill_desktop.importers.tabular.profile_files import built_in_profiles
from telbill_desktop.importers.tabular.reading import matched, other_sheets
from telbill_desktop.importers.tabular.recognising import Match, as_said
from telbill_desktop.system.collector import collector_paused

_NUMBERS = {TableField.USAGE_OWN, TableField.USAGE_OTHER}
_MOMENTS = {TableField.USAGE_START, TableField.USAGE_DATE, TableField.USAGE_TIME}
_WITHOUT_ZERO = re.compile("[1-9][0-9]{8}")  # a number at home that a spreadsheet took for an amount
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)"
)  # see `domain.table.Cell`
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:00")  # as typed cells are told, whoever wrote them
_SECOND = re.compile(r":[0-9]{2}:(?:0[1-9]|[1-5][0-9]|00[.,]0*[1-9])")
_DAYS = {DateOrder.DAY_FIRST: "%d/%m/%Y", DateOrder.MONTH_FIRST: "%m/%d/%Y", DateOrder.YEAR_FIRST: "%Y-%m-%d"}
_PLAIN = ColumnFormat()
DIALECT = Dialect("utf-8", ";")  # of `SheetOfUsage.text`


@dataclass(frozen=True, slots=True)
class SheetOfUsage:
    """A sheet as text in `DIALECT`: the line of a row is its number in the sheet.

    `found` is how the profile lies on it, `titles_line` the line of its titles; `remarks` are to be said of the
    workbook.
    """

    text: bytes
    found: Match
    titles_line: int
    remarks: tuple[Message, ...]


def sheet_of_usage(
    content: bytes, name: str, profiles: Sequence[TableProfile], choice: TableChoice
) -> SheetOfUsage | None:
    """The sheet of a workbook that is usage; None when none is that a profile knows. `profiles` are the user's own.

    Raises:
        TelbillError: see `documents.tables.open_table`; a chosen profile cannot read it; a formula in a column that
            counts has no stored result.
    """
    with collector_paused():
        table, found = matched(content, open_table(content), name, [*built_in_profiles(), *profiles], choice)
        if isinstance(found, Message) or found.profile.kind is not TableKind.USAGE:
            return None
        found, titles = as_said(found, choice), table.rows[found.header].line
        _refuse_lost(table, found, titles)
        remarks = (*formula_remarks(table, set(found.columns.values()), titles), *other_sheets(table))
        return SheetOfUsage(_text(table, found), found, titles, remarks)


class CellTexts:
    """Cells as a file of text would have them, by what the profile says of each column.

    Where a sheet names no second but that of typed cells, which always have one, `has_seconds` is False.
    """

    def __init__(self, found: Match, *, has_seconds: bool = True) -> None:
        self._width, self._has_seconds = found.width, has_seconds
        self._formats = {column: found.profile.format_of(field) for field, column in found.columns.items()}
        self._numbers = {column for field, column in found.columns.items() if field in _NUMBERS}
        self._moments = {column for field, column in found.columns.items() if field in _MOMENTS}

    def row(self, cells: Sequence[Cell]) -> list[str]:
        """The texts of a row, each on one line; its last cells, which a sheet leaves out when they are blank, too."""
        return [self.text(at, cell) for at, cell in enumerate(cells)] + [""] * (self._width - len(cells))

    def text(self, column: int, cell: Cell) -> str:
        """Numbers with the column's decimal mark, days in its order, telephone numbers with the zero that they lost."""
        written = self._formats.get(column, _PLAIN)
        if isinstance(cell, Decimal):
            text = f"{cell:f}".replace(".", written.decimal_mark)
            return f"0{text}" if column in self._numbers and _WITHOUT_ZERO.fullmatch(text) else text
        if isinstance(cell, date):
            return cell.strftime(_DAYS[written.date_order])
        text = "" if cell is None else " ".join(str(cell).split())
        if column in self._moments:
            if moment := _MOMENT.fullmatch(text):
                day = date.fromisoformat(moment[1]).strftime(_DAYS[written.date_order])
                return f"{day} {self._time(moment[2])}"
            return self._time(text)
        return text

    def _time(self, text: str) -> str:
        """A time of day; any other text as it is."""
        return text if self._has_seconds or not _TIME.fullmatch(text) else text.removesuffix(":00")


def _refuse_lost(table: TableFile, found: Match, titles: int) -> None:
    for line, columns in sorted(lost_columns(table, set(found.columns.values()), titles).items()):
        told = without_result(line, columns[0])
        raise TelbillError(told.code, **dict(told.params))


def _has_seconds(table: TableFile, found: Match) -> bool:
    """Whether any moment of the sheet names a second that is not the first of its minute."""
    columns = [column for field, column in found.columns.items() if field in _MOMENTS]
    cells = (row.cells[column] for row in table.rows for column in columns if column < len(row.cells))
    return any(isinstance(cell, str) and _SECOND.search(cell) for cell in cells)


def _text(table: TableFile, found: Match) -> bytes:
    texts = CellTexts(found, has_seconds=_has_seconds(table, found))
    stream, line = io.StringIO(newline=""), 1
    writer = csv.writer(stream, delimiter=DIALECT.delimiter, lineterminator="\n")
    for row in table.rows:
        stream.write("\n" * (row.line - line))  # rows that hold nothing
        writer.writerow(texts.row(row.cells))
        line = row.line + 1
    return stream.getvalue().encode("utf-8", "surrogatepass")
