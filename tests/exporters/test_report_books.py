"""Reports as workbooks: every value comes back as it was, typed and styled, whatever its text would like to be."""

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped] # it ships no types
import pytest
import python_calamine

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, given
from telbill_desktop.exporters.losses import Written, losses_told
from telbill_desktop.exporters.report_file import write_report
from telbill_desktop.exporters.shown_values import shown
from telbill_desktop.exporters.xlsx import streaming
from tests.exporters.made_reports import COLUMNS, FULL, MOMENT, monthly, of_texts, report

EVERYTHING_OF_TOTALS = 4  # rows: titles, two rows, totals


def written(path: Path, made: Report) -> Written:
    return write_report(path, made, progress=Unwatched())


def book_of(tmp_path: Path, made: Report) -> openpyxl.Workbook:
    path = tmp_path / "report.xlsx"
    written(path, made)
    return openpyxl.load_workbook(path)


def texts_of(tmp_path: Path, texts: Sequence[str]) -> list[object]:
    [sheet] = book_of(tmp_path, of_texts(texts)).worksheets
    assert {sheet.cell(row, 1).data_type for row in range(2, len(texts) + 2)} == {"s"}
    return [sheet.cell(row, 1).value for row in range(2, len(texts) + 2)]


def test_every_value_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    assert written(path, report()) == Written(2)
    sheet = openpyxl.load_workbook(path)["Calls"]
    midnight = datetime(2026, 11, 17), datetime(2026, 11, 1)  # noqa: DTZ001 - days
    figures = [-1234.5, 0.0125, 2.5, 1234, 0.255]
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[0] == [column.title for column in COLUMNS]
    assert rows[1] == [FULL[0], *midnight, MOMENT, timedelta(seconds=3725), 507_069_464, *figures]
    assert rows[2] == ["-12,50", *[None] * 10]
    assert rows[3][0] == "Total"
    assert rows[3][6] == -1234.5
    read = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Calls").to_python()
    days = [date(2026, 11, 17), date(2026, 11, 1), MOMENT]
    assert read[1] == [FULL[0], *days, timedelta(seconds=3725), 507_069_464, *figures]
    assert len(read) == EVERYTHING_OF_TOTALS


def test_each_kind_has_its_format(tmp_path: Path) -> None:
    sheet = book_of(tmp_path, report())["Calls"]
    shapes = {column.kind: sheet.cell(2, at).number_format for at, column in enumerate(COLUMNS, start=1)}
    assert shapes == {
        ColumnKind.TEXT: "@",
        ColumnKind.DAY: "dd/mm/yyyy",
        ColumnKind.MONTH: "[$-809]mmmm yyyy",
        ColumnKind.MOMENT: "dd/mm/yyyy hh:mm:ss",
        ColumnKind.SECONDS: "[h]:mm:ss",
        ColumnKind.BYTES: '[<1000000]#,##0.0,"\u00a0KB";[<1000000000]#,##0.0,,"\u00a0MB";#,##0.0,,,"\u00a0GB"',
        ColumnKind.AMOUNT: "#,##0.00",
        ColumnKind.FINE: "#,##0.00????",
        ColumnKind.NUMBER: "General",
        ColumnKind.COUNT: "#,##0",
        ColumnKind.SHARE: '0.0"\u00a0"%',
    }
    assert [sheet.cell(row, 7).font.bold for row in (1, 2, 4)] == [True, False, True]
    assert sheet.cell(4, 7).number_format == "#,##0.00"


def test_what_calls_cost_has_four_places_in_a_workbook_and_on_a_page(tmp_path: Path) -> None:
    """So that they stand under one another: operators bill the hundredth of a cent."""
    costs = [Decimal("1.5"), Decimal("0.0125"), Decimal("1234.567891")]
    rows = given([[cost] for cost in costs])
    sheet = book_of(tmp_path, Report("R", [], [Table("Calls", [Column("Cost", ColumnKind.USAGE)], rows)]))["Calls"]
    assert {sheet.cell(at, 1).number_format for at in (2, 3, 4)} == {"#,##0.0000??"}
    assert [shown(cost, ColumnKind.USAGE) for cost in costs] == ["1.5000", "0.0125", "1,234.567891"]


