"""Acts are undone from their list; operators are completed and merged."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.invoice import AccountReference, Party
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.history import HistoryDialog
from telbill_desktop.gui.dialogs.parties import PartiesDialog
from telbill_desktop.gui.dialogs.shortcuts import live_shortcuts
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.services import contract_terms, history
from telbill_desktop.services import invoices as listing
from tests import builders
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT
from tests.gui.test_shell import take_in


@pytest.fixture
def two_operators(desk: Desk, tmp_path: Path) -> None:
    """One invoice of each of two operators."""
    folder = tmp_path / "two"
    folder.mkdir()
    seller = builders.draft().seller
    other = type(seller)(name="Nuvox Telecom")
    (folder / "1.xml").write_bytes(builders.cii_xml(builders.draft(number="1")))
    (folder / "2.xml").write_bytes(builders.cii_xml(builders.draft(number="2", seller=other)))
    take_in(desk, folder)


@pytest.fixture
def operators(qtbot: QtBot, window: MainWindow, two_operators: None) -> PartiesDialog:
    """The operators' pane, read."""
    del two_operators
    window.actions_by_name["parties"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PartiesDialog)
    qtbot.waitUntil(dialog.form.isEnabled, timeout=WAIT)
    return dialog


def choose(qtbot: QtBot, pane: PartiesDialog, name: str) -> None:
    row = next(row for row, one in enumerate(pane.model.records) if one.label == name)
    pane.table.selectRow(row)
    qtbot.waitUntil(lambda: field(pane, "name").text() == name, timeout=WAIT)


def tab(qtbot: QtBot, dialog: PartiesDialog, position: int) -> None:
    """Clicks a tab."""
    at = dialog.tabs.tabRect(position).center()
    qtbot.mouseClick(dialog.tabs, Qt.MouseButton.LeftButton, pos=at)


def retype(pane: PartiesDialog, name: str, text: str) -> None:
    field(pane, name).setFocus()
    field(pane, name).selectAll()
    QTest.keyClicks(field(pane, name), text)


def field(pane: PartiesDialog, name: str) -> QLineEdit:
    found = pane.form.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_the_history_undoes_an_act_and_redoes_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, two_operators: None
) -> None:
    del two_operators
    window.actions_by_name["history"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistoryDialog)
    qtbot.waitUntil(dialog.undo_button.isEnabled, timeout=WAIT)
    assert dialog.model.cell(0, 1) == "Import of 2 files"
    dialog.undo_button.click()
    qtbot.waitUntil(dialog.redo_button.isEnabled, timeout=WAIT)
    assert dialog.model.cell(0, 2) == "Undone"
    assert not dialog.undo_button.isEnabled()
    dialog.redo_button.click()
    qtbot.waitUntil(dialog.undo_button.isEnabled, timeout=WAIT)
    assert len(listing.operators(desk.workspace.store)) == 2


def test_an_operator_that_an_import_made_is_completed(qtbot: QtBot, desk: Desk, operators: PartiesDialog) -> None:
    choose(qtbot, operators, "Nuvox Telecom")
    assert operators.model.cell(operators.table.currentIndex().row(), 1) == "To complete"
    field(operators, "name").selectAll()
    QTest.keyClicks(field(operators, "name"), "Nuvox")
    operators.save_button.click()
    qtbot.waitUntil(lambda: any(one.label == "Nuvox" for one in operators.model.records), timeout=WAIT)
    chosen = next(one for one in listing.operators(desk.workspace.store) if one.label == "Nuvox")
    assert not chosen.to_complete


def test_a_siren_that_cannot_exist_is_refused_beside_the_form(qtbot: QtBot, operators: PartiesDialog) -> None:
    choose(qtbot, operators, "Nuvox Telecom")
    QTest.keyClicks(field(operators, "siren"), "123456789")
    operators.save_button.click()
    qtbot.waitUntil(operators.wrong.isVisible, timeout=WAIT)
    assert "123456789" in operators.wrong.text()


def test_two_that_are_one_are_merged_after_a_question_named_by_its_verb(
    qtbot: QtBot, desk: Desk, operators: PartiesDialog, answers: Answers
) -> None:
    choose(qtbot, operators, "Nuvox Telecom")
    operators.merge_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert answers.asked[-1].act == "Merge"
    assert len(listing.operators(desk.workspace.store)) == 2
    answers.confirms = True
    operators.merge_button.click()
    qtbot.waitUntil(lambda: len(operators.model.records) == 1, timeout=WAIT)
    history.undo(desk.workspace.store)
    assert len(listing.operators(desk.workspace.store)) == 2


