"""The chart over usage: it is of what is listed, whatever was looked at before."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage_view import UsageAnswer, UsageGroup, UsageSpan, UsageSum
from telbill_desktop.gui.models.usage_months import months_of
from telbill_desktop.gui.theme import Theme
from tests.gui.usage.conftest import OpenUser
from tests.gui.usage.user import User


def wait_for_chart(user: User) -> None:
    user.wait(lambda: user.page.chart.isVisible() and user.page.chart.canvas.is_drawn())


def test_the_chart_is_there_again_after_each_call_was_looked_at(user: User) -> None:
    wait_for_chart(user)
    user.choose_in_menu(user.page.filters.grouping, "Each call")
    assert user.page.chart.isHidden()
    user.choose_in_menu(user.page.filters.grouping, "User")
    wait_for_chart(user)


def test_the_chart_is_there_again_after_days_without_usage(user: User) -> None:
    wait_for_chart(user)
    year = user.page.path.wanted
    user.page.want(replace(year, period=Period(date(2024, 1, 1), date(2024, 2, 1))))
    user.wait_for_answer()
    assert user.page.chart.isHidden()
    user.page.want(year)
    wait_for_chart(user)


def test_a_bar_that_is_clicked_twice_is_gone_into_once(user: User) -> None:
    wait_for_chart(user)
    for _ in range(2):  # nobody waits for an answer between the clicks of a double click
        user.page.chart.canvas.month_opened.emit(11)
    user.wait_for_answer()
    assert user.steps == ["Usage by user", "November 2026"]


def test_enter_on_a_bar_leaves_the_keys_on_the_list(user: User) -> None:
    wait_for_chart(user)
    canvas = user.page.chart.canvas
    canvas.setFocus()
    user.press(canvas, Qt.Key.Key_End)
    user.press(canvas, Qt.Key.Key_Return)
    user.wait(user.page.chart.isHidden)
    assert user.page.groups.table.hasFocus()


def test_the_keys_go_on_in_the_list_once_a_step_of_the_way_was_taken_back(user: User) -> None:
    user.open("Ana Petit")
    step = user.page.path_bar.steps[0]
    step.setFocus()
    user.press(step, Qt.Key.Key_Space)
    assert user.page.groups.table.hasFocus()


def test_large_text_in_a_low_window_has_the_chart_above_the_list_and_the_keys_bring_the_list_in_sight(
    open_user: OpenUser, theme: Theme
) -> None:
    theme.use("light", 200)
    user = open_user()
    user.window.resize(1280, 720)
    wait_for_chart(user)
    page = user.page
    assert page.chart.geometry().bottom() < page.card.geometry().top()
    user.search("a")
    user.press(page.filters.text, Qt.Key.Key_Down)
    viewport, table = page.area.viewport(), page.groups.table
    assert viewport.rect().contains(table.mapTo(viewport, QPoint(10, table.horizontalHeader().height() + 10)))
    theme.use("light", 100)


def test_of_very_many_months_the_latest_are_drawn() -> None:
    groups = [UsageGroup(key, key, UsageSum(1)) for key in ("201501", "202602")]
    shown = months_of(UsageAnswer(groups, UsageSum(2)), None, UsageSpan(Period(date(2015, 1, 1), date(2026, 3, 1)), 1))
    assert (len(shown.months), shown.months[-1]) == (60, date(2026, 2, 1))
