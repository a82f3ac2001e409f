import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl  # type: ignore[import-untyped] # it ships no types
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.exporters.upcoming_columns import UpcomingColumn
from telbill_desktop.gui.models.forecast_lines import ForecastLines
from telbill_desktop.gui.models.upcoming_table import UPCOMING_POSITION, UpcomingTable
from telbill_desktop.gui.pages.upcoming.page import UpcomingPage
from telbill_desktop.gui.start import Program
from telbill_desktop.services import perimeters
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT
from tests.gui.test_accessible_names import nameless
from tests.gui.upcoming.conftest import OpenUser
from tests.gui.upcoming.user import User
from tests.gui.user import plain
from tests.new_stores import new_store
from tests.services.shelf import state

CTRL = Qt.KeyboardModifier.ControlModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
HEXAMOBILE, LUMITEL = "Hexamobile SA · CF 2 / SC-2", "Lumitel · CF 2 / SC-2"


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))


def test_the_list_says_what_comes_when_and_how_it_is_paid(user: User) -> None:
    assert user.column(UpcomingColumn.DATE) == ["05/12/2026", "20/01/2027"]
    assert user.column(UpcomingColumn.ACCOUNT) == [HEXAMOBILE, LUMITEL]
    assert user.column(UpcomingColumn.HT) == ["160.80", "2,400.00"]
    assert user.column(UpcomingColumn.TTC) == ["192.96", "2,880.00"]
    assert user.column(UpcomingColumn.TO_PAY) == ["152.96", "2,880.00"]
    assert user.column(UpcomingColumn.PAYMENT) == [
        "Debited •••• 2606 on 25/12/2026",
        "To transfer by 19/02/2027, Comptabilité",
    ]


def test_what_somebody_must_pay_stands_out_by_a_word_and_an_icon(user: User) -> None:
    debited, transferred = (user.page.table._payment_pill(row) for row in (0, 1))
    assert debited is not None
    assert transferred is not None
    assert (debited.tone, debited.icon) == ("neutral", "arrow-right")
    assert (transferred.text, transferred.icon) == ("To transfer by 19/02, Comptabilité", "triangle-alert")


def test_the_badge_counts_what_the_list_shows_and_the_status_bar_sums(user: User) -> None:
    assert user.window.sidebar.entry("upcoming").badge.text() == "2"
    user.wait(lambda: user.status.startswith("2 invoices"))
    assert user.status == "2 invoices · excl. VAT €2,560.80 · VAT €512.16 · incl. VAT €3,072.96"
    user.click_row(0)
    user.click_row(1, CTRL)
    assert user.status.startswith("2 invoices selected · excl. VAT €2,560.80")


def test_the_invoice_is_shown_by_section_with_its_tax_and_what_is_set_against_it(user: User) -> None:
    user.click_row(0)
    assert user.page.side.heading.text() == f"{HEXAMOBILE} — invoice of 5 December 2026"
    assert user.lines == [
        "Subscriptions and options · 30.00",
        "Forfait · 3 × 10.00 · 31 d / 31 · 05/12/2026 — 04/01/2027 · 30.00",
        "Prorata · 5.00",
        "Forfait · 1 × 10.00 · 15 d / 30 · 20/11 — 04/12/2026 · 5.00",
        "Usage · 6.00",
        "Usage (estimate) · mean of the latest invoices · 6.00",
        "Equipment · 119.80",
        "Casque · 2 × 59.90 · 119.80",
    ]
    assert user.totals == [
        ("Total excl. VAT", "160.80"),
        ("VAT 20 % (S) on 160.80", "32.16"),
        ("Total incl. VAT", "192.96"),
        ("Prepaid balance", "−40.00"),
        ("Debited •••• 2606 on 25/12/2026", "€152.96"),
    ]
    facts = {name: plain(text) for name, text in user.page.side.invoice.facts.texts().items()}
    assert (
        facts["Rule"]
        == "Monthly, in advance, days of the period, first day counted, rounded by unit, removals credited"
    )


def test_a_click_on_a_line_says_why_where_it_stands_and_another_closes_it(user: User) -> None:
    user.click_row(0)
    lines = user.page.side.invoice.lines
    before = lines.height()
    user.click_line(3)
    assert lines.height() > before
    assert user.lines[3].endswith("1 at €10.00 for 15 of 30 days, from 20/11/2026 to 04/12/2026: €5.00.")
    user.click_line(3)
    assert lines.height() == before


def test_the_keyboard_reaches_the_reason_of_every_line(user: User) -> None:
    user.click_row(0)
    user.click(user.page.side.invoice.why)
    lines = user.page.side.invoice.lines
    assert lines.hasFocus()
    assert "for the whole period" in user.lines[1]
    user.press(lines, Qt.Key.Key_Down)
    user.press(lines, Qt.Key.Key_Return)
    assert "15 of 30 days" in user.lines[3]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space):
        user.press(lines, key)
    assert "Nobody knows the usage to come" in user.lines[5]
    user.press(lines, Qt.Key.Key_Escape)
    assert not user.page.splitter.is_side_shown


