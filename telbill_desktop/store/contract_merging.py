"""What belongs to an account, an operator, a contract or a company follows it into the one that it is merged into."""

from dataclasses import replace

from sqlalchemy import Column, Connection, Table, select

from telbill_desktop.domain.products import Product
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.tables.archive import company_document
from telbill_desktop.store.tables.contracts import (
    account_balance,
    address,
    billing_terms,
    contact,
    minimum,
    planned_charge,
    product,
    product_price,
    special_condition,
)
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.tables.usage import usage_batch, usage_place
from telbill_desktop.store.unit_of_work import UnitOfWork

_OF_ACCOUNTS = (account_balance, planned_charge, special_condition, fleet_item, usage_batch, usage_place)
_OF_PRODUCTS = (special_condition, fleet_item)


def follow_account(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """How two accounts become one: terms, and the minimum of a product, that the kept account has stand.

    Everything else moves, special conditions too: those of both hold, the latest negotiated price and then every
    discount, as of one account. `merge_warnings` says what that changes.
    """
    terms = _ids(unit, billing_terms, billing_terms.c.account_id, merged_id)
    if _ids(unit, billing_terms, billing_terms.c.account_id, kept_id):
        unit.delete_many(billing_terms, terms)
    else:
        unit.update_many(billing_terms, terms, {"account_id": kept_id})
    for table in _OF_ACCOUNTS:
        unit.update_many(table, _ids(unit, table, table.c.account_id, merged_id), {"account_id": kept_id})
    _move_minimums(unit, minimum.c.account_id, minimum.c.product_id, kept_id, merged_id)


def follow_operator(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Products that are the same, prices and tax included, become one; the others change hands, contacts too.

    Of two that only bear the same name, or one of which has conditions for all accounts, both stay: the one that comes
    is called after its operator too.
    """
    own = {(each.code, each.label) for each in _products(unit.connection, kept_id)}
    name = unit.connection.execute(select(operator.c.name).where(operator.c.id == merged_id)).scalar_one()
    unit.update_many(contact, _ids(unit, contact, contact.c.operator_id, merged_id), {"operator_id": kept_id})
    joining = products_that_join(unit.connection, kept_id, merged_id)
    for each in _products(unit.connection, merged_id):
        if each.id in joining:
            _join_products(unit, joining[each.id], each.id)
            continue
        label = each.label
        while (each.code, label) in own:
            label = f"{label} ({name})"
        unit.update(product, each.id, {"operator_id": kept_id, "label": label})
        own.add((each.code, label))


def products_that_join(connection: Connection, kept_id: int, merged_id: int) -> dict[int, int]:
    """The ids of products of the second operator that are the same as one of the first, with that one's."""
    own = {(each.code, each.label): each for each in _products(connection, kept_id)}
    found = {}
    for each in _products(connection, merged_id):
        same = own.get((each.code, each.label))
        if same is not None and replace(each, id=same.id, operator_id=kept_id) == same:
            found[each.id] = same.id
    return {key: same for key, same in found.items() if not _are_for_all(connection, [key, same])}


def _join_products(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    for table in _OF_PRODUCTS:
        unit.update_many(table, _ids(unit, table, table.c.product_id, merged_id), {"product_id": kept_id})
    _move_minimums(unit, minimum.c.product_id, minimum.c.account_id, kept_id, merged_id)
    unit.delete_many(product_price, _ids(unit, product_price, product_price.c.product_id, merged_id))
    unit.delete(product, merged_id)


def _are_for_all(connection: Connection, product_ids: list[int]) -> bool:
    """Whether a condition of one of these products holds on every account of its operator."""
    wide = special_condition.c.product_id.in_(product_ids) & special_condition.c.account_id.is_(None)
    return connection.execute(select(special_condition.c.id).where(wide).limit(1)).first() is not None


def follow_contract(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Accounts and documents of one contract are of the other."""
    own = _ids(unit, billing_terms, billing_terms.c.contract_id, merged_id)
    unit.update_many(billing_terms, own, {"contract_id": kept_id})
    _move_documents(unit, company_document.c.contract_id, kept_id, merged_id)


def follow_company(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Addresses, contacts and documents move."""
    for table in (address, contact):
        unit.update_many(table, _ids(unit, table, table.c.company_id, merged_id), {"company_id": kept_id})
    _move_documents(unit, company_document.c.company_id, kept_id, merged_id)


def _move_documents(unit: UnitOfWork, column: Column[int], kept_id: int, merged_id: int) -> None:
    """A document that both have is one: as the kept side calls it."""
    known = set(unit.connection.execute(select(company_document.c.deposit_id).where(column == kept_id)).scalars())
    moved = select(company_document.c.id, company_document.c.deposit_id).where(column == merged_id)
    for row in unit.connection.execute(moved.order_by(company_document.c.id)).all():
        if row.deposit_id in known:
            unit.delete(company_document, row.id)
        else:
            unit.update(company_document, row.id, {column.name: kept_id})


def _move_minimums(unit: UnitOfWork, column: Column[int], other: Column[int], kept_id: int, merged_id: int) -> None:
    """One minimum for each product of an account: the one that the kept side has stands."""
    known = set(unit.connection.execute(select(other).where(column == kept_id)).scalars())
    for row in unit.connection.execute(select(minimum.c.id, other.label("other")).where(column == merged_id)).all():
        if row.other in known:
            unit.delete(minimum, row.id)
        else:
            unit.update(minimum, row.id, {column.name: kept_id})


def _products(connection: Connection, operator_id: int) -> list[Product]:
    found = forecasts.products_of(connection, product.c.operator_id == operator_id)
    return [found[key] for key in sorted(found)]


def _ids(unit: UnitOfWork, table: Table, column: Column[int], value: int) -> list[int]:
    return list(unit.connection.execute(select(table.c.id).where(column == value).order_by(table.c.id)).scalars())
