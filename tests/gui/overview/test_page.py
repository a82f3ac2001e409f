from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.fleet_view import ItemState
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.overview import OverviewPeriod
from telbill_desktop.gui.models.overview_tables import MonthTable, TeamTable, UserTable
from telbill_desktop.gui.models.pinned_table import PinnedTable
from telbill_desktop.gui.models.schedule_table import ScheduleTable
from telbill_desktop.gui.pages.fleet.page import FleetPage
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.pages.upcoming.page import UpcomingPage
from telbill_desktop.gui.start_screen import FullPage
from telbill_desktop.gui.theme import Theme
from telbill_desktop.services import ahead, overview, tasks
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT, OpenWindow
from tests.gui.overview.conftest import OpenUser
from tests.gui.overview.user import User, rows
from tests.gui.test_accessible_names import nameless
from tests.gui.user import plain
from tests.new_stores import new_store

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
NOVEMBER = InvoiceFilter(since=date(2026, 11, 1), until=date(2026, 11, 30))


def choose_perimeter(user: User, name: str) -> None:
    button = user.window.top_bar.perimeter
    user.wait(button.isVisible)
    next(action for action in button.list.actions() if action.text() == name).trigger()
    user.wait(lambda: button.text() == name)
    user.settle()


def test_it_opens_first_and_says_what_the_month_cost(user: User) -> None:
    assert user.window.pages.currentWidget() is user.page
    tiles = user.page.tiles
    assert plain(tiles.month.figure.text()) == "€540.00"
    assert tiles.month.accessibleName() == "November 2026, excl. VAT"
    assert [plain(one) for one in tiles.month.notes()] == ["▲ 1,250 % on October", "6 invoices"]
    notes = [plain(one) for one in tiles.next.notes()]
    assert (plain(tiles.next.figure.text()), notes) == ("€90.00", ["of which prorata €6.00", "1 account"])
    assert (tiles.fleet.figure.text(), tiles.fleet.notes()) == ("2", ["1 that nobody has"])
    assert user.window.status.page.text() == "7 invoices · Last 24 months · 2 in service"


def test_the_chart_stacks_the_categories_and_says_each_month_in_words(user: User) -> None:
    parts = dict(zip((name for name, _ in user.chart.shown.parts), user.chart.heights(), strict=True))
    assert {name: heights[-1] for name, heights in parts.items()} == {
        "Subscriptions": 200, "Optional services": 0, "Communications": 300, "Equipment": 0, "One-off charges": 0,
        "Unclassified": 40,
    }  # fmt: skip
    november = plain(user.canvas.accessibleDescription()).split("November 2026")[1]
    assert november.splitlines() == [
        ": €540.00", "Subscriptions: €200.00", "Communications: €300.00", "Unclassified: €40.00", "6 invoices",
        "1 of them is known by its totals alone",
    ]  # fmt: skip


def test_a_click_on_a_bar_shows_the_invoices_of_its_month_and_so_do_the_keys(user: User) -> None:
    user.click(user.canvas, user.canvas.room_of(23).center().toPoint())
    assert user.filter == NOVEMBER
    user.desk.open_page("overview")
    user.press(user.canvas, Qt.Key.Key_End)
    user.press(user.canvas, Qt.Key.Key_Left)
    user.press(user.canvas, Qt.Key.Key_Return)
    assert user.filter == InvoiceFilter(since=date(2026, 10, 1), until=date(2026, 10, 31))


def test_the_chart_as_a_table_opens_the_same(user: User) -> None:
    user.page.chart.as_table.trigger()
    table = user.page.chart.table
    assert rows(table)[0] == [
        "November 2026",
        "€200.00",
        "€0.00",
        "€300.00",
        "€0.00",
        "€0.00",
        "€40.00",
        "€540.00",
        "6",
    ]
    user.press(table, Qt.Key.Key_Home)
    user.press(table, Qt.Key.Key_Return)
    assert user.filter == NOVEMBER


def test_the_chart_is_saved_and_copied(user: User, answers: Answers, tmp_path: Path) -> None:
    for name, begins in (("c.png", b"\x89PNG"), ("c.svg", b"<?xml")):
        answers.saves_to = tmp_path / name
        (user.page.chart.png if name == "c.png" else user.page.chart.svg).trigger()
        user.settle()
        assert answers.saves_to.read_bytes().startswith(begins)
    assert user.page.export_actions() == [user.page.chart.png, user.page.chart.svg]
    user.page.chart.copy_action.trigger()
    assert QGuiApplication.clipboard().image().width() == user.canvas.width()


def test_a_chart_that_cannot_be_written_is_said(user: User, answers: Answers, tmp_path: Path) -> None:
    answers.saves_to = tmp_path / "nowhere" / "c.png"
    user.page.chart.png.trigger()
    user.wait(lambda: "cannot be written" in user.window.notices.text.text())


