"""What the filters offer: operators, accounts and companies with the number of their invoices."""

from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.queries.invoice_filter import narrowing
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator


def operators(connection: Connection, perimeter: PerimeterChoice | None = None) -> list[Choice]:
    """All operators, by name; only those that have invoices in the perimeter where that is given."""
    return _choices(connection, operator, operator.c.name, invoice.c.operator_id, perimeter)


def companies(connection: Connection, perimeter: PerimeterChoice | None = None) -> list[Choice]:
    """The user's companies, by name; see `operators`."""
    return _choices(connection, company, company.c.name, invoice.c.company_id, perimeter)


def accounts(
    connection: Connection, operator_id: int | None = None, perimeter: PerimeterChoice | None = None
) -> list[Choice]:
    """The billing accounts of one operator, or of all, by label; see `operators`."""
    found = _choices(connection, billing_account, billing_account.c.label, invoice.c.account_id, perimeter)
    if operator_id is None:
        return found
    own = set(
        connection.execute(select(billing_account.c.id).where(billing_account.c.operator_id == operator_id)).scalars()
    )
    return [choice for choice in found if choice.id in own]


def _choices(
    connection: Connection,
    table: Table,
    label: Column[str],
    owner: Column[int],
    perimeter: PerimeterChoice | None = None,
) -> list[Choice]:
    counted: Any = select(owner, func.count()).group_by(owner)
    if perimeter:
        counted = narrowing(connection, InvoiceFilter(perimeter=perimeter)).applied(counted)
    counts = {row[0]: row[1] for row in connection.execute(counted)}
    found = [
        Choice(row[0], row[1], row[2], counts.get(row[0], 0))
        for row in connection.execute(select(table.c.id, label, table.c.to_complete))
        if not perimeter or row[0] in counts
    ]
    return sorted(found, key=lambda choice: (natural_key(choice.label), choice.id))