def test_titles_are_frozen_and_repeated_and_the_filter_leaves_the_totals_out(tmp_path: Path) -> None:
    sheet = book_of(tmp_path, report())["Calls"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:K3", "$1:$1")
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.oddHeader.left.text, sheet.oddFooter.right.text) == ("Usage — Calls", "&P / &N")
    widths = [sheet.column_dimensions[letter].width for letter in "ABD"]
    assert widths == [len(str(FULL[0])) + 2, 12, 21]


def test_a_narrow_table_is_printed_upright(tmp_path: Path) -> None:
    assert book_of(tmp_path, Report("R", [], [monthly(2)]))["Months"].page_setup.orientation == "portrait"


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\uff1d1", " =1"])
def test_a_text_that_a_spreadsheet_would_run_is_inert_here_and_in_the_csv_made_of_it(text: str, tmp_path: Path) -> None:
    assert texts_of(tmp_path, [text]) == [f"'{text}"]


def test_the_vectors_of_formula_cells_are_inert(corpus: Path, tmp_path: Path) -> None:
    with (corpus / "vectors" / "formula_cells.csv").open(encoding="utf-8", newline="") as stream:
        texts = [each["cell_text"] for each in csv.DictReader(stream)]
    assert texts_of(tmp_path, texts) == [f"'{text}" for text in texts]


def test_a_text_that_is_a_number_or_an_escape_of_workbooks_stays_that_text(tmp_path: Path) -> None:
    texts = ["-12,50", "+33639980101", "0123", " a  b ", "a\nb", "<&>\"'", "x" * 32_767, "𝄞", "1E5"]
    assert texts_of(tmp_path, texts) == texts
    path = tmp_path / "escape.xlsx"
    written(path, of_texts([" a ", "_x0041_"]))
    with zipfile.ZipFile(path) as parts:
        assert '<t xml:space="preserve"> a </t>' in parts.read("xl/worksheets/sheet1.xml").decode()
    [[_], _, [text]] = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert text == "_x0041_"  # as Excel reads it; openpyxl leaves what is escaped as it stands


def test_what_a_cell_cannot_hold_is_replaced_cut_and_said(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    result = written(path, of_texts(["a\x00b\x1f", "\ud800", "\uffff", "x" * 32_768, "𝄞" * 20_000, "a\r\nb\rc"]))
    assert result == Written(6, replaced_characters=4, cut_texts=2)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (2, 3, 4, 7)] == ["a\ufffdb\ufffd", "\ufffd", "\ufffd", "a\nb\nc"]
    assert [len(sheet.cell(row, 1).value) for row in (5, 6)] == [32_767, 16_383]
    assert losses_told(result) == (
        "4 characters that such a file cannot hold were replaced by \ufffd. "
        "2 texts are longer than a cell can be, and were cut."
    )
    assert losses_told(Written(1)) == ""


def test_titles_and_facts_may_hold_anything(tmp_path: Path) -> None:
    trouble = "\x01=A&\ud800\n" + "long " * 100
    table = Table(trouble, [Column(trouble)], given([]), None, [trouble])
    book = book_of(tmp_path, Report(trouble, [(trouble, "a\r\nb\rc")], [table, table]))
    assert len({sheet.title for sheet in book.worksheets}) == 3
    assert book.worksheets[0]["A1"].value.startswith("\ufffd=A&\ufffd")
    assert book.worksheets[0]["B3"].value == "a\nb\nc"


def test_a_day_before_excel_counts_is_told_in_words(tmp_path: Path) -> None:
    columns = [Column("Day", ColumnKind.DAY), Column("Began", ColumnKind.MOMENT)]
    early, first = date(1900, 2, 28), date(1900, 3, 1)
    moments = [datetime(day.year, day.month, day.day, 12) for day in (early, first)]  # noqa: DTZ001 - by the clock
    table = Table("Old", columns, given(list(zip((early, first), moments, strict=True))))
    sheet = book_of(tmp_path, Report("R", [], [table])).worksheets[0]
    assert [sheet.cell(2, at).value for at in (1, 2)] == ["28/02/1900", "28/02/1900 12:00:00"]
    assert [sheet.cell(3, at).value.date() for at in (1, 2)] == [first, first]


def test_a_word_among_the_totals_of_a_column_of_days_stays_a_word(tmp_path: Path) -> None:
    table = Table("T", [Column("Day", ColumnKind.DAY)], given([[date(2026, 1, 2)]]), ["Total"])
    sheet = book_of(tmp_path, Report("R", [], [table])).worksheets[0]
    assert (sheet["A3"].value, sheet["A3"].font.bold) == ("Total", True)


