"""A report as a page to read and to print: its facts, its chart, its tables with what they add up to."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table, Value
from telbill_desktop.exporters import html_page as html
from telbill_desktop.exporters.bar_drawing import drawn
from telbill_desktop.exporters.bars import bars_of
from telbill_desktop.exporters.cell_text import inert
from telbill_desktop.exporters.html_page import Markup
from telbill_desktop.exporters.losses import Losses, Written
from telbill_desktop.exporters.new_file import new_file
from telbill_desktop.exporters.row_progress import RowProgress
from telbill_desktop.exporters.shown_values import LEFT, shown
from telbill_desktop.exporters.svg import svg

_CHART_WIDTH = 620.0  # points
_SAMPLE = 500  # rows that a column's look is taken from
_SHORT = 24  # characters
_PORTRAIT_COLUMNS = 6  # more are printed across


def write_report_page(path: Path, report: Report, progress: Progress) -> Written:
    """Writes a report as a page that stands alone.

    Raises:
        TelbillError: `file_unwritable`; the file is as it was.
        CancelledError: from `progress`; the file is as it was.
    """
    losses = Losses()
    counting = RowProgress(progress, sum(table.size for table in report.tables))
    across = any(len(table.columns) > _PORTRAIT_COLUMNS for table in report.tables)
    title = losses.keepable(inert(report.title))
    with new_file(path) as stream:
        for piece in html.page_pieces(title, _body(report, counting, losses), across=across):
            stream.write(piece.encode("utf-8"))
    return Written(counting.rows, losses.replaced)


def _body(report: Report, counting: RowProgress, losses: Losses) -> Iterator[Markup]:
    yield html.facts((_text(name, losses), _text(value, losses)) for name, value in report.facts)
    if (bars := bars_of(report)) is not None:
        yield Markup(f"<figure>{html.element('figcaption', bars.title)}{svg(drawn(bars, _CHART_WIDTH), bars.title)}")
        yield Markup("</figure>")
    for table in report.tables:
        yield from _table(table, counting, losses)


def _table(table: Table, counting: RowProgress, losses: Losses) -> Iterator[Markup]:
    yield html.element("h2", _text(table.name, losses))
    rows = counting.counted(table.rows(), table.name)
    sample = list(islice(rows, _SAMPLE))
    yield from html.table_pieces(
        [_text(column.title, losses) for column in table.columns],
        _rows(table.columns, chain(sample, rows), losses),
        [_look(column, [row[at] for row in sample]) for at, column in enumerate(table.columns)],
        None if table.totals is None else next(_rows(table.columns, [table.totals], losses)),
    )
    for note in table.notes:
        yield html.element("p", _text(note, losses), "soft")


def _look(column: Column, values: Iterable[Value]) -> str:
    """Figures stand to the right; days, and texts that are all short as numbers and names are, on one line."""
    if column.kind not in LEFT:
        return "figure"
    is_whole = column.kind is not ColumnKind.TEXT or all(len(str(value or "")) <= _SHORT for value in values)
    return "whole" if is_whole else ""


def _rows(columns: Sequence[Column], rows: Iterable[Sequence[Value]], losses: Losses) -> Iterator[Sequence[str]]:
    """What stands in the cells: figures as the reader counts, texts that no spreadsheet runs which opens the page."""
    kinds = [column.kind for column in columns]
    for row in rows:
        yield [
            _text(value, losses) if isinstance(value, str) else Markup(shown(value, kind))
            for value, kind in zip(row, kinds, strict=True)
        ]


def _text(value: str, losses: Losses) -> Markup:
    """The text inert, its lines below one another."""
    return Markup("<br>".join(html.text(line) for line in losses.keepable(inert(value)).splitlines()))
