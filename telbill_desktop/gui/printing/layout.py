"""Where everything of a report stands on its pages, in points from the top left corner of what may be printed on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from telbill_desktop.exporters.bar_drawing import SMALL, Box, Rule, drawn
from telbill_desktop.exporters.column_fit import SIZE, Fit, Measure, Wish, fitted, width_wanted, wishes, words_of
from telbill_desktop.exporters.paper_look import paper_colours
from telbill_desktop.gui.printing.printable import Printable, PrintTable

_TITLE, _HEADING, _TEXT, _SMALL = 16.0, 12.0, 9.0, 7.5  # points
_LEADING = 1.3
_ABOVE = 0.42  # of the size, above and below the lines of a row
_BETWEEN = 12.0
_FOOT = 20.0
_SAMPLE = 500  # rows that the widths of columns are taken from
_ROWS_WITH_HEADING = 4  # a heading never stands alone at the bottom of a page
_UPRIGHT_WIDTH = 523.0  # points that an upright page of A4 has for a table


class Mark(NamedTuple):
    """A text on its baseline; `x` is where it begins, or ends where `is_right`."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    is_strong: bool = False
    is_right: bool = False


class Area(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Line(NamedTuple):
    """A thin line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str


@dataclass(slots=True)
class Sheet:
    """One page: texts, and what is painted before them: `under` first, then areas, which cover that, then lines."""

    marks: list[Mark] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    under: list[Line] = field(default_factory=list)


def is_wide(report: Printable, measure: Measure) -> bool:
    """Whether a table of it wants paper that lies across."""
    return any(width_wanted(_asked(table, measure)) > _UPRIGHT_WIDTH for table in report.tables)


def laid_out(report: Printable, width: float, height: float, measure: Measure) -> list[Sheet]:
    """The pages of a report on paper of that size."""
    layout = _Layout(report, width, height, measure)
    layout.lay()
    return layout.sheets


def _asked(table: PrintTable, measure: Measure) -> list[Wish]:
    return wishes(table.whole, list(islice(table.whole.rows(), _SAMPLE)), measure)


class _Layout:
    """`y` is how far down the page one is."""

    def __init__(self, report: Printable, width: float, height: float, measure: Measure) -> None:
        self._report, self._width, self._bottom = report, width, height - _FOOT
        self._measure = measure
        self._colours = paper_colours()
        self._section = ""
        self.sheets = [Sheet()]
        self.y = 0.0

    def lay(self) -> None:
        """Title, facts, chart, tables; then the number of each page, which is known at the end."""
        self._paragraph(self._report.title, _TITLE, is_strong=True)
        self.y += _BETWEEN / 2
        self._facts()
        self._chart()
        for table in self._report.tables:
            self._table(table)
        count = len(self.sheets)
        for number, sheet in enumerate(self.sheets, start=1):
            text = f"{number} / {count}"
            x = (self._width + self._wide(text, _SMALL)) / 2
            sheet.marks.append(
                Mark(x, self._bottom + _FOOT - 2, text, _SMALL, self._colours["text_soft"], is_right=True)
            )

    def _facts(self) -> None:
        indent = max((self._wide(name, _TEXT) for name, _ in self._report.facts), default=0.0) + _BETWEEN
        for name, value in self._report.facts:
            for at, line in enumerate(self._wrapped(value, _TEXT, self._width - indent)):
                self._take(_TEXT * _LEADING)
                if at == 0:
                    self._put(0, name, _TEXT, "text_soft")
                self._put(indent, line, _TEXT)

    def _chart(self) -> None:
        bars = self._report.bars
        if bars is None:
            return
        drawing = drawn(bars, self._width)
        if drawing.height + 4 * _BETWEEN > self._bottom:
            return  # no page of this paper has room for it
        self.y += _BETWEEN
        if self._bottom - self.y < drawing.height + 3 * _BETWEEN:
            self._turn()
        self._paragraph(bars.title, _TEXT, is_strong=True)
        top, sheet = self.y + _BETWEEN / 2, self.sheets[-1]
        last = max((at for at, shape in enumerate(drawing.shapes) if isinstance(shape, Box)), default=0)
        for at, shape in enumerate(drawing.shapes):
            if isinstance(shape, Box):
                sheet.areas.append(Area(shape.x, top + shape.y, shape.width, shape.height, shape.colour))
            elif isinstance(shape, Rule):
                lines = sheet.under if at < last else sheet.lines
                lines.append(Line(shape.x, top + shape.y, shape.to_x, top + shape.to_y, shape.colour))
            else:
                before = self._wide(shape.text, SMALL) * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
                sheet.marks.append(Mark(shape.x - before, top + shape.y, shape.text, SMALL, shape.colour))
        self.y = top + drawing.height

    def _table(self, table: PrintTable) -> None:
        fit = fitted(_asked(table, self._measure), self._width)
        rows = _Rows(table, fit)
        titles = [
            self._wrapped(column.title, fit.size, right - left, is_strong=True)
            for column, (left, right) in zip(table.whole.columns, rows.spans, strict=True)
        ]
        self._section = ""
        if self._bottom - self.y < _HEADING * 2.5 + rows.height(titles) * _ROWS_WITH_HEADING:
            self._turn()
        if self.y:
            self.y += _HEADING
        if len(self._report.tables) > 1 or table.whole.name != self._report.title:
            self._paragraph(table.whole.name, _HEADING, is_strong=True)
            self._section = table.whole.name
            self.y += _HEADING / 2
        self._titles(rows, titles)
        for row in table.rows:
            self._row(rows, self._cells(rows, row), titles)
        if table.totals is not None:
            cells = self._cells(rows, table.totals, is_strong=True)
            if self._bottom - self.y < rows.height(cells):
                self._turn()
                self._titles(rows, titles)
            self._rule(rows, "accent")
            self._lines(rows, cells, "text", is_strong=True)
        self.y += fit.size * _LEADING / 2
        for note in table.whole.notes:
            self._paragraph(note, fit.size, colour="text_soft")

    def _titles(self, rows: "_Rows", titles: Sequence[Sequence[str]]) -> None:
        height = rows.height(titles)
        self.sheets[-1].areas.append(Area(0, self.y, rows.right, height, self._colours["accent_soft"]))
        self._lines(rows, titles, "accent_soft_text", is_strong=True)
        self._rule(rows, "accent")

    def _row(self, rows: "_Rows", cells: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]) -> None:
        """The row, cut in two where it is longer than a whole page."""
        if rows.height(cells) > self._bottom - self.y:
            self._turn()
            self._titles(rows, titles)
        fits = max(int((self._bottom - self.y - 2 * rows.above) / rows.leading), 1)
        self._lines(rows, [lines[:fits] for lines in cells], "text")
        self._rule(rows, "border")
        rest = [lines[fits:] for lines in cells]
        if any(rest):
            self._row(rows, rest, titles)

    def _cells(self, rows: "_Rows", row: Sequence[str], *, is_strong: bool = False) -> list[list[str]]:
        size = rows.fit.size
        return [
            [text] if is_figure else self._wrapped(text, size, right - left, is_strong=is_strong)
            for text, is_figure, (left, right) in zip(row, rows.figures, rows.spans, strict=True)
        ]

    def _lines(self, rows: "_Rows", cells: Sequence[Sequence[str]], colour: str, *, is_strong: bool = False) -> None:
        first, size, shade = self.y + rows.above + rows.fit.size, rows.fit.size, self._colours[colour]
        self.sheets[-1].marks.extend(
            Mark(right if is_figure else left, first + at * rows.leading, text, size, shade, is_strong, is_figure)
            for lines, is_figure, (left, right) in zip(cells, rows.figures, rows.spans, strict=True)
            for at, text in enumerate(lines)
            if text
        )
        self.y += rows.height(cells)

    def _rule(self, rows: "_Rows", colour: str) -> None:
        self.sheets[-1].lines.append(Line(0, self.y, rows.right, self.y, self._colours[colour]))

    def _paragraph(self, text: str, size: float, *, colour: str = "text", is_strong: bool = False) -> None:
        for line in self._wrapped(text, size, self._width, is_strong=is_strong):
            self._take(size * _LEADING)
            self._put(0, line, size, colour, is_strong=is_strong)

    def _put(self, x: float, text: str, size: float, colour: str = "text", *, is_strong: bool = False) -> None:
        self.sheets[-1].marks.append(Mark(x, self.y, text, size, self._colours[colour], is_strong))

    def _take(self, height: float) -> None:
        """Goes down so many points, onto another page where this one ends."""
        if self.y + height > self._bottom:
            self._turn()
        self.y += height

    def _turn(self) -> None:
        """Another page, under the report's title and that of its section."""
        self.sheets.append(Sheet())
        self.y = _SMALL
        running = f"{self._report.title} — {self._section}" if self._section else self._report.title
        self._put(0, self._wrapped(running, _SMALL, self._width)[0], _SMALL, "text_soft")
        self.y += _SMALL

    def _wide(self, text: str, size: float, *, is_strong: bool = False) -> float:
        return self._measure(text, is_strong=is_strong) * size / SIZE

    def _wrapped(self, text: str, size: float, width: float, *, is_strong: bool = False) -> list[str]:
        """Each line of the text on as many as it takes; a word that is wider than one is broken."""
        broken = (self._broken(line, size, width, is_strong=is_strong) for line in text.split("\n"))
        return [part for parts in broken for part in parts]

    def _broken(self, text: str, size: float, width: float, *, is_strong: bool) -> list[str]:
        if not text or (self._wide(text, size, is_strong=is_strong) <= width and text.isprintable()):
            return [text]
        lines = [""]
        for word in self._words(text, size, width, is_strong=is_strong):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and self._wide(longer, size, is_strong=is_strong) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _words(self, text: str, size: float, width: float, *, is_strong: bool) -> Iterator[str]:
        for word in words_of(text):
            rest = word
            while len(rest) > 1 and self._wide(rest, size, is_strong=is_strong) > width:
                fits = max(int(len(rest) * width / self._wide(rest, size, is_strong=is_strong)), 1)
                yield rest[:fits]
                rest = rest[fits:]
            yield rest


class _Rows:
    """The columns of a table on paper, and how high a row of so many lines is."""

    def __init__(self, table: PrintTable, fit: Fit) -> None:
        self.fit, self.figures = fit, table.figures
        self.leading, self.above = fit.size * _LEADING, fit.size * _ABOVE
        self.spans: list[tuple[float, float]] = []
        x = 0.0
        for width in fit.widths:
            self.spans.append((x + fit.beside, x + width - fit.beside))
            x += width
        self.right = x

    def height(self, cells: Sequence[Sequence[str]]) -> float:
        return self.leading * max(map(len, cells), default=1) + 2 * self.above
