"""A change that is told late: invoices that came already could not know of it, and the next one makes up for them.

The rules of an invoice (`domain.charging`) say what that of a date holds, not what becomes of what is known after it.
So every invoice that came is reckoned again as it would have been, and the next one charges, or credits, the
difference: over all of them everything is charged as if it had been known in time, and nothing twice.

An operator sends its invoices whether they are imported or not. Once one of an account is here, those between it and
the next one to come are taken to have come too. Of an account without any nobody knows when they began to come: none
is taken to have come, and what is told of it changes those to come alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Item, Plan, Price, charges, price_on
from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.forecast import AccountForecast, ForecastLine, ForecastSection
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.proration import MINIMUM

_TO = " \u2013 "


@dataclass(frozen=True, slots=True)
class Late:
    """The dates of the invoices that came without a change, and of the next one.

    `last_day` is the last one that they charge.
    """

    days: tuple[date, ...]
    next_day: date
    last_day: date

    def said_of(self, product: str, on: date) -> str:
        """What a line that makes up for them is called; it needs no language."""
        return f"{product}, {on:%d/%m/%Y}{_TO}{self.last_day:%d/%m/%Y}"


def late_message(late: Late, amount: Decimal) -> Message:
    """What came without a change, and how much the next invoice makes up for it, before tax."""
    params: dict[str, Param] = {
        "latest": late.days[-1],
        "day": late.next_day,
        "amount": Money(amount, HOME_CURRENCY),
    }
    return Message("quote_late", params)


def days_to_come(
    terms: BillingTerms,
    today: date,
    latest: date | None,
    months: int | None = None,
    available_after_days: int = 0,
    since: date | None = None,
) -> list[date]:
    """The dates of invoices to come: of so many months, or of a whole period.

    `latest` is the last date of the cycle whose invoice is there (`domain.arrival`). `since`: with all that are dated
    from that day on and did not come after it, however late they are.
    """
    cycle = terms.cycle
    every = cycle.invoice_every_months or cycle.months
    until = today + relativedelta(months=cycle.months + every if months is None else months)
    # What is dated already and did not come is to come still: as long as it is not there, or not paid.
    waiting = max(available_after_days, terms.days_to_pay)
    start = today if latest is None else min(since or today, today - timedelta(days=waiting))
    return [day for day in cycle.invoice_dates(start, until) if latest is None or day > latest]


def next_to_come(account: AccountForecast, seen: date, latest: date | None) -> date:
    """The date of the first invoice to come, as it is known on the day `seen`. `latest`: see `days_to_come`."""
    return days_to_come(account.terms, seen, latest, None, account.available_after_days)[0]


def late(account: AccountForecast, on: date, seen: date, latest: date | None) -> Late | None:
    """Which invoices came without what changes on a day and is told on the day `seen`; None when none did.

    `latest`: see `days_to_come`.
    """
    if latest is None:
        return None
    terms, next_day = account.terms, next_to_come(account, seen, latest)
    days = [day for day in terms.cycle.invoice_dates(on, next_day) if day < next_day]
    if not days:
        return None
    end = terms.cycle.period_of(days[-1]).end if terms.advance else days[-1]
    return Late(tuple(days), next_day, max(end - timedelta(days=1), on))


def differing(plan: Plan, before: Sequence[Item], after: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """What only one of two fleets has, and its kin: the rest is charged the same.

    Everything where a minimum counts all of it.
    """
    if plan.minimums:
        return before, after
    changed = {one.kin for one in {*before} ^ {*after}}
    return [one for one in before if one.kin in changed], [one for one in after if one.kin in changed]


def priced_otherwise_from(before: Sequence[Price], after: Sequence[Price]) -> date | None:
    """The first day on which dated prices are others; `date.min` where they always were; None: nowhere."""
    days = sorted({date.min, *(price.since for price in (*before, *after))})
    priced = (Item("", date.min, tuple(prices)) for prices in (before, after))
    old, new = ([price_on(item, day) for day in days] for item in priced)
    return next((day for day, one, other in zip(days, old, new, strict=True) if one != other), None)


def caught_up(plan: Plan, before: Sequence[Item], after: Sequence[Item], days: Iterable[date]) -> dict[int, Decimal]:
    """What the invoices of these dates charged too little (positive) or too much, before tax, by product."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    before, after = differing(plan, before, after)
    products = {item.id: item.product for item in (*before, *after)}
    for day in days:
        for items, sign in ((after, 1), (before, -1)):
            for charge in charges(plan, items, day):
                product = products.get(charge.item) or charge.item.removeprefix(MINIMUM)
                found[int(product)] += sign * charge.amount
    return {product: amount for product, amount in found.items() if amount}


def lines_made_up(before: AccountForecast, after: AccountForecast, found: Late, on: date) -> list[ForecastLine]:
    """What the next invoice says of those that came without what changes an account on a day, by product."""
    plan = before.terms.plan(before.minimums)
    old, new = ([each.item for each in account.fleet] for account in (before, after))
    return [
        ForecastLine(
            ForecastSection.PRORATA,
            found.said_of(after.products[key].label, on),
            after.products[key].category,
            after.products[key].vat,
            amount,
            product_id=key,
        )
        for key, amount in sorted(caught_up(plan, old, new, found.days).items())
    ]
