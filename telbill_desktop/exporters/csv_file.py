"""CSV files: in UTF-8, for Excel in French with the mark that tells it so, and as programs read them.

A CSV is data: it holds the rows of a report's tables and neither its facts nor what its rows add up to, which whoever
adds a column up would count twice. Several tables stand below one another, each under its name.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table
from telbill_desktop.exporters.cell_text import french_cell, inert, plain_cell
from telbill_desktop.exporters.losses import Losses, Written
from telbill_desktop.exporters.new_file import new_file
from telbill_desktop.exporters.row_progress import RowProgress
from telbill_desktop.system.i18n import tr

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written: what begins the file, what stands between cells, how the cells of a kind are made.

    `bare` are kinds whose cells do not tell their unit.
    """

    mark: bytes
    delimiter: str
    cell: Callable[[ColumnKind], Callable[[Any], str]]
    bare: frozenset[ColumnKind]


_BARE = frozenset({ColumnKind.BYTES})
FRENCH = Dialect(b"\xef\xbb\xbf", ";", french_cell, _BARE)  # a French Excel opens it with a double click
PLAIN = Dialect(b"", ",", plain_cell, _BARE | {ColumnKind.SECONDS})


def encoded(rows: Iterable[Sequence[str]], dialect: Dialect, losses: Losses) -> Iterator[bytes]:
    """The file of these cells, in pieces."""
    yield dialect.mark
    text = io.StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    for number, row in enumerate(rows, start=1):
        writer.writerow(row)
        if number % _AT_ONCE == 0:
            yield _taken(text, losses)
    yield _taken(text, losses)


def write_report_csv(path: Path, report: Report, progress: Progress, dialect: Dialect) -> Written:
    """Writes the tables of a report.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
        CancelledError: from `progress`; the file is as it was.
    """
    losses = Losses()
    counting = RowProgress(progress, sum(table.size for table in report.tables))
    with new_file(path) as stream:
        for piece in encoded(_report_rows(report, dialect, counting), dialect, losses):
            stream.write(piece)
    return Written(counting.rows, losses.replaced)


def _report_rows(report: Report, dialect: Dialect, counting: RowProgress) -> Iterator[Sequence[str]]:
    for at, table in enumerate(report.tables):
        if at:
            yield []
        if len(report.tables) > 1:
            yield [inert(table.name)]
        yield [inert(_title(column, dialect)) for column in table.columns]
        yield from _table_rows(table, dialect, counting)


def _table_rows(table: Table, dialect: Dialect, counting: RowProgress) -> Iterator[Sequence[str]]:
    makers = [dialect.cell(column.kind) for column in table.columns]
    for row in counting.counted(table.rows(), table.name):
        yield ["" if value is None else make(value) for make, value in zip(makers, row, strict=True)]


def _title(column: Column, dialect: Dialect) -> str:
    if column.kind not in dialect.bare:
        return column.title
    unit = tr("seconds") if column.kind is ColumnKind.SECONDS else tr("bytes")
    return f"{column.title} ({unit})"


def _taken(text: io.StringIO, losses: Losses) -> bytes:
    piece = losses.keepable(text.getvalue()).encode("utf-8")
    text.seek(0)
    text.truncate()
    return piece
