"""The last day of the accounting year on the sheet of a company."""

from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.domain.retention import Closing
from telbill_desktop.services import history, parties
from tests.gui.contracts.conftest import User


def test_the_accounting_year_is_said_on_the_sheet_of_a_company_and_taken_back(user: User) -> None:
    user.choose(EntryKind.COMPANY)
    user.open_tab("Identity")
    section = user.page.company.identity
    fields = section.form.fields
    assert (fields["closing_day"].value(), fields["closing_month"].value()) == (31, 12)
    user.pick(fields["closing_month"], "June")
    user.click(section.save_button)
    user.wait(lambda: bool(user.errors(section.form)))
    assert user.errors(section.form) == {"closing_day": "No accounting year ends on day 31 of month 6."}
    assert parties.company_fields(user.store, 1).closing == Closing(12, 31)
    user.type(fields["closing_day"], "30")
    user.click(section.save_button)
    user.wait(lambda: parties.company_fields(user.store, 1).closing == Closing(6, 30))
    assert user.last_act() == "edit_company"
    history.undo(user.store)
    assert parties.company_fields(user.store, 1).closing == Closing(12, 31)


def test_a_new_company_has_an_accounting_year(user: User) -> None:
    user.add_from_menu("New company…")
    dialog = user.dialog()
    user.type(dialog.form.fields["name"], "Autre Maison")
    user.type(dialog.form.fields["closing_day"], "30")
    user.pick(dialog.form.fields["closing_month"], "September")
    user.save(dialog)
    assert parties.company_fields(user.store, 2).closing == Closing(9, 30)
