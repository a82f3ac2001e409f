"""Writes what a contract says, every row through the journal."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, select

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store.tables.archive import company_document
from telbill_desktop.store.tables.contracts import billing_terms, minimum, product, product_price, special_condition
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.parties import contract
from telbill_desktop.store.unit_of_work import UnitOfWork


def write_terms(unit: UnitOfWork, account_id: int, terms: BillingTerms) -> None:
    """The account has these terms, whatever it had."""
    values = terms_row(terms)
    own = select(billing_terms.c.id).where(billing_terms.c.account_id == account_id)
    known = unit.connection.execute(own).scalar()
    if known is None:
        unit.insert(billing_terms, {"account_id": account_id, **values})
    else:
        unit.update(billing_terms, known, values)


def terms_row(terms: BillingTerms) -> dict[str, Any]:
    """The columns of terms, the account aside."""
    cycle, rule = terms.cycle, terms.rule
    return {
        "contract_id": terms.contract_id,
        "anchor": cycle.anchor,
        "months": cycle.months,
        "invoice_every_months": cycle.invoice_every_months,
        "advance": terms.advance,
        "basis": rule.basis.value,
        "count_first_day": rule.count_first_day,
        "rounding": rule.rounding.value,
        "round_line": rule.round_line,
        "credit_removals": rule.credit_removals,
        "method": terms.method.value if terms.method else None,
        "days_to_pay": terms.days_to_pay,
        "means": terms.means,
        "payer": terms.payer,
    }


def remove_contract(unit: UnitOfWork, contract_id: int) -> None:
    """The contract is no more, nor its ties to documents, which stay in the archive; terms that named it name none."""
    own = select(billing_terms.c.id).where(billing_terms.c.contract_id == contract_id)
    unit.update_many(billing_terms, list(unit.connection.execute(own).scalars()), {"contract_id": None})
    documents = select(company_document.c.id).where(company_document.c.contract_id == contract_id)
    unit.delete_many(company_document, list(unit.connection.execute(documents).scalars()))
    unit.delete(contract, contract_id)


def write_prices(unit: UnitOfWork, product_id: int, prices: Sequence[Price]) -> None:
    """The product has these list prices and no others; those that stay are left alone."""
    wanted = {price.since: price.amount for price in prices}
    stored = select(product_price).where(product_price.c.product_id == product_id)
    for row in unit.connection.execute(stored).mappings().all():
        amount = wanted.pop(row["since"], None)
        if amount is None:
            unit.delete(product_price, row["id"])
        else:
            unit.update(product_price, row["id"], {"amount": amount})
    unit.insert_many(
        product_price,
        [{"product_id": product_id, "since": since, "amount": amount} for since, amount in sorted(wanted.items())],
    )


def remove_product(unit: UnitOfWork, product_id: int) -> None:
    """The product is no more, nor are its prices and conditions.

    Raises:
        TelbillError: `product_in_use`, with the number of things in the fleet, in service or not, that are of it.
    """
    label = unit.connection.execute(select(product.c.label).where(product.c.id == product_id)).scalar_one()
    used = _ids(unit, fleet_item, product_id)
    if used:
        raise TelbillError("product_in_use", product=label, count=len(used))
    for table in (product_price, special_condition, minimum):
        unit.delete_many(table, _ids(unit, table, product_id))
    unit.delete(product, product_id)


def _ids(unit: UnitOfWork, table: Table, product_id: int) -> list[int]:
    return list(unit.connection.execute(select(table.c.id).where(table.c.product_id == product_id)).scalars())
