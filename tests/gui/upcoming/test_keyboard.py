"""The page of the invoices to come without a mouse."""

from PySide6.QtCore import Qt

from telbill_desktop.exporters.upcoming_columns import UpcomingColumn
from tests.gui.tabbing import press, tab_to, write
from tests.gui.upcoming.user import User
from tests.gui.user import plain


def test_from_the_filter_to_the_reason_of_a_line_and_to_what_if(user: User) -> None:
    page, side = user.page, user.page.side
    user.filter("hexa")
    user.wait(lambda: len(user.column(UpcomingColumn.ACCOUNT)) == 1)
    tab_to(page.table)
    press(Qt.Key.Key_Return)
    user.wait(lambda: bool(user.lines))
    tab_to(side.tabs.tabBar())
    press(Qt.Key.Key_Right)
    assert side.tabs.currentWidget() is side.what_if
    user.wait(lambda: side.what_if.product.count() == 1)
    tab_to(side.what_if.direction)
    press(Qt.Key.Key_Down)
    assert side.what_if.direction.currentText() == "Remove"
    tab_to(side.what_if.count)
    side.what_if.count.selectAll()
    write("2")
    press(Qt.Key.Key_Return)
    user.wait(side.what_if.said.isVisible)
    user.wait(lambda: bool(side.what_if.results.texts()))
    texts = [(plain(name), plain(text)) for name, text in side.what_if.results.texts()]
    assert plain(side.what_if.said.heading.text()).endswith(": 2 Forfait fewer from 22/11/2026 on")
    difference = [text for name, text in texts if name == "difference"]
    assert len(difference) == 2
    assert all(text.startswith("\u2212") for text in difference)
    tab_to(side.what_if.clear)
    press(Qt.Key.Key_Space)
    user.wait(lambda: not side.what_if.results.texts())
    press(Qt.Key.Key_Escape)
    user.wait(lambda: not page.splitter.is_side_shown)
    assert page.table.hasFocus()
