"""Merging operators and accounts, editing what is known of them, removing an invoice: every row through the journal."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, and_, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.folding import fold
from telbill_desktop.store import contract_merging, search, view_changes
from telbill_desktop.store.invoice_joining import Pair, can_join, join
from telbill_desktop.store.parties import ACCOUNT_PARTS, add_operator_keys
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.invoices import (
    invoice,
)
from telbill_desktop.store.tables.parties import (
    account_alias,
    billing_account,
    company,
    contract,
    operator,
    operator_key,
)
from telbill_desktop.store.unit_of_work import UnitOfWork

_NAMED_NUMBERS = 10
_LEARNT = ("siren", "vat_number", "country", "available_after_days", "portal_months", "support")


def merge_operators(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """The kept operator has everything that the other had, and its keys; the other is no more. Views follow.

    Invoices that both have and that say the same become one with the documents of both.

    Raises:
        TelbillError: `merge_with_itself`; `merge_clash` when both have an invoice of the same number and year, and
            they cannot be one.
    """
    kept, merged = record(unit.connection, operator, kept_id), record(unit.connection, operator, merged_id)
    if kept_id == merged_id:
        raise TelbillError("merge_with_itself", name=kept["name"])
    _join_same(unit, kept, merged)
    moved = _ids(unit, invoice, invoice.c.operator_id == merged_id)
    unit.update_many(invoice, moved, {"operator_id": kept_id})
    _move_accounts(unit, kept_id, merged_id)
    _move_contracts(unit, kept_id, merged_id)
    keys = _values(unit.connection, operator_key, operator_key.c.operator_id == merged_id)
    for row in keys:
        unit.delete(operator_key, row["id"])
    add_operator_keys(unit, kept_id, (row["seller_key"] for row in keys))
    if learnt := {name: merged[name] for name in _LEARNT if merged[name] and not kept[name]}:
        unit.update(operator, kept_id, learnt)
    contract_merging.follow_operator(unit, kept_id, merged_id)
    view_changes.follow_operator(unit, kept_id, merged_id)
    unit.delete(operator, merged_id)
    search.reindex(unit.connection, moved)


def merge_accounts(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """The kept account has the other's invoices, and is found under its words; the other is no more. Views follow.

    Raises:
        TelbillError: `merge_with_itself`, `merge_operators_first`.
    """
    kept, merged = (
        record(unit.connection, billing_account, kept_id),
        record(unit.connection, billing_account, merged_id),
    )
    if kept_id == merged_id:
        raise TelbillError("merge_with_itself", name=kept["label"])
    if kept["operator_id"] != merged["operator_id"]:
        raise TelbillError("merge_operators_first", kept=kept["label"], merged=merged["label"])
    _merge_accounts(unit, kept, merged)


def edit_operator(unit: UnitOfWork, operator_id: int, values: dict[str, Any]) -> None:
    """The operator is as somebody wrote it; it goes on being found under what documents call it.

    Raises:
        TelbillError: `siren_taken` by another operator.
    """
    siren = values["siren"]
    if siren and (other := _owner_of_siren(unit.connection, operator_id, siren)):
        raise TelbillError("siren_taken", name=other, siren=siren)
    unit.update(operator, operator_id, {**values, "to_complete": False})
    keys = {"name": values["name"], "siren": siren, "vat": values["vat_number"]}
    add_operator_keys(unit, operator_id, [f"{kind}:{fold(value)}" for kind, value in keys.items() if value])
    search.reindex(unit.connection, search.invoices_of(unit.connection, operator.name, [operator_id]))


def edit_account(unit: UnitOfWork, account_id: int, values: dict[str, Any]) -> None:
    """The account is as somebody wrote it; it goes on being found under what documents call it.

    Raises:
        TelbillError: `account_taken` by another account of the operator.
    """
    before = record(unit.connection, billing_account, account_id)
    same = and_(
        billing_account.c.operator_id == before["operator_id"],
        billing_account.c.id != account_id,
        *(billing_account.c[part] == values[part] for part in ACCOUNT_PARTS),
    )
    if taken := unit.connection.execute(select(billing_account.c.label).where(same)).scalar():
        raise TelbillError("account_taken", name=taken)
    unit.update(billing_account, account_id, {**values, "to_complete": False})
    _add_aliases(unit, record(unit.connection, billing_account, account_id), [before])
    search.reindex(unit.connection, search.invoices_of(unit.connection, billing_account.name, [account_id]))


def edit_company(unit: UnitOfWork, company_id: int, values: dict[str, Any]) -> None:
    """The company is as somebody wrote it; `name_key` stays, because documents go on writing the name that they know.

    Raises:
        TelbillError: `siren_taken` by another company.
    """
    siren = values["siren"]
    same = (company.c.siren == siren) & (company.c.id != company_id)
    if siren and (other := unit.connection.execute(select(company.c.name).where(same)).scalar()):
        raise TelbillError("siren_taken", name=other, siren=siren)
    unit.update(company, company_id, {**values, "to_complete": False})


def _join_same(unit: UnitOfWork, kept: RowMapping, merged: RowMapping) -> None:
    other = invoice.alias()
    both = (
        select(invoice.c.id, other.c.id, other.c.number)
        .where(
            invoice.c.operator_id == kept["id"],
            other.c.operator_id == merged["id"],
            invoice.c.number_key == other.c.number_key,
            invoice.c.year == other.c.year,
        )
        .order_by(other.c.issue_date, other.c.number)
    )
    pairs = [(Pair(first, second), number) for first, second, number in unit.connection.execute(both)]
    numbers = [number for pair, number in pairs if not can_join(unit, pair)]
    if numbers:
        named = ", ".join(numbers[:_NAMED_NUMBERS]) + (", …" if len(numbers) > _NAMED_NUMBERS else "")
        raise TelbillError("merge_clash", kept=kept["name"], merged=merged["name"], numbers=named)
    for pair, _number in pairs:
        join(unit, pair)


def accounts_that_join(connection: Connection, kept_id: int, merged_id: int) -> list[tuple[RowMapping, RowMapping]]:
    """Accounts of two operators that bear the same words: each of the first with that of the second."""
    own = {_words(row): row for row in _values(connection, billing_account, billing_account.c.operator_id == kept_id)}
    others = _values(connection, billing_account, billing_account.c.operator_id == merged_id)
    return [(own[_words(row)], row) for row in others if _words(row) in own]


def contracts_that_join(connection: Connection, kept_id: int, merged_id: int) -> dict[int, int]:
    """The ids of contracts of the second operator that are of the kind and number of one of the first, with its id."""
    own, others = (_values(connection, contract, contract.c.operator_id == key) for key in (kept_id, merged_id))
    known = {(row["kind"], row["number"]): row["id"] for row in own}
    same = {row["id"]: known.get((row["kind"], row["number"])) for row in others}
    return {key: other for key, other in same.items() if other is not None}


def _move_accounts(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Accounts of the same words become one, the others change hands."""
    for kept, merged in accounts_that_join(unit.connection, kept_id, merged_id):
        _merge_accounts(unit, kept, merged)
    left = _ids(unit, billing_account, billing_account.c.operator_id == merged_id)
    unit.update_many(billing_account, left, {"operator_id": kept_id})