def test_the_filter_hides_and_offers_the_way_back(user: User) -> None:
    user.filter("LUMI cf2")
    assert user.column(UpcomingColumn.ACCOUNT) == [LUMITEL]
    user.filter("nothing")
    assert user.page.card.stack.all_hidden.isVisible()
    user.click(user.page.card.stack.all_hidden.button)
    assert len(user.column(UpcomingColumn.ACCOUNT)) == 2


def choose_perimeter(user: User, name: str) -> None:
    """In the menu of the top bar."""
    button = user.window.top_bar.perimeter
    user.wait(button.isVisible)
    user.click(button)
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(action for action in menu.actions() if action.text() == name)
    user.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    user.wait(lambda: button.text() == name)


def test_the_perimeter_narrows_the_list_and_the_year(user: User) -> None:
    store, account_id = user.page.context.workspace.store, user.page.model.records[0].invoice.account_id
    perimeters.save_perimeter(store, "Mobiles", PerimeterChoice(account_ids=(account_id,)))
    perimeters.save_perimeter(store, "Ailleurs", PerimeterChoice(client_codes=("ailleurs",)))
    user.page.context.store_changed()
    menu = user.window.top_bar.perimeter.list
    user.wait(lambda: any(action.text() == "Mobiles" for action in menu.actions()))
    choose_perimeter(user, "Mobiles")
    user.wait(lambda: user.column(UpcomingColumn.ACCOUNT) == [HEXAMOBILE])
    assert user.page.card.perimeter.text() == "Perimeter: Mobiles"
    assert user.page.year.renewals.isHidden()
    choose_perimeter(user, "Ailleurs")
    user.wait(user.page.card.stack.all_hidden.isVisible)


def test_a_store_without_terms_leads_to_the_contracts(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], Program]
) -> None:
    new_store(tmp_path / "empty").close()
    session = open_window(tmp_path / "empty").session
    assert session is not None
    assert session.desk is not None
    gone: list[str] = []
    context = replace(session.desk.context, go_to=lambda name, _target: gone.append(name))
    page = UpcomingPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: page.card.stack.no_data.isVisible(), timeout=WAIT)  # noqa: PLW0108 - it is made meanwhile
    assert "how each account is charged" in page.card.stack.no_data.sentence.text()
    qtbot.mouseClick(page.card.stack.no_data.button, Qt.MouseButton.LeftButton)
    assert gone == ["contracts"]


def test_a_copy_is_what_a_spreadsheet_reads(user: User) -> None:
    user.click_row(1)
    user.press(user.page.table, Qt.Key.Key_C, CTRL)
    titles, row = user.clipboard
    assert titles[:3] == ["Date", "Account", "Total excl. VAT"]
    assert row[:5] == ["20/01/2027", LUMITEL, "2400,00", "2880,00", "2880,00"]


def test_what_if_shows_the_difference_beside_what_is_and_writes_nothing(user: User) -> None:
    store = user.page.context.workspace.store
    before = state(store)
    user.click_row(0)
    user.click_tab(1)
    form = user.page.side.what_if
    user.wait(lambda: form.product.count() == 1)
    for field, text in ((form.count, "3"), (form.since, "20/11/2026")):
        user.click(field)
        user.press(field, Qt.Key.Key_A, CTRL)
        user.qtbot.keyClicks(field, text)
    user.press(form.since, Qt.Key.Key_Return)
    user.wait(lambda: bool(form.results.texts()))
    assert user.column(UpcomingColumn.SUPPOSED) == ["205.80", "2,400.00"]
    assert user.column(UpcomingColumn.DIFFERENCE) == ["+45.00", ""]
    assert not user.page.table.isColumnHidden(UPCOMING_POSITION[UpcomingColumn.DIFFERENCE])
    assert form.results.texts()[:3] == [
        ("Invoice of 05/12/2026, excl. VAT", "160.80"),
        ("with the change", "205.80"),
        ("difference", "+45.00"),
    ]
    assert user.status.endswith("What if +45.00")
    assert user.lines[0] == "Subscriptions and options · 60.00"
    assert state(store) == before
    user.click(form.clear)
    user.wait(lambda: user.page.table.isColumnHidden(UPCOMING_POSITION[UpcomingColumn.DIFFERENCE]))
    assert user.lines[0] == "Subscriptions and options · 30.00"


def test_what_is_supposed_is_named_after_another_account_is_chosen(user: User) -> None:
    user.click_row(0)
    user.click_tab(1)
    form = user.page.side.what_if
    user.wait(lambda: form.product.count() == 1)
    user.click(form.ask)
    user.wait(lambda: bool(form.results.texts()))
    said = f"{HEXAMOBILE}: 1 Forfait more from 22/11/2026 on"
    assert plain(form.said.heading.text()) == said
    user.click_row(1)
    user.wait(lambda: form.product.currentText() == "=Licence")
    answer = user.page.model.records
    user.page.refresh()
    user.wait(lambda: user.page.model.records is not answer)
    assert plain(form.said.heading.text()) == said


