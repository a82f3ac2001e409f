"""What belongs to an account, an operator, a contract or a company follows it into the one that it is merged into."""

from dataclasses import replace

from sqlalchemy import Column, Connection, Table, select

from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.products import Product
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.queries.contracts import terms_of
from telbill_desktop.store.queries.parties import record
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
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.unit_of_work import UnitOfWork

_OF_ACCOUNTS = (account_balance, planned_charge, special_condition, fleet_item)
_OF_PRODUCTS = (special_condition, fleet_item)


def follow_account(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """How two accounts become one: terms, and the minimum of a product, that the kept account has stand.

    Everything else moves, special conditions too: those of both hold, the latest negotiated price and then every
    discount, as of one account. `said_of_accounts` says what that changes.
    """
    terms = _ids(unit, billing_terms, billing_terms.c.account_id, merged_id)
    if _ids(unit, billing_terms, billing_terms.c.account_id, kept_id):
        unit.delete_many(billing_terms, terms)
    else:
        unit.update_many(billing_terms, terms, {"account_id": kept_id})
    for table in _OF_ACCOUNTS:
        unit.update_many(table, _ids(unit, table, table.c.account_id, merged_id), {"account_id": kept_id})
    _move_minimums(unit, minimum.c.account_id, minimum.c.product_id, kept_id, merged_id)


def said_of_accounts(connection: Connection, kept_id: int, merged_id: int) -> list[Message]:
    """What becomes otherwise when the second account is merged into the first, its invoices aside."""
    names: dict[str, Param] = {
        "kept": str(record(connection, billing_account, kept_id)["label"]),
        "merged": str(record(connection, billing_account, merged_id)["label"]),
    }
    said = []
    kept, merged = (terms_of(connection, key) for key in (kept_id, merged_id))
    if kept is not None and merged is not None and kept != merged:
        said.append(Message("merge_terms", names))
    stands, gives_way = (_by_product(connection, minimum, minimum.c.quantity, key) for key in (kept_id, merged_id))
    for label in sorted(stands.keys() & gives_way.keys()):
        quantities = {"quantity": stands[label], "other": gives_way[label]}
        said.append(Message("merge_minimum", {**names, "product": label, **quantities}))
    both = [_by_product(connection, special_condition, special_condition.c.id, key) for key in (kept_id, merged_id)]
    said += [Message("merge_conditions", {"product": label}) for label in sorted(both[0].keys() & both[1].keys())]
    return said


def _by_product(connection: Connection, table: Table, column: Column[int], account_id: int) -> dict[str, int]:
    joined = table.join(product, product.c.id == table.c.product_id)
    asked = select(product.c.label, column).select_from(joined).where(table.c.account_id == account_id)
    return {row[0]: row[1] for row in connection.execute(asked)}


def follow_operator(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    """Products that are the same, prices and tax included, become one; the others change hands.

    Of two that only bear the same name, or one of which has conditions for all accounts, both stay: the one that comes
    is called after its operator too.
    """
    own = {(each.code, each.label): each for each in _products(unit, kept_id)}
    name = unit.connection.execute(select(operator.c.name).where(operator.c.id == merged_id)).scalar_one()
    for each in _products(unit, merged_id):
        same = own.get((each.code, each.label))
        if same is None:
            unit.update(product, each.id, {"operator_id": kept_id})
        elif replace(each, id=same.id, operator_id=kept_id) != same or _are_for_all(unit, [each.id, same.id]):
            unit.update(product, each.id, {"operator_id": kept_id, "label": f"{each.label} ({name})"})
        else:
            _join_products(unit, same.id, each.id)


def _join_products(unit: UnitOfWork, kept_id: int, merged_id: int) -> None:
    for table in _OF_PRODUCTS:
        unit.update_many(table, _ids(unit, table, table.c.product_id, merged_id), {"product_id": kept_id})
    _move_minimums(unit, minimum.c.product_id, minimum.c.account_id, kept_id, merged_id)
    unit.delete_many(product_price, _ids(unit, product_price, product_price.c.product_id, merged_id))
    unit.delete(product, merged_id)


def _are_for_all(unit: UnitOfWork, product_ids: list[int]) -> bool:
    """Whether a condition of one of these products holds on every account of its operator."""
    wide = special_condition.c.product_id.in_(product_ids) & special_condition.c.account_id.is_(None)
    return unit.connection.execute(select(special_condition.c.id).where(wide).limit(1)).first() is not None


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


def _products(unit: UnitOfWork, operator_id: int) -> list[Product]:
    found = forecasts.products_of(unit.connection, product.c.operator_id == operator_id)
    return [found[key] for key in sorted(found)]


def _ids(unit: UnitOfWork, table: Table, column: Column[int], value: int) -> list[int]:
    return list(unit.connection.execute(select(table.c.id).where(column == value).order_by(table.c.id)).scalars())
