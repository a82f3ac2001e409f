"""The picture of the chart comes later: what is clicked in it and copied of it is never of former months."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage

from telbill_desktop.domain.overview import OverviewPeriod
from telbill_desktop.gui.theme import Theme
from tests.gui.overview.conftest import OpenUser
from tests.gui.overview.user import User


def centre(user: User, place: int) -> QPoint:
    """The middle of a month's bar."""
    return user.canvas.room_of(place).center().toPoint()


def copied(user: User) -> QImage:
    """The picture on the clipboard, once it is there."""
    user.wait(lambda: not QGuiApplication.clipboard().image().isNull())
    return QGuiApplication.clipboard().image()


def test_a_click_on_the_picture_of_a_former_period_opens_no_month_of_another(user: User) -> None:
    place = centre(user, 3)
    opened: list[object] = []
    user.page.chart.month_opened.connect(opened.append)
    user.page.chart.period_chosen.emit(OverviewPeriod(12))
    user.wait(lambda: len(user.canvas.shown.months) == 12)
    assert not user.canvas.is_drawn()
    user.qtbot.mouseClick(user.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert opened == []


def test_the_picture_that_is_copied_is_of_the_period_that_is_chosen_though_a_table_hides_it(user: User) -> None:
    former = user.canvas.image.copy()
    user.page.chart.as_table.trigger()
    user.page.chart.period_chosen.emit(OverviewPeriod(12))
    user.wait(lambda: len(user.canvas.shown.months) == 12)
    QGuiApplication.clipboard().clear()
    user.page.chart.copy_action.trigger()
    assert copied(user) != former
    assert user.canvas.is_drawn()


def test_a_period_without_invoices_has_no_chart_to_copy_or_to_save_until_another_is_chosen(user: User) -> None:
    card = user.page.chart
    card.period_chosen.emit(OverviewPeriod(year=2019))
    user.wait(lambda: card.stack.currentWidget() is card.nothing)
    assert [one.isEnabled() for one in (card.copy_action, card.png, card.svg)] == [False, False, False]
    card.period_chosen.emit(OverviewPeriod())
    user.settle()
    assert [one.isEnabled() for one in (card.copy_action, card.png, card.svg)] == [True, True, True]


def test_tab_shows_where_in_the_chart_the_keys_are_and_enter_opens_it(user: User) -> None:
    opened: list[object] = []
    user.canvas.month_opened.connect(opened.append)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    last = len(user.canvas.shown.months) - 1
    above = user.canvas.room_of(last).topLeft().toPoint() + QPoint(2, 2)
    before = user.canvas.grab().toImage().pixelColor(above)
    user.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert user.canvas.grab().toImage().pixelColor(above) != before
    user.qtbot.keyClick(user.canvas, Qt.Key.Key_Return)
    assert opened == [last]


@pytest.mark.parametrize("size", [(1280, 720, 100), (1440, 900, 150), (1920, 1000, 100)])
def test_the_chart_as_a_table_says_the_year_of_each_month_however_little_room_there_is(
    open_user: OpenUser, theme: Theme, size: tuple[int, int, int]
) -> None:
    width, height, text = size
    theme.use("light", text)
    user = open_user()
    user.window.resize(width, height)
    user.page.chart.as_table.trigger()
    user.qtbot.wait(50)
    table = user.page.chart.table
    assert table.isVisible()
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    if table.horizontalScrollBar().maximum() == 0:
        assert table.horizontalHeader().length() == table.viewport().width()  # the month takes what others leave


def test_the_keys_stay_on_their_month_when_everything_is_read_again(user: User) -> None:
    opened: list[object] = []
    user.canvas.month_opened.connect(opened.append)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    user.qtbot.keyClick(user.canvas, Qt.Key.Key_Left)
    marked = user.canvas.grab().toImage()
    user.page.refresh()
    user.settle()
    assert user.canvas.grab().toImage() == marked
    user.page.chart.period_chosen.emit(OverviewPeriod(12))
    user.settle()
    user.page.chart.period_chosen.emit(OverviewPeriod(24))
    user.settle()
    user.qtbot.keyClick(user.canvas, Qt.Key.Key_Left)
    user.qtbot.keyClick(user.canvas, Qt.Key.Key_Return)
    assert opened == [len(user.canvas.shown.months) - 1]  # of other months the keys begin at the latest
