"""The dialogs of the fleet, opened as a user does, once they know what they offer."""

from PySide6.QtCore import Qt

from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.dialogs.fleet.assigning import AssignDialog, ReleaseDialog
from telbill_desktop.gui.dialogs.fleet.editing import PortDialog
from telbill_desktop.gui.dialogs.fleet.removing import ChangePlanDialog, RemoveDialog
from telbill_desktop.gui.dialogs.fleet.several import EditSeveralDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from tests.gui.fleet.user import User


def adding(user: User) -> AddDialog:
    at, _row = user.product("Forfait 20 Go")
    user.click(user.page.products.buttons_of(at)[0])
    dialog = user.dialog(AddDialog)
    user.wait(lambda: dialog.number.isVisible() and dialog.person.count() > 1 and dialog.quote is not None)
    return dialog


def removing(user: User) -> RemoveDialog:
    at, _row = user.product("Licence Advanced")
    user.click(user.page.products.buttons_of(at)[1])
    dialog = user.dialog(RemoveDialog)
    user.wait(dialog.apply_button.isEnabled)
    return dialog


def line(user: User) -> None:
    user.open(user.column(FleetColumn.PRODUCT).index("Forfait 20 Go"))


def changing(user: User) -> ChangePlanDialog:
    line(user)
    user.click(user.page.detail.change)
    dialog = user.dialog(ChangePlanDialog)
    user.wait(dialog.apply_button.isEnabled)
    return dialog


def assigning(user: User) -> AssignDialog:
    line(user)
    user.click(user.page.detail.assign)
    dialog = user.dialog(AssignDialog)
    user.wait(lambda: bool(dialog.people.model.shown))
    return dialog


def releasing(user: User) -> ReleaseDialog:
    line(user)
    user.click(user.page.detail.release)
    dialog = user.dialog(ReleaseDialog)
    user.wait(dialog.isActiveWindow)
    return dialog


def porting(user: User) -> PortDialog:
    line(user)
    user.click(user.page.detail.port)
    dialog = user.dialog(PortDialog)
    user.wait(dialog.apply_button.isEnabled)
    return dialog


def several(user: User) -> EditSeveralDialog:
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.page.items.table.setFocus()
    user.page.items.table.selectAll()
    user.qtbot.keyClick(user.page.items.table, Qt.Key.Key_F2)
    dialog = user.dialog(EditSeveralDialog)
    user.wait(lambda: dialog.user.count() > 1 and dialog.account.count() > 0)
    return dialog
