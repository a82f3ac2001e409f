"""The page of the fleet without a mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.dialogs.fleet.assigning import AssignDialog, ReleaseDialog
from telbill_desktop.gui.dialogs.fleet.people_dialog import PeopleDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from tests.gui.fleet.user import User
from tests.gui.tabbing import press, tab_to, write


def start(user: User) -> None:
    """The window has the keyboard, and Ctrl+F puts it into the filter."""
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.qtbot.keyClick(user.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    user.wait(user.page.filters.text.hasFocus)


def test_somebody_is_found_their_licence_opened_released_and_given_on(user: User) -> None:
    start(user)
    write("ines")
    user.wait(lambda: user.column(FleetColumn.USER) == ["Inès Delorme"])
    tab_to(user.page.items.table)
    press(Qt.Key.Key_Return)
    user.wait(lambda: user.page.detail.sheet is not None)
    tab_to(user.page.detail.release)
    press(Qt.Key.Key_Space)
    dialog = user.dialog(ReleaseDialog)
    user.wait(dialog.isActiveWindow)
    assert dialog.day.hasFocus()
    press(Qt.Key.Key_Return)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.wait(lambda: not user.page.detail.release.isEnabled())
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.page.focus_search()
    tab_to(user.page.detail.assign)
    press(Qt.Key.Key_Space)
    assign = user.dialog(AssignDialog)
    user.wait(lambda: assign.isActiveWindow() and bool(assign.people.model.shown))
    assert assign.people.field.hasFocus()
    write("hugo")
    press(Qt.Key.Key_Down)
    assert assign.people.table.hasFocus()
    tab_to(assign.apply_button)
    press(Qt.Key.Key_Space)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.wait(lambda: "Hugo Marchal" in user.page.detail.heading.text())


def test_plus_and_minus_are_reached_by_tab_and_by_the_menu_key(user: User) -> None:
    start(user)
    tab_to(user.page.products.table)
    more, fewer = user.page.products.buttons_of(user.product("Licence Advanced")[0])
    assert "Licence Advanced" in more.accessibleName()
    assert "Licence Advanced" in fewer.accessibleName()
    tab_to(more)
    press(Qt.Key.Key_Space)
    dialog = user.dialog(AddDialog)
    user.wait(lambda: dialog.isActiveWindow() and dialog.quote is not None)
    tab_to(dialog.count)
    press(Qt.Key.Key_Up)
    user.wait(lambda: dialog.quote is not None and dialog.quote.quantity_added == 2)
    tab_to(dialog.apply_button)
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()  # two are typed: it asks, and the answer was to stay
    press(Qt.Key.Key_Return)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.wait(lambda: user.product("Licence Advanced")[1].in_service == 6)


def test_people_are_added_without_a_mouse(user: User) -> None:
    start(user)
    user.page.acts.show_people()
    dialog = user.dialog(PeopleDialog)
    user.wait(lambda: dialog.isActiveWindow() and len(dialog.model.records) == 3)
    tab_to(dialog.new_button)
    press(Qt.Key.Key_Space)
    assert dialog.name.hasFocus()
    write("Lina Pasquet")
    press(Qt.Key.Key_Tab)
    write("Pose")
    tab_to(dialog.save_button)
    press(Qt.Key.Key_Space)
    user.wait(lambda: "Lina Pasquet" in [one.name for one in dialog.model.records])
    press(Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)


def test_the_menu_of_a_plan_is_walked_with_the_arrows(user: User) -> None:
    start(user)
    tab_to(user.page.products.table)
    user.page.products.table.selectRow(user.product("Licence Advanced")[0])
    press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    user.qtbot.keyClick(menu, Qt.Key.Key_Down)
    user.qtbot.keyClick(menu, Qt.Key.Key_Return)
    user.dialog(AddDialog).close()
