"""Operators, accounts and companies: what the filters offer of them, with how many invoices, and each by itself."""

from sqlalchemy import Column, Connection, RowMapping, Table, func, select

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account, company, operator


def record(connection: Connection, table: Table, record_id: int) -> RowMapping:
    """The record.

    Raises:
        TelbillError: `party_gone`.
    """
    row = connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
    if row is None:
        raise TelbillError("party_gone")
    return row


def operators(connection: Connection) -> list[Choice]:
    """All operators, by name."""
    return _choices(connection, operator, operator.c.name, invoice.c.operator_id)


def companies(connection: Connection) -> list[Choice]:
    """The user's companies, by name."""
    return _choices(connection, company, company.c.name, invoice.c.company_id)


def accounts(connection: Connection, operator_id: int | None = None) -> list[Choice]:
    """The billing accounts of one operator, or of all, by label."""
    found = _choices(connection, billing_account, billing_account.c.label, invoice.c.account_id)
    if operator_id is None:
        return found
    own = set(
        connection.execute(select(billing_account.c.id).where(billing_account.c.operator_id == operator_id)).scalars()
    )
    return [choice for choice in found if choice.id in own]


def operator_fields(connection: Connection, operator_id: int) -> OperatorFields:
    """What is known of an operator.

    Raises:
        TelbillError: `party_gone`.
    """
    row = record(connection, operator, operator_id)
    return OperatorFields(row["name"], row["siren"] or "", row["vat_number"] or "", row["country"] or "")


def account_fields(connection: Connection, account_id: int) -> AccountFields:
    """What is known of a billing account. Raises what `operator_fields` raises."""
    row = record(connection, billing_account, account_id)
    return AccountFields(
        row["label"], row["company_id"], row["number"], row["radical"], row["client_code"], row["sub_account"]
    )


def company_fields(connection: Connection, company_id: int) -> CompanyFields:
    """What is known of a company. Raises what `operator_fields` raises."""
    row = record(connection, company, company_id)
    return CompanyFields(row["name"], row["code"] or "", row["siren"] or "", row["vat_number"] or "")


def invoice_number(connection: Connection, invoice_id: int) -> str | None:
    """The number of an invoice; None when it is gone."""
    return connection.execute(select(invoice.c.number).where(invoice.c.id == invoice_id)).scalar()


def _choices(connection: Connection, table: Table, label: Column[str], owner: Column[int]) -> list[Choice]:
    counts = {row[0]: row[1] for row in connection.execute(select(owner, func.count()).group_by(owner))}
    found = [
        Choice(row[0], row[1], row[2], counts.get(row[0], 0))
        for row in connection.execute(select(table.c.id, label, table.c.to_complete))
    ]
    return sorted(found, key=lambda choice: (natural_key(choice.label), choice.id))
