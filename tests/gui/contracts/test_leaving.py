"""Fields that somebody changed and did not save: asked about before the page, the store or the window goes."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.dialogs.answers import DialogAsk, Message
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.services import contract_terms
from telbill_desktop.system import formats
from tests.gui.contracts.conftest import User
from tests.new_stores import new_store


def change(user: User) -> None:
    """Types a support line, which nobody saves."""
    user.open_tab("Identity and service")
    user.type(user.page.operator.service.form.fields["support"], "3900")


def support(user: User) -> str:
    return contract_terms.operator_terms(user.store, 1).support


def test_the_window_stays_open_until_somebody_decides(user: User) -> None:
    window = user.desk._window
    change(user)
    assert not window.close()
    assert window.isVisible()
    assert len(user.answers.asked_to_leave) == 1
    assert user.page.operator.heading.text() in user.answers.asked_to_leave[0]
    assert user.page.operator.service.form.fields["support"].value() == "3900"
    user.answers.leaves = Leaving.DISCARD
    assert window.close()
    assert support(user) == ""


def test_saved_first_the_window_then_closes_by_itself(user: User) -> None:
    window = user.desk._window
    change(user)
    user.answers.leaves = Leaving.SAVE
    assert not window.close()
    user.wait(window.isHidden)
    assert support(user) == "3900"
    assert len(user.answers.asked_to_leave) == 1


def test_what_cannot_be_saved_is_shown_instead(user: User) -> None:
    window, panel = user.desk._window, user.page.operator
    change(user)
    user.type(panel.identity.form.fields["siren"], "123456789")
    user.open_tab("Products")
    user.answers.leaves = Leaving.SAVE
    assert not window.close()
    user.wait(lambda: bool(user.errors(panel.identity.form)))
    assert set(user.errors(panel.identity.form)) == {"siren"}
    assert panel.tabs.tabText(panel.tabs.currentIndex()) == "Identity and service"
    assert window.isVisible()
    user.click(panel.identity.revert_button)
    assert not window.close()
    user.wait(window.isHidden)


def test_another_page_is_shown_when_that_is_settled(user: User) -> None:
    window = user.desk._window
    change(user)
    entry = window.sidebar.entry("fleet")
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is user.page
    assert window.sidebar.entry("contracts").isChecked()
    user.answers.leaves = Leaving.SAVE
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    user.wait(lambda: window.pages.currentWidget() is user.desk.pages.get("fleet"))
    assert entry.isChecked()
    assert support(user) == "3900"


def test_two_changed_forms_are_both_saved(user: User) -> None:
    change(user)
    user.type(user.page.operator.identity.form.fields["country"], "BE")
    user.answers.leaves = Leaving.SAVE
    row = user.page.list.table.entries.row_of(EntryKind.COMPANY, 1)
    assert row is not None
    user.page.list.table.selectRow(row)
    user.wait(lambda: user.page.sheets.currentWidget() is user.page.company)
    assert support(user) == "3900"
    assert user.last_act() == "set_operator_terms"
    assert len(user.answers.asked_to_leave) == 1


def test_another_store_is_opened_when_that_is_settled(user: User, tmp_path: Path) -> None:
    new_store(tmp_path / "other").close()
    window, old = user.desk._window, user.desk
    change(user)
    user.answers.folder = tmp_path / "other"
    window.actions_by_name["open_store"].trigger()
    user.qtbot.wait(200)
    assert window.let_go == old.let_go
    user.answers.leaves = Leaving.DISCARD
    window.actions_by_name["open_store"].trigger()
    user.wait(lambda: window.let_go is not None and window.let_go != old.let_go)
    assert len(user.answers.asked_to_leave) == 2


def test_nothing_is_asked_where_nothing_was_changed(user: User) -> None:
    change(user)
    user.click(user.page.operator.service.revert_button)
    user.desk.open_page("fleet")
    assert user.desk._window.close()
    assert user.answers.asked_to_leave == []


def test_the_question_names_what_is_done_and_escape_stays(qtbot: QtBot, theme: Theme) -> None:
    words = {"Save": Leaving.SAVE, "Discard the changes": Leaving.DISCARD, "Stay here": Leaving.STAY, "": Leaving.STAY}
    for text, meant in words.items():

        def answer(text: str = text) -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, Message)
            if not text:
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
                return
            [button] = [one for one in dialog.findChildren(Button) if one.text() == text]
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

        QTimer.singleShot(50, answer)
        assert DialogAsk(theme).leave("Save the changes?", formats.count(1)) is meant


def test_what_is_typed_while_a_form_is_written_stays_to_be_saved(user: User) -> None:
    change(user)
    section, end = user.page.operator.service, Event()
    user.desk.context.jobs.write(lambda _progress: end.wait(20), lambda _ended: None, owner=user.page)
    user.click(section.save_button)
    QTest.keyClicks(section.form.fields["support"].control, "9")
    end.set()
    user.wait(lambda: support(user) == "3900")
    user.wait(lambda: not user.desk.context.jobs.is_running())
    assert section.form.fields["support"].value() == "39009"
    assert section.save_button.isEnabled()
    section.revert()
