"""The accounts for entries: shown as they are, changed, refused, left with changes."""

import pytest

from telbill_desktop.domain.accounting import TeamSplit
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.dialogs.accounting.dialog import AccountingDialog
from telbill_desktop.services import people
from telbill_desktop.services.history import history
from telbill_desktop.services.people import PersonFields
from telbill_desktop.services.reports.entries import accounting
from tests.gui.reports.conftest import User
from tests.gui.test_accessible_names import nameless


@pytest.fixture
def dialog(user: User) -> AccountingDialog:
    people.add_person(user.store, PersonFields("Zoé Maillard", "Ventes"))
    user.window.actions_by_name["accounting"].trigger()
    found = user.top()
    assert isinstance(found, AccountingDialog)
    user.wait(lambda: bool(found.suppliers.numbers))
    return found


def put(dialog: AccountingDialog, number: str) -> None:
    field = dialog.charges.numbers[Category.EQUIPMENT]
    field.setText(number)
    field.textEdited.emit(number)


def test_the_usual_accounts_are_shown_and_proposals_stand_in_empty_fields(dialog: AccountingDialog) -> None:
    assert dialog.charges.numbers[Category.USAGE].text() == "626"
    assert [field.placeholderText() for field in dialog.suppliers.numbers.values()] == ["HEXAMOBILESA", "ONDEFIXE"]
    assert all(field.text() == "" for field in dialog.suppliers.numbers.values())
    assert not dialog.save_button.isEnabled()
    assert list(nameless(dialog)) == []
    dialog.reject()


def test_what_is_changed_is_kept_and_can_be_undone(user: User, dialog: AccountingDialog) -> None:
    put(dialog, "606300")
    dialog.split.setCurrentIndex(dialog.split.findData(TeamSplit.ACCOUNT))
    [section] = dialog.sections.numbers.values()
    assert section.isVisible()
    assert section.placeholderText() == "VENTES"
    section.setText("V1")
    dialog.save_button.click()
    user.wait(lambda: history(user.store)[0].kind == "change_accounting")
    rules, _ = accounting(user.store)
    assert (rules.charges[Category.EQUIPMENT].number, rules.split) == ("606300", TeamSplit.ACCOUNT)
    assert list(rules.sections.values()) == ["V1"]
    assert rules.suppliers == {}


def test_an_account_that_is_none_is_said_and_what_is_typed_stays(user: User, dialog: AccountingDialog) -> None:
    put(dialog, "6A")
    dialog.save_button.click()
    user.wait(dialog.wrong.isVisible)
    assert "6A" in dialog.wrong.text()
    assert dialog.charges.numbers[Category.EQUIPMENT].text() == "6A"
    put(dialog, "6063")
    assert not dialog.wrong.isVisible()
    user.answers.leaves = Leaving.DISCARD
    dialog.reject()


def test_leaving_with_changes_asks(user: User, dialog: AccountingDialog) -> None:
    put(dialog, "6064")
    dialog.reject()
    assert dialog.isVisible()  # one stays
    assert user.answers.asked_to_leave
    user.answers.leaves = Leaving.SAVE
    dialog.reject()
    user.wait(lambda: history(user.store)[0].kind == "change_accounting")
