"""A dialog of the fleet in which something was typed asks before it is lost; one in which nothing was does not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.dialogs.fleet.assigning import AssignDialog
from telbill_desktop.gui.dialogs.fleet.editing import PortDialog
from telbill_desktop.gui.dialogs.fleet.several import EditSeveralDialog
from tests.gui.answers import Answers
from tests.gui.fleet.opening import adding, assigning, changing, porting, releasing, removing, several
from tests.gui.fleet.user import User


def type_number(user: User, dialog: AddDialog) -> None:
    user.retype(dialog.number, "06 39 98 01 14")


def one_more(user: User, dialog: AddDialog) -> None:
    dialog.count.setFocus()
    user.qtbot.keyClick(dialog.count, Qt.Key.Key_Up)


def other_day(user: User, dialog: ActDialog) -> None:
    user.set_day(dialog.day, user.today + timedelta(days=12))


def newcomer(user: User, dialog: AssignDialog) -> None:
    user.retype(dialog.newcomer, "Lina Pasquet")


def other_person(user: User, dialog: AssignDialog) -> None:
    dialog.people.table.setFocus()
    user.qtbot.keyClick(dialog.people.table, Qt.Key.Key_Down)


def rio(user: User, dialog: PortDialog) -> None:
    user.retype(dialog.rio, "01P123456A1B")


def tick(user: User, dialog: EditSeveralDialog) -> None:
    box = dialog.ticks[dialog.label]
    box.setFocus()
    user.qtbot.keyClick(box, Qt.Key.Key_Space)


OPENED = [adding, removing, changing, assigning, releasing, porting, several]
TYPED = [
    (adding, type_number),
    (adding, one_more),
    (removing, other_day),
    (changing, other_day),
    (assigning, newcomer),
    (assigning, other_person),
    (releasing, other_day),
    (porting, rio),
    (several, tick),
]


@pytest.mark.parametrize("opened", OPENED)
def test_nothing_is_asked_where_nothing_was_typed(
    user: User, answers: Answers, opened: Callable[[User], ActDialog]
) -> None:
    dialog = opened(user)
    user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert answers.asked == []


@pytest.mark.parametrize(("opened", "typed"), TYPED)
def test_what_was_typed_is_not_lost_without_a_question(
    user: User,
    answers: Answers,
    opened: Callable[[User], ActDialog],
    typed: Callable[[User, ActDialog], None],
) -> None:
    dialog = opened(user)
    typed(user, dialog)
    user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    [cancel] = [one for one in dialog.findChildren(QPushButton) if one.text() == "Cancel"]
    user.click(cancel)
    assert [one.act for one in answers.asked] == ["Discard the changes"] * 2
    assert dialog.isVisible()
    answers.confirms = True
    user.click(cancel)
    user.wait(lambda: QApplication.activeModalWidget() is None)


def test_what_is_typed_and_taken_back_is_no_change(user: User, answers: Answers) -> None:
    dialog = adding(user)
    type_number(user, dialog)
    user.retype(dialog.number, "\b")
    dialog.close()
    assert answers.asked == []
    assert QApplication.activeModalWidget() is None
