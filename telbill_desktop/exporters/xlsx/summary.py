"""The first sheet of a report's workbook: what it is of, which sheets follow, its notes, its chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook  # type: ignore[import-untyped] # it ships no types
from openpyxl.cell import Cell  # type: ignore[import-untyped] # same
from openpyxl.chart import BarChart, Reference, Series  # type: ignore[import-untyped] # same
from openpyxl.chart.data_source import NumFmt  # type: ignore[import-untyped] # same
from openpyxl.chart.shapes import GraphicalProperties  # type: ignore[import-untyped] # same
from openpyxl.chart.text import RichText  # type: ignore[import-untyped] # same
from openpyxl.drawing.line import LineProperties  # type: ignore[import-untyped] # same
from openpyxl.drawing.text import (  # type: ignore[import-untyped] # same
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
)
from openpyxl.styles import Alignment  # type: ignore[import-untyped] # same
from openpyxl.worksheet.hyperlink import Hyperlink  # type: ignore[import-untyped] # same
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped] # same

from telbill_desktop.domain.report import Chart, ColumnKind, Report
from telbill_desktop.exporters.bars import Bars, bars_of
from telbill_desktop.exporters.losses import Losses
from telbill_desktop.exporters.paper_look import paper_colours, series_colour
from telbill_desktop.exporters.xlsx.cells import legal
from telbill_desktop.exporters.xlsx.rows import LINE, lines_of
from telbill_desktop.exporters.xlsx.shell import argb, face, number_format, print_on_a4, spoken
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr

_LABELS, _VALUES = 30, 66  # characters of the two columns
_CHART_WIDTH, _CHART_HEIGHT, _BAR_HEIGHT = 18.0, 8.5, 0.48  # cm; a lying bar takes so much, so that all are on a page
_TITLE = 16  # points
_SMALL = 800  # hundredths of a point
_AXES = {
    ColumnKind.AMOUNT: "#,##0",
    **dict.fromkeys((ColumnKind.FINE, ColumnKind.USAGE), "#,##0.00"),
}  # marks are round values


@dataclass(frozen=True, slots=True)
class Filled:
    """A table that was written: the sheet that it begins on, and how many rows it has."""

    sheet: str
    rows: int


def has_summary(report: Report) -> bool:
    """Whether there is anything to say of a report beside its tables."""
    return bool(report.facts or report.chart or any(table.notes for table in report.tables))


def add_summary(book: Workbook, name: str, report: Report, filled: Sequence[Filled], losses: Losses) -> None:
    """Puts the sheet before all others; `filled` has a place for each table of the report."""
    page = book.create_sheet(name, 0)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _LABELS, _VALUES
    page.sheet_view.showGridLines = False
    title = legal(report.title, Losses())  # counted with the sheets, which bear it too
    _put(page, 1, 1, title).font = face(bold=True, size=_TITLE)
    row = 3
    for label, value in report.facts:
        _put_soft(page, row, legal(label, losses))
        _put(page, row, 2, legal(value, losses))
        page.row_dimensions[row].height = LINE * max(lines_of(value, _VALUES), lines_of(label, _LABELS))
        row += 1
    row += 1
    for one in filled:
        link = _put(page, row, 1, one.sheet)
        quoted = one.sheet.replace("'", "''")
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{quoted}'!A1")
        link.font = face(color=argb(paper_colours()["accent"]), underline="single")
        _put(page, row, 2, _rows_told(one.rows))
        row += 1
    for note in _notes(report):
        row += 1
        _put(page, row, 1, legal(note, losses)).alignment = Alignment(vertical="top", wrap_text=True)
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        page.row_dimensions[row].height = LINE * lines_of(note, _LABELS + _VALUES)
    if report.chart is not None and (bars := bars_of(report)) is not None:
        sheet = book[filled[report.chart.table].sheet]
        names = report.tables[report.chart.table].columns[report.chart.names].kind
        page.add_chart(_chart(sheet, report.chart, names, bars, losses), f"A{row + 2}")
    print_on_a4(page, across=False, head=title)


def _rows_told(count: int) -> str:
    return ntr("{count} row", "{count} rows", count).format(count=formats.count(count))


def _notes(report: Report) -> Iterator[str]:
    for table in report.tables:
        for note in table.notes:
            yield formats.labelled(table.name, note) if len(report.tables) > 1 else note


def _put(page: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = page.cell(row, column)
    cell.value = text
    cell.data_type = "s"  # whatever it looks like
    cell.font = face()
    cell.alignment = Alignment(vertical="top", wrap_text=row > 1)
    return cell


def _put_soft(page: Worksheet, row: int, text: str) -> None:
    _put(page, row, 1, text).font = face(color=argb(paper_colours()["text_soft"]))


def _chart(page: Worksheet, chart: Chart, names: ColumnKind, bars: Bars, losses: Losses) -> BarChart:
    """Stacked bars that Excel draws itself, from the cells of the sheet."""
    made = BarChart()
    made.type = "bar" if bars.lying else "col"
    made.grouping, made.overlap, made.gapWidth = "stacked", 100, 45
    made.title = legal(bars.title, losses)
    made.width = _CHART_WIDTH
    made.height = max(_CHART_HEIGHT, len(bars.names) * _BAR_HEIGHT + 3) if bars.lying else _CHART_HEIGHT
    made.legend.position = "b"
    last = len(bars.names) + 1
    for at, column in enumerate(chart.series):
        values = Reference(page, min_col=column + 1, min_row=1, max_row=last)
        series = Series(values, title_from_data=True)
        series.graphicalProperties = GraphicalProperties(solidFill=series_colour(at)[1:])
        series.invertIfNegative = False
        made.series.append(series)
    made.set_categories(Reference(page, min_col=chart.names + 1, min_row=2, max_row=last))
    made.x_axis.delete = made.y_axis.delete = False
    if names is ColumnKind.MONTH:
        made.x_axis.numFmt = NumFmt(formatCode=spoken("mmm yy"), sourceLinked=False)
    made.x_axis.tickLblPos = "low"  # below the bars that go below nothing
    if bars.lying:
        made.x_axis.scaling.orientation = "maxMin"  # the first one above the others
        made.y_axis.crosses = "max"
        made.x_axis.tickLblSkip = 1
    for axis in (made.x_axis, made.y_axis):
        axis.txPr = _small_text()
    made.y_axis.numFmt = NumFmt(formatCode=_AXES.get(bars.kind) or number_format(bars.kind), sourceLinked=False)
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=paper_colours()["border"][1:]))
    return made


def _small_text() -> RichText:
    look = ParagraphProperties(defRPr=CharacterProperties(sz=_SMALL))
    return RichText(p=[Paragraph(pPr=look, endParaRPr=CharacterProperties(sz=_SMALL))])
