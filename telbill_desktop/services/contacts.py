"""Contacts of operators and of the user's companies, by role. Each change is one act."""

from telbill_desktop.domain.contact import ContactFields, ContactOwner, ContactRole, called, tidied
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import contact
from telbill_desktop.store.tables.parties import company, operator
from telbill_desktop.store.unit_of_work import unit_of_work


def add_contact(store: Store, owner: ContactOwner, fields: ContactFields) -> int:
    """Adds a contact and returns its id.

    Raises:
        TelbillError: `party_gone`, `contact_missing`, `number_impossible`, `email_impossible`.
    """
    tidy = tidied(fields)
    with store.reading() as connection:
        if owner.operator_id is not None:
            record(connection, operator, owner.operator_id)
        else:
            record(connection, company, owner.company_id or 0)
    with unit_of_work(store, "add_contact", {"contact": called(tidy)}) as unit:
        return unit.insert(contact, {"operator_id": owner.operator_id, "company_id": owner.company_id, **_row(tidy)})


def edit_contact(store: Store, contact_id: int, fields: ContactFields) -> None:
    """Writes a contact anew. Raises what `add_contact` raises."""
    tidy = tidied(fields)
    with unit_of_work(store, "edit_contact", {"contact": called(tidy)}) as unit:
        record(unit.connection, contact, contact_id)
        unit.update(contact, contact_id, _row(tidy))


def remove_contact(store: Store, contact_id: int) -> None:
    """Takes a contact away. Raises `party_gone`."""
    with store.reading() as connection:
        row = record(connection, contact, contact_id)
    gone = ContactFields(ContactRole(row["role"]), row["name"], row["phone"], row["email"], row["note"])
    with unit_of_work(store, "remove_contact", {"contact": called(gone)}) as unit:
        unit.delete(contact, contact_id)


def _row(fields: ContactFields) -> dict[str, str]:
    return {
        "role": fields.role.value,
        "name": fields.name,
        "phone": fields.phone,
        "email": fields.email,
        "note": fields.note,
    }