def _merge_accounts(unit: UnitOfWork, kept: RowMapping, merged: RowMapping) -> None:
    moved = _ids(unit, invoice, invoice.c.account_id == merged["id"])
    unit.update_many(invoice, moved, {"account_id": kept["id"]})
    aliases = _values(unit.connection, account_alias, account_alias.c.account_id == merged["id"])
    for row in aliases:
        unit.delete(account_alias, row["id"])
    contract_merging.follow_account(unit, kept["id"], merged["id"])
    view_changes.follow_account(unit, kept["id"], merged["id"])
    unit.delete(billing_account, merged["id"])
    _add_aliases(unit, kept, [merged, *aliases])
    if kept["company_id"] is None and merged["company_id"] is not None:
        unit.update(billing_account, kept["id"], {"company_id": merged["company_id"]})
    search.reindex(unit.connection, moved)


def _add_aliases(unit: UnitOfWork, account: RowMapping, named: Iterable[RowMapping]) -> None:
    known = {
        _words(row) for row in _values(unit.connection, account_alias, account_alias.c.account_id == account["id"])
    }
    known.add(_words(account))
    for words in dict.fromkeys(map(_words, named)):
        if words not in known:
            unit.insert(account_alias, {"account_id": account["id"], **dict(zip(ACCOUNT_PARTS, words, strict=True))})


def _move_contracts(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    for key, same in contracts_that_join(unit.connection, kept_id, merged_id).items():
        contract_merging.follow_contract(unit, same, key)
        unit.delete(contract, key)
    unit.update_many(contract, _ids(unit, contract, contract.c.operator_id == merged_id), {"operator_id": kept_id})


def _owner_of_siren(connection: Connection, operator_id: int, siren: str) -> str | None:
    owned = (operator_key.c.seller_key == f"siren:{siren}") & (operator_key.c.operator_id != operator_id)
    joined = operator_key.join(operator, operator.c.id == operator_key.c.operator_id)
    return connection.execute(select(operator.c.name).select_from(joined).where(owned)).scalar()


def _words(row: RowMapping) -> tuple[str, ...]:
    return tuple(row[part] for part in ACCOUNT_PARTS)


def _ids(unit: UnitOfWork, table: Table, condition: Any) -> list[int]:  # noqa: ANN401 - any SQL condition
    return list(unit.connection.execute(select(table.c.id).where(condition).order_by(table.c.id)).scalars())


def _values(connection: Connection, table: Table, condition: Any) -> Sequence[RowMapping]:  # noqa: ANN401 - see _ids
    return connection.execute(select(table).where(condition).order_by(table.c.id)).mappings().all()
