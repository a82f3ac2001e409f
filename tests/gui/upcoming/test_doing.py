"""What was supposed is done from where it was worked out: the quote opens with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.dialogs.fleet.removing import RemoveDialog
from telbill_desktop.gui.pages.upcoming.what_if_tab import WhatIfTab
from telbill_desktop.services import history
from tests.gui.upcoming.user import User
from tests.gui.user import plain


def suppose(user: User, direction: str, count: str) -> WhatIfTab:
    user.click_row(0)
    user.click_tab(1)
    form = user.page.side.what_if
    user.wait(lambda: form.product.count() == 1)
    assert not form.act.isVisible()
    form.direction.setCurrentText(direction)
    form.count.setFocus()
    form.count.selectAll()
    user.qtbot.keyClicks(form.count, count)
    user.press(form.count, Qt.Key.Key_Return)
    user.wait(form.act.isVisible)
    return form


def apply(user: User, dialog: ActDialog) -> None:
    user.wait(dialog.apply_button.isEnabled)
    user.click(dialog.apply_button)
    user.wait(lambda: QApplication.activeModalWidget() is None)


def test_what_was_supposed_is_added_through_its_quote(user: User) -> None:
    form = suppose(user, "Add", "3")
    assert form.act.text() == "Add to the fleet…"
    user.click(form.act)
    user.wait(lambda: isinstance(QApplication.activeModalWidget(), AddDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AddDialog)
    user.wait(lambda: dialog.quote is not None and dialog.quote.quantity_added == 3)
    facts = {name: plain(text) for name, text in dialog.facts.texts().items()}
    assert {"Price of one", "Date of the first payment", "Prorata", "New monthly total"} <= set(facts)
    assert facts["Monthly cost added"] == "€30.00 a month"
    assert not dialog.is_changed
    apply(user, dialog)
    user.wait(lambda: not form.act.isVisible())  # it is so now, and nothing is supposed any more
    assert history.history(user.page.context.workspace.store, 1)[0].kind == "add_items"
    assert not form.clear.isEnabled()


def test_one_that_is_free_is_taken_away_after_its_quote(user: User) -> None:
    form = suppose(user, "Remove", "1")
    assert form.act.text() == "Remove one…"
    user.click(form.act)
    user.wait(lambda: isinstance(QApplication.activeModalWidget(), RemoveDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RemoveDialog)
    assert dialog.choice.count() == 3
    apply(user, dialog)
    assert history.history(user.page.context.workspace.store, 1)[0].kind == "remove_item"
