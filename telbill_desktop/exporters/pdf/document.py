"""A report as a PDF: its facts and its chart, then its tables, on A4 upright or across as the widest one needs."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from reportlab.lib.colors import HexColor

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Report, Value
from telbill_desktop.exporters.bar_drawing import SMALL, Box, Rule, Words, drawn
from telbill_desktop.exporters.bars import Bars, bars_of
from telbill_desktop.exporters.column_fit import fitted, width_wanted
from telbill_desktop.exporters.losses import Losses, Written
from telbill_desktop.exporters.new_file import new_file
from telbill_desktop.exporters.pdf.columns import wishes
from telbill_desktop.exporters.pdf.faces import legible
from telbill_desktop.exporters.pdf.pages import Pages
from telbill_desktop.exporters.pdf.table import TableOnPaper
from telbill_desktop.exporters.row_progress import RowProgress

_TITLE, _TEXT = 16.0, 9.0  # points
_UPRIGHT_WIDTH = 523.0  # points that an upright page has for a table
_SAMPLE = 500  # rows that the widths of columns are taken from
_BETWEEN = 12.0
_MOST_ROWS = 200_000  # on some seven thousand pages


def write_report_document(path: Path, report: Report, progress: Progress) -> Written:
    """Writes a report as a PDF.

    Raises:
        TelbillError: `report_too_long_for_pdf`, `file_unwritable`; the file is as it was.
        CancelledError: from `progress`; the file is as it was.
    """
    if any(table.size > _MOST_ROWS for table in report.tables):
        raise _too_long()
    losses = Losses()
    counting = RowProgress(progress, sum(table.size for table in report.tables))
    asked = [wishes(table, list(islice(table.rows(), _SAMPLE))) for table in report.tables]
    with new_file(path) as stream:
        across = any(width_wanted(one) > _UPRIGHT_WIDTH for one in asked)
        pages = Pages(stream, legible(report.title, losses), across=across)
        _head(pages, report, losses)
        for table, wish in zip(report.tables, asked, strict=True):
            fit = fitted(wish, pages.right - pages.left)
            TableOnPaper(pages, table, fit, losses).draw(_not_too_many(counting.counted(table.rows(), table.name)))
        pages.finish()
    return Written(counting.rows, losses.replaced)


def _not_too_many(rows: Iterator[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """The rows of a table, unless nobody can ever have meant to print them."""
    for at, row in enumerate(rows):
        if at == _MOST_ROWS:
            raise _too_long()
        yield row


def _too_long() -> TelbillError:
    return TelbillError("report_too_long_for_pdf", count=_MOST_ROWS)


def _head(pages: Pages, report: Report, losses: Losses) -> None:
    pages.paragraph(legible(report.title, losses), _TITLE, pages.strong)
    pages.y -= _BETWEEN / 2
    names = [legible(name, losses) for name, _ in report.facts]
    indent = max((pages.plain.width(name, _TEXT) for name in names), default=0.0) + _BETWEEN
    for name, (_, value) in zip(names, report.facts, strict=True):
        lines = [legible(line, losses) for line in value.splitlines()]
        pages.fact(name, lines or [""], _TEXT, indent)
    if (bars := bars_of(report)) is not None:
        _draw_chart(pages, bars, losses)


def _draw_chart(pages: Pages, bars: Bars, losses: Losses) -> None:
    drawing = drawn(bars, pages.right - pages.left)
    pages.y -= _BETWEEN
    if pages.room < drawing.height + 3 * _BETWEEN:
        pages.turn()
    pages.paragraph(legible(bars.title, losses), _TEXT, pages.strong)
    pages.y -= _BETWEEN / 2
    top = pages.y
    for shape in drawing.shapes:
        _draw(pages, shape, top, losses)
    pages.y = top - drawing.height


def _draw(pages: Pages, shape: Box | Rule | Words, top: float, losses: Losses) -> None:
    canvas = pages.canvas
    if isinstance(shape, Box):
        canvas.setFillColor(HexColor(shape.colour))
        canvas.rect(pages.left + shape.x, top - shape.y - shape.height, shape.width, shape.height, stroke=0, fill=1)
    elif isinstance(shape, Rule):
        canvas.setStrokeColor(HexColor(shape.colour))
        canvas.setLineWidth(0.5)
        canvas.line(pages.left + shape.x, top - shape.y, pages.left + shape.to_x, top - shape.to_y)
    else:
        text = legible(shape.text, losses)
        before = pages.plain.width(text, SMALL) * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
        canvas.setFillColor(HexColor(shape.colour))
        canvas.setFont(pages.plain.name, SMALL)
        canvas.drawString(pages.left + shape.x - before, top - shape.y, text)
