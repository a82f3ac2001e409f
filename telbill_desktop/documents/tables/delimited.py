"""CSV and TSV: dialect found or given, cells as written, each row with the physical line on which it begins."""

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from telbill_desktop.documents.tables.encoding import ENCODINGS, decoded, encoding_of, line_breaks, nearly_utf8
from telbill_desktop.documents.tables.limits import MAX_COLUMNS, MAX_LINE, MAX_ROWS
from telbill_desktop.documents.tables.row_making import made_rows
from telbill_desktop.documents.tables.separators import (
    DEFAULT,
    check_single_column,
    check_text,
    found_separator,
    named_separator,
)
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table import Dialect, Row, TableFile

if TYPE_CHECKING:
    from _csv import Reader as CsvReader  # the type that csv itself does not name

_END = "\0end"  # read after the last line: an open quotation mark swallows it, and no file holds it


def read_delimited(content: bytes, dialect: Dialect | None) -> TableFile:
    """The table; a given dialect is obeyed, whatever the file looks like.

    Raises:
        TelbillError: `content_empty`, `table_dialect`, `table_byte`, `table_null`, `table_not_text`,
            `table_no_columns`, `table_quote`, `table_long_cell`, `table_long_line`, `table_wide`, `table_long`.
    """
    encoding = dialect.encoding if dialect else encoding_of(content)
    if encoding not in ENCODINGS:
        raise TelbillError("table_dialect", text=encoding[:40])
    text = decoded(content, encoding)
    if not text.strip():
        raise TelbillError("content_empty")
    separator, skipped = named_separator(text)
    if dialect is None:
        dialect = Dialect(encoding, separator or _separator(text))
    rows = _rows(text[skipped:] if skipped else text, dialect, 2 if skipped else 1)
    if not rows:
        raise TelbillError("table_empty")
    doubtful = nearly_utf8(content) if encoding == "cp1252" else None
    remarks = (Message("table_nearly_utf8", {"line": doubtful}),) if doubtful else ()
    return TableFile("csv", rows, dialect, remarks=remarks)


def _separator(text: str) -> str:
    check_text(text)
    separator = found_separator(text)
    if separator is None:
        check_single_column(text)
    return separator or DEFAULT


def _rows(text: str, dialect: Dialect, first_line: int) -> tuple[Row, ...]:
    """The rows that hold something. Every step goes over all rows in C: 20 000 rows take as long as csv takes."""
    if len(text) > MAX_LINE:
        _check_lines(text, first_line)
    reader = _reader(text, dialect)
    cells: list[tuple[str, ...]] = []
    try:
        cells.extend(map(tuple, islice(reader, MAX_ROWS + 2)))
    except csv.Error as error:
        _refuse(cells, text, dialect, first_line, error)
    if len(cells) > MAX_ROWS + 1:
        raise TelbillError("table_long", limit=MAX_ROWS)
    if cells[-1] != (_END,):
        raise TelbillError("table_quote", line=_open_quote(text, dialect, first_line))
    if max(map(len, cells)) > MAX_COLUMNS:
        raise TelbillError("table_wide", limit=MAX_COLUMNS)
    lines: Iterator[int] | range = range(first_line, first_line + len(cells))
    if reader.line_num != len(cells):
        lines = (first_line + before for before in _lines_before(text, dialect))
    cells.pop()
    rows = made_rows(lines, cells)
    return tuple(rows) if all(map(any, cells)) else tuple(row for row in rows if any(row.cells))


def _reader(text: str, dialect: Dialect) -> "CsvReader":
    """Raises `table_dialect` for a separator or a quotation mark that is not one character."""
    lines = chain(io.StringIO(text, newline=""), (_END,))
    try:
        return csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote)
    except (TypeError, ValueError):
        raise TelbillError("table_dialect", text=f"{dialect.delimiter} {dialect.quote}"[:40]) from None


def _lines_before(text: str, dialect: Dialect) -> Iterator[int]:
    """For each row, how many physical lines stand before it: cells with line breaks make rows of several lines."""
    reader = _reader(text, dialect)
    yield 0
    for _ in reader:
        yield reader.line_num


def _open_quote(text: str, dialect: Dialect, first_line: int) -> int:
    """The line on which the quotation mark was opened that is never closed."""
    begun, end, last = 0, 0, [""]
    reader = _reader(text, dialect)
    for last in reader:  # noqa: B007 - the last one counts
        begun, end = end, reader.line_num
    return first_line + begun + sum(map(line_breaks, last[:-1]))


def _check_lines(text: str, first_line: int) -> None:
    for line, content in enumerate(io.StringIO(text, newline=""), start=first_line):
        if len(content) > MAX_LINE:
            raise TelbillError("table_long_line", line=line, limit=MAX_LINE)


def _refuse(cells: list[tuple[str, ...]], text: str, dialect: Dialect, first_line: int, error: csv.Error) -> None:
    """Raises what csv meant: it stops at a cell without end, most often after a quotation mark too many."""
    if "field limit" not in str(error):
        raise error
    line = next(islice(_lines_before(text, dialect), len(cells), None), 0) + first_line
    raise TelbillError("table_long_cell", line=line, limit=csv.field_size_limit()) from None
