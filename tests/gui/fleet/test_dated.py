"""Every act may be dated, before today or after; each is one act, which Ctrl+Z takes back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.services import history
from telbill_desktop.system import formats
from tests.gui.fleet.opening import adding, assigning, changing, porting, releasing, removing
from tests.gui.fleet.user import User

SOON, BEFORE = 45, -20
READ = (FleetColumn.PRODUCT, FleetColumn.USER, FleetColumn.STATE, FleetColumn.SINCE, FleetColumn.UNTIL)
ACTS = [
    (adding, SOON, "add_items"),
    (adding, BEFORE, "add_items"),
    (removing, SOON, "remove_item"),
    (removing, BEFORE, "remove_item"),
    (changing, SOON, "change_plan"),
    (changing, BEFORE, "change_plan"),
    (assigning, SOON, "assign_item"),
    (assigning, BEFORE, "assign_item"),
    (releasing, SOON, "release_item"),
    (releasing, BEFORE, "release_item"),
    (porting, SOON, "port_number"),
    (porting, BEFORE, "port_number"),
]


def columns_of(user: User) -> list[list[str]]:
    """The list."""
    return [sorted(user.column(one)) for one in READ]


def read_of(user: User) -> list[object]:
    """The list, and the detail beside it."""
    sheet = user.page.detail.tab_sheet
    return [columns_of(user), sheet.facts.texts(), sheet.history.texts(), sheet.options.texts()]


def open_line(user: User) -> None:
    """Clicks the line of the number."""
    user.open(user.column(FleetColumn.NUMBER).index("06 39 98 01 07"))


@pytest.mark.parametrize(("opened", "days", "kind"), ACTS)
def test_an_act_on_another_day_is_one_act_and_undone(
    user: User, opened: Callable[[User], ActDialog], days: int, kind: str
) -> None:
    open_line(user)
    before, day = read_of(user), user.today + timedelta(days=days)
    dialog = opened(user)
    user.set_day(dialog.day, day)
    user.apply(dialog)
    undone = history.next_undo(user.store)
    assert undone is not None
    assert undone.kind == kind
    open_line(user)
    user.wait(lambda: read_of(user) != before)
    near = {formats.day(day), formats.day(day - timedelta(days=1))}  # a last day is the one before
    if (opened, days) != (removing, BEFORE):  # what is gone is in no list
        user.wait(lambda: any(one in str(read_of(user)) for one in near))
    user.window.activateWindow()
    user.wait(lambda: user.window.isActiveWindow() and QApplication.activeModalWidget() is None)
    user.wait(user.window.actions_by_name["undo"].isEnabled)
    user.qtbot.keyClick(user.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: history.next_undo(user.store) != undone)
    user.wait(lambda: columns_of(user) == before[0])
    open_line(user)
    user.wait(lambda: read_of(user) == before)
