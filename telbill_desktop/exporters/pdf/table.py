"""A table on paper, row after row as they come: titles on each page, long texts on several lines, totals at the end."""

from collections.abc import Iterable, Sequence

from reportlab.lib.colors import HexColor

from telbill_desktop.domain.report import ColumnKind, Table, Value
from telbill_desktop.exporters.column_fit import Fit
from telbill_desktop.exporters.losses import Losses
from telbill_desktop.exporters.paper_look import paper_colours
from telbill_desktop.exporters.pdf.faces import Face, legible
from telbill_desktop.exporters.pdf.pages import Pages
from telbill_desktop.exporters.pdf.pen import Pen, ruled
from telbill_desktop.exporters.shown_values import LEFT, shown

_LEADING = 1.3  # of the text's size
_ABOVE = 0.42  # of the size, above and below the lines of a row
_HEADING = 12.0
_ROWS_WITH_HEADING = 4  # a heading never stands alone at the bottom of a page

_Lines = list[list[str]]


class TableOnPaper:
    """One table: `draw` draws all of it from where the pages are on."""

    def __init__(self, pages: Pages, table: Table, fit: Fit, losses: Losses) -> None:
        self._pages, self._table, self._fit, self._losses = pages, table, fit, losses
        self._kinds = [column.kind for column in table.columns]
        self._is_figure = [kind not in LEFT for kind in self._kinds]
        self._wraps = [kind is ColumnKind.TEXT for kind in self._kinds]
        self._leading, self._above = fit.size * _LEADING, fit.size * _ABOVE
        ends, x = [], pages.left
        for width in fit.widths:
            ends.append((x + fit.beside, x + width - fit.beside))
            x += width
        self._spans, self._right = ends, x
        self._pens = {face.name: Pen(pages.canvas, face, fit.size) for face in (pages.plain, pages.strong)}
        titles = [legible(column.title, losses) for column in table.columns]
        self._titles = [
            pages.strong.wrapped(title, fit.size, right - left)
            for title, (left, right) in zip(titles, ends, strict=True)
        ]

    def draw(self, rows: Iterable[Sequence[Value]]) -> None:
        """Heading, titles, rows, totals, notes."""
        pages = self._pages
        pages.section = ""
        if pages.room < _HEADING * 2.5 + self._height(self._titles) * _ROWS_WITH_HEADING:
            pages.turn()
        if pages.y < pages.top:
            pages.y -= _HEADING
        name = legible(self._table.name, self._losses)
        pages.paragraph(name, _HEADING, pages.strong)
        pages.section = name
        pages.y -= _HEADING / 2
        self._draw_titles()
        waiting: _Lines | None = None
        for row in rows:
            if waiting is not None:
                self._draw_row(waiting, pages.plain, "border")
            waiting = self._cells(row, pages.plain)
        totals = self._table.totals
        added = [] if totals is None else self._cells(totals, pages.strong)
        if waiting is not None:
            self._draw_row(waiting, pages.plain, "border", below=self._height(added) if added else 0.0)
        if added:
            self._draw_row(added, pages.strong, "accent")
        pages.y -= self._leading / 2
        for line in (line for note in self._table.notes for line in note.splitlines()):
            pages.paragraph(legible(line, self._losses), self._fit.size, pages.plain, "text_soft")

    def _cells(self, row: Sequence[Value], face: Face) -> _Lines:
        """The lines of each cell."""
        cells = []
        for value, kind, wraps, (left, right) in zip(row, self._kinds, self._wraps, self._spans, strict=True):
            text = shown(value, kind)
            if wraps:
                lines = text.splitlines()
                cells.append([part for line in lines for part in self._wrapped(line, face, right - left)])
            else:
                cells.append([legible(text, self._losses) if isinstance(value, str) else text])
        return cells

    def _wrapped(self, line: str, face: Face, width: float) -> list[str]:
        return face.wrapped(legible(line, self._losses), self._fit.size, width)

    def _draw_titles(self) -> None:
        pages = self._pages
        height = self._height(self._titles)
        pages.canvas.setFillColor(HexColor(paper_colours()["accent_soft"]))
        pages.canvas.rect(pages.left, pages.y - height, self._right - pages.left, height, stroke=0, fill=1)
        self._draw_lines(self._titles, pages.strong, "accent_soft_text")
        self._rule("accent")

    def _draw_row(self, cells: _Lines, face: Face, line: str, *, below: float = 0.0) -> None:
        """The row, cut in two where it is longer than a whole page; `below` is what must stand on its page too."""
        pages = self._pages
        if self._height(cells) + below > pages.room:
            pages.turn()
            self._draw_titles()
        fits = max(int((pages.room - 2 * self._above) / self._leading), 1)
        if line == "accent":
            self._rule(line)
        self._draw_lines([lines[:fits] for lines in cells], face, "text")
        if line != "accent":
            self._rule(line)
        rest = [lines[fits:] for lines in cells]
        if any(rest):
            self._draw_row(rest, face, line)

    def _draw_lines(self, cells: _Lines, face: Face, colour: str) -> None:
        """The lines of a row, and `y` below it."""
        pages, size = self._pages, self._fit.size
        first = pages.y - self._above - size
        texts = [
            (right - face.width(text, size) if is_figure else left, first - at * self._leading, text)
            for lines, is_figure, (left, right) in zip(cells, self._is_figure, self._spans, strict=True)
            for at, text in enumerate(lines)
            if text
        ]
        pages.canvas.addLiteral(self._pens[face.name].written(texts, paper_colours()[colour]))
        pages.y -= self._height(cells)

    def _height(self, cells: _Lines) -> float:
        return self._leading * max(map(len, cells), default=1) + 2 * self._above

    def _rule(self, colour: str) -> None:
        pages = self._pages
        pages.canvas.addLiteral(ruled(pages.left, self._right, pages.y, paper_colours()[colour]))
