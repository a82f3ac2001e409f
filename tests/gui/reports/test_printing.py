"""What is printed: laid out for the paper there is, painted as it is on screen, read back from a PDF."""

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.gui.printing import printable as printing
from telbill_desktop.gui.printing.layout import Sheet, is_wide, laid_out
from telbill_desktop.gui.printing.painting import measure_of, paint, paper_font
from telbill_desktop.gui.printing.preview import Preview
from tests.gui.reports.conftest import User
from tests.gui.test_accessible_names import nameless

pytestmark = pytest.mark.usefixtures("theme")  # an application, for fonts
WIDTH, HEIGHT = 523.0, 770.0  # points


def report(rows: int = 120, text: str = "Forfait") -> Report:
    values: list[list[Value]] = [[f"{text} {at}", Decimal(at), date(2026, 11, 17)] for at in range(rows)]
    columns = [Column("Label"), Column("Amount", ColumnKind.AMOUNT), Column("Day", ColumnKind.DAY)]
    table = Table("Lines", columns, given(values), ["Total", Decimal(rows), None], ["A note."])
    chart = Chart("Costs", 1, 0, (1,))
    few = Table("Few", columns[:2], given([["A", Decimal(3)], ["B", Decimal(4)]]))
    return Report("Invoices", [("Company", "Atelier Roche SAS")], [table, few], chart)


def texts(sheet: Sheet) -> list[str]:
    return [mark.text for mark in sheet.marks]


def sheets(made: Report, width: float = WIDTH, height: float = HEIGHT) -> list[Sheet]:
    return laid_out(printing.printable(made, Unwatched()), width, height, measure_of(paper_font()))


def test_every_row_is_on_paper_once_with_titles_on_each_page() -> None:
    pages = sheets(report())
    every = [text for page in pages for text in texts(page)]
    assert [text for text in every if text.startswith("Forfait")] == [f"Forfait {at}" for at in range(120)]
    assert [texts(page).count("Label") for page in pages] == [1, 1, 1, 2]
    assert [texts(page)[-1] for page in pages] == ["1 / 4", "2 / 4", "3 / 4", "4 / 4"]
    assert {"Atelier Roche SAS", "Costs", "Invoices"} < set(texts(pages[0]))
    assert {"A note.", "Total", "120.00"} < set(every)


def test_nothing_lies_beyond_the_paper() -> None:
    facts = [(f"Fact {at}", "mot " * 30) for at in range(60)]
    long = replace(report(8, "mot " * 400 + "x" * 900), facts=facts)
    for width, height in ((WIDTH, HEIGHT), (300.0, 260.0)):
        measure = measure_of(paper_font())
        for page in sheets(long, width, height):
            assert all(0 <= mark.y <= height for mark in page.marks)
            assert all(line.to_x <= width + 0.1 for line in page.lines)
            for mark in page.marks:
                wide = measure(mark.text, is_strong=mark.is_strong) * mark.size / 8
                assert (mark.x if mark.is_right else mark.x + wide) <= width + 2


def test_lines_are_not_broken_where_a_space_holds_its_words_together() -> None:
    held = "Hors\u00a0forfait\u00a0: 4\u202f278,41\u00a0€"
    titles = [Column(f"Hors forfait\u00a0: messages {at}", ColumnKind.AMOUNT) for at in range(12)]
    table = Table("T", titles, given([[Decimal(1)] * 12]), notes=[f"{held} " * 30])
    said = [text for page in sheets(Report("R", [], [table])) for text in texts(page)]
    assert "Hors\u00a0forfait\u00a0:" in "".join(said)
    for text in said:
        assert not text.startswith((":", "forfait\u00a0:\u00a0", "€", "278")), text
    assert any(text.endswith("forfait\u00a0:") for text in said)


def test_many_columns_want_paper_that_lies_across() -> None:
    columns = [Column(f"A long title {at}", ColumnKind.AMOUNT) for at in range(14)]
    wide = Report("Wide", [], [Table("T", columns, given([[Decimal(1234567)] * 14]))])
    measure = measure_of(paper_font())
    assert is_wide(printing.printable(wide, Unwatched()), measure)
    assert not is_wide(printing.printable(report(), Unwatched()), measure)


def test_what_nobody_reads_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "MOST_ROWS", 20)
    printing.printable(report(18), Unwatched())
    with pytest.raises(TelbillError) as refused:
        printing.printable(report(19), Unwatched())
    assert refused.value.message.code == "too_long_to_print"


def test_markup_and_controls_in_a_name_are_only_text() -> None:
    made = report(1, "<b>Nuvox</b> & \x1b[31m\u202e")
    [label] = [text for page in sheets(made) for text in texts(page) if "Nuvox" in text]
    assert label.startswith("<b>Nuvox</b> &")
    assert label.isprintable()


def test_lines_of_a_text_stand_below_one_another() -> None:
    made = replace(report(1, "Forfait\r\n20\tGo, en"), facts=[("Site", "Lyon\nParis")])
    [page] = sheets(made)
    found = {mark.text: (mark.x, mark.y) for mark in page.marks}
    for first, second in (("Forfait", "20 Go, en 0"), ("Lyon", "Paris")):
        assert found[first][0] == found[second][0]
        assert found[first][1] < found[second][1]


