"""Contacts of an operator or of a company."""

from sqlalchemy import Connection, select

from telbill_desktop.domain.contact import ContactFields, ContactOwner, ContactRole
from telbill_desktop.store.tables.contracts import contact


def contacts_of(connection: Connection, owner: ContactOwner) -> list[tuple[int, ContactFields]]:
    """Those of an operator or of a company, with their ids, in the order in which they were added."""
    own = select(contact).where(
        contact.c.operator_id.is_(owner.operator_id), contact.c.company_id.is_(owner.company_id)
    )
    return [
        (row.id, ContactFields(ContactRole(row.role), row.name, row.phone, row.email, row.note))
        for row in connection.execute(own.order_by(contact.c.id))
    ]
