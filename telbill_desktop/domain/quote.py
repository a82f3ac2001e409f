"""What adding, removing or changing something would change on the invoices to come, before it is done (source 004)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.billing_terms import Commitment
from telbill_desktop.domain.catching_up import Late, caught_up, differing, late_message
from telbill_desktop.domain.charging import Item, Minimum, Price, charges, in_service, price_on
from telbill_desktop.domain.ending import ended, options_ending, without
from telbill_desktop.domain.forecast import AccountForecast, FleetCharge
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.period import Period, last_day_before
from telbill_desktop.domain.products import Product
from telbill_desktop.domain.proration import Charge, Section

ZERO = Decimal(0)
_FREE = Commitment()


@dataclass(frozen=True, slots=True)
class Change:
    """What would be done on a day. `added` are items as the engine takes them.

    `quantity` is how many more of `product` there would be, negative for fewer. `taken` says of how many of which items
    they are, whose options end with them; `replaced` are items that end whole and whose options go on, where a plan is
    changed to another product, `to`.
    """

    product: Product
    on: date
    quantity: int
    added: tuple[Item, ...] = ()
    taken: Mapping[str, int] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
    to: Product | None = None


@dataclass(frozen=True, slots=True)
class AdvancePeriod:
    """The period that is paid first, with its days as the contract counts them."""

    period: Period
    days: int
    base: int


@dataclass(frozen=True, slots=True)
class Quote:
    """The consequences of a change, before tax. Monthly amounts are those of a period over its months, to the cent.

    `first_payment` is the date of the first invoice on which something differs, None when none does; `prorata` what
    that invoice charges or credits for a part of a period. `reason` says why it is not allowed, and then nothing is
    said but what there is now: all other amounts are nothing. `in_advance` says whether
    the account pays its periods before they begin. `made_up` is what the first invoice charges for those that came
    without the change, part of its `prorata`; None when none did.
    """

    product: Product
    on: date
    unit_price: Decimal
    quantity_now: int
    monthly_total_now: Decimal
    quantity_added: int
    monthly_cost_added: Decimal
    monthly_total: Decimal
    first_payment: date | None = None
    first_amount: Decimal = ZERO
    advance: AdvancePeriod | None = None
    prorata: Decimal = ZERO
    lines: tuple[Charge, ...] = ()
    notes: tuple[Message, ...] = ()
    commitment: Commitment = _FREE
    reason: Message | None = None
    in_advance: bool = True
    made_up: Decimal | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether it can be done."""
        return self.reason is None


def quote(
    account: AccountForecast,
    change: Change,
    prices: Sequence[Price],
    prices_to: Sequence[Price] = (),
    *,
    commitment: Commitment = _FREE,
    reason: Message | None = None,
    since: date | None = None,
    late: Late | None = None,
) -> Quote:
    """The consequences of a change on one account; `prices` are the product's, `prices_to` those of `change.to`.

    `since` is the day from which on invoices are to come, None where that is the day of the change; `late` are those
    that came without it, which the next one makes up for.
    """
    there = _there(account, change, prices_to if change.to else prices, commitment)
    if reason is not None:
        return replace(there, reason=reason)
    before = [each.item for each in account.fleet]
    after = [each.item for each in _after(account, change)] + list(change.added)
    options = options_ending(account.fleet, change.taken, change.on)
    months = account.terms.cycle.months
    now, then = _monthly(account, before, change.on), _monthly(account, after, change.on)
    kinds = {str(change.product.id)} | ({str(change.to.id)} if change.to else set())
    total_then = sum((amount for key, amount in then.items() if key in kinds), ZERO)
    concerned = kinds | {each.item.product for each in options}
    cost_now = sum((amount for key, amount in now.items() if key in concerned), ZERO)
    cost_then = sum((amount for key, amount in then.items() if key in concerned), ZERO)
    made_up = _made_up(account, before, after, late)
    first = _first_difference(account, before, after, since or change.on, made_up)
    return replace(
        there,
        monthly_cost_added=round_to_cent(cost_then / months) - round_to_cent(cost_now / months),
        monthly_total=round_to_cent(total_then / months),
        first_payment=first.day if first else None,
        first_amount=first.amount if first else ZERO,
        advance=_advance(first.lines, change, (*before, *after)) if first else None,
        prorata=first.prorata if first else ZERO,
        lines=first.lines if first else (),
        notes=(*_late(late, made_up), *_notes(account, change, len(options), before, after, commitment)),
        made_up=made_up if late else None,
    )


def _there(account: AccountForecast, change: Change, prices: Sequence[Price], commitment: Commitment) -> Quote:
    """What there is now of the product, and goes on."""
    items, months = [each.item for each in account.fleet], account.terms.cycle.months
    kinds = {str(change.product.id)} | ({str(change.to.id)} if change.to else set())
    total = sum((amount for key, amount in _monthly(account, items, change.on).items() if key in kinds), ZERO)
    monthly = round_to_cent(total / months)
    return Quote(
        product=change.to or change.product,
        on=change.on,
        unit_price=round_to_cent(_price(prices, change.on) / months),
        quantity_now=_quantity(items, change.product, change.on),
        monthly_total_now=monthly,
        quantity_added=change.quantity,
        monthly_cost_added=ZERO,
        monthly_total=monthly,
        commitment=commitment,
        in_advance=account.terms.advance,
    )


