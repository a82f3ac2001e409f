"""The rows of a sheet as XML: one template for a row, a maker for each column, widths from the first rows."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped] # it ships no types

from telbill_desktop.domain.report import Column, ColumnKind, Value
from telbill_desktop.exporters.losses import Losses
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.exporters.xlsx.cells import WIDEST, CellMaker, body_maker, by_value, kind_of, total_maker
from telbill_desktop.exporters.xlsx.shell import Styles

_NARROWEST, _BESIDE, _FILTER = 8, 2, 4  # characters of a column; what a filter's button takes
_LONGEST_TITLE = 22  # characters of a title in a line of it
LINE, _HIGHEST = 15, 405  # points; a row is never higher
_NUMBER = "\x00"  # stands for the row's number in its template: no text of a sheet holds it


@dataclass(frozen=True, slots=True)
class SheetOfRows:
    """A table on its way into a workbook; `size` is how many rows it has, 0 where that is not known.

    With `is_typed` its columns say what their values are; else each value is what it is by itself.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    totals: Sequence[Value] | None = None
    is_typed: bool = True
    size: int = 0


class RowWriter:
    """Makes the rows of one sheet, whose first ones are `sample`."""

    def __init__(self, sheet: SheetOfRows, sample: Sequence[Sequence[Value]], styles: Styles, losses: Losses) -> None:
        self._columns, self._totals, self._styles, self._losses = sheet.columns, sheet.totals, styles, losses
        longest = [self._longest(sheet, at, sample) for at in range(len(sheet.columns))]
        self.widths = [_width(column, most) for column, most in zip(sheet.columns, longest, strict=True)]
        self._makers: list[CellMaker] = [
            body_maker(column.kind, styles, losses) if sheet.is_typed else by_value(styles, losses)
            for column in sheet.columns
        ]
        self._wrapped = f' s="{styles.wrapped}" '
        cells = "".join(f'<c r="{get_column_letter(at)}{_NUMBER}"%s' for at in range(1, len(sheet.columns) + 1))
        self._template = f'<row r="{_NUMBER}">{cells}</row>'

    def titles(self) -> str:
        """The first row, as high as its longest title needs."""
        pairs = list(zip(self._columns, self.widths, strict=True))
        lines = max((math.ceil(len(one.title) / (width - _FILTER)) for one, width in pairs), default=1)
        cells = tuple(
            total_maker(ColumnKind.TEXT, self._styles.head[one.kind], self._losses)(one.title) for one in self._columns
        )
        height = f'<row ht="{LINE * max(lines, 1) + 3}" customHeight="1" '
        return (self._template % cells).replace(_NUMBER, "1").replace("<row ", height, 1)

    def rows(self, rows: Sequence[Sequence[Value]], first: int) -> str:
        """These rows, the first of which is row number `first` of the sheet."""
        columns = [map(make, cells) for make, cells in zip(self._makers, zip(*rows, strict=True), strict=True)]
        template = self._template
        lines = [
            (template % cells).replace(_NUMBER, str(number))
            for number, cells in enumerate(zip(*columns, strict=True), start=first)
        ]
        for at, line in enumerate(lines):
            if self._wrapped in line:
                lines[at] = line.replace("<row ", f'<row ht="{_height(rows[at])}" ', 1)
        return "".join(lines)

    def totals(self, number: int) -> str:
        """What the rows add up to, as row `number`; nothing where there is none."""
        if self._totals is None:
            return ""
        cells = tuple(
            total_maker(column.kind, self._styles.total[column.kind], self._losses)(value)
            for column, value in zip(self._columns, self._totals, strict=True)
        )
        return (self._template % cells).replace(_NUMBER, str(number))

    def _longest(self, sheet: SheetOfRows, at: int, sample: Sequence[Sequence[Value]]) -> int:
        """Characters of the longest value of a column, as far as is known."""
        values = [row[at] for row in sample]
        if sheet.totals is not None:
            values.append(sheet.totals[at])
        kind = sheet.columns[at].kind
        return max((len(shown(value, kind if sheet.is_typed else kind_of(value))) for value in values), default=0)


def _width(column: Column, longest: int) -> float:
    title = min(len(column.title), _LONGEST_TITLE, max(map(len, column.title.split()), default=0) + 6)
    wanted = max(column.width or longest, title + _FILTER - _BESIDE, _NARROWEST)
    return min(wanted, WIDEST) + _BESIDE


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters, by and large."""
    return sum(math.ceil(max(len(line), 1) / width) for line in text.splitlines()) or 1


def _height(row: Sequence[Value]) -> int:
    """Points of a row with a text that wraps: not every program that opens a workbook finds them out by itself."""
    lines = max((lines_of(value, WIDEST) for value in row if isinstance(value, str)), default=1)
    return min(LINE * lines, _HIGHEST)
