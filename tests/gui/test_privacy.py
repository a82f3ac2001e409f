"""Privacy: decided, looked at and purged in its dialog; people who are protected."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.usage_privacy import oldest_kept
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.fleet.people_dialog import PeopleDialog
from telbill_desktop.gui.dialogs.privacy.dialog import AMOUNT, CALLS, WHAT, PrivacyDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.services import history, people, usage_privacy
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.system import formats
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT
from tests.gui.test_accessible_names import nameless
from tests.usage_files import on, take_calls


@pytest.fixture
def store(desk: Desk) -> Store:
    """Three calls before the last twelve months, one a hundred days ago."""
    old, new = (desk.workspace.today() - timedelta(days=days) for days in (500, 100))
    days = [f"{day:%d/%m/%Y}" for day in (old, old + timedelta(days=1), old + timedelta(days=2), new)]
    take_calls(desk.workspace.store, on(*days))
    return desk.workspace.store


def opened(qtbot: QtBot, window: MainWindow) -> PrivacyDialog:
    window.actions_by_name["privacy"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PrivacyDialog)
    qtbot.waitUntil(lambda: bool(dialog.decided.text()), timeout=WAIT)
    return dialog


def kept(store: Store) -> int:
    return usage_privacy.privacy(store).kept.calls


def test_what_is_kept_is_decided_as_an_act_that_can_be_undone(qtbot: QtBot, window: MainWindow, store: Store) -> None:
    dialog = opened(qtbot, window)
    assert "Nobody has decided yet" in dialog.decided.text()
    assert not dialog.keep_button.isEnabled()
    assert not list(nameless(dialog))
    QTest.keyClick(dialog.choice.totals, Qt.Key.Key_Space)
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.decided.text().startswith("Totals of each month alone"), timeout=WAIT)
    assert not dialog.keep_button.isEnabled()
    assert kept(store) == 4  # what is kept by now stays
    history.undo(store)
    assert not usage_privacy.is_asked(store)


def test_old_calls_become_totals_once_somebody_agreed(
    qtbot: QtBot, window: MainWindow, store: Store, answers: Answers, desk: Desk
) -> None:
    before = formats.day(oldest_kept(desk.workspace.today()))
    dialog = opened(qtbot, window)
    assert dialog.kept.text().startswith("4 calls are kept one by one, from ")
    assert dialog.old.text().startswith("3 calls, from ")
    assert not dialog.table.isVisible()
    qtbot.mouseClick(dialog.purge_button, Qt.MouseButton.LeftButton)
    assert kept(store) == 4  # refused
    [question] = answers.asked
    assert question.title == f"Make totals of the calls before {before}?"
    assert "Backups that were made before still hold the calls" in question.detail
    assert question.destructive
    answers.confirms = True
    qtbot.mouseClick(dialog.purge_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.table.isVisible, timeout=WAIT)
    assert kept(store) == 1
    cells = [dialog.log.cell(0, column) for column in (WHAT, CALLS, AMOUNT)]
    assert cells == [f"calls before {before}", "3", "€0.38"]
    assert not dialog.purge_button.isEnabled()
    assert before in dialog.kept.text()
    assert window.notices.text.text() == f"calls before {before}: 3 calls became totals (€0.38)"


def test_a_shorter_time_may_be_chosen(qtbot: QtBot, window: MainWindow, store: Store) -> None:
    assert kept(store) == 4
    dialog = opened(qtbot, window)
    dialog.months.setCurrentIndex(0)
    dialog.months.activated.emit(0)
    qtbot.waitUntil(lambda: dialog.old.text().startswith(("3", "4")), timeout=WAIT)
    assert dialog.months.currentText() == "the last 3 months"


def test_somebody_who_is_protected_may_have_their_calls_made_totals(
    qtbot: QtBot, window: MainWindow, store: Store, answers: Answers
) -> None:
    people.add_person(store, PersonFields("Élodie Roche"))
    take_calls(store, on("05/03/2026", line="0639980108", user="Théo Vasseur"), name="other.csv")
    dialog = opened(qtbot, window)
    assert dialog.people.text().startswith("Nobody yet")
    qtbot.mouseClick(dialog.people_button, Qt.MouseButton.LeftButton)
    staff = QApplication.activeModalWidget()
    assert isinstance(staff, PeopleDialog)
    qtbot.waitUntil(lambda: staff.name.text() == "Élodie Roche", timeout=WAIT)
    answers.confirms = True
    QTest.keyClick(staff.protected, Qt.Key.Key_Space)
    qtbot.mouseClick(staff.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: kept(store) == 1, timeout=WAIT)
    assert answers.asked[0].title == "Make totals of the calls of Élodie Roche?"
    assert answers.asked[0].text.startswith("4 calls of Élodie Roche are kept one by one.")
    qtbot.waitUntil(lambda: not staff.is_writing and staff.model.cell(0, 3) == "yes", timeout=WAIT)
    staff.accept()
    qtbot.waitUntil(lambda: dialog.people.text() == "Élodie Roche", timeout=WAIT)
    assert dialog.log.cell(0, WHAT) == "calls of Élodie Roche"
    history.undo(store)  # of protecting her; what became totals stays so
    assert usage_privacy.privacy(store).protected == ()
    assert kept(store) == 1


def test_nobody_is_offered_what_is_not_there(qtbot: QtBot, window: MainWindow, desk: Desk, answers: Answers) -> None:
    store = desk.workspace.store
    people.add_person(store, PersonFields("Élodie Roche"))
    dialog = opened(qtbot, window)
    qtbot.mouseClick(dialog.people_button, Qt.MouseButton.LeftButton)
    staff = QApplication.activeModalWidget()
    assert isinstance(staff, PeopleDialog)
    qtbot.waitUntil(lambda: staff.name.text() == "Élodie Roche", timeout=WAIT)
    QTest.keyClick(staff.protected, Qt.Key.Key_Space)
    qtbot.mouseClick(staff.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: usage_privacy.privacy(store).protected != (), timeout=WAIT)
    qtbot.waitUntil(lambda: staff.model.cell(0, 3) == "yes", timeout=WAIT)
    assert answers.asked == []
    assert "there is nothing to purge" in dialog.old.text()
    assert not dialog.purge_button.isEnabled()
