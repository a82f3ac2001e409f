"""Somebody compares two documents that contradict each other, and decides."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.conflict import ConflictField
from telbill_desktop.gui.dialogs.conflict.choices import ConflictChoices
from telbill_desktop.gui.dialogs.conflict.dialog import ConflictDialog
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import conflicts, history, invoice_detail
from tests.gui.invoices.user import User
from tests.gui.test_accessible_names import nameless
from tests.gui.user import plain

DOCUMENT = 3
F = ConflictField


def opened(user: User) -> ConflictDialog:
    """The dialog, from the notice of the invoice in conflict."""
    user.open("A-1312/B")
    user.qtbot.mouseClick(user.page.detail.conflict.compare, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConflictDialog)
    user.wait(lambda: dialog.choices is not None)
    return dialog


def choices(dialog: ConflictDialog) -> ConflictChoices:
    assert dialog.choices is not None
    return dialog.choices


def results(dialog: ConflictDialog) -> dict[F, str]:
    return {field: plain(label.text()) for field, label in choices(dialog).results.items()}


def ttc(user: User) -> Decimal | None:
    detail = user.page.detail.detail
    assert detail is not None
    return invoice_detail.detail(user.page.context.workspace.store, detail.id).invoice.totals.ttc


@pytest.fixture
def dialog(user: User) -> ConflictDialog:
    return opened(user)


def test_differences_are_marked_by_a_word_and_nothing_is_chosen_at_first(dialog: ConflictDialog) -> None:
    differing = [row.field for row in choices(dialog).rows if row.differs]
    assert differing == [F.HT, F.TTC]
    marks = [label for label in choices(dialog).findChildren(Label) if label.text() == "differs"]
    assert len(marks) == 2
    assert not dialog.apply_button.isEnabled()
    assert results(dialog)[F.TTC] == "€60.01"
    assert dialog.verdict.heading.text() == "The totals add up"
    assert list(nameless(dialog)) == []


def test_the_pages_of_a_pdf_stand_beside_and_an_xml_has_none(user: User, dialog: ConflictDialog) -> None:
    assert dialog.pages[0].isVisible()
    assert not dialog.pages[1].isVisible()
    user.wait(lambda: not dialog.viewers[0].picture.pixmap().isNull())
    assert dialog.names[0].text() == "a first.pdf"


def test_a_choice_by_the_keyboard_shows_what_the_invoice_will_say_and_that_it_will_be_checked(
    user: User, dialog: ConflictDialog
) -> None:
    assert choices(dialog).stored[F.HT].hasFocus()
    user.key(Qt.Key.Key_Tab)
    assert choices(dialog).stored[F.TTC].hasFocus()
    user.key(Qt.Key.Key_Right)
    assert choices(dialog).taken == {F.TTC}
    assert results(dialog)[F.TTC] == "€51.00"
    assert dialog.verdict.heading.text().startswith("The totals do not add up")
    assert plain(dialog.verdict.body.text()) == "€50.01 + €10.00 = €60.01, and the total incl. VAT would be €51.00"
    user.qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert ttc(user) == Decimal("51.00")
    user.wait(user.page.detail.state.isVisible)
    assert not user.page.detail.conflict.isVisible()


def test_all_of_the_other_document_and_one_undo(user: User, dialog: ConflictDialog) -> None:
    user.qtbot.mouseClick(choices(dialog).take_all, Qt.MouseButton.LeftButton)
    assert choices(dialog).taken == {F.HT, F.TTC, F.LINES}
    user.qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert user.window.notices.text.text() == "The conflict of invoice A-1312/B is settled."
    store = user.page.context.workspace.store
    assert ttc(user) == Decimal("51.00")
    history.undo(store)
    assert (ttc(user), conflicts.count_open(store)) == (Decimal("60.01"), 1)


def test_kept_as_it_is_the_document_is_called_settled(user: User, dialog: ConflictDialog) -> None:
    user.qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.wait(lambda: not user.page.detail.conflict.isVisible())
    user.page.detail.tabs.setCurrentIndex(DOCUMENT)
    assert user.page.detail.document.choice.itemText(1) == "h other.xml — conflict settled"
    assert ttc(user) == Decimal("60.01")


def test_what_somebody_else_settled_meanwhile_is_said_and_nothing_changes(user: User, dialog: ConflictDialog) -> None:
    store = user.page.context.workspace.store
    assert dialog.conflict is not None
    conflicts.settle(store, dialog.conflict, [], user.page.context.workspace.read)
    user.qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    user.wait(lambda: dialog.verdict.heading.text() == "Nothing was changed")
    assert dialog.verdict.body.text() == "This document is no longer in conflict with an invoice."
    assert len(history.history(store)) == 2


def test_the_document_tab_leads_to_the_comparison_too(user: User) -> None:
    user.open("A-1312/B")
    detail = user.page.detail
    detail.tabs.setCurrentIndex(DOCUMENT)
    assert not detail.document.compare_button.isVisible()
    detail.document.choice.setCurrentIndex(1)
    user.qtbot.mouseClick(detail.document.compare_button, Qt.MouseButton.LeftButton)
    assert isinstance(QApplication.activeModalWidget(), ConflictDialog)


def test_the_list_is_narrowed_to_invoices_in_conflict_by_the_menu_of_states(user: User) -> None:
    user.choose_in_menu(user.page.filters.state.button, "Documents in conflict")
    assert user.numbers == ["A-1312/B"]
    assert "Documents in conflict" in user.page.filters.state.button.text()
    user.choose_in_menu(user.page.filters.state.button, "All states")
    assert len(user.numbers) == 7
