"""The recurring and prorated lines of one invoice, in advance or in arrears."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.proration import (
    PLAIN_RULE,
    Charge,
    Rule,
    Section,
    Share,
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
    """Something in service from `start` to the day before `end`, at dated prices.

    Items of one `family` began as one record of several; what is charged alike of them is one line still.
    """

    id: str
    start: date
    prices: tuple[Price, ...]
    end: date | None = None
    quantity: int = 1
    product: str = ""
    paid_until: date | None = None
    family: str = ""

    @property
    def kin(self) -> str:
        """What it shares its lines with: its family, or itself alone."""
        return self.family or self.id


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


@dataclass(frozen=True, slots=True)
class _Line:
    """What is charged of so many of an item, before it is priced.

    The days of `kept` are owed, those of `paid` were charged already; `period` is what the line says.
    """

    item: Item
    section: Section
    quantity: int
    price: Decimal
    period: Period
    kept: Share | None
    paid: Share | None = None

    @property
    def likeness(self) -> tuple[object, ...]:
        """Lines of a family that agree in it are one."""
        return self.section, self.price, self.period, self.kept, self.paid, self.item.product, self.item.kin

    def charge(self, rule: Rule) -> Charge:
        """Priced, rounded once for all of them where the rule rounds lines."""
        amount, days, base = Decimal(0), 0, 0
        for share, sign in ((self.kept, 1), (self.paid, -1)):
            if share is not None:
                amount += sign * priced(rule, self.price, self.quantity, share)
                days, base = days + sign * share.days, share.base
        return Charge(self.item.id, self.section, self.quantity, self.price, self.period, abs(days), base, amount)


def charges(plan: Plan, items: Sequence[Item], invoice_date: date) -> list[Charge]:
    """The lines of the invoice of that date, which is a date of the cycle; lines of zero are left out."""
    make = _in_advance if plan.advance else _in_arrears
    lines = _as_families((line for item in items for line in make(plan, item, invoice_date)), items)
    found = [line.charge(plan.rule) for line in lines]
    return [charge for charge in (*found, *_minimums(plan, items, invoice_date)) if charge.amount]


def in_service(item: Item, day: date) -> bool:
    """Whether the item is in service that day."""
    return item.start <= day < (item.end or date.max)


def price_on(item: Item, day: date) -> Decimal:
    """The price that owns the day."""
    prices = sorted(item.prices, key=lambda price: price.since)
    known = [price.amount for price in prices[1:] if price.since <= day]
    return known[-1] if known else prices[0].amount


def _as_families(lines: Iterable[_Line], items: Iterable[Item]) -> Iterable[_Line]:
    """What is alike of one family as one line, under the item that comes first."""
    families = {kin for kin, count in Counter(item.kin for item in items).items() if count > 1}
    if not families:
        return lines
    found: dict[object, _Line] = {}
    for at, line in enumerate(lines):
        key = line.likeness if line.item.kin in families else at
        known = found.get(key)
        found[key] = replace(known, quantity=known.quantity + line.quantity) if known is not None else line
    return found.values()


def _in_advance(plan: Plan, item: Item, invoice_date: date) -> Iterator[_Line]:
    cycle = plan.cycle
    if cycle.is_bound(invoice_date):
        for stretch in _stretches(item):
            if stretch.start <= invoice_date < stretch.end and invoice_date >= (item.paid_until or date.min):
                period = cycle.period_of(invoice_date)
                yield _owed(plan, stretch, period, period, Section.RECURRING)
    window = cycle.window_of(invoice_date)
    for stretch in _stretches(item):
        yield from _corrections(plan, stretch, window)


def _corrections(plan: Plan, stretch: _Stretch, window: Period) -> Iterator[_Line]:
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
            yield _owed(plan, stretch, period, used, Section.PRORATA)
    elif window.start < ended < window.end or (ended == window.start and not cycle.is_bound(ended)):
        credit = _credit(plan, stretch, first, ended)
        if credit:
            yield credit


def _credit(plan: Plan, stretch: _Stretch, first: date, ended: date) -> _Line | None:
    """The complement: what the days used cost, less what was charged for the period."""
    period = plan.cycle.period_of(ended)
    charged = _cut(Period(first, max(first, period.end)), period)
    used = _cut(Period(first, max(first, ended)), period)
    if charged is None or not charged.days or first >= period.end:
        return None
    paid, kept = share_of(plan.rule, plan.cycle, period, charged), None
    if used is not None and used.days:
        kept = share_of(plan.rule, plan.cycle, period, used)
    item, unused = stretch.item, Period(max(ended, charged.start), period.end)
    return _Line(item, Section.PRORATA, item.quantity, stretch.price, unused, kept, paid)


def _in_arrears(plan: Plan, item: Item, invoice_date: date) -> Iterator[_Line]:
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
            yield _owed(plan, stretch, period, used, Section.RECURRING if used == period else Section.PRORATA)


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


def _owed(plan: Plan, stretch: _Stretch, period: Period, used: Period, section: Section) -> _Line:
    share = share_of(plan.rule, plan.cycle, period, used)
    return _Line(stretch.item, section, stretch.item.quantity, stretch.price, used, share)


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