def test_the_period_is_of_the_whole_page_and_is_there_again_at_the_next_start(open_user: OpenUser) -> None:
    user = open_user()
    menu = {action.text(): action for action in user.page.chart.period.list.actions()}
    assert list(menu) == ["Last 12 months", "Last 24 months", "Year 2026"]
    menu["Year 2026"].trigger()
    user.settle()
    assert len(user.chart.shown.months) == 11
    assert user.page.tiles.period.accessibleName() == "Year 2026, excl. VAT"
    user.window.close()
    user.program.close()
    again = open_user()
    assert again.page._period == OverviewPeriod(year=2026)
    assert len(again.chart.shown.months) == 11


def test_a_refresh_that_changes_nothing_draws_nothing_anew(user: User) -> None:
    pictures: list[None] = []
    user.canvas.drawn.connect(lambda: pictures.append(None))
    user.page.refresh()
    user.settle()
    assert pictures == []


def test_nothing_else_is_asked_while_the_months_are_drawn(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readers at once take twice the time, and the months are what one looks at."""
    asked: list[tuple[str, bool]] = []

    def watch(module: ModuleType, name: str) -> None:
        ask = getattr(module, name)

        def asking(*given: object, **named: object) -> object:
            asked.append((name, user.canvas._lane.is_busy()))
            return ask(*given, **named)

        monkeypatch.setattr(module, name, asking)

    watch(overview, "shares")
    watch(tasks, "tasks")
    watch(ahead, "ahead")
    menu = {action.text(): action for action in user.page.chart.period.list.actions()}
    menu["Year 2026"].trigger()
    user.page.refresh()
    user.settle()
    assert asked == [("shares", False), ("tasks", False), ("ahead", False)]


def test_teams_and_users_are_of_the_month_or_of_the_period(user: User) -> None:
    who = user.page.who
    assert rows(who.teams.rows) == [["Atelier", "€300.00", "56 %"], ["Not assigned", "€240.00", "44 %"]]
    assert rows(who.users.rows) == [["Zoé Maillard", "Communications", "€300.00"]]
    assert who.teams.heading.text() == "By team — November 2026"
    menu = {action.text(): action for action in who.months.list.actions()}
    assert list(menu) == ["The whole period", "November 2026", "October 2026"]
    menu["The whole period"].trigger()
    user.settle()
    assert rows(who.teams.rows)[1] == ["Not assigned", "€280.00", "48 %"]
    menu = {action.text(): action for action in who.months.list.actions()}
    menu["October 2026"].trigger()
    user.settle()
    assert (rows(who.users.rows), who.users.heading.text()) == ([], "First users — October 2026")
    assert who.users.stack.currentWidget() is not who.users.rows


def test_a_team_leads_to_its_fleet_and_a_user_to_the_invoices_that_name_them(user: User) -> None:
    user.click_row(user.page.who.teams.rows, 0)
    fleet = user.desk.pages["fleet"]
    assert isinstance(fleet, FleetPage)
    assert fleet.filters.filter.team == "Atelier"
    user.desk.open_page("overview")
    user.press(user.page.who.users.rows, Qt.Key.Key_Home)
    user.press(user.page.who.users.rows, Qt.Key.Key_Return)
    assert user.filter == InvoiceFilter(line_text="Z. M.", since=date(2026, 11, 1), until=date(2026, 11, 30))
    user.wait(lambda: user.desk.pages["invoices"].listing.count == 5)  # type: ignore[attr-defined] # the list's page


def test_the_tiles_lead_where_their_figures_come_from(user: User) -> None:
    user.click(user.page.tiles.month.button)
    assert user.filter == NOVEMBER
    user.desk.open_page("overview")
    user.click(user.page.tiles.next.button)
    assert isinstance(user.window.pages.currentWidget(), UpcomingPage)
    user.desk.open_page("overview")
    user.page.tiles.fleet.pressed.emit("free")
    fleet = user.window.pages.currentWidget()
    assert isinstance(fleet, FleetPage)
    assert fleet.filters.filter.state is ItemState.FREE


def test_the_schedule_has_words_and_icons_and_opens_what_it_speaks_of(user: User) -> None:
    schedule = user.page.schedule
    assert [row[:2] + row[3:] for row in rows(schedule.rows)][:2] == [
        ["30 Nov", "Ondefixe · CF 9", "due"],
        ["5 Dec", "Hexamobile SA · CF 2 / SC-2", "due"],
    ]
    assert {schedule.model.pill(row).icon for row in range(schedule.model.rowCount())} == {"receipt-text", "history"}
    user.click_row(schedule.rows, 0)
    page = user.desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    user.wait(lambda: page.detail.heading.text() != "")
    user.desk.open_page("overview")
    last = schedule.model.rowCount() - 1
    assert rows(schedule.rows)[last][3] == "foreseen"
    schedule.opened.emit(schedule.model.records[last])
    upcoming = user.window.pages.currentWidget()
    assert isinstance(upcoming, UpcomingPage)
    user.wait(lambda: upcoming.table.currentIndex().isValid())
    assert (
        upcoming.model.records[upcoming.table.currentIndex().row()].invoice.account_id
        == schedule.model.records[last].account_id
    )


def test_a_perimeter_narrows_everything_on_the_page(user: User) -> None:
    choose_perimeter(user, "Ailleurs")
    assert plain(user.page.tiles.month.figure.text()) == "€40.00"
    assert user.page.tiles.fleet.isHidden()
    assert [row[1] for row in rows(user.page.schedule.rows)] == ["Ondefixe · CF 9"]
    assert rows(user.page.who.users.rows) == []
    assert user.to_do[0] == "Invoice to check — B-1 · Ondefixe"
    assert not any("Hexamobile" in line for line in user.to_do)
    [card] = user.page.pinned.cards
    assert card.range.text() == ""
    user.page.chart.month_opened.emit(date(2026, 11, 1))
    assert user.filter.perimeter is not None


def test_a_store_without_invoices_says_what_to_do_next(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    new_store(tmp_path / "empty").close()
    window = open_window(tmp_path / "empty").window
    assert window is not None
    assert window.settings.page == "overview"
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), FullPage), timeout=WAIT)


def test_a_period_without_invoices_offers_another(user: User) -> None:
    user.page.chart.period_chosen.emit(OverviewPeriod(year=2024))
    user.settle()
    assert user.page.chart.stack.currentWidget() is user.page.chart.nothing
    assert user.page.tiles.month.figure.text() == "—"
    assert user.page.who.teams.heading.text() == "By team"
    user.click(user.page.chart.nothing.button)
    user.settle()
    assert plain(user.page.tiles.month.figure.text()) == "€540.00"


def test_every_control_says_its_name(user: User) -> None:
    assert not (found := list(nameless(user.page))), found
    name = QAccessible.queryAccessibleInterface(user.canvas).text(QAccessible.Text.Name)
    assert name == "Monthly cost by category"


def test_the_models_keep_qts_rules(user: User, qapp: QApplication) -> None:
    page = user.page
    assert page._costs is not None
    months, teams, users = MonthTable(qapp), TeamTable(qapp), UserTable(qapp)
    due, pinned = ScheduleTable(qapp), PinnedTable(qapp)
    for model in (months, teams, users, due, pinned):
        QAbstractItemModelTester(model, FATAL, model)
    months.show_costs(page._costs)
    due.show(page.schedule.model.records)
    pinned.show(page.pinned.cards[0].model.records)
    shares = page.who.teams_model._shares
    assert shares is not None
    teams.show_shares(shares)
    users.show_shares(shares)
    for model in (months, teams, users, due, pinned):
        assert model.rowCount() > 0
        model.deleteLater()


@pytest.mark.parametrize("size", [(1280, 720, 100), (1280, 720, 200), (1440, 900, 125)])
def test_nothing_reaches_beyond_the_page_at_any_size_of_window_and_text(
    open_user: OpenUser, theme: Theme, size: tuple[int, int, int]
) -> None:
    width, height, text = size
    theme.use("dark", text)
    user = open_user()
    user.window.resize(width, height)
    user.qtbot.wait(50)
    inside = user.page.area.widget()
    assert inside is not None
    assert inside.width() <= user.page.area.viewport().width()
    for card in (user.page.chart, user.page.schedule, user.page.tasks, user.page.who.teams, *user.page.pinned.cards):
        right = card.mapTo(inside, QPoint(card.width(), 0)).x()
        assert right <= inside.width(), card
    for row in user.page.tasks.rows:
        assert row.later.mapTo(inside, QPoint(row.later.width(), 0)).x() <= inside.width()
    assert user.canvas.height() > 100


def test_tab_goes_over_the_page_as_it_is_read(user: User) -> None:
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    page, card = user.page, user.page.pinned.cards[0]
    page.schedule.rows.setFocus()
    rows = [widget for row in page.tasks.rows for widget in (row.words, row.later)]
    others = [page.who.months, page.who.teams.rows, page.who.users.rows]
    pinned = [card.search, card.cross, card.rows, card.on, card.whole, page.pinned.manage]
    for wanted in [*rows, *others, *pinned]:
        focused = user.application.focusWidget()
        assert focused is not None
        user.qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert user.application.focusWidget() is wanted


def test_a_window_that_stays_open_over_midnight_speaks_of_the_new_month(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(user.chart.shown.months) == 24
    last = user.chart.shown.months[-1]
    monkeypatch.setattr(type(user.desk.workspace), "today", lambda _workspace: date(2026, 12, 1))
    user.page.refresh()
    user.settle()
    assert user.chart.shown.months[-2:] == (last, "Dec 26")