@dataclass(frozen=True, slots=True)
class _Difference:
    day: date
    amount: Decimal
    prorata: Decimal
    lines: tuple[Charge, ...]


def _after(account: AccountForecast, change: Change) -> list[FleetCharge]:
    kept = without(account.fleet, change.taken, change.on)
    return [ended(each, change.on) if each.item.id in change.replaced else each for each in kept]


def _price(prices: Sequence[Price], day: date) -> Decimal:
    return price_on(Item("", date.min, tuple(prices)), day) if prices else ZERO


def _quantity(items: Sequence[Item], product: Product, day: date) -> int:
    return sum(item.quantity for item in items if item.product == str(product.id) and in_service(item, day))


def _monthly(account: AccountForecast, items: Sequence[Item], day: date) -> dict[str, Decimal]:
    """What a whole period costs by product, with what is missing to its minimum."""
    found: dict[str, Decimal] = {}
    quantities: dict[str, int] = {}
    for item in items:
        if in_service(item, day):
            amount = price_on(item, day) * item.quantity
            found[item.product] = found.get(item.product, ZERO) + amount
            quantities[item.product] = quantities.get(item.product, 0) + item.quantity
    for minimum in account.minimums:
        missing = minimum.quantity - quantities.get(minimum.product, 0)
        if missing > 0:
            found[minimum.product] = found.get(minimum.product, ZERO) + minimum.amount * missing
    return found


def _first_difference(
    account: AccountForecast, before: Sequence[Item], after: Sequence[Item], since: date, made_up: Decimal
) -> _Difference | None:
    """The first invoice from a day on that the change makes another one, within two periods.

    They are counted from when what it concerns is in service, which may be later. `made_up` is on the first invoice.
    """
    cycle = account.terms.cycle
    plan = account.terms.plan(account.minimums)
    before, after = differing(plan, before, after)
    every = cycle.invoice_every_months or cycle.months
    begun = max((one.start for one in {*before} ^ {*after}), default=since)
    until = max(since, begun) + relativedelta(months=2 * cycle.months + every)
    for day in cycle.invoice_dates(since, until):
        old, new = charges(plan, before, day), charges(plan, after, day)
        lines, gone = _more(new, old), _more(old, new)
        amount = _sum(lines) - _sum(gone) + made_up
        if amount:
            prorata = _sum(one for one in lines if one.section is Section.PRORATA) - _sum(
                one for one in gone if one.section is Section.PRORATA
            )
            return _Difference(day, amount, prorata + made_up, lines)
        made_up = ZERO
    return None


def _made_up(account: AccountForecast, before: Sequence[Item], after: Sequence[Item], late: Late | None) -> Decimal:
    if late is None:
        return ZERO
    return sum(caught_up(account.terms.plan(account.minimums), before, after, late.days).values(), ZERO)


def _more(lines: Sequence[Charge], others: Sequence[Charge]) -> tuple[Charge, ...]:
    """The lines that the others do not have, or not so often."""
    return tuple((Counter(lines) - Counter(others)).elements())


def _sum(lines: Iterable[Charge]) -> Decimal:
    return sum((one.amount for one in lines), ZERO)


def _advance(lines: Sequence[Charge], change: Change, items: Sequence[Item]) -> AdvancePeriod | None:
    changed = {item.id for item in change.added} | {*change.taken} | change.replaced
    kin = {item.kin for item in items if item.id in changed}
    own = {item.id for item in items if item.kin in kin}
    first = sorted((one for one in lines if one.item in own), key=lambda one: one.section is not Section.PRORATA)
    return AdvancePeriod(first[0].period, first[0].days, first[0].base) if first else None


def _late(late: Late | None, made_up: Decimal) -> Iterator[Message]:
    if late is not None and made_up:
        yield late_message(late, made_up)


def _notes(
    account: AccountForecast,
    change: Change,
    options: int,
    before: Sequence[Item],
    after: Sequence[Item],
    commitment: Commitment,
) -> list[Message]:
    notes = []
    product = str(change.product.id)
    minimum: Minimum | None = next((one for one in account.minimums if one.product == product), None)
    left = _quantity(after, change.product, change.on)
    if minimum is not None and left < minimum.quantity and left < _quantity(before, change.product, change.on):
        notes.append(Message("quote_below_minimum", {"minimum": minimum.quantity, "left": left}))
    if options:
        notes.append(Message("quote_options_end", {"count": options}))
    paid = [item.paid_until for item in change.added if item.paid_until is not None]
    if paid:
        last: dict[str, Param] = {"day": last_day_before(max(paid))}
        many = Message("quote_paid_seat", {**last, "count": len(paid)})
        notes.append(many if len(paid) > 1 else Message("quote_paid_seat_one", last))
    if (change.taken or change.replaced) and commitment.until is not None and commitment.until > change.on:
        notes.append(Message("quote_committed", {"day": last_day_before(commitment.until)}))
    if change.taken and commitment.notice_months:
        many = Message("quote_notice", {"months": commitment.notice_months})
        notes.append(many if commitment.notice_months > 1 else Message("quote_notice_one"))
    return notes
