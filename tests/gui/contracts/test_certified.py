"""What the sheet of an account says of « factures certifiées », as far as it is known."""

from telbill_desktop.domain.contract_fields import AddressFields
from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.services import addresses
from tests.gui.contracts.conftest import User


def test_an_account_says_whether_it_can_have_certified_invoices(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    note, tab = user.page.account.terms.certified, user.page.account.terms
    assert note.heading.text() == "Certified invoices: not known yet"
    lines = note.body.text().splitlines()
    assert lines[:2] == ["How the account is paid is not known.", "No address of the company is known."]
    assert lines[2].startswith("Some operators send signed electronic invoices only to companies that have a SIRET")
    addresses.add_address(user.store, AddressFields(1, "Siège", ("1 rue Haute",), "75000", "Paris", "FR"))
    user.type(tab.form.fields["anchor"], "17/11/2026")
    user.pick(tab.form.fields["method"], "TIP")
    user.click(tab.section.save_button)
    user.wait(lambda: note.heading.text() == "Certified invoices: not possible, as far as is known")
    assert note.body.text().splitlines()[0] == "The account is paid by TIP."
    user.pick(tab.form.fields["method"], "Direct debit")
    user.click(tab.section.save_button)
    user.wait(lambda: note.heading.text() == "Certified invoices: possible, as far as is known")
    assert len(note.body.text().splitlines()) == 1