def test_pages_are_painted_as_text_and_only_those_that_were_asked_for(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    printer.setFromTo(2, 3)
    paint(sheets(report()), printer, paper_font())
    pages = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert len(pages) == 2
    first = pages[0].get_textpage().get_text_range()
    assert "2 / 4" in first
    assert "Forfait 60" in first


def test_a_thousand_rows_are_laid_out_and_painted_in_a_moment(tmp_path: Path) -> None:
    made = printing.printable(report(1000), Unwatched())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    started = time.process_time()
    paint(laid_out(made, WIDTH, HEIGHT, measure_of(paper_font())), printer, paper_font())
    assert time.process_time() - started < 5  # a tenth of it on a machine that does nothing else


def preview(user: User) -> Preview:
    def opened() -> bool:
        return isinstance(QApplication.activeModalWidget(), Preview)

    user.wait(opened)
    found = QApplication.activeModalWidget()
    assert isinstance(found, Preview)
    return found


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("invoices", {"F-11", "N-1"}),
        ("archive", {"Archive"}),
        ("contracts", {"Hexamobile SA", "Ondefixe"}),
        ("upcoming", {"Invoices to come"}),
        ("fleet", {"Fleet"}),
    ],
)
def test_every_list_is_printed_as_it_is_on_screen(user: User, page: str, words: set[str]) -> None:
    user.desk.open_page(page)
    if page == "contracts":
        user.wait(lambda: user.desk.pages["contracts"].list.table.entries.rowCount() > 0)  # type: ignore[attr-defined] # its page
    user.window.actions_by_name["print"].trigger()
    found = preview(user)
    printed = {text for sheet in found.sheets(QPrinter(QPrinter.PrinterMode.HighResolution)) for text in texts(sheet)}
    assert words <= printed
    found.close()


def test_filter_order_and_columns_of_the_list_are_those_of_the_paper(user: User) -> None:
    page = user.desk.pages["invoices"]
    page.filters.text.setText("F-1")  # type: ignore[attr-defined] # the invoices' page
    user.wait(lambda: page.listing.is_complete and page.listing.count == 2)  # type: ignore[attr-defined] # same
    user.window.actions_by_name["print"].trigger()
    found = preview(user)
    [sheet] = found.sheets(QPrinter(QPrinter.PrinterMode.HighResolution))
    said = texts(sheet)
    assert [text for text in said if text.startswith(("F-", "N-"))] == ["F-11", "F-10"]
    assert "“F-1”" in said
    assert "100.02" in said  # what they add up to
    found.close()


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says it too
def test_what_cannot_be_printed_is_said(user: User) -> None:
    user.window.actions_by_name["print"].trigger()
    found = preview(user)
    found.printer().setOutputFileName(str(user.out / "no folder" / "a.pdf"))
    [pages] = found.findChildren(QPrintPreviewWidget)
    pages.print_()
    assert user.window.notices.kept[-1].text.startswith("Nothing was printed")
    found.close()


def test_a_report_is_printed_from_its_dialog(user: User) -> None:
    dialog = user.dialog()
    dialog.asking.days.which.setCurrentIndex(dialog.asking.days.which.findData(""))
    dialog.print_button.click()
    found = preview(user)
    area = found.printer().pageLayout()
    assert area.orientation() is QPageLayout.Orientation.Landscape
    assert any("F-11" in texts(sheet) for sheet in found.sheets(found.printer()))
    found.close()
    dialog.close_button.click()


def test_the_fields_of_a_preview_say_their_names(user: User) -> None:
    dialog = user.dialog()
    dialog.print_button.click()
    found = preview(user)
    assert list(nameless(found)) == []
    found.close()
    dialog.close_button.click()


@pytest.mark.parametrize("suffix", ["xlsx", "pdf", "html", "csv"])
def test_what_is_shown_is_saved_in_every_format(user: User, suffix: str) -> None:
    user.wait(lambda: user.desk.pages["invoices"].listing.is_complete)  # type: ignore[attr-defined] # its page
    user.answers.saves_to = user.out / f"list.{suffix}"
    user.window.actions_by_name["save_shown"].trigger()
    user.wait(lambda: bool(user.window.notices.kept))
    assert "5 rows saved" in user.window.notices.kept[-1].text
    assert (user.out / f"list.{suffix}").stat().st_size > 100


def test_a_csv_of_what_is_shown_holds_the_list_alone(user: User) -> None:
    page = user.desk.pages["invoices"]
    page.printing = lambda: lambda _progress: report(3)
    user.answers.saves_to = user.out / "list.csv"
    user.window.actions_by_name["save_shown"].trigger()
    user.wait(lambda: bool(user.window.notices.kept))
    assert len((user.out / "list.csv").read_text(encoding="utf-8-sig").splitlines()) == 4  # titles and three rows


@pytest.mark.parametrize(
    ("page", "offered"),
    [("invoices", {"Print…", "Reports…", "Save what is shown, XLSX, PDF, HTML…"}), ("overview", {"Reports…"})],
)
def test_only_a_page_that_can_be_printed_offers_it(user: User, page: str, offered: set[str]) -> None:
    user.desk.open_page(page)
    texts = {action.text() for action in user.window.top_bar.exports()}
    assert {text for text in texts if text.startswith(("Print", "Save what", "Reports"))} == offered


def test_the_marks_of_a_chart_run_behind_its_bars() -> None:
    [page, *_] = sheets(report(8))
    assert page.under
    for area in page.areas:
        for line in page.lines:
            is_across = area.y + 0.01 < line.y < area.y + area.height - 0.01 and line.y == line.to_y
            is_down = area.x + 0.01 < line.x < area.x + area.width - 0.01 and line.x == line.to_x
            meets = line.y < area.y + area.height and line.to_y > area.y
            assert not is_across
            assert not (is_down and meets)
