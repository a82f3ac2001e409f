"""Contracts, accounts, products, conditions, contacts as an accountant reads them: one row each, all by its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contact import ContactFields
from telbill_desktop.domain.contract_fields import ContractKind
from telbill_desktop.domain.parties import AccountFields
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.domain.products import Product
from telbill_desktop.domain.special_conditions import SpecialCondition


@dataclass(frozen=True, slots=True)
class BookedContract:
    """A contract of an operator."""

    operator: str
    kind: ContractKind
    number: str
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class BookedAccount:
    """A billing account; `terms` are None as long as nobody said them, `contract` is the number of theirs."""

    operator: str
    fields: AccountFields
    company: str
    terms: BillingTerms | None
    contract: str


@dataclass(frozen=True, slots=True)
class BookedProduct:
    """A product of an operator with all its prices."""

    operator: str
    product: Product


@dataclass(frozen=True, slots=True)
class BookedCondition:
    """A special condition; `account` is empty where it holds for all, `document` where none grants it."""

    operator: str
    product: str
    account: str
    condition: SpecialCondition
    label: str
    document: str


@dataclass(frozen=True, slots=True)
class BookedContact:
    """A contact of an operator or of a company; the other one is empty."""

    operator: str
    company: str
    fields: ContactFields


@dataclass(frozen=True, slots=True)
class ContractBook:
    """Everything of some operators, and the contacts of some companies."""

    contracts: Sequence[BookedContract]
    accounts: Sequence[BookedAccount]
    products: Sequence[BookedProduct]
    conditions: Sequence[BookedCondition]
    contacts: Sequence[BookedContact]


def spans(prices: Sequence[Price]) -> list[tuple[Price, date | None]]:
    """List prices by date, each with the last day that it holds; None where no other follows."""
    ordered = sorted(prices, key=lambda price: price.since)
    ends = [*(last_day_before(price.since) for price in ordered[1:]), None]
    return list(zip(ordered, ends, strict=False)) if ordered else []
