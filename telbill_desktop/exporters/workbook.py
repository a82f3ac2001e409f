"""Lists and reports as XLSX workbooks: amounts are numbers, dates are dates, texts are never formulas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.domain.report import Column, Report
from telbill_desktop.exporters.cell_text import Cell
from telbill_desktop.exporters.losses import Written
from telbill_desktop.exporters.new_file import new_file
from telbill_desktop.exporters.xlsx.rows import SheetOfRows
from telbill_desktop.exporters.xlsx.streaming import write_book


@dataclass(frozen=True, slots=True)
class Sheet:
    """A name and a table whose first row are titles."""

    name: str
    table: Iterable[Sequence[Cell]]


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> Written:
    """Writes the sheets; the rows are those below the titles of all of them.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
    """
    with new_file(path) as stream:
        return write_book(stream, [_typed_by_value(sheet) for sheet in sheets], Unwatched())


def write_report_book(path: Path, report: Report, progress: Progress) -> Written:
    """Writes a report as a workbook: a summary with its facts and its chart, a sheet for each table.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
        CancelledError: from `progress`; the file is as it was.
    """
    sheets = [SheetOfRows(one.name, one.columns, one.rows(), one.totals, size=one.size) for one in report.tables]
    with new_file(path) as stream:
        return write_book(stream, sheets, progress, report)


def _typed_by_value(sheet: Sheet) -> SheetOfRows:
    rows = iter(sheet.table)
    titles = next(rows, ())
    return SheetOfRows(sheet.name, [Column(str(title)) for title in titles], rows, is_typed=False)
