"""The keyboard on the list of things: the detail follows it, and no key is dead because of what a menu greyed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.dialogs.fleet.editing import EditDialog
from telbill_desktop.gui.dialogs.fleet.removing import RemoveDialog
from telbill_desktop.gui.dialogs.fleet.several import EditSeveralDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from tests.gui.fleet.test_menus import close, menu_at
from tests.gui.fleet.user import User


def test_the_detail_follows_the_arrows(user: User) -> None:
    user.open(0)
    user.qtbot.keyClick(user.page.items.table, Qt.Key.Key_Down)
    second = user.page.items.model.records[1].item.id
    user.wait(lambda: user.page.detail.sheet is not None and user.page.detail.sheet.detail.item.id == second)


def test_f2_edits_a_row_after_the_menu_was_opened_with_none(user: User) -> None:
    user.window.menu.aboutToShow.emit()
    table = user.page.items.table
    table.setFocus()
    table.selectRow(user.column(FleetColumn.USER).index("Inès Delorme"))
    user.qtbot.keyClick(table, Qt.Key.Key_F2)
    user.dialog(EditDialog).close()


def test_a_row_that_may_not_be_ended_leaves_the_key_to_the_next(user: User) -> None:
    table = user.page.items.table
    user.open(user.column(FleetColumn.USER).index("Inès Delorme"))
    close(user, menu_at(user, table, user.column(FleetColumn.USER).index("Inès Delorme")))
    table.selectRow(user.column(FleetColumn.USER).index("—"))
    user.qtbot.keyClick(table, Qt.Key.Key_Delete)
    user.dialog(RemoveDialog).close()


def test_of_several_that_are_chosen_f2_edits_all_and_del_ends_none(user: User) -> None:
    table = user.page.items.table
    table.setFocus()
    table.selectAll()
    user.qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert QApplication.activeModalWidget() is None
    user.qtbot.keyClick(table, Qt.Key.Key_F2)
    user.dialog(EditSeveralDialog).close()
