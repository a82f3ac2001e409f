"""Operators, accounts and companies, each by itself."""

from sqlalchemy import Connection, RowMapping, Table, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.domain.retention import Closing
from telbill_desktop.store.tables.parties import account_alias, billing_account, company, operator


def record(connection: Connection, table: Table, record_id: int) -> RowMapping:
    """The record.

    Raises:
        TelbillError: `party_gone`.
    """
    row = connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
    if row is None:
        raise TelbillError("party_gone")
    return row


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


def account_words(connection: Connection) -> list[tuple[int, int, tuple[str, ...]]]:
    """Every billing account with its operator and what it is called by: label, number, radical, client code.

    An account that another one was merged into comes once more with the words of that one.
    """
    columns = (billing_account.c.number, billing_account.c.radical, billing_account.c.client_code)
    own = select(billing_account.c.id, billing_account.c.operator_id, billing_account.c.label, *columns)
    merged = select(
        account_alias.c.account_id,
        billing_account.c.operator_id,
        account_alias.c.number,
        account_alias.c.radical,
        account_alias.c.client_code,
    ).join(billing_account, billing_account.c.id == account_alias.c.account_id)
    return [(row[0], row[1], tuple(row[2:])) for asked in (own, merged) for row in connection.execute(asked)]


def account_names(connection: Connection) -> dict[int, str]:
    """Every billing account under the name of its operator, by its id: `Sonora · Siège`."""
    asked = select(billing_account.c.id, operator.c.name, billing_account.c.label).join(
        operator, operator.c.id == billing_account.c.operator_id
    )
    return {row.id: f"{row.name} · {row.label}" for row in connection.execute(asked)}


def operator_of(connection: Connection, account_id: int) -> int:
    """The operator of a billing account. Raises what `operator_fields` raises."""
    return int(record(connection, billing_account, account_id)["operator_id"])


def company_fields(connection: Connection, company_id: int) -> CompanyFields:
    """What is known of a company. Raises what `operator_fields` raises."""
    row = record(connection, company, company_id)
    return CompanyFields(row["name"], row["code"] or "", row["siren"] or "", row["vat_number"] or "", _closing(row))


def _closing(row: RowMapping) -> Closing:
    """31 December where nobody said another day."""
    month, day = row["closing_month"], row["closing_day"]
    return Closing() if month is None or day is None else Closing(month, day)
