"""What belongs to an account, an operator, a contract or a company follows it into the one that it is merged into."""

from typing import Any

from sqlalchemy import Column, Table, select

from telbill_desktop.store.tables.contracts import (
    account_balance,
    address,
    billing_terms,
    minimum,
    planned_charge,
    product,
    product_price,
    special_condition,
)
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.unit_of_work import UnitOfWork

_OF_ACCOUNTS = (account_balance, planned_charge, special_condition, fleet_item)
_OF_PRODUCTS = (special_condition, fleet_item)


def follow_account(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Terms and minimums that the kept account has stand; everything else moves."""
    terms = _ids(unit, billing_terms, billing_terms.c.account_id, merged_id)
    if _ids(unit, billing_terms, billing_terms.c.account_id, kept_id):
        unit.delete_many(billing_terms, terms)
    else:
        unit.update_many(billing_terms, terms, {"account_id": kept_id})
    for table in _OF_ACCOUNTS:
        unit.update_many(table, _ids(unit, table, table.c.account_id, merged_id), {"account_id": kept_id})
    _move_minimums(unit, minimum.c.account_id, minimum.c.product_id, kept_id, merged_id)


def follow_operator(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Products of the same code and label become one, the others change hands."""
    own = {(row.code, row.label): row.id for row in _products(unit, kept_id)}
    for row in _products(unit, merged_id):
        same = own.get((row.code, row.label))
        if same is None:
            unit.update(product, row.id, {"operator_id": kept_id})
            continue
        for table in _OF_PRODUCTS:
            unit.update_many(table, _ids(unit, table, table.c.product_id, row.id), {"product_id": same})
        _move_minimums(unit, minimum.c.product_id, minimum.c.account_id, same, row.id)
        unit.delete_many(product_price, _ids(unit, product_price, product_price.c.product_id, row.id))
        unit.delete(product, row.id)


def follow_contract(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Accounts of one contract are of the other."""
    own = _ids(unit, billing_terms, billing_terms.c.contract_id, merged_id)
    unit.update_many(billing_terms, own, {"contract_id": kept_id})


def follow_company(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Addresses move."""
    unit.update_many(address, _ids(unit, address, address.c.company_id, merged_id), {"company_id": kept_id})


def _move_minimums(unit: UnitOfWork, column: Column[int], other: Column[int], kept_id: int, merged_id: int) -> None:
    """One minimum for each product of an account: the one that the kept side has stands."""
    known = set(unit.connection.execute(select(other).where(column == kept_id)).scalars())
    for row in unit.connection.execute(select(minimum.c.id, other.label("other")).where(column == merged_id)).all():
        if row.other in known:
            unit.delete(minimum, row.id)
        else:
            unit.update(minimum, row.id, {column.name: kept_id})


def _products(unit: UnitOfWork, operator_id: int) -> list[Any]:
    asked = select(product.c.id, product.c.code, product.c.label).where(product.c.operator_id == operator_id)
    return list(unit.connection.execute(asked.order_by(product.c.id)))


def _ids(unit: UnitOfWork, table: Table, column: Column[int], value: int) -> list[int]:
    return list(unit.connection.execute(select(table.c.id).where(column == value).order_by(table.c.id)).scalars())