def test_what_merging_two_accounts_changes_is_in_the_question(
    qtbot: QtBot, window: MainWindow, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    store, folder = desk.workspace.store, tmp_path / "two"
    folder.mkdir()
    for number in ("CF 2", "CF 3"):
        made = builders.draft(number=number, account=AccountReference(number=number))
        (folder / f"{number}.xml").write_bytes(builders.cii_xml(made))
    take_in(desk, folder)
    for days, one in enumerate(listing.accounts(store)):
        contract_terms.set_terms(store, one.id, BillingTerms(Cycle(date(2026, 1, 1)), days_to_pay=days))
    window.actions_by_name["parties"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PartiesDialog)
    qtbot.waitUntil(dialog.form.isEnabled, timeout=WAIT)
    tab(qtbot, dialog, 1)
    qtbot.waitUntil(dialog.merge_button.isEnabled, timeout=WAIT)
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert "goes on being charged as it is" in answers.asked[-1].text
    answers.confirms = True
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: len(listing.accounts(store)) == 1, timeout=WAIT)


def test_merging_two_operators_says_which_accounts_become_one(
    qtbot: QtBot, window: MainWindow, desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    for name in ("Hexamobile", "Lumitel"):
        made = builders.draft(number=name, seller=Party(name), account=AccountReference(number="CF 2"))
        (folder / f"{name}.xml").write_bytes(builders.cii_xml(made))
    take_in(desk, folder)
    window.actions_by_name["parties"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PartiesDialog)
    qtbot.waitUntil(dialog.merge_button.isEnabled, timeout=WAIT)
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=WAIT)
    assert "become one account" in answers.asked[-1].text


def test_the_sheet_lists_the_shortcuts_that_work(window: MainWindow) -> None:
    keys = {words: pressed for rows in live_shortcuts(window).values() for words, pressed in rows}
    assert keys["Search everywhere"] == ["Ctrl+K"]
    assert keys["Keyboard shortcuts"] == ["F1", "?"]
    assert keys["Import files…"] == ["Ctrl+O"]


def test_an_operator_that_was_changed_is_not_left_without_a_question(
    qtbot: QtBot, desk: Desk, operators: PartiesDialog, answers: Answers
) -> None:
    choose(qtbot, operators, "Nuvox Telecom")
    retype(operators, "name", "Nuvox")
    qtbot.keyClick(operators, Qt.Key.Key_Escape)
    tab(qtbot, operators, 1)
    other = next(at for at, one in enumerate(operators.model.records) if one.label != "Nuvox Telecom")
    operators.table.selectRow(other)
    assert answers.asked_to_leave == ["What you changed here is not saved."] * 3
    assert operators.isVisible()
    assert operators.tabs.currentIndex() == 0
    assert field(operators, "name").text() == "Nuvox"
    answers.leaves = Leaving.SAVE
    tab(qtbot, operators, 1)
    qtbot.waitUntil(lambda: operators.tabs.currentIndex() == 1 and operators.form.isEnabled(), timeout=WAIT)
    assert "Nuvox" in {one.label for one in listing.operators(desk.workspace.store)}
    assert len(answers.asked_to_leave) == 4
    qtbot.keyClick(operators, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT)
    assert len(answers.asked_to_leave) == 4


def test_changes_of_an_operator_are_discarded_on_the_way_out(
    qtbot: QtBot, desk: Desk, operators: PartiesDialog, answers: Answers
) -> None:
    choose(qtbot, operators, "Nuvox Telecom")
    retype(operators, "country", "BE")
    answers.leaves = Leaving.DISCARD
    operators.close()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT)
    assert [one.kind for one in history.history(desk.workspace.store)] == ["import"]


def test_the_tabs_show_each_kind_with_its_own_fields(qtbot: QtBot, operators: PartiesDialog) -> None:
    tab(qtbot, operators, 1)
    qtbot.waitUntil(operators.form.isEnabled, timeout=WAIT)
    assert operators.table.accessibleName() == "Billing accounts"
    assert field(operators, "client_code").isVisible()
    tab(qtbot, operators, 2)
    qtbot.waitUntil(operators.form.isEnabled, timeout=WAIT)
    assert field(operators, "code").isVisible()
    assert operators.model.records[0].label == field(operators, "name").text()
