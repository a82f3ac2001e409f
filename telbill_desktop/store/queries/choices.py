"""What the filters offer: operators, accounts and companies with the number of their invoices."""

from sqlalchemy import Column, Connection, Table, func, select

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator


def operators(connection: Connection, company_id: int | None = None) -> list[Choice]:
    """All operators, by name; only those that bill one of the user's companies where that is given."""
    return _choices(connection, operator, operator.c.name, invoice.c.operator_id, company_id)


def companies(connection: Connection) -> list[Choice]:
    """The user's companies, by name."""
    return _choices(connection, company, company.c.name, invoice.c.company_id)


def accounts(connection: Connection, operator_id: int | None = None, company_id: int | None = None) -> list[Choice]:
    """The billing accounts of one operator, or of all, by label; only those of a company where that is given."""
    found = _choices(connection, billing_account, billing_account.c.label, invoice.c.account_id, company_id)
    if operator_id is None:
        return found
    own = set(
        connection.execute(select(billing_account.c.id).where(billing_account.c.operator_id == operator_id)).scalars()
    )
    return [choice for choice in found if choice.id in own]


def _choices(
    connection: Connection, table: Table, label: Column[str], owner: Column[int], company_id: int | None = None
) -> list[Choice]:
    counted = select(owner, func.count()).group_by(owner)
    if company_id is not None:
        counted = counted.where(invoice.c.company_id == company_id)
    counts = {row[0]: row[1] for row in connection.execute(counted)}
    found = [
        Choice(row[0], row[1], row[2], counts.get(row[0], 0))
        for row in connection.execute(select(table.c.id, label, table.c.to_complete))
        if company_id is None or row[0] in counts
    ]
    return sorted(found, key=lambda choice: (natural_key(choice.label), choice.id))
