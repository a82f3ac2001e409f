"""Reports as pages: figures as their reader counts, nothing fetched or run, the chart drawn inside."""

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, given
from telbill_desktop.exporters.losses import Written
from telbill_desktop.exporters.report_file import write_report
from telbill_desktop.system.i18n import use_language
from tests.exporters.made_reports import monthly, of_texts, report


def page_of(tmp_path: Path, made: Report) -> html.HtmlElement:
    path = tmp_path / "report.html"
    write_report(path, made, progress=Unwatched())
    return html.fromstring(path.read_bytes())


def rows_of(page: html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in page.iter("tr")]


def test_facts_tables_totals_and_notes_are_there(tmp_path: Path) -> None:
    page = page_of(tmp_path, report())
    assert [each.text_content() for each in page.iter("h1", "dt", "dd", "h2", "p")] == [
        *("Usage", "Company", "Brûlerie du Vexin", "Period", "2026", "Calls", "Amounts are without tax."),
    ]
    _titles, full, _empty, totals = rows_of(page)
    assert full == [
        *("Élodie <b>LEFÈVRE</b> & fils", "17/11/2026", "November 2026", "17/11/2026 08:02:05", "1:02:05"),
        *("507.1\u00a0MB", "\u22121,234.50", "0.0125", "2.5", "1,234", "25.5\u00a0%"),
    ]
    assert totals[6] == "\u22121,234.50"
    assert [row.get("class") for row in page.iter("tbody")] == [None, "totals"]


@pytest.mark.usefixtures("french")
def test_a_french_reader_has_french_figures(tmp_path: Path) -> None:
    page = page_of(tmp_path, report())
    assert page.get("lang") == "fr"
    assert rows_of(page)[1][5:7] == ["507,1\u00a0Mo", "\u22121\u202f234,50"]


@pytest.fixture
def french() -> None:
    use_language("fr")


def test_figures_stand_to_the_right_and_short_texts_on_one_line(tmp_path: Path) -> None:
    columns = [Column("A"), Column("B"), Column("C", ColumnKind.AMOUNT)]
    table = Table("T", columns, given([["x" * 24, "x" * 25, Decimal(1)]]))
    [*_, row] = page_of(tmp_path, Report("R", [], [table])).iter("tr")
    assert [cell.get("class") for cell in row] == ["whole", None, "figure"]


def test_texts_are_only_texts_and_none_is_a_formula(tmp_path: Path) -> None:
    texts = ["<script>alert(1)</script>", "=1+1", "-12,50", "a\nb"]
    page = page_of(tmp_path, of_texts(texts))
    assert [row[0] for row in rows_of(page)[1:]] == ["<script>alert(1)</script>", "'=1+1", "-12,50", "ab"]
    assert list(page.iter("script")) == []
    assert len(list(page.iter("br"))) == 1


def test_titles_names_and_notes_are_as_inert_as_cells(tmp_path: Path) -> None:
    table = Table("=2+2", [Column("=HYPERLINK(1)"), Column("+33")], given([]), notes=["@4"])
    page = page_of(tmp_path, Report("=1+1", [("-A", "=5")], [table]))
    texts = [each.text_content() for each in page.iter("h1", "dt", "dd", "h2", "th", "p")]
    assert texts == ["'=1+1", "'-A", "'=5", "'=2+2", "'=HYPERLINK(1)", "+33", "'@4"]


def test_what_cannot_be_held_is_replaced_and_counted_and_what_is_not_seen_is_written_out(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert write_report(path, of_texts(["\ud800", "\x07"]), progress=Unwatched()) == Written(2, replaced_characters=1)
    assert [row[0] for row in rows_of(html.fromstring(path.read_bytes()))[1:]] == ["\ufffd", "⟨U+0007⟩"]


def test_the_chart_is_drawn_inside_and_nothing_is_fetched(tmp_path: Path) -> None:
    months = monthly(3)
    columns = [months.columns[0], *(Column(f"<i>{one.title}", one.kind) for one in months.columns[1:])]
    table = Table("M", columns, months.rows)
    page = page_of(tmp_path, Report("R", [], [table], Chart("By <month>", 0, 0, [1, 2])))
    assert "<i>" not in (tmp_path / "report.html").read_text("utf-8")
    assert "<month>" not in (tmp_path / "report.html").read_text("utf-8")
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    [drawing] = page.iter("svg")
    assert [each.text_content() for each in page.iter("figcaption", "title")] == ["R", "By <month>", "By <month>"]
    assert [text.text_content() for text in drawing.iter("text")][:2] == ["<i>Plans", "<i>Calls"]
    assert len(list(drawing.iter("rect"))) == 2 + 3 * 2
    assert not page.xpath("//@src | //@href | //img | //link")


@pytest.mark.parametrize(("columns", "orientation"), [(6, "portrait"), (7, "landscape")])
def test_many_columns_are_printed_across(columns: int, orientation: str, tmp_path: Path) -> None:
    table = Table("T", [Column(str(at)) for at in range(columns)], given([]))
    page = page_of(tmp_path, Report("R", [], [table]))
    assert f"@page{{size:A4 {orientation}" in page.xpath("string(//style)")
