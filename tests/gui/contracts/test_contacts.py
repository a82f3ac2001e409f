"""Whom to call or write to: noted by role at an operator or a company, corrected, taken away, and brought back."""

from telbill_desktop.domain.contact import ContactFields, ContactOwner, ContactRole
from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.gui.pages.contracts.contact_section import ContactSection
from telbill_desktop.services import contract_list, history
from tests.gui.contracts.conftest import User


def written(user: User, owner: ContactOwner) -> list[ContactFields]:
    if owner.operator_id is not None:
        return [one for _, one in contract_list.operator_sheet(user.store, owner.operator_id).contacts]
    return [one for _, one in contract_list.company_sheet(user.store, owner.company_id or 0).contacts]


def section(user: User, kind: EntryKind) -> ContactSection:
    user.choose(kind)
    sheet = user.page.operator if kind is EntryKind.OPERATOR else user.page.company
    at = next(at for at in range(sheet.tabs.count()) if sheet.tabs.tabText(at) == "Contacts")
    sheet.tabs.setCurrentIndex(at)
    return sheet.contacts


def test_a_contact_of_an_operator_is_written_corrected_and_taken_away(user: User) -> None:
    records, owner = section(user, EntryKind.OPERATOR).list, ContactOwner(operator_id=1)
    dialog = user.add(records)
    fields = dialog.form.fields
    user.pick(fields["role"], "Accounting")
    user.click(dialog.save_button)
    user.wait(lambda: bool(user.errors(dialog.form)))
    assert user.errors(dialog.form) == {"name": "A contact has a name, a telephone number or an e-mail address."}
    user.type(fields["name"], "  Nadia   Roussel ")
    user.type(fields["email"], "n.roussel")
    user.click(dialog.save_button)
    user.wait(lambda: "email" in user.errors(dialog.form))
    user.type(fields["email"], "n.roussel@example.org")
    user.type(fields["phone"], "12")
    user.click(dialog.save_button)
    user.wait(lambda: "phone" in user.errors(dialog.form))
    user.type(fields["phone"], "01 99 00 12 34")
    user.save(dialog)
    user.wait(lambda: len(records.model.records) == 1)
    assert user.cells(records)[0][:4] == ["Accounting", "Nadia Roussel", "01 99 00 12 34", "n.roussel@example.org"]
    expected = ContactFields(ContactRole.ACCOUNTING, "Nadia Roussel", "+33199001234", "n.roussel@example.org")
    assert written(user, owner) == [expected]
    records.table.selectRow(0)
    user.click(records.edit)
    again = user.dialog()
    assert again.form.values()["phone"] == "01 99 00 12 34"
    user.type(again.form.fields["note"], "le matin")
    user.save(again)
    user.wait(lambda: written(user, owner)[0].note == "le matin")
    user.wait(lambda: records.model.records[0][1].note == "le matin")
    records.table.selectRow(0)
    user.click(records.remove)
    user.wait(lambda: records.model.records == [] and written(user, owner) == [])
    history.undo(user.store)
    assert [one.name for one in written(user, owner)] == ["Nadia Roussel"]


def test_a_company_has_contacts_of_its_own(user: User) -> None:
    records = section(user, EntryKind.COMPANY).list
    dialog = user.add(records)
    user.type(dialog.form.fields["phone"], "06 39 98 01 07")
    user.save(dialog)
    user.wait(lambda: len(records.model.records) == 1)
    assert [one.phone for one in written(user, ContactOwner(company_id=1))] == ["+33639980107"]
    assert history.history(user.store, 1)[0].title.params == {"contact": "06 39 98 01 07"}
    assert written(user, ContactOwner(operator_id=1)) == []