def test_a_long_text_wraps_in_a_row_that_is_high_enough(tmp_path: Path) -> None:
    sheet = book_of(tmp_path, of_texts(["short", "word " * 30])).worksheets[0]
    assert [sheet.cell(row, 1).alignment.wrap_text for row in (2, 3)] == [None, True]
    assert sheet.row_dimensions[3].height == 45
    assert sheet.column_dimensions["A"].width == 62


@pytest.mark.parametrize(
    ("count", "sheets"), [(8, ["A2:A9"]), (9, ["A2:A9", "A2:A2"]), (20, ["A2:A9", "A2:A9", "A2:A5"])]
)
def test_more_rows_than_a_sheet_holds_go_on_on_further_sheets(
    count: int, sheets: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "ROWS_OF_A_SHEET", 10)
    table = Table("Calls", [Column("N", ColumnKind.COUNT)], given([[at] for at in range(count)]), [count], ["Note"])
    book = book_of(tmp_path, Report("R", [], [table, table]))
    first, *others = book.worksheets
    mine = others[: len(sheets)]
    assert [sheet.auto_filter.ref for sheet in mine] == [f"A1:{ref.partition(':')[2]}" for ref in sheets]
    assert [sheet["A1"].value for sheet in mine] == ["N"] * len(sheets)
    values = [cell.value for sheet, ref in zip(mine, sheets, strict=True) for [cell] in sheet[ref]]
    assert values == list(range(count))
    assert [sheet.max_row for sheet in mine[:-1]] == [9] * (len(mine) - 1)
    assert mine[-1].cell(mine[-1].max_row, 1).value == count
    assert [sheet.title for sheet in others[:2]] == ["Calls", "Calls (2)"]
    assert [first.cell(row, 2).value for row in (4, 5)] == [f"{count} rows"] * 2


def test_the_summary_says_what_it_is_of_and_leads_to_the_sheets(tmp_path: Path) -> None:
    summary = book_of(tmp_path, report()).worksheets[0]
    cells = [[cell.value for cell in row] for row in summary.iter_rows(max_row=8)]
    assert summary.title == "Summary"
    assert [row for row in cells if any(row)] == [
        ["Usage", None],
        ["Company", "Brûlerie du Vexin"],
        ["Period", "2026"],
        ["Calls", "2 rows"],
        ["Amounts are without tax.", None],
    ]
    assert summary["A6"].hyperlink.location == "'Calls'!A1"


def test_a_report_of_nothing_but_a_table_has_no_summary(tmp_path: Path) -> None:
    assert [sheet.title for sheet in book_of(tmp_path, of_texts(["a"])).worksheets] == ["Texts"]


def test_the_chart_is_a_chart_of_the_workbook_over_the_cells(tmp_path: Path) -> None:
    made = Report("R", [], [monthly(3)], Chart("By month", 0, 0, [1, 2]))
    [chart] = book_of(tmp_path, made).worksheets[0]._charts
    assert (chart.type, chart.grouping, chart.overlap) == ("col", "stacked", 100)
    assert [series.val.numRef.f for series in chart.series] == ["'Months'!$B$2:$B$4", "'Months'!$C$2:$C$4"]
    assert [series.tx.strRef.f for series in chart.series] == ["'Months'!B1", "'Months'!C1"]
    assert {series.cat.numRef.f for series in chart.series} == {"'Months'!$A$2:$A$4"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_it_and_finds_what_was_written(tmp_path: Path) -> None:
    path, again = tmp_path / "report.xlsx", tmp_path / "again"
    written(path, Report("R & D", [("Company", "B")], [monthly(3), *report().tables], Chart("C", 0, 0, [1, 2])))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again), str(path)]
    told = subprocess.run(command, check=True, capture_output=True, timeout=100)
    assert not re.search(rb"error|repair", told.stdout + told.stderr, re.IGNORECASE)
    ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(again / path.name)
    assert [sheet.title for sheet in theirs] == ["Summary", "Months", "Calls"]
    assert [list(sheet.values) for sheet in theirs] == [list(sheet.values) for sheet in ours]
    assert len(theirs.worksheets[0]._charts) == 1
