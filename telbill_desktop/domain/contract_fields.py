"""What a form or a verb gives of a contract's parts; an empty text stands for « not known »."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.billing_terms import NO_COMMITMENT, Commitment
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import STANDARD_VAT, ProductKind, VatRate
from telbill_desktop.domain.special_conditions import SpecialCondition


class ContractKind(StrEnum):
    """Whether a contract binds the group, or one place under it."""

    FRAMEWORK = "framework"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class ContractFields:
    """A contract of an operator, by its number, and what it binds to."""

    number: str
    kind: ContractKind = ContractKind.FRAMEWORK
    commitment: Commitment = NO_COMMITMENT


@dataclass(frozen=True, slots=True)
class ProductFields:
    """A product of an operator with all its list prices."""

    label: str
    kind: ProductKind
    category: Category
    prices: tuple[Price, ...]
    code: str = ""
    product_range: str = ""
    vat: VatRate = STANDARD_VAT
    allowance: str = ""


@dataclass(frozen=True, slots=True)
class ConditionFields:
    """A special condition of a product, on one account or on all of the operator's; `deposit_id` grants it."""

    product_id: int
    condition: SpecialCondition
    account_id: int | None = None
    label: str = ""
    deposit_id: int | None = None


@dataclass(frozen=True, slots=True)
class MinimumFields:
    """So many of a product are committed on an account, at this price of one."""

    account_id: int
    product_id: int
    quantity: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PlannedChargeFields:
    """A one-off charge or equipment that an invoice of that day or later will charge."""

    account_id: int
    kind: ForecastSection
    label: str
    due_on: date
    amount: Decimal
    quantity: int = 1
    vat: VatRate = STANDARD_VAT


@dataclass(frozen=True, slots=True)
class BalanceFields:
    """An unpaid or prepaid balance of an account, positive, with tax."""

    account_id: int
    kind: SetOffKind
    amount: Decimal
    known_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddressFields:
    """An address of a company; `country` is ISO 3166-1 alpha-2, `deposit_id` its proof."""

    company_id: int
    label: str
    lines: tuple[str, ...]
    postcode: str
    city: str
    country: str
    verified: bool = False
    deposit_id: int | None = None
