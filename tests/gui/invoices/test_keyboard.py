"""The page without a mouse: Tab reaches everything, one sees where one is, and a screen reader is told names."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import QWidget

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.dialogs.shortcuts import live_shortcuts
from tests.gui.invoices.user import User

STEPS = 60


def stops(user: User) -> list[QWidget]:
    """What Tab reaches, from the list round to the list."""
    user.open("A-1312/B")
    user.window.activateWindow()
    user.page.table.setFocus()
    reached: list[QWidget] = []
    for _ in range(STEPS):
        focused = user.application.focusWidget()
        assert focused is not None
        if reached and focused is reached[0]:
            return reached
        reached.append(focused)
        user.key(Qt.Key.Key_Tab)
    raise AssertionError(reached)


def seen(user: User, widget: QWidget) -> QImage:
    """The widget with a little of what is round it."""
    area = widget.rect().translated(widget.mapTo(user.window, QPoint(0, 0))).adjusted(-2, -2, 2, 2)
    return user.window.grab(area).toImage()


def interfaces(of: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything below, as a screen reader walks; rows of tables are left out."""
    for at in range(of.childCount()):
        child = of.child(at)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        yield child
        if child.role() not in {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.ComboBox}:
            yield from interfaces(child)


def test_tab_goes_round_the_window_and_shift_tab_back(user: User) -> None:
    reached = stops(user)
    page, top = user.page, user.window.top_bar
    wanted = (page.filters.text, page.filters.state.button, page.detail.tabs.tabBar(), page.detail.original)
    for widget in (*wanted, top.search, top.import_button, top.export_button):
        assert widget in reached, widget
    assert all(widget.isVisible() for widget in reached)
    user.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert user.application.focusWidget() is reached[-1]


def test_one_sees_where_the_keyboard_is(user: User) -> None:
    reached = stops(user)
    unseen = []
    for widget in reached:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        user.window.finder.close_list()
        user.qtbot.wait(1)
        focused = seen(user, widget)
        (user.page.table if widget is not user.page.table else user.page.filters.text).setFocus()
        user.window.finder.close_list()
        user.qtbot.wait(1)
        if seen(user, widget) == focused:
            unseen.append(widget.accessibleName() or type(widget).__name__)
    assert unseen == []


def test_every_control_that_a_screen_reader_finds_has_a_name(user: User) -> None:
    user.open("A-1312/B")
    for tab in range(4):
        user.page.detail.tabs.setCurrentIndex(tab)
        user.qtbot.wait(20)
        found = QAccessible.queryAccessibleInterface(user.window)
        nameless = [
            f"{one.role()} {type(one.object()).__name__}"
            for one in interfaces(found)
            if one.state().focusable and not one.text(QAccessible.Text.Name).strip()
        ]
        assert nameless == []


def test_the_sheet_of_shortcuts_names_the_keys_of_the_page(user: User) -> None:

    user.open("A-1312/B")
    keys = {key for rows in live_shortcuts(user.window).values() for _words, keys in rows for key in keys}
    assert {"Return", "Esc", "Del", "Ctrl+C", "Ctrl+A", "Ctrl+Z", "Ctrl+F", "Ctrl+K", "F5", "F1", "?"} <= keys


def test_tab_comes_to_crosses_and_chips_where_they_stand(user: User) -> None:
    bar = user.page.filters
    bar.set_filter(InvoiceFilter(since=date(2020, 1, 1), number="A"))
    user.settle()
    user.window.activateWindow()
    [chip] = bar.chips.values()
    for before, after in ((bar.dates.button, bar.dates.cross), (bar.advanced, chip.button), (chip.button, chip.cross)):
        before.setFocus()
        user.key(Qt.Key.Key_Tab)
        assert user.application.focusWidget() is after
