"""Usage by user, team, month and the like: from the whole to the calls, and back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.usage_columns import CallColumn, UsageColumn
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.models.usage_table import USAGE_POSITION
from telbill_desktop.store.engine import create_store
from tests.gui.test_accessible_names import nameless
from tests.gui.usage.conftest import ROWS
from tests.gui.usage.user import User
from tests.gui.user import plain
from tests.usage_files import take, write


def test_users_come_dearest_first_with_all_that_they_used_of_the_last_year(user: User) -> None:
    assert user.page.path.wanted.period == Period(date(2025, 12, 1), date(2026, 12, 1))
    assert user.groups == ["Ana Petit", "Not assigned", "Léo Martin"]
    assert user.column(UsageColumn.AMOUNT) == ["0.95", "0.20", "0.10"]
    assert user.column(UsageColumn.SECONDS) == ["1 h 03 min", "30 s", "5 min 00 s"]
    assert user.column(UsageColumn.BYTES) == ["", "", "93 B"]
    assert user.column(UsageColumn.MESSAGES) == ["1", "", ""]
    assert user.column(UsageColumn.OUT) == ["1 min 33 s · 1 message", "30 s", "5 min 00 s"]
    assert user.column(UsageColumn.TEAM) == ["Atelier", "", ""]
    assert user.steps == ["Usage by user"]
    assert user.page.path_bar.count.text() == "3 users"


def test_what_is_shown_is_added_up_below_it_and_what_is_chosen_in_the_status_bar(user: User) -> None:
    told = [plain(text) for text in user.page.groups.totals.texts]
    assert told[USAGE_POSITION[UsageColumn.AMOUNT]] == "1.25"
    assert told[USAGE_POSITION[UsageColumn.COUNT]] == "6"
    user.wait(lambda: user.status == "3 users · 6 uses · 1 h 09 min · 93 B · 1 message · excl. VAT €1.25")
    user.click_row("Ana Petit")
    user.click_row("Not assigned", Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: user.status == "Selection: 2 users · 4 uses · 1 h 04 min · 1 message · excl. VAT €1.15")


def test_a_double_click_goes_from_a_team_to_its_users_to_categories_and_to_calls(user: User) -> None:
    user.choose_in_menu(user.page.filters.grouping, "Team")
    assert user.groups == ["Atelier", "Without a team"]
    user.open("Atelier")
    assert user.groups == ["Ana Petit"]
    user.open("Ana Petit")
    assert user.groups == ["International calls", "SMS and MMS", "Calls to mobiles"]
    user.open("Calls to mobiles")
    assert user.page.path.with_calls
    assert user.calls(CallColumn.START) == ["06/11/2026 09:00:05"]
    assert user.steps == ["Usage by team", "Atelier", "Ana Petit", "Calls to mobiles"]


def test_enter_goes_in_and_backspace_comes_back_to_the_row_that_was_left(user: User) -> None:
    user.click_row("Not assigned")
    user.press(user.page.groups.table, Qt.Key.Key_Return)
    assert user.groups == ["Calls to mobiles"]
    user.page.groups.table.selectRow(0)
    user.press(user.page.groups.table, Qt.Key.Key_Enter)
    assert user.calls(CallColumn.NUMBER) == ["06 33 33 33 33"]
    assert user.page.calls.table.hasFocus()
    user.press(user.page.calls.table, Qt.Key.Key_Backspace)
    user.press(user.page.groups.table, Qt.Key.Key_Escape)
    assert user.groups == ["Ana Petit", "Not assigned", "Léo Martin"]
    assert [one.name for one in user.page.groups.chosen_groups()] == ["Not assigned"]
    assert user.page.groups.table.hasFocus()
    user.press(user.page.groups.table, Qt.Key.Key_Escape)
    assert user.page.path.by is UsageGrouping.USER


def test_a_step_of_the_way_leads_back_to_it(user: User) -> None:
    user.open("Ana Petit")
    user.open("International calls")
    assert user.groups == ["Morocco"]
    user.click(user.page.path_bar.steps[1])
    user.wait_for_answer()
    assert user.steps == ["Usage by user", "Ana Petit"]
    user.click(user.page.path_bar.back)
    user.wait_for_answer()
    assert user.steps == ["Usage by user"]
    assert not user.page.path_bar.back.isVisible()


def test_several_groups_are_gone_into_together(user: User) -> None:
    user.click_row("Ana Petit")
    user.click_row("Léo Martin", Qt.KeyboardModifier.ControlModifier)
    user.press(user.page.groups.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(user.calls(CallColumn.START)) == 5
    assert user.steps == ["Usage by user", "2 users"]


def test_months_come_in_their_order_and_one_of_them_narrows_the_days(user: User) -> None:
    user.choose_in_menu(user.page.filters.grouping, "Month")
    assert user.groups == ["October 2026", "November 2026"]
    user.open("October 2026")
    assert user.groups == ["Ana Petit"]
    assert user.page.path.narrowed.period == Period(date(2026, 10, 1), date(2026, 11, 1))


def test_letters_narrow_the_groups_whatever_their_accents_and_the_totals_follow(user: User) -> None:
    user.search("leo")
    assert user.groups == ["Léo Martin"]
    assert plain(user.page.groups.totals.texts[USAGE_POSITION[UsageColumn.AMOUNT]]) == "0.10"
    user.page.filters.text.setText("atelier")
    assert user.groups == ["Ana Petit"]
    user.page.filters.text.setText("nobody at all")
    assert user.page.card.stack.currentWidget() is user.page.card.all_hidden
    user.press(user.page.filters.text, Qt.Key.Key_Escape)
    assert len(user.groups) == 3
    user.press(user.page.filters.text, Qt.Key.Key_Down)
    assert user.page.groups.table.hasFocus()


def test_a_title_sorts_and_sorts_the_other_way(user: User) -> None:
    user.click_title(user.page.groups.table, USAGE_POSITION[UsageColumn.NAME])
    assert user.groups == ["Ana Petit", "Léo Martin", "Not assigned"]  # what has no name is the last
    user.click_title(user.page.groups.table, USAGE_POSITION[UsageColumn.SECONDS])
    assert user.groups == ["Ana Petit", "Léo Martin", "Not assigned"]
    user.click_title(user.page.groups.table, USAGE_POSITION[UsageColumn.SECONDS])
    assert user.groups == ["Not assigned", "Léo Martin", "Ana Petit"]


def test_a_month_of_the_chart_is_gone_into_and_left(user: User) -> None:
    user.wait(user.page.chart.canvas.is_drawn)
    shown, canvas = user.page.chart.shown, user.page.chart.canvas
    assert shown is not None
    assert (shown.months[0], shown.months[-1]) == (date(2025, 12, 1), date(2026, 11, 1))
    assert {at: str(total) for at, total in enumerate(shown.totals) if total} == {10: "0.9", 11: "0.3512"}
    canvas.month_opened.emit(10)
    user.wait_for_answer()
    assert user.groups == ["Ana Petit"]
    user.wait(user.page.chart.isHidden)
    user.press(user.page.groups.table, Qt.Key.Key_Backspace)
    assert len(user.groups) == 3


@pytest.mark.parametrize("by", list(UsageGrouping))
def test_every_grouping_has_names_and_adds_up_to_the_same(user: User, by: UsageGrouping) -> None:
    user.page.show_path(user.page.path.grouped(by))
    user.wait_for_answer()
    assert all(user.groups)
    assert plain(user.page.groups.totals.texts[USAGE_POSITION[UsageColumn.AMOUNT]]) == "1.25"


def test_the_model_keeps_to_what_qt_asks_and_every_control_has_a_name(user: User) -> None:
    tester = QAbstractItemModelTester(user.page.groups.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    user.page.filters.text.setText("leo")
    user.page.filters.text.clear()
    user.open("Ana Petit")
    assert tester.model() is user.page.groups.model
    assert not (found := list(nameless(user.page))), found


def test_a_store_without_usage_says_how_it_comes_in_and_offers_to_import(
    tmp_path: Path, open_user: Callable[[], User]
) -> None:
    create_store(tmp_path / "store").close()
    user = open_user()
    nothing = user.page.card.no_data
    user.wait(nothing.isVisible)
    user.click(nothing.button)
    assert isinstance(user.application.activeModalWidget(), ImportDialog)


def test_usage_that_is_older_than_the_first_days_is_shown_all_the_same(
    tmp_path: Path, open_user: Callable[[], User]
) -> None:
    with create_store(tmp_path / "store") as store:
        take(store, write(tmp_path / "usage.csv", ROWS[:1]))
    user = open_user()
    user.wait(lambda: bool(user.groups))
    assert user.groups == ["Ana Petit"]
    assert user.page.path.wanted.period is None


def test_days_without_usage_say_so_and_lead_back_to_all_of_it(user: User) -> None:
    user.page.filters.period.chosen.emit(Period(date(2024, 1, 1), date(2024, 2, 1)))
    user.wait(user.page.card.all_hidden.isVisible)
    user.click(user.page.card.all_hidden.button)
    user.wait_for_answer()
    assert user.column(UsageColumn.COUNT) == ["4", "1", "2"]


def test_columns_of_the_users_stay_chosen_while_teams_have_none_of_them(user: User) -> None:
    columns = user.page.groups.columns
    columns.layout.show_column(UsageColumn.MESSAGES, shown=False)
    user.choose_in_menu(user.page.filters.grouping, "Team")
    assert not {UsageColumn.TEAM, UsageColumn.ALLOWANCE, UsageColumn.MESSAGES} & set(columns.shown())
    user.page.save_layout()
    assert UsageColumn.TEAM in user.page.context.settings.view("usage").columns
    user.choose_in_menu(user.page.filters.grouping, "User")
    assert columns.shown()[:2] == [UsageColumn.NAME, UsageColumn.TEAM]
    assert UsageColumn.MESSAGES not in columns.shown()


def test_the_status_bar_speaks_of_the_page_that_is_shown_again(user: User) -> None:
    user.wait(lambda: user.status.startswith("3 users"))
    user.desk.show_page("overview")
    user.wait(lambda: "invoice" in user.status)
    user.desk.show_page("usage")
    assert user.status.startswith("3 users")
    user.desk.show_page("overview")
    assert "invoice" in user.status


def test_where_one_is_stands_whole_where_nothing_is_compared(user: User) -> None:
    user.window.resize(1024, 640)
    user.open("Ana Petit")
    user.open("International calls")
    user.open("Morocco")
    bar = user.page.path_bar
    bar.here.setText("Grande-Bretagne et Irlande")
    user.qtbot.waitUntil(lambda: bar.here.width() >= bar.here.sizeHint().width(), timeout=2000)
    assert bar.beside.isHidden()
