"""Products of operators: their dated prices, special conditions and committed minimums. Each change is one act."""

from datetime import date
from decimal import Decimal

from telbill_desktop.domain.contract_fields import ConditionFields, MinimumFields, ProductFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.money import is_whole_cents
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.domain.products import Product
from telbill_desktop.domain.special_conditions import ConditionKind
from telbill_desktop.store import contract_changes
from telbill_desktop.store.catching_up import catching_up_prices
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import contracts as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import minimum, product, special_condition
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work

_WHOLE = Decimal(100)


def products_of(store: Store, operator_id: int) -> list[Product]:
    """The products of an operator, by label."""
    with store.reading() as connection:
        return queries.products_of(connection, operator_id)


def add_product(store: Store, operator_id: int, fields: ProductFields) -> int:
    """Adds a product with its list prices and returns its id.

    Raises:
        TelbillError: `party_gone`, `name_missing`, `price_missing`, `price_twice`, `price_too_precise`,
            `product_taken`.
    """
    label = _checked(fields)
    with store.reading() as connection:
        record(connection, operator, operator_id)
    with unit_of_work(store, "add_product", {"product": label}) as unit:
        _refuse_taken(unit, operator_id, fields, None)
        product_id = unit.insert(product, {"operator_id": operator_id, **_row(fields), "to_complete": False})
        contract_changes.write_prices(unit, product_id, fields.prices)
        return product_id


def edit_product(store: Store, product_id: int, fields: ProductFields, *, seen: date | None = None) -> None:
    """Writes what is known of a product, its list prices too.

    `seen` is the day on which prices are told that invoices that came lack: the next ones make up for them. None: they
    have them.

    Raises what `add_product` raises, and `party_gone`.
    """
    label = _checked(fields)
    with store.reading() as connection:
        operator_id = record(connection, product, product_id)["operator_id"]
    with unit_of_work(store, "edit_product", {"product": label}) as unit:
        _refuse_taken(unit, operator_id, fields, product_id)
        unit.update(product, product_id, {**_row(fields), "to_complete": False})
        with catching_up_prices(unit, [product_id], seen):
            contract_changes.write_prices(unit, product_id, fields.prices)


def remove_product(store: Store, product_id: int) -> None:
    """Takes a product away that nothing in the fleet is of, with its prices and conditions.

    Raises:
        TelbillError: `party_gone`, `product_in_use`.
    """
    with store.reading() as connection:
        label = record(connection, product, product_id)["label"]
    with unit_of_work(store, "remove_product", {"product": label}) as unit:
        contract_changes.remove_product(unit, product_id)


def add_condition(store: Store, fields: ConditionFields, *, seen: date | None = None) -> int:
    """Adds a negotiated price, a discount or a promotion, and returns its id. `seen`: see `edit_product`.

    Raises:
        TelbillError: `party_gone`, `period_reversed`, `price_too_precise`, `percent_impossible`.
    """
    _check_condition(store, fields)
    with (
        unit_of_work(store, "add_condition", {"product": _label(store, fields.product_id)}) as unit,
        catching_up_prices(unit, [fields.product_id], seen),
    ):
        return unit.insert(special_condition, _condition_row(fields))


def edit_condition(store: Store, condition_id: int, fields: ConditionFields, *, seen: date | None = None) -> None:
    """Writes a special condition anew. `seen`: see `edit_product`. Raises what `add_condition` raises."""
    _check_condition(store, fields)
    with unit_of_work(store, "edit_condition", {"product": _label(store, fields.product_id)}) as unit:
        known = record(unit.connection, special_condition, condition_id)["product_id"]
        with catching_up_prices(unit, [known, fields.product_id], seen):
            unit.update(special_condition, condition_id, _condition_row(fields))


def remove_condition(store: Store, condition_id: int) -> None:
    """Takes a special condition away. Raises `party_gone`."""
    with store.reading() as connection:
        product_id = record(connection, special_condition, condition_id)["product_id"]
    with unit_of_work(store, "remove_condition", {"product": _label(store, product_id)}) as unit:
        unit.delete(special_condition, condition_id)


def set_minimum(store: Store, fields: MinimumFields) -> None:
    """Commits an account to so many of a product; zero takes the commitment away.

    Raises:
        TelbillError: `party_gone`, `quantity_impossible`, `price_too_precise`.
    """
    if fields.quantity < 0:
        raise TelbillError("quantity_impossible")
    _check_price(fields.amount)
    with store.reading() as connection:
        label = record(connection, billing_account, fields.account_id)["label"]
    values = {"quantity": fields.quantity, "amount": fields.amount}
    with unit_of_work(store, "set_minimum", {"product": _label(store, fields.product_id), "account": label}) as unit:
        known = queries.minimums_of(unit.connection, fields.account_id)
        same = next((key for key, one in known if one.product_id == fields.product_id), None)
        if same is None and fields.quantity:
            unit.insert(minimum, {"account_id": fields.account_id, "product_id": fields.product_id, **values})
        elif same is not None and fields.quantity:
            unit.update(minimum, same, values)
        elif same is not None:
            unit.delete(minimum, same)


def _checked(fields: ProductFields) -> str:
    label = " ".join(fields.label.split())
    if not label:
        raise TelbillError("name_missing")
    if not fields.prices:
        raise TelbillError("price_missing", product=label)
    days = [price.since for price in fields.prices]
    if len(set(days)) < len(days):
        twice = next(day for day in days if days.count(day) > 1)
        raise TelbillError("price_twice", product=label, day=twice)
    for price in fields.prices:
        _check_price(price.amount)
    return label


def _check_price(amount: Decimal) -> None:
    if not is_whole_cents(amount):
        raise TelbillError("price_too_precise", text=str(amount))


def _check_condition(store: Store, fields: ConditionFields) -> None:
    condition = fields.condition
    if fields.account_id is not None:
        with store.reading() as connection:
            record(connection, billing_account, fields.account_id)
    if condition.end is not None and condition.end <= condition.start:
        raise TelbillError("period_reversed", start=condition.start, end=last_day_before(condition.end))
    if condition.kind is ConditionKind.PERCENT_OFF:
        if not condition.value.is_finite() or not 0 <= condition.value <= _WHOLE:
            raise TelbillError("percent_impossible", text=str(condition.value))
    else:
        _check_price(condition.value)


def _refuse_taken(unit: UnitOfWork, operator_id: int, fields: ProductFields, product_id: int | None) -> None:
    code, label = " ".join(fields.code.split()), " ".join(fields.label.split())
    for one in queries.products_of(unit.connection, operator_id):
        if (one.code, one.label) == (code, label) and one.id != product_id:
            raise TelbillError("product_taken", product=label)


def _row(fields: ProductFields) -> dict[str, object]:
    return {
        "code": " ".join(fields.code.split()),
        "label": " ".join(fields.label.split()),
        "kind": fields.kind.value,
        "product_range": " ".join(fields.product_range.split()),
        "category": fields.category.value,
        "vat_category": fields.vat.category,
        "vat_rate": fields.vat.percent,
        "allowance": " ".join(fields.allowance.split()),
    }


def _condition_row(fields: ConditionFields) -> dict[str, object]:
    return {
        "product_id": fields.product_id,
        "account_id": fields.account_id,
        "deposit_id": fields.deposit_id,
        "kind": fields.condition.kind.value,
        "value": fields.condition.value,
        "start": fields.condition.start,
        "end": fields.condition.end,
        "label": " ".join(fields.label.split()),
    }


def _label(store: Store, product_id: int) -> str:
    with store.reading() as connection:
        return str(record(connection, product, product_id)["label"])
