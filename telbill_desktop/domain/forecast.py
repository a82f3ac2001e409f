"""The invoice to come: the engine's lines, usage, charges and equipment, then tax, then what is set against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Item, Minimum, charges
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.products import Product, VatRate
from telbill_desktop.domain.proration import MINIMUM, Charge, Section
from telbill_desktop.domain.vat import VatRow, vat_rows

ZERO = Decimal(0)


class ForecastSection(StrEnum):
    """Where a line stands on the invoice to come, in the order of the paper (source 003)."""

    RECURRING = "recurring"
    PRORATA = "prorata"
    USAGE = "usage"
    ONE_OFF = "one_off"
    EQUIPMENT = "equipment"


class SetOffKind(StrEnum):
    """What the total with tax meets: a balance that was not paid, credit notes, money paid in advance."""

    UNPAID = "unpaid"
    CREDIT_NOTE = "credit_note"
    PREPAID = "prepaid"


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """One line before tax. `charge` is the engine's, where days are counted; an estimate says that it is one.

    `amount` is that of all `quantity`.
    """

    section: ForecastSection
    label: str
    category: Category
    vat: VatRate
    amount: Decimal
    charge: Charge | None = None
    item_id: int | None = None
    product_id: int | None = None
    is_estimate: bool = False
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class SetOff:
    """What is added to the total with tax (an unpaid balance, positive) or taken off it (negative)."""

    kind: SetOffKind
    amount: Decimal
    label: str = ""


@dataclass(frozen=True, slots=True)
class FleetCharge:
    """An item as the engine takes it, its `id` being the text of the record's, with what a line says of it.

    `line_id` is the record of the line that an option belongs to.
    """

    item: Item
    product: Product
    label: str
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class AccountForecast:
    """Everything that the invoices to come of one account are made of."""

    account_id: int
    terms: BillingTerms
    fleet: Sequence[FleetCharge]
    products: dict[int, Product]
    minimums: Sequence[Minimum] = ()
    usage: Sequence[ForecastLine] = ()
    available_after_days: int = 0


@dataclass(frozen=True, slots=True)
class UpcomingInvoice:
    """One invoice to come; `period` is what its recurring lines charge, and the tax is of each category and rate."""

    account_id: int
    invoice_date: date
    available_from: date
    period: Period
    terms: BillingTerms
    lines: tuple[ForecastLine, ...]
    vat: tuple[VatRow, ...]
    set_off: tuple[SetOff, ...] = ()

    @property
    def total_ht(self) -> Decimal:
        """Before tax."""
        return sum((row.basis for row in self.vat), ZERO)

    @property
    def total_vat(self) -> Decimal:
        """The tax."""
        return sum((row.amount for row in self.vat), ZERO)

    @property
    def total_ttc(self) -> Decimal:
        """With tax."""
        return self.total_ht + self.total_vat

    @property
    def balance(self) -> Decimal:
        """What is set against the total with tax."""
        return sum((one.amount for one in self.set_off), ZERO)

    @property
    def to_pay(self) -> Decimal:
        """What will be debited or must be transferred; never below zero."""
        return max(self.total_ttc + self.balance, ZERO)

    def against(self, set_off: Iterable[SetOff]) -> "UpcomingInvoice":
        """The same invoice with what is set against it."""
        return replace(self, set_off=tuple(set_off))


def invoice_of(account: AccountForecast, invoice_date: date, extra: Sequence[ForecastLine] = ()) -> UpcomingInvoice:
    """The invoice of that date, which is a date of the account's cycle; `extra` are one-off charges and equipment."""
    plan = account.terms.plan(account.minimums)
    made = charges(plan, [each.item for each in account.fleet], invoice_date)
    known = {each.item.id: each for each in account.fleet}
    lines = [_line(charge, known.get(charge.item), account.products) for charge in made]
    lines += [*account.usage, *extra]
    return UpcomingInvoice(
        account_id=account.account_id,
        invoice_date=invoice_date,
        available_from=invoice_date + timedelta(days=account.available_after_days),
        period=_period(account.terms, invoice_date),
        terms=account.terms,
        lines=tuple(lines),
        vat=vat_rows((line.vat, line.amount) for line in lines),
    )


def set_against(invoice: UpcomingInvoice, unpaid: Decimal, credit: Decimal, prepaid: Decimal) -> list[SetOff]:
    """The unpaid balance added; then what credit notes and the prepaid balance cover, as far as there is to pay.

    All three are positive. What is left of a credit is the next invoice's.
    """
    found = []
    left = invoice.total_ttc + unpaid
    if unpaid:
        found.append(SetOff(SetOffKind.UNPAID, unpaid))
    for kind, amount in ((SetOffKind.CREDIT_NOTE, credit), (SetOffKind.PREPAID, prepaid)):
        used = min(amount, max(left, ZERO))
        if used:
            found.append(SetOff(kind, -used))
            left -= used
    return found


def _line(charge: Charge, known: FleetCharge | None, products: dict[int, Product]) -> ForecastLine:
    section = ForecastSection.RECURRING if charge.section is Section.RECURRING else ForecastSection.PRORATA
    if known is None:
        product = products[int(charge.item.removeprefix(MINIMUM))]
        return ForecastLine(
            section,
            product.label,
            product.category,
            product.vat,
            charge.amount,
            charge,
            product_id=product.id,
            quantity=charge.quantity,
        )
    product = known.product
    return ForecastLine(
        section,
        known.label,
        product.category,
        product.vat,
        charge.amount,
        charge,
        item_id=int(charge.item),
        product_id=product.id,
        quantity=charge.quantity,
    )


def _period(terms: BillingTerms, invoice_date: date) -> Period:
    if terms.advance:
        return terms.cycle.period_of(invoice_date)
    return terms.cycle.period_of(invoice_date - timedelta(days=1))
