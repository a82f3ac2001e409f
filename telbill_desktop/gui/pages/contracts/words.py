"""Names and explanations of what a contract can say, in the user's language."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from telbill_desktop.domain.billing_terms import PaymentMethod
from telbill_desktop.domain.contract_list import Missing
from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import VatRate
from telbill_desktop.domain.proration import Basis, Rounding
from telbill_desktop.domain.special_conditions import ConditionKind
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.models.line_cells import category_name
from telbill_desktop.gui.models.upcoming_words import set_off_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telbill_desktop.domain.special_conditions import SpecialCondition

_RATES = (VatRate(), *(VatRate("S", Decimal(text)) for text in ("10", "5.5", "2.1")), VatRate("E", Decimal(0)))


def money(amount: Decimal) -> str:
    """An amount with its currency."""
    return formats.money(amount, HOME_CURRENCY)


def day(value: date | None) -> str:
    """A day, or nothing where none is known."""
    return formats.day(value) if value is not None else ""


def missing_words(missing: Sequence[Missing]) -> str:
    """What an entry still lacks."""
    words = {
        Missing.DETAILS: tr("made by an import: nobody has looked at it"),
        Missing.TERMS: tr("how it is charged is not said"),
        Missing.PRICE: tr("a product has no price"),
    }
    return ", ".join(words[one] for one in missing)


def categories() -> list[tuple[Category, str]]:
    """The five categories of an invoice."""
    return [(category, category_name(category)) for category in Category]


def vat_rates(known: VatRate | None = None) -> list[tuple[VatRate, str]]:
    """The rates in force in France, and one that is known already."""
    rates = [*_RATES, *([known] if known is not None and known not in _RATES else [])]
    return [(rate, contract_names.vat_name(rate)) for rate in rates]


def condition_text(condition: SpecialCondition) -> str:
    """The price; what is taken off it has a minus sign."""
    if condition.kind is ConditionKind.PRICE:
        return money(condition.value)
    if condition.kind is ConditionKind.AMOUNT_OFF:
        return money(-condition.value)
    return formats.percent(-condition.value)


def payment_methods() -> list[tuple[PaymentMethod | None, str]]:
    """How invoices are paid, and that nobody said it."""
    return [
        (None, tr("Not said")),
        (PaymentMethod.DIRECT_DEBIT, tr("Direct debit")),
        (PaymentMethod.CARD, tr("Card")),
        (PaymentMethod.TRANSFER, tr("Transfer")),
        (PaymentMethod.CHEQUE, tr("Cheque")),
        (PaymentMethod.TIP, tr("TIP")),
    ]


def charge_kinds() -> list[tuple[ForecastSection, str]]:
    """What is ordered."""
    return [(ForecastSection.EQUIPMENT, tr("Equipment")), (ForecastSection.ONE_OFF, tr("One-off charge"))]


def balance_kinds() -> list[tuple[SetOffKind, str]]:
    """What is set against an invoice."""
    return [(kind, set_off_name(kind)) for kind in (SetOffKind.UNPAID, SetOffKind.PREPAID)]


def availability() -> list[tuple[int | None, str]]:
    """When an invoice is on the portal."""
    days = [(number, tr("Day + {days}").format(days=number)) for number in range(1, 8)]
    return [(None, tr("Not said")), (0, tr("The same day")), *days]


def charging_meaning(advance: bool) -> str:  # noqa: FBT001 - a value of the form
    """What it means."""
    if advance:
        return tr("The invoice charges the period that begins on its date, and corrects the one before.")
    return tr("The invoice charges the period that has just ended.")


def basis_meaning(basis: Basis) -> str:
    """What it means."""
    return {
        Basis.ACTUAL: tr("The days in service over the days of the whole period: 15 of 31."),
        Basis.FIXED_30: tr("Every month has 30 days: a whole month counts 30, a broken one its days, at most 30."),
        Basis.THIRTY_360: tr("30 for each month and the days between, the 31st counted as the 30th."),
        Basis.MONTHS_THEN_DAYS: tr("A whole month counts 1, a broken one its days over the days of that month."),
        Basis.NONE: tr("A single day in service charges the whole period."),
    }[basis]


def first_day_meaning(counted: bool) -> str:  # noqa: FBT001 - a value of the form
    """What it means."""
    if counted:
        return tr("What is activated on the 14th is charged from the 14th.")
    return tr("What is activated on the 14th is charged from the 15th.")


def rounding_meaning(rounding: Rounding) -> str:
    """What it means."""
    return {
        Rounding.HALF_UP: tr("6.175 gives 6.18, as most invoices do."),
        Rounding.HALF_EVEN: tr("6.175 gives 6.18 and 6.165 gives 6.16."),
        Rounding.DOWN: tr("6.179 gives 6.17."),
    }[rounding]


def place_meaning(line: bool) -> str:  # noqa: FBT001 - a value of the form
    """What it means."""
    if line:
        return tr("2 licences: twice 46.9333… gives 93.87.")
    return tr("2 licences: twice 46.93 gives 93.86.")


def removal_meaning(credited: bool) -> str:  # noqa: FBT001 - a value of the form
    """What it means."""
    if credited:
        return tr("The days that are no longer used come back on the next invoice.")
    return tr("What is removed is paid to the end of the period, and nothing comes back.")


def lacking() -> str:
    """What is ticked where invoices that came do not have the prices that are told."""
    return tr("Invoices that came do not have it: make up for them on the next one")
