"""What is known of contracts: terms, commitments, products, conditions, minimums, balances, addresses."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment, OperatorTerms
from telbill_desktop.domain.contract_fields import (
    AddressFields,
    BalanceFields,
    ConditionFields,
    MinimumFields,
    PlannedChargeFields,
)
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.products import Product, VatRate
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import (
    account_balance,
    address,
    billing_terms,
    minimum,
    planned_charge,
    product,
    special_condition,
)
from telbill_desktop.store.tables.parties import contract, operator


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract of an operator; `kind` is framework or local."""

    id: int
    operator_id: int
    kind: str
    number: str
    commitment: Commitment
    to_complete: bool


def terms_of(connection: Connection, account_id: int) -> BillingTerms | None:
    """The terms of an account, if anybody said them."""
    own = select(billing_terms).where(billing_terms.c.account_id == account_id)
    row = connection.execute(own).mappings().first()
    return forecasts.terms_of(dict(row)) if row is not None else None


def operator_terms(connection: Connection, operator_id: int) -> OperatorTerms:
    """How an operator serves. Raises `party_gone`."""
    row = record(connection, operator, operator_id)
    return OperatorTerms(row["available_after_days"], row["portal_months"], row["support"] or "")


def commitment(connection: Connection, contract_id: int) -> Commitment:
    """What a contract binds to. Raises `party_gone`."""
    row = record(connection, contract, contract_id)
    return Commitment(row["start"], row["commitment_end"], row["notice_months"])


def contracts_of(connection: Connection, operator_id: int) -> list[ContractRow]:
    """The contracts of an operator, framework ones first, by number."""
    own = select(contract).where(contract.c.operator_id == operator_id).order_by(contract.c.kind, contract.c.number)
    return [
        ContractRow(
            row["id"],
            row["operator_id"],
            row["kind"],
            row["number"],
            Commitment(row["start"], row["commitment_end"], row["notice_months"]),
            row["to_complete"],
        )
        for row in connection.execute(own).mappings()
    ]


def products_of(connection: Connection, operator_id: int) -> list[Product]:
    """The products of an operator, by label."""
    found = forecasts.products_of(connection, product.c.operator_id == operator_id)
    return sorted(found.values(), key=lambda one: (natural_key(one.label), one.id))


def conditions_of(connection: Connection, operator_id: int) -> list[tuple[int, ConditionFields]]:
    """The special conditions of an operator's products, with their ids."""
    own = (
        select(special_condition)
        .join(product, product.c.id == special_condition.c.product_id)
        .where(product.c.operator_id == operator_id)
        .order_by(special_condition.c.start, special_condition.c.id)
    )
    return [
        (
            row["id"],
            ConditionFields(
                row["product_id"],
                SpecialCondition(ConditionKind(row["kind"]), row["value"], row["start"], row["end"]),
                row["account_id"],
                row["label"],
                row["deposit_id"],
            ),
        )
        for row in connection.execute(own).mappings()
    ]


def minimums_of(connection: Connection, account_id: int) -> list[tuple[int, MinimumFields]]:
    """The committed minimums of an account, with their ids."""
    own = select(minimum).where(minimum.c.account_id == account_id).order_by(minimum.c.id)
    return [
        (row["id"], MinimumFields(account_id, row["product_id"], row["quantity"], row["amount"]))
        for row in connection.execute(own).mappings()
    ]


def planned_charges_of(connection: Connection, account_id: int) -> list[tuple[int, PlannedChargeFields]]:
    """The one-off charges and equipment that are known of an account, with their ids, by day."""
    own = select(planned_charge).where(planned_charge.c.account_id == account_id)
    return [
        (
            row["id"],
            PlannedChargeFields(
                account_id,
                ForecastSection(row["kind"]),
                row["label"],
                row["due_on"],
                row["amount"],
                row["quantity"],
                VatRate(row["vat_category"], row["vat_rate"]),
            ),
        )
        for row in connection.execute(own.order_by(planned_charge.c.due_on, planned_charge.c.id)).mappings()
    ]


def balances_of(connection: Connection, account_id: int) -> list[tuple[int, BalanceFields]]:
    """The balances of an account as the user wrote them, with their ids."""
    own = select(account_balance).where(account_balance.c.account_id == account_id).order_by(account_balance.c.known_on)
    return [
        (row["id"], BalanceFields(account_id, SetOffKind(row["kind"]), row["amount"], row["known_on"], row["note"]))
        for row in connection.execute(own).mappings()
    ]


def addresses_of(connection: Connection, company_id: int) -> list[tuple[int, AddressFields]]:
    """The addresses of a company, with their ids."""
    own = select(address).where(address.c.company_id == company_id).order_by(address.c.id)
    return [
        (
            row["id"],
            AddressFields(
                company_id,
                row["label"],
                tuple(row["lines"].splitlines()),
                row["postcode"],
                row["city"],
                row["country"],
                row["verified"],
                row["deposit_id"],
            ),
        )
        for row in connection.execute(own).mappings()
    ]