def test_esc_empties_the_filter_and_down_goes_to_the_list(user: User) -> None:
    user.filter("hexa")
    assert len(user.column(UpcomingColumn.DATE)) == 1
    user.press(user.page.card.text, Qt.Key.Key_Escape)
    assert len(user.column(UpcomingColumn.DATE)) == 2
    user.press(user.page.card.text, Qt.Key.Key_Down)
    assert user.page.table.hasFocus()


def test_what_cannot_be_is_said_beside_the_form(user: User) -> None:
    user.click_row(0)
    user.click_tab(1)
    form = user.page.side.what_if
    user.wait(lambda: form.product.count() == 1)
    form.direction.setCurrentIndex(1)
    form.count.setText("9")
    user.click(form.ask)
    user.wait(form.said.isVisible)
    assert plain(form.said.heading.text()) == "Only 3 Forfait are in service on 22/11/2026."
    form.count.setText("none")
    user.click(form.ask)
    assert form.count.error.text() == "A quantity is one or more."


def test_the_year_names_its_renewals_and_its_months(user: User) -> None:
    canvas = user.page.year.canvas
    user.wait(canvas.is_drawn)
    assert canvas.chart is not None
    assert plain(user.page.year.renewals.text()) == f"Yearly renewal: {LUMITEL} on 20/01/2027, €2,400.00"
    lumitel, hexamobile = canvas.chart.heights()
    assert lumitel == [0, 0, 2400, *[0] * 9]
    assert hexamobile[:4] == [0, 160.8, 36, 36]
    assert canvas.chart.words() == ["yearly"]
    said: list[int] = []
    canvas.month_chosen.connect(said.append)
    for _ in range(3):
        user.press(canvas, Qt.Key.Key_Right)
    assert said == [0, 1, 2]
    assert f"Yearly renewal: {LUMITEL}" in canvas.accessibleDescription()


def test_what_is_on_screen_is_saved_as_a_workbook(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "to come.xlsx"
    user.page.acts.export_book.trigger()
    user.wait(answers.saves_to.exists)
    book = openpyxl.load_workbook(answers.saves_to)
    listed, lines = book.worksheets
    assert [cell.value for cell in listed[2]][:3] == [datetime(2026, 12, 5), HEXAMOBILE, 160.8]  # noqa: DTZ001 - a day
    assert listed["C2"].number_format == "#,##0.00"
    assert listed["A2"].is_date
    labels = [row[4].value for row in lines.iter_rows(min_row=2)]
    assert labels[-1] == "'=Licence"
    assert {row[4].data_type for row in lines.iter_rows(min_row=2)} == {"s"}


def test_the_list_and_its_lines_are_saved_as_csv(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "list.csv"
    user.page.acts.export_list.trigger()
    user.wait(answers.saves_to.exists)
    listed = rows_of(answers.saves_to)
    assert [row[1] for row in listed[1:]] == [HEXAMOBILE, LUMITEL]
    answers.saves_to = tmp_path / "lines.csv"
    user.page.acts.export_lines.trigger()
    user.wait(answers.saves_to.exists)
    lines = rows_of(answers.saves_to)
    assert len(lines) == 1 + 6 + 2
    assert {"'=Licence", "Casque", "Forfait"} <= {row[4] for row in lines}


def test_widths_are_there_again_at_the_next_start(open_user: OpenUser) -> None:
    user = open_user()
    user.page.table.horizontalHeader().resizeSection(UPCOMING_POSITION[UpcomingColumn.HT], 131)
    user.window.close()
    user.program.close()
    again = open_user()
    assert again.page.table.columnWidth(UPCOMING_POSITION[UpcomingColumn.HT]) == 131


def test_every_control_says_its_name(user: User) -> None:
    user.click_row(0)
    for at in (0, 1):
        user.click_tab(at)
        assert not (found := list(nameless(user.page))), found


def test_the_models_keep_qts_rules(user: User, qapp: QApplication) -> None:
    table, lines = UpcomingTable(qapp), ForecastLines(qapp)
    QAbstractItemModelTester(table, FATAL, table)
    QAbstractItemModelTester(lines, FATAL, lines)
    table.show(user.page.model.records)
    for row in user.page.model.records:
        lines.show_invoice(row.invoice)
        lines.toggle(1)
    table.deleteLater()
    lines.deleteLater()


def test_on_a_small_screen_columns_that_the_panel_repeats_give_way_and_come_back(user: User) -> None:
    table, layout = user.page.table, user.page.layout_of_table
    user.window.resize(1280, 720)
    user.click_row(0)
    user.wait(lambda: user.page.splitter.is_side_shown)
    user.wait(lambda: UpcomingColumn.AVAILABLE in layout.gave_way)
    assert table.horizontalScrollBar().maximum() == 0
    assert table.isColumnHidden(UPCOMING_POSITION[UpcomingColumn.AVAILABLE])
    assert not table.isColumnHidden(UPCOMING_POSITION[UpcomingColumn.TO_PAY])
    assert UpcomingColumn.AVAILABLE in layout.shown(), "it is still exported, and kept"
    user.page.close_side()
    user.wait(lambda: not layout.gave_way)
    assert not table.isColumnHidden(UPCOMING_POSITION[UpcomingColumn.AVAILABLE])
