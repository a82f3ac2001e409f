"""The keyboard alone: Tab goes over the page as it is read, also to what was made later than what stands behind it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from telbill_desktop.domain.period import Period
from tests.gui.usage.user import User


def test_tab_goes_over_the_page_as_it_is_read(user: User) -> None:
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.open("Léo Martin")
    bar, path = user.page.filters, user.page.path_bar
    bar.wanted_changed.emit(replace(bar.wanted, teams=("Atelier",), period=Period(date(2020, 1, 1), date(2030, 1, 1))))
    user.wait_for_answer()
    [chip] = bar.chips.values()
    bar.period.button.setFocus()
    fields = [bar.period.cross, bar.grouping, bar.comparison.button, bar.more, chip.button, chip.cross]
    for wanted in [*fields, path.back, *path.steps]:
        focused = user.application.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert user.application.focusWidget() is wanted
