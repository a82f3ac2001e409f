"""The values of one row after another, by field: columns, the profile's constants, what the file's name gives."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import zip_longest
from typing import Any, NamedTuple, TypeGuard

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.field_names import named
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Cell, Row, TableFile
from telbill_desktop.domain.table_profile import (
    AMOUNT_FIELDS,
    AMOUNTS,
    DATES,
    NUMBERS,
    ColumnFormat,
    TableField,
    TableProfile,
)
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.importers.tabular.cells import CellReader
from telbill_desktop.importers.tabular.formula_cells import in_error, is_error, lost_columns, rows_below, without_result
from telbill_desktop.importers.tabular.recognising import Match
from telbill_desktop.importers.tabular.titles import row_titles, title_key

Values = dict[TableField, Any]  # Decimal, date or text; None or "" where the table says nothing
MOST_WRONG = 20_000  # rows; each takes as much memory as twenty of its cells
Corrections = Mapping[tuple[int, int], str]


class RowValues(NamedTuple):
    """A row that could be read. `corrected` says which of its cells somebody typed anew."""

    row: Row
    values: Values
    corrected: tuple[Message, ...] = ()
    in_euros: bool = False  # an amount of the row names the euro


class Block(NamedTuple):
    """Rows that follow each other. `columns` are their values by field when every cell of them could be read.

    None: something is wrong with some of them, and each is to be read for itself.
    """

    rows: Sequence[Row]
    columns: Mapping[TableField, Sequence[Any]] | None
    in_euros: bool = False  # an amount of one of the rows names the euro


class FieldParsers:
    """Reads the cells of each field of a profile, by the field's type and the way in which its column is written."""

    def __init__(self, profile: TableProfile) -> None:
        self._profile = profile
        self._readers: dict[ColumnFormat, CellReader] = {}

    def of(self, field: TableField) -> Callable[[Cell], Any]:
        """What reads a cell: a Decimal, a day, or a text; it raises what `CellReader` raises."""
        written = self._profile.format_of(field)
        cells = self._readers.setdefault(written, CellReader(written))
        if field in AMOUNTS:
            return cells.total
        if field is TableField.LINE_VAT_RATE:
            return cells.rate
        if field in NUMBERS:
            return cells.number
        return cells.day if field in DATES else cells.text

    def of_all(self, field: TableField) -> Callable[[Sequence[Cell]], list[Any]]:
        """What reads many cells of the field; it raises what `of` raises for the first that is wrong."""
        parse = self.of(field)
        return self._readers[self._profile.format_of(field)].totals if field in AMOUNTS else partial(_each, parse)


