"""What an operator sells: licences, numbers, plans, options, services, at dated prices."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.invoice_kinds import Category


class ProductKind(StrEnum):
    """What a product is in the fleet."""

    LICENCE = "licence"
    NUMBER = "number"
    MOBILE_PLAN = "mobile_plan"
    LINE = "line"
    OPTION = "option"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class VatRate:
    """A VAT category (UNTDID 5305: S, Z, E, …) and its rate in percent."""

    category: str = "S"
    percent: Decimal = Decimal(20)


STANDARD_VAT = VatRate()


def stated_vat(category: str | None, percent: Decimal | None) -> VatRate:
    """The tax of a line as an invoice states it; only what is taxed has the standard rate where it states none.

    Lines outside the scope of tax (O) have no rate at all (EN 16931, BR-O-05).
    """
    kind = category or STANDARD_VAT.category
    if percent is None:
        percent = STANDARD_VAT.percent if kind == STANDARD_VAT.category else Decimal(0)
    return VatRate(kind, percent)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of one operator; `prices` are before tax, for one period of the account, by date."""

    id: int
    operator_id: int
    label: str
    kind: ProductKind
    category: Category
    prices: tuple[Price, ...]
    code: str = ""
    product_range: str = ""
    vat: VatRate = STANDARD_VAT
    allowance: str = ""
