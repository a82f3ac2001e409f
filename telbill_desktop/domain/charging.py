"""The recurring and prorated lines of one invoice, in advance or in arrears."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.proration import (
    PLAIN_RULE,
    Charge,
    Rule,
    Section,
    first_charged_day,
    priced,
    share_of,
    shortfall,
)


@dataclass(frozen=True, slots=True)
class Price:
    """A price per period from a day on; the first one applies from the item's start, whatever its date."""

    since: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """Something in service from `start` to the day before `end`, at dated prices."""

    id: str
    start: date
    prices: tuple[Price, ...]
    end: date | None = None
    quantity: int = 1
    product: str = ""
    paid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Minimum:
    """So many of a product are paid for, in service or not."""

    product: str
    quantity: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """How an account is charged. `advance` false: in arrears."""

    cycle: Cycle
    rule: Rule = PLAIN_RULE
    advance: bool = True
    minimums: tuple[Minimum, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """An item at one price; `removed` tells a true end from a change of price."""

    item: Item
    price: Decimal
    start: date
    end: date
    activated: bool
    removed: bool


def charges(plan: Plan, items: Sequence[Item], invoice_date: date) -> list[Charge]:
    """The lines of the invoice of that date, which is a date of the cycle; lines of zero are left out."""
    make = _in_advance if plan.advance else _in_arrears
    found = [charge for item in items for charge in make(plan, item, invoice_date)]
    return [charge for charge in (*found, *_minimums(plan, items, invoice_date)) if charge.amount]


def in_service(item: Item, day: date) -> bool:
    """Whether the item is in service that day."""
    return item.start <= day < (item.end or date.max)


def price_on(item: Item, day: date) -> Decimal:
    """The price that owns the day."""
    prices = sorted(item.prices, key=lambda price: price.since)
    known = [price.amount for price in prices[1:] if price.since <= day]
    return known[-1] if known else prices[0].amount


def _in_advance(plan: Plan, item: Item, invoice_date: date) -> Iterator[Charge]:
    cycle = plan.cycle
    if cycle.is_bound(invoice_date):
        for stretch in _stretches(item):
            if stretch.start <= invoice_date < stretch.end and invoice_date >= (item.paid_until or date.min):
                period = cycle.period_of(invoice_date)
                yield _charge(plan, stretch, period, period, Section.RECURRING)
    window = cycle.window_of(invoice_date)
    for stretch in _stretches(item):
        yield from _corrections(plan, stretch, window)


def _corrections(plan: Plan, stretch: _Stretch, window: Period) -> Iterator[Charge]:
    """What began in the window and inside a period, then what ended in it and was already charged."""
    cycle = plan.cycle
    first = _first_day(plan, stretch)
    entered = max(stretch.start, stretch.item.paid_until or date.min)
    ended = _known_end(plan, stretch, window)
    began = window.start <= entered < window.end and not cycle.is_bound(entered)
    if began:
        period = cycle.period_of(entered)
        used = _cut(Period(first, max(first, ended)), period)
        if used and used.days:
            yield _charge(plan, stretch, period, used, Section.PRORATA)
    elif window.start < ended < window.end or (ended == window.start and not cycle.is_bound(ended)):
        credit = _credit(plan, stretch, first, ended)
        if credit:
            yield credit


def _credit(plan: Plan, stretch: _Stretch, first: date, ended: date) -> Charge | None:
    """The complement: what the days used cost, less what was charged for the period."""
    period = plan.cycle.period_of(ended)
    charged = _cut(Period(first, max(first, period.end)), period)
    used = _cut(Period(first, max(first, ended)), period)
    if charged is None or not charged.days or first >= period.end:
        return None
    quantity = stretch.item.quantity
    paid, kept = share_of(plan.rule, plan.cycle, period, charged), None
    if used is not None and used.days:
        kept = share_of(plan.rule, plan.cycle, period, used)
    worth = priced(plan.rule, stretch.price, quantity, kept) if kept else Decimal(0)
    amount = worth - priced(plan.rule, stretch.price, quantity, paid)
    days = paid.days - (kept.days if kept else 0)
    unused = Period(max(ended, charged.start), period.end)
    return Charge(stretch.item.id, Section.PRORATA, quantity, stretch.price, unused, days, paid.base, amount)


def _in_arrears(plan: Plan, item: Item, invoice_date: date) -> Iterator[Charge]:
    cycle = plan.cycle
    if not cycle.is_bound(invoice_date):
        return
    period = _previous_period(cycle, invoice_date)
    for stretch in _stretches(item):
        end = stretch.end
        if stretch.removed and not plan.rule.credit_removals and period.start < end < period.end:
            end = period.end
        first = _first_day(plan, stretch)
        used = _cut(Period(first, max(first, end)), period)
        if used and used.days:
            yield _charge(plan, stretch, period, used, Section.RECURRING if used == period else Section.PRORATA)


def _minimums(plan: Plan, items: Sequence[Item], invoice_date: date) -> Iterator[Charge]:
    if not plan.cycle.is_bound(invoice_date):
        return
    first_day = invoice_date if plan.advance else _previous_period(plan.cycle, invoice_date).start
    for minimum in plan.minimums:
        used = sum(item.quantity for item in items if item.product == minimum.product and in_service(item, first_day))
        missing = minimum.quantity - used
        line = shortfall(plan.rule, plan.cycle, minimum.product, minimum.amount, missing, first_day)
        if line:
            yield line


def _charge(plan: Plan, stretch: _Stretch, period: Period, used: Period, section: Section) -> Charge:
    share = share_of(plan.rule, plan.cycle, period, used)
    amount = priced(plan.rule, stretch.price, stretch.item.quantity, share)
    return Charge(stretch.item.id, section, stretch.item.quantity, stretch.price, used, share.days, share.base, amount)


def _stretches(item: Item) -> list[_Stretch]:
    """The item cut where its price really changes."""
    end = item.end or date.max
    prices = sorted(item.prices, key=lambda price: price.since)
    cuts: list[tuple[date, Decimal]] = [(item.start, price_on(item, item.start))]
    for price in prices[1:]:
        if item.start < price.since < end and price.amount != cuts[-1][1]:
            cuts.append((price.since, price.amount))
    bounds = [*(day for day, _ in cuts[1:]), end]
    return [
        _Stretch(item, amount, start, until, activated=at == 0, removed=until == end)
        for at, ((start, amount), until) in enumerate(zip(cuts, bounds, strict=True))
        if max(start, item.paid_until or date.min) < until  # what ended before is paid, and was never charged here
    ]


def _first_day(plan: Plan, stretch: _Stretch) -> date:
    start = first_charged_day(plan.rule, plan.cycle, stretch.start) if stretch.activated else stretch.start
    return max(start, stretch.item.paid_until or date.min)


def _known_end(plan: Plan, stretch: _Stretch, window: Period) -> date:
    """The end as this invoice knows it: nothing from its date on, and no removal that is not credited."""
    if stretch.end >= window.end or (stretch.removed and not plan.rule.credit_removals):
        return date.max
    return stretch.end


def _cut(span: Period, period: Period) -> Period | None:
    start, end = max(span.start, period.start), min(span.end, period.end)
    return Period(start, end) if start < end else None


def _previous_period(cycle: Cycle, bound: date) -> Period:
    return Period(cycle.moved(cycle.months * _index(cycle, bound) - cycle.months), bound)


def _index(cycle: Cycle, bound: date) -> int:
    return ((bound.year - cycle.anchor.year) * 12 + bound.month - cycle.anchor.month) // cycle.months