class RowReader:
    """Reads rows below the header of a match."""

    def __init__(self, match: Match, constants: Mapping[TableField, str], corrections: Corrections) -> None:
        """`constants` come on top of the profile's; what a column says goes before any of them.

        Raises:
            TelbillError: `profile_wrong_value` for a constant that is no value of its field.
        """
        self.cells = CellReader(ColumnFormat())  # for texts, which are all written alike
        self._parsers = FieldParsers(match.profile)
        self.columns = match.columns
        self._fields = {column: field for field, column in match.columns.items()}
        self._of_workbook = False
        self._lost: Mapping[int, tuple[int, ...]] = {}
        self._right = self._wrong = 0
        self._header = match.header
        self._width = match.width or sys.maxsize  # not known: nothing is too wide
        self._amounts = frozenset(match.columns[each] for each in AMOUNT_FIELDS if each in match.columns)
        self._plan = [(field, column, self._parsers.of(field)) for field, column in match.columns.items()]
        self._whole = [(field, column, self._parsers.of_all(field)) for field, column in match.columns.items()]
        self._corrections: dict[int, dict[int, str]] = {}
        for (line, column), text in corrections.items():
            self._corrections.setdefault(line, {})[column] = text
        self.fixed: Values = {}
        for field, text in {**match.profile.constants, **match.from_name, **constants}.items():
            if field not in match.columns:
                self.fixed[field] = self._constant(match, field, text)

    def read(self, table: TableFile) -> Iterator[RowValues | CellProblem]:
        """Every row below the header that is not blank; none more once `MOST_WRONG` were wrong and none was right."""
        titles, rows = self._begun(table)
        for row in rows:
            if self._is_header(row, titles):
                yield self.problem(row, None, Message("row_second_table"))
                return
            if (found := self.read_one(row)) is not None:
                yield found
            if self.gave_up:
                return

    @property
    def gave_up(self) -> bool:
        """Whether so many rows at the beginning could not be read that the others were not looked at."""
        return not self._right and self._wrong >= MOST_WRONG

    def read_one(self, row: Row) -> RowValues | CellProblem | None:
        """One row, with what somebody corrected in it; None for a blank one."""
        typed = self._corrections.get(row.line)
        wanting = next((column for column in self._lost.get(row.line, ()) if column not in (typed or ())), None)
        found: RowValues | CellProblem | None
        if wanting is not None:
            found = self.problem(row, self._fields[wanting], without_result(row.line, wanting))
        else:
            found = self._read(row) if typed is None else self._read_corrected(row, typed)
        self._wrong += isinstance(found, CellProblem)
        self._right += isinstance(found, RowValues)
        return found

    def blocks(self, table: TableFile) -> Iterator[Block | CellProblem]:
        """The rows that `read` reads, blank ones too, many at once: a column takes less than as many cells.

        Those of a block without columns are to be read one by one before the next is asked for.
        """
        titles, rows = self._begun(table)
        for start in range(0, len(rows), _BLOCK):
            if self.gave_up:
                return
            block = rows[start : start + _BLOCK]
            firsts = {next(filter(None, row.cells), None) for row in block}
            if any(isinstance(first, str) and _key_of(first) in titles for first in firsts):
                for place, row in enumerate(block):
                    if self._is_header(row, titles):
                        yield Block(block[:place], None)
                        yield self.problem(row, None, Message("row_second_table"))
                        return
            yield self._block(block)

    def number_in(self, row: Row) -> str | None:
        """The key of the invoice's number in a row of which another cell cannot be read; None where it has none."""
        column = self.columns.get(TableField.NUMBER)
        if column is None or column >= len(row.cells):
            return None
        return number_key(self.cells.text(row.cells[column])) or None

    def problem(self, row: Row, field: TableField | None, message: Message) -> CellProblem:
        """The row cannot be taken, for this field."""
        column = None if field is None else self.columns.get(field)
        cell = row.cells[column] if column is not None and column < len(row.cells) else None
        return CellProblem(row.line, column, field, self.cells.text(cell)[:200], message)

    def _begun(self, table: TableFile) -> tuple[set[str], Sequence[Row]]:
        """The titles, and the rows below them."""
        header = table.rows[self._header]
        self._of_workbook = table.kind != "csv"
        self._lost = lost_columns(table, self._fields, header.line)
        titles = {title_key(title) for title in row_titles(header.cells) if title}
        return titles, rows_below(table, self._header, self._lost)

    def _block(self, rows: Sequence[Row]) -> Block:
        apart = self._corrections.keys() | self._lost.keys()
        if apart and any(row.line in apart for row in rows):
            return Block(rows, None)
        cells = list(zip_longest(*(row.cells for row in rows)))
        if any(any(map(self.cells.text, column)) for column in cells[self._width :]):
            return Block(rows, None)
        nothing = (None,) * len(rows)
        columns: dict[TableField, Sequence[Any]] = {field: [value] * len(rows) for field, value in self.fixed.items()}
        try:
            for field, at, read in self._whole:
                columns[field] = read(cells[at] if at < len(cells) else nothing)
        except TelbillError:
            return Block(rows, None)
        if self._of_workbook and self._hold_error(cells):
            return Block(rows, None)
        self._right += any(any(columns[field]) for field, _at, _read in self._whole)
        in_euros = any(_names_euro("\n".join(filter(_is_text, cells[at]))) for at in self._amounts if at < len(cells))
        return Block(rows, columns, in_euros=in_euros)

    def _hold_error(self, cells: Sequence[Sequence[Cell]]) -> bool:
        used = (cells[at] for at in self._fields if at < len(cells))
        return any(map(is_error, {cell for column in used for cell in column if _is_text(cell)}))

    def _is_header(self, row: Row, titles: set[str]) -> bool:
        """Whether the titles stand here again, in whatever order: below begins another table."""
        first = next(filter(None, row.cells), None)
        if not isinstance(first, str) or _key_of(first) not in titles:
            return False
        said = [title_key(cell) for cell in row.cells if isinstance(cell, str) and cell.strip()]
        return len(said) > 1 and all(one in titles for one in said)

    def _read(self, row: Row) -> RowValues | CellProblem | None:
        cells, width = row.cells, len(row.cells)
        if width > self._width and any(map(self.cells.text, cells[self._width :])):
            return self.problem(row, None, Message("row_too_wide", {"count": width, "titles": self._width}))
        values = dict(self.fixed)
        says_something = False
        for field, column, parse in self._plan:
            cell = cells[column] if column < width else None
            try:
                value = values[field] = parse(cell)
            except TelbillError as error:
                return self.problem(row, field, self._failed(row, column, cell) or error.message)
            if value.__class__ is str and (failed := self._failed(row, column, cell)):
                return self.problem(row, field, failed)
            says_something = says_something or value not in {None, ""}
        if not says_something:
            return None
        return RowValues(row, values, in_euros=any(_names_euro(cells[at]) for at in self._amounts if at < width))

    def _failed(self, row: Row, column: int, cell: Cell) -> Message | None:
        """That the cell of a workbook holds an error, if it does."""
        if self._of_workbook and isinstance(cell, str) and is_error(cell):
            return in_error(row.line, column, cell)
        return None

    def _read_corrected(self, row: Row, typed: Mapping[int, str]) -> RowValues | CellProblem | None:
        cells: list[Cell] = [*row.cells, *[None] * (max(typed) + 1 - len(row.cells))]
        fields = self._fields
        said = tuple(
            Message("row_corrected", {"field": named([fields[column]]), "text": self.cells.text(cells[column])[:80]})
            for column in typed
            if column in fields
        )
        for column, text in typed.items():
            cells[column] = text
        found = self._read(Row(row.line, tuple(cells)))
        return found._replace(row=row, corrected=said) if isinstance(found, RowValues) else found

    def _constant(self, match: Match, field: TableField, text: str) -> object:
        try:
            return self._parsers.of(field)(text)
        except TelbillError:
            raise TelbillError(
                "profile_wrong_value", profile=match.profile.name, field=named([field]), text=text[:80]
            ) from None


def _each(parse: Callable[[Cell], Any], cells: Sequence[Cell]) -> list[Any]:
    return list(map(parse, cells))


def _is_text(cell: Cell) -> TypeGuard[str]:
    return isinstance(cell, str)


_BLOCK = 256  # rows: one that is wrong costs no more of them a second reading
_key_of = lru_cache(maxsize=1024)(title_key)  # many tables begin their rows with the same few words


def _names_euro(cell: Cell) -> bool:
    return isinstance(cell, str) and ("€" in cell or "EUR" in cell.upper())
