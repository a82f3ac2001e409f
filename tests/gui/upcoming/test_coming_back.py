"""What a filter, a menu or a refusal takes from the screen is there again afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from telbill_desktop.exporters.upcoming_columns import UpcomingColumn
from telbill_desktop.gui.models.upcoming_table import SUPPOSED_COLUMNS, UPCOMING_POSITION
from telbill_desktop.services import fleet, fleet_overview
from tests.gui.upcoming.test_doing import suppose
from tests.gui.upcoming.user import User


def supposed_columns_shown(user: User) -> bool:
    header = user.page.table.horizontalHeader()
    return not any(header.isSectionHidden(UPCOMING_POSITION[one]) for one in SUPPOSED_COLUMNS)


def is_panel_shown(user: User) -> bool:
    return user.page.splitter.is_side_shown


def test_the_panel_is_there_again_with_the_rows_of_another_filter(user: User) -> None:
    assert is_panel_shown(user)
    user.filter("nothing")
    assert not is_panel_shown(user)
    user.click(user.page.card.stack.all_hidden.button)
    assert is_panel_shown(user)


def test_a_panel_that_was_closed_stays_so_whatever_is_filtered(user: User) -> None:
    user.press(user.page.table, Qt.Key.Key_Escape)
    user.wait(lambda: not user.page.splitter.is_side_shown)
    user.filter("nothing")
    user.click(user.page.card.stack.all_hidden.button)
    assert user.column(UpcomingColumn.ACCOUNT)
    assert not user.page.splitter.is_side_shown


def test_the_columns_of_what_is_supposed_outlive_a_reset(user: User) -> None:
    suppose(user, "Add", "3")
    assert supposed_columns_shown(user)
    header = user.page.table.horizontalHeader()
    header.customContextMenuRequested.emit(header.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    reset = next(action for action in menu.actions() if action.text() == "Reset columns")
    user.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(reset).center())
    assert supposed_columns_shown(user)


def test_what_can_be_supposed_no_more_is_said_and_the_figures_are_those_of_now(user: User) -> None:
    form = suppose(user, "Remove", "3")
    store, today = user.page.context.workspace.store, user.page.context.workspace.today()
    one = fleet_overview.overview(store, today).rows[0].item
    fleet.remove_item(store, one.id, today)
    user.page.context.store_changed()
    user.wait(lambda: form.said.heading.text().startswith("Only 2 Forfait are in service on"))
    assert not form.act.isVisible()
    assert not supposed_columns_shown(user)
    assert user.column(UpcomingColumn.HT)[0] != "160.80"
    assert not form.clear.isEnabled()
