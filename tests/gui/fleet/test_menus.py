"""The context menus of things and plans: a change of plan from either, greyed with its reason where nothing fits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.dialogs.fleet.removing import ChangePlanDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.services import fleet
from tests.gui.fleet.user import User

ALONE = "The operator has no other plan with a price that could replace {product}."


def menu_at(user: User, table: RowTable, row: int) -> QMenu:
    """Opened with the keyboard on a row; the detail stays as it is."""
    table.setFocus()
    table.selectRow(row)
    user.qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    user.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def take(user: User, menu: QMenu, words: str) -> None:
    """Takes an entry with the mouse, as the user does."""
    action = named(menu, words)
    user.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def named(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def below(menu: QMenu, words: str) -> str:
    """The line that follows an entry, when it is a reason."""
    actions = menu.actions()
    after = actions[actions.index(named(menu, words)) + 1]
    return after.text() if after.isVisible() and not after.isEnabled() else ""


def close(user: User, menu: QMenu) -> None:
    user.qtbot.keyClick(menu, Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activePopupWidget() is None)


def test_the_plan_of_a_row_is_changed_from_its_menu_with_the_detail_closed(user: User) -> None:
    row = user.column(FleetColumn.PRODUCT).index("Forfait 20 Go")
    user.page.close_detail()
    menu = menu_at(user, user.page.items.table, row)
    assert named(menu, "Change plan…").isEnabled()
    assert below(menu, "Change plan…") == ""
    take(user, menu, "Change plan…")
    dialog = user.dialog(ChangePlanDialog)
    user.choose(dialog.choice, "Forfait 100 Go")
    user.apply(dialog)
    assert "Forfait 100 Go" in user.column(FleetColumn.PRODUCT)


@pytest.mark.parametrize("is_open", [False, True])
def test_where_nothing_fits_the_change_is_greyed_and_says_why(user: User, is_open: bool) -> None:  # noqa: FBT001 - a parameter of the test
    row = user.column(FleetColumn.PRODUCT).index("Option Europe")
    if is_open:
        user.open(row)
        assert not user.page.detail.change.isEnabled()
        assert ALONE.format(product="Option Europe") in user.page.detail.change.toolTip()
    menu = menu_at(user, user.page.items.table, row)
    assert not named(menu, "Change plan…").isEnabled()
    assert below(menu, "Change plan…") == ALONE.format(product="Option Europe")
    close(user, menu)


def test_one_of_a_plan_gets_another_from_the_plan(user: User) -> None:
    first = next(row.item for row in user.page.fleet.rows if row.item.number)
    fields = FleetItemFields(first.account_id, first.product.id, first.start, number="06 39 98 01 14")
    fleet.add_items(user.store, fields)
    user.page.refresh()
    user.wait(lambda: user.product("Forfait 20 Go")[1].in_service == 2)
    menu = menu_at(user, user.page.products.table, user.product("Forfait 20 Go")[0])
    take(user, menu, "Change the plan of one…")
    dialog = user.dialog(ChangePlanDialog)
    assert dialog.heading.text() == "Change the plan of one Forfait 20 Go"
    user.choose(dialog.which, "06 39 98 01 14")
    user.choose(dialog.choice, "Forfait 100 Go")
    user.apply(dialog)
    numbers = dict(zip(user.column(FleetColumn.NUMBER), user.column(FleetColumn.PRODUCT), strict=True))
    assert numbers["06 39 98 01 14"] == "Forfait 100 Go"
    assert user.product("Forfait 20 Go")[1].in_service == 1


def test_the_menu_of_a_plan_says_what_is_not_possible(user: User) -> None:
    at, _row = user.product("Licence Advanced")
    menu = menu_at(user, user.page.products.table, at)
    assert below(menu, "Change the plan of one…") == ALONE.format(product="Licence Advanced")
    assert named(menu, "Remove one…").isEnabled()
    close(user, menu)
    at, _row = user.product("Forfait 20 Go")
    menu = menu_at(user, user.page.products.table, at)
    assert below(menu, "Remove one…") == "Forfait 20 Go is used by Hugo Marchal: release the user first."
    take(user, menu, "Add one…")
    user.dialog(AddDialog).close()
