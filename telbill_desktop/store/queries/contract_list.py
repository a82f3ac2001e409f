"""Operators with their accounts and contracts below them, then the companies, and what each still lacks."""

from collections import defaultdict

from sqlalchemy import Column, Connection, select

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.contract_list import ContractEntry, EntryKind, Missing
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.queries import choices
from telbill_desktop.store.queries.perimeter_accounts import accounts_within
from telbill_desktop.store.tables.contracts import billing_terms, product, product_price
from telbill_desktop.store.tables.parties import billing_account, contract


def entries(connection: Connection, perimeter: PerimeterChoice | None = None) -> list[ContractEntry]:
    """Everything of the perimeter, in the order of the list; with invoices or without.

    What nothing hangs on yet, neither account nor invoice, is outside no perimeter: it was written just now.
    """
    within = accounts_within(connection, perimeter)
    below = defaultdict(list, _accounts(connection, within))
    for owner_id, contracts in _contracts(connection).items():
        below[owner_id] += contracts
    unpriced = _without_price(connection)
    found: list[ContractEntry] = []
    for one in _operators(connection, perimeter, within):
        missing = [Missing.DETAILS] if one.to_complete else []
        if one.id in unpriced:
            missing.append(Missing.PRICE)
        found.append(ContractEntry(EntryKind.OPERATOR, one.id, one.label, missing=tuple(missing)))
        found += below[one.id]
    found += (
        ContractEntry(EntryKind.COMPANY, one.id, one.label, missing=(Missing.DETAILS,) if one.to_complete else ())
        for one in _companies(connection, perimeter, within)
    )
    return found


def _operators(connection: Connection, choice: PerimeterChoice | None, within: set[int] | None) -> list[Choice]:
    every = choices.operators(connection)
    if within is None:
        return every
    invoiced = {one.id for one in choices.operators(connection, choice)}
    owners = _owners(connection, billing_account.c.operator_id, within)
    return [one for one in every if one.id in invoiced or owners.get(one.id, not one.count)]


def _companies(connection: Connection, choice: PerimeterChoice | None, within: set[int] | None) -> list[Choice]:
    every = choices.companies(connection)
    if choice is None or within is None:
        return every
    if choice.company_ids:
        return [one for one in every if one.id in choice.company_ids]
    invoiced = {one.id for one in choices.companies(connection, choice)}
    owners = _owners(connection, billing_account.c.company_id, within)
    return [one for one in every if one.id in invoiced or owners.get(one.id, not one.count)]


def _owners(connection: Connection, owner: Column[int], within: set[int]) -> dict[int, bool]:
    """Whose accounts there are, and whether one of them is let through."""
    found: dict[int, bool] = {}
    for account_id, owner_id in connection.execute(select(billing_account.c.id, owner)):
        found[owner_id] = found.get(owner_id, False) or account_id in within
    return found


def _accounts(connection: Connection, within: set[int] | None) -> dict[int, list[ContractEntry]]:
    with_terms = set(connection.execute(select(billing_terms.c.account_id)).scalars())
    words = {
        row.id: row
        for row in connection.execute(
            select(
                billing_account.c.id,
                billing_account.c.operator_id,
                billing_account.c.number,
                billing_account.c.client_code,
                billing_account.c.sub_account,
            )
        )
    }
    found: dict[int, list[ContractEntry]] = defaultdict(list)
    for one in choices.accounts(connection):
        if within is not None and one.id not in within:
            continue
        row = words[one.id]
        parts = (row.number, row.client_code, row.sub_account)
        detail = " · ".join(text for text in parts if text and text != one.label)
        missing = [Missing.DETAILS] if one.to_complete else []
        if one.id not in with_terms:
            missing.append(Missing.TERMS)
        found[row.operator_id].append(
            ContractEntry(EntryKind.ACCOUNT, one.id, one.label, detail, row.operator_id, tuple(missing))
        )
    return found


def _contracts(connection: Connection) -> dict[int, list[ContractEntry]]:
    """Contracts by number; one that an import named lacks its dates, which only some contracts have: not marked."""
    found: dict[int, list[ContractEntry]] = defaultdict(list)
    for row in connection.execute(select(contract.c.id, contract.c.operator_id, contract.c.number, contract.c.kind)):
        found[row.operator_id].append(ContractEntry(EntryKind.CONTRACT, row.id, row.number, row.kind, row.operator_id))
    return {owner: sorted(rows, key=lambda one: (one.detail, natural_key(one.label))) for owner, rows in found.items()}


def _without_price(connection: Connection) -> set[int]:
    """The operators of products that have no price."""
    priced = select(product_price.c.product_id)
    return set(connection.execute(select(product.c.operator_id).where(product.c.id.not_in(priced))).scalars())
