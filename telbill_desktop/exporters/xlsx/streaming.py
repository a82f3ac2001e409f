"""A workbook written as its rows come: what openpyxl makes is small, and the rows go past it into their parts.

Each sheet of rows is a part whose head and tail are those of an empty sheet that openpyxl has set up; everything else
(styles, names, the summary with its chart) is the workbook that openpyxl makes at the end, when it is known how many
sheets there are and how long each is.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from openpyxl import Workbook  # type: ignore[import-untyped] # it ships no types
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped] # same

from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Report, Value
from telbill_desktop.exporters.losses import Losses, Written
from telbill_desktop.exporters.row_progress import RowProgress
from telbill_desktop.exporters.xlsx.cells import legal
from telbill_desktop.exporters.xlsx.rows import RowWriter, SheetOfRows
from telbill_desktop.exporters.xlsx.sheet_names import SheetNames
from telbill_desktop.exporters.xlsx.shell import Setting, new_book, set_up
from telbill_desktop.exporters.xlsx.summary import Filled, add_summary, has_summary
from telbill_desktop.system.i18n import tr

ROWS_OF_A_SHEET = 1_048_576
_AT_ONCE = 1000
_ROOM_OF_A_PART = 1_900_000_000  # octets; from 2 GiB on a zip needs extensions that not every reader knows
_LEVEL = 3  # of zlib: a third faster than its default, for files that are an eighth larger
_ROWS = re.compile("<sheetData ?/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile("<dimension [^>]*/>")  # of a sheet that is empty yet, and may be left out

_Batch = list[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet that was written: its name in the workbook, how it is set up, how many rows stand below its titles."""

    name: str
    setting: Setting
    rows: int


class _Book:
    """The file in the making."""

    def __init__(self, archive: zipfile.ZipFile, report: Report | None, progress: RowProgress) -> None:
        self._archive, self._report, self._progress = archive, report, progress
        self._names = SheetNames()
        self._summary = self._names.name(tr("Summary")) if report is not None and has_summary(report) else ""
        self._parts: list[_Part] = []
        self._filled: list[Filled] = []
        self._styles = new_book()[1]
        self.losses = Losses()
        self._title = legal(report.title, self.losses) if report is not None else ""

    def add(self, sheet: SheetOfRows) -> None:
        """Writes a table, on further sheets where one is full."""
        rows = self._progress.counted(sheet.rows, sheet.name)
        sample = list(islice(rows, _AT_ONCE))
        writer = RowWriter(sheet, sample, self._styles, self.losses)
        batches = _batches(chain(sample, rows))
        first = len(self._parts)
        left = self._add_part(sheet, writer, next(batches, []), batches)
        while left:
            left = self._add_part(sheet, writer, left, batches)
        self._filled.append(Filled(self._parts[first].name, sum(one.rows for one in self._parts[first:])))

    def _add_part(self, sheet: SheetOfRows, writer: RowWriter, left: _Batch, batches: Iterator[_Batch]) -> _Batch:
        """Writes one sheet and returns rows that had no room on it; the last one has the totals."""
        name = self._names.name(sheet.name)
        head = f"{self._title} — {name}" if self._title else name
        room = ROWS_OF_A_SHEET - 2  # titles, totals
        number = 2
        with self._archive.open(self._next_part(), "w") as part:
            written = part.write(_frame(Setting(writer.widths, number, head))[0].encode())
            written += part.write(writer.titles().encode())
            while left and number - 2 < room and written < _ROOM_OF_A_PART:
                now, left = left[: room - number + 2], left[room - number + 2 :]
                written += part.write(writer.rows(now, number).encode())
                number += len(now)
                left = left or next(batches, [])
            setting = Setting(writer.widths, max(number - 1, 2), head)
            if not left:
                part.write(writer.totals(number).encode())
            part.write(_frame(setting)[1].encode())
        self._parts.append(_Part(name, setting, number - 2))
        return left

    def _next_part(self) -> str:
        """Where openpyxl will look for the next sheet; the summary is the first one."""
        return f"xl/worksheets/sheet{len(self._parts) + (2 if self._summary else 1)}.xml"

    def finish(self) -> None:
        """Everything that is no sheet of rows."""
        book, _ = new_book()
        for part in self._parts:
            set_up(book.create_sheet(part.name), part.setting)
        book.properties.creator = "Telbill Desktop"
        book.properties.title = self._title
        if self._report is not None and self._summary:
            add_summary(book, self._summary, self._report, self._filled, self.losses)
        written = set(self._archive.namelist())
        with zipfile.ZipFile(_saved(book)) as made:
            for name in made.namelist():
                if name not in written:
                    self._archive.writestr(name, made.read(name))


def write_book(
    stream: BinaryIO, sheets: Sequence[SheetOfRows], progress: Progress, report: Report | None = None
) -> Written:
    """Writes a workbook of these tables, and says how many rows they had and what it could not hold.

    Of a `report`, the tables are its own, and a summary stands before them.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        counting = RowProgress(progress, sum(sheet.size for sheet in sheets))
        book = _Book(archive, report, counting)
        for sheet in sheets:
            book.add(sheet)
        book.finish()
    return Written(counting.rows, book.losses.replaced, book.losses.cut)


def _batches(rows: Iterator[Sequence[Value]]) -> Iterator[_Batch]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


def _frame(setting: Setting) -> tuple[str, str]:
    """What stands before and after the rows of a sheet."""
    book, _ = new_book()
    set_up(book.create_sheet(), setting)
    with zipfile.ZipFile(_saved(book)) as made:
        head, tail = _ROWS.split(made.read("xl/worksheets/sheet1.xml").decode())
    everything = f"A1:{get_column_letter(len(setting.widths))}{setting.last_row + 1}"
    # A phone number is a text, and no mistake that Excel is to point out.
    fine = f'<ignoredErrors><ignoredError sqref="{everything}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    return f"{_DIMENSION.sub('', head)}<sheetData>", f"</sheetData>{tail.replace('</worksheet>', fine)}"


def _saved(book: Workbook) -> io.BytesIO:
    saved = io.BytesIO()
    book.save(saved)
    return saved
