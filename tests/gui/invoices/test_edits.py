import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.dialogs.change_invoices import ChangeInvoices
from tests.gui.invoices.user import User

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def context_menu(user: User) -> QMenu:
    """Opened with the keyboard, on the row it is on."""
    user.page.table.setFocus()
    user.key(Qt.Key.Key_F10, SHIFT)
    user.wait(lambda: isinstance(user.application.activePopupWidget(), QMenu))
    menu = user.application.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def window_menu(user: User) -> QMenu:
    """The window's menu, as it is when it opens."""
    user.window.menu.aboutToShow.emit()
    return user.window.menu


def named(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(words))


def mark(user: User, words: str) -> None:
    """« Mark as » in the context menu."""
    menu = context_menu(user)
    sub = named(menu, "Mark as").menu()
    assert isinstance(sub, QMenu)
    named(sub, words).trigger()
    user.press(menu, Qt.Key.Key_Escape)  # which lets go of Shift too


def marks(user: User) -> list[str]:
    return user.column(InvoiceColumn.MARK)


def dialog() -> ChangeInvoices:
    found = QApplication.activeModalWidget()
    assert isinstance(found, ChangeInvoices)
    return found


def test_the_chosen_invoices_are_marked_and_the_notice_takes_it_back(user: User) -> None:
    user.click_row(0)
    user.click_row(2, CONTROL)
    mark(user, "Verified")
    user.wait(lambda: marks(user)[0] == "Verified")
    assert [bool(one) for one in marks(user)] == [True, False, True, False, False, False, False]
    assert user.window.notices.text.text() == "2 invoices changed."
    [undo] = [one for one in user.window.notices.findChildren(type(user.page.filters.advanced)) if one.text() == "Undo"]
    user.qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    user.wait(lambda: marks(user) == [""] * 7)


def test_a_mark_that_is_there_already_changes_nothing_and_says_so(user: User) -> None:
    user.click_row(0)
    mark(user, "Disputed")
    user.wait(lambda: marks(user)[0] == "Disputed")
    mark(user, "Disputed")
    user.wait(lambda: "Nothing to change" in user.window.notices.text.text())
    mark(user, "No mark")
    user.wait(lambda: marks(user)[0] == "")


def test_the_same_actions_are_in_the_context_menu_and_in_the_windows_menu(user: User) -> None:
    user.click_row(0)
    menu = context_menu(user)
    context = [action for action in menu.actions() if action.text()]
    user.press(menu, Qt.Key.Key_Escape)  # which lets go of Shift too
    edits = [action for action in window_menu(user).actions() if action in context]
    assert [action.text() for action in edits] == [
        "Mark as",
        "Change the account…",
        "Change the operator…",
        "Remove from the list",
    ]
    assert all(action.isEnabled() for action in edits)


def test_without_a_choice_the_windows_menu_offers_nothing_to_change(user: User) -> None:
    user.page.table.clearSelection()
    assert not named(window_menu(user), "Change the account").isEnabled()
    assert not named(window_menu(user), "Mark as").isEnabled()


def test_the_account_is_changed_in_a_dialog_that_says_how_many(user: User) -> None:
    user.type("F-")
    numbers = user.numbers
    user.click_row(numbers.index("F-100"))
    user.click_row(numbers.index("F-300"), CONTROL)
    named(window_menu(user), "Change the account").trigger()
    asked = dialog()
    assert "2 invoices will change" in asked.sentence.text()
    user.wait(asked.apply_button.isEnabled)
    assert all("Lumitel" in one.label or one.key == 0 for one in asked.choice.model.shown)
    user.qtbot.keyClicks(asked.choice.field, "no account")
    assert [one.label for one in asked.choice.model.shown] == ["No account"]
    user.press(asked.choice.field, Qt.Key.Key_Down)
    user.qtbot.mouseClick(asked.apply_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: user.window.notices.isVisible() and "2 invoices changed." in user.window.notices.text.text())
    user.wait(lambda: user.column(InvoiceColumn.ACCOUNT)[numbers.index("F-100")] == "")


def test_another_operators_account_is_refused_in_words_and_the_dialog_stays(user: User) -> None:
    user.page.chosen.choose_all()
    named(window_menu(user), "Change the account").trigger()
    asked = dialog()
    user.wait(lambda: len(asked.choice.model.shown) > 1)
    user.qtbot.keyClicks(asked.choice.field, "lumitel")
    user.qtbot.mouseClick(asked.apply_button, Qt.MouseButton.LeftButton)
    user.wait(asked.wrong.isVisible)
    assert "Nothing was changed" in asked.wrong.text()
    assert "Lumitel" in asked.wrong.text()
    asked.reject()
    assert "" not in user.column(InvoiceColumn.OPERATOR)


def test_the_operator_is_changed_and_a_lost_account_is_said(user: User) -> None:
    user.click_row(user.numbers.index("F-100"))
    named(window_menu(user), "Change the operator").trigger()
    asked = dialog()
    user.wait(asked.apply_button.isEnabled)
    assert asked.apply_button.text() == "Change 1 invoice"
    user.qtbot.keyClicks(asked.choice.field, "hexa")
    user.press(asked.choice.field, Qt.Key.Key_Down)
    user.press(asked.choice.table, Qt.Key.Key_Return)
    user.wait(lambda: "Hexamobile" in user.column(InvoiceColumn.OPERATOR)[user.numbers.index("F-100")])
    assert user.window.notices.text.text().startswith("1 invoice changed.")
    assert "account" in user.window.notices.text.text()


@pytest.mark.parametrize("mark_of", list(InvoiceMark))
def test_every_mark_has_a_word_an_icon_and_a_filter(user: User, mark_of: InvoiceMark) -> None:
    user.click_row(1)
    words = {"to_review": "To review", "verified": "Verified", "disputed": "Disputed"}[mark_of.value]
    mark(user, words)
    user.wait(lambda: marks(user)[1] == words)
    pill = user.page.table.mark_pill(1)
    assert pill is not None
    assert (pill.text, bool(pill.icon)) == (words, True)
    popup_filter = user.page.filters
    popup_filter.open_advanced()
    assert popup_filter.popup is not None
    popup_filter.popup.mark.setCurrentIndex(popup_filter.popup.mark.findText(words))
    user.qtbot.mouseClick(popup_filter.popup.apply_button, Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert user.numbers == ["C-7"]
