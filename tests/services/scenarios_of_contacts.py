"""Ways to change contacts, for the test that undoes and redoes every act."""

from dataclasses import replace

from telbill_desktop.domain.contact import ContactFields, ContactOwner, ContactRole
from telbill_desktop.services import contacts
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import company, operator
from tests.services.scenarios import Act, ids, scenario
from tests.services.scenarios_of_contracts import account

SOMEBODY = ContactFields(ContactRole.TECHNICAL, "Nadia Roussel", "01 99 00 12 34", "n.roussel@example.org")


@scenario("add_contact")
def _an_operator_without_contacts(store: Store) -> Act:
    account(store)
    owner = ContactOwner(operator_id=ids(store, operator)[0])

    def act(store: Store) -> None:
        contacts.add_contact(store, owner, SOMEBODY)

    return act


@scenario("edit_contact")
def _a_contact_who_has_another_role(store: Store) -> Act:
    account(store)
    known = contacts.add_contact(store, ContactOwner(operator_id=ids(store, operator)[0]), SOMEBODY)
    return lambda store: contacts.edit_contact(store, known, replace(SOMEBODY, role=ContactRole.OTHER))


@scenario("remove_contact")
def _a_contact_of_a_company(store: Store) -> Act:
    account(store)
    known = contacts.add_contact(store, ContactOwner(company_id=ids(store, company)[0]), SOMEBODY)
    return lambda store: contacts.remove_contact(store, known)
