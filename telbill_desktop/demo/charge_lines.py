"""Charges as an operator prints them: label, days, base, equal licences on one line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from telbill_desktop.demo import french
from telbill_desktop.demo.catalogue import Event, FleetItem
from telbill_desktop.domain.charging import Plan
from telbill_desktop.domain.invoice import Category, InvoiceLine
from telbill_desktop.domain.proration import Basis, Charge, Section

STANDARD_RATE = Decimal(20)


def charge_lines(plan: Plan, charges: Sequence[Charge], fleet: Mapping[str, FleetItem]) -> list[InvoiceLine]:
    """One line for each charge, equal ones of a grouped product together."""
    grouped: dict[tuple[object, ...], InvoiceLine] = {}
    for charge in charges:
        item = fleet.get(charge.item)
        line = _line(plan, charge, item) if item else _minimum_line(charge, fleet)
        alone = item is None or not item.product.grouped
        key = (charge.item,) if alone else (line.product_code, charge.section, line.period, line.unit_price)
        key = (*key, charge.amount < 0, charge.section, charge.period)
        known = grouped.get(key)
        grouped[key] = line if known is None else _together(known, line)
    return list(grouped.values())


def event_line(event: Event, quantity: int) -> InvoiceLine:
    """A purchase, a one-off charge, or with a negative quantity what a credit note gives back."""
    return InvoiceLine(
        label=event.label,
        amount=event.price * quantity,
        product_range=event.range,
        category=event.category,
        quantity=Decimal(quantity),
        unit="C62",
        unit_price=event.price,
        vat_category=event.vat_category,
        vat_rate=event.vat_rate,
        user_name=event.person,
    )


def _line(plan: Plan, charge: Charge, item: FleetItem) -> InvoiceLine:
    product, alone = item.product, not item.product.grouped
    prorated = charge.section is Section.PRORATA
    return InvoiceLine(
        label=product.label,
        amount=charge.amount,
        description=_explained(plan, charge) if prorated else None,
        product_code=product.code,
        product_range=product.range,
        category=product.category,
        quantity=Decimal(charge.quantity if charge.amount > 0 else -charge.quantity),
        unit="C62",
        unit_price=abs(charge.amount) / charge.quantity,
        vat_category="S",
        vat_rate=product.vat_rate,
        period=charge.period,
        prorated=prorated,
        phone_number=item.number if alone else None,
        user_name=item.person if alone else None,
    )


def _explained(plan: Plan, charge: Charge) -> str:
    """The prorata as the paper says it; a share of whole months and days has no single count of days."""
    base = f"base {french.euros(charge.unit_price)} HT"
    if plan.rule.basis is Basis.MONTHS_THEN_DAYS:
        return f"Prorata du {french.day(charge.period.start)} au {french.day(charge.period.last_day)}, {base}"
    unused = "" if charge.amount > 0 else " non utilisés"
    return f"Prorata {charge.days}/{charge.base} jours{unused}, {base}"


def _minimum_line(charge: Charge, fleet: Mapping[str, FleetItem]) -> InvoiceLine:
    """The complement to a committed minimum."""
    product_id = charge.item.removeprefix("minimum:")
    product = next(item.product for item in fleet.values() if item.product.id == product_id)
    return InvoiceLine(
        label=f"{product.label} : complément au minimum engagé",
        amount=charge.amount,
        product_code=f"{product.code}-MIN",
        product_range=product.range,
        category=Category.SUBSCRIPTIONS,
        quantity=Decimal(charge.quantity),
        unit="C62",
        unit_price=charge.unit_price,
        vat_category="S",
        vat_rate=STANDARD_RATE,
        period=charge.period,
    )


def _together(first: InvoiceLine, second: InvoiceLine) -> InvoiceLine:
    return replace(
        first,
        quantity=(first.quantity or Decimal(0)) + (second.quantity or Decimal(0)),
        amount=(first.amount or Decimal(0)) + (second.amount or Decimal(0)),
    )
