"""What holds of every cycle, rule and item, whatever their numbers."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from telbill_desktop.domain.charging import Item, Plan, Price, charges
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.proration import Basis, Charge, Rounding, Rule, Section, priced, share_of
from tests.domain.engine_cases import DAYS, PRICES, cycles, items, plans, rules

CENT = Decimal("0.01")
FAR = timedelta(days=900)


def invoices(plan: Plan, item: Item) -> dict[date, list[Charge]]:
    """Every invoice of an item's life, by its date."""
    last = (item.end or item.start) + FAR
    return {day: charges(plan, [item], day) for day in plan.cycle.invoice_dates(item.start, last)}


def total(found: dict[date, list[Charge]]) -> Decimal:
    return sum((one.amount for lines in found.values() for one in lines), Decimal(0))


@given(cycles(), DAYS)
def test_periods_tile_time(cycle: Cycle, day: date) -> None:
    period = cycle.period_of(day)
    assert period.start <= day < period.end
    assert cycle.period_of(period.end - timedelta(days=1)) == period
    assert cycle.period_of(period.end).start == period.end
    assert cycle.is_bound(period.start)


@given(cycles(), DAYS)
def test_a_bound_has_the_anchor_s_day_or_is_the_last_of_a_shorter_month(cycle: Cycle, day: date) -> None:
    bound = cycle.period_of(day).start
    last_of_month = (bound + timedelta(days=1)).month != bound.month
    assert bound.day == cycle.anchor.day or (bound.day < cycle.anchor.day and last_of_month)


@given(cycles(), DAYS)
def test_windows_tile_time_and_end_on_the_dates_of_invoices(cycle: Cycle, day: date) -> None:
    dates = cycle.invoice_dates(day, day + FAR)
    windows = [cycle.window_of(each) for each in dates]
    assert [one.end for one in windows] == dates
    assert all(one.end == two.start for one, two in pairwise(windows))


@given(cycles(), DAYS)
def test_the_months_of_a_period_tile_it(cycle: Cycle, day: date) -> None:
    period = cycle.period_of(day)
    months = cycle.months_of(period)
    assert len(months) == cycle.months
    assert (months[0].start, months[-1].end) == (period.start, period.end)
    assert all(one.end == two.start for one, two in pairwise(months))


@st.composite
def parts(draw: st.DrawFn) -> tuple[Cycle, Period, Period]:
    """A cycle, one of its periods, and a part of that."""
    cycle = draw(cycles())
    period = cycle.period_of(draw(DAYS))
    first = draw(st.integers(0, period.days - 1))
    days = draw(st.integers(1, period.days - first))
    start = period.start + timedelta(days=first)
    return cycle, period, Period(start, start + timedelta(days=days))


@given(parts(), rules(Basis.ACTUAL, Basis.THIRTY_360, Basis.MONTHS_THEN_DAYS, Basis.FIXED_30))
def test_a_share_is_a_part_of_one(part: tuple[Cycle, Period, Period], rule: Rule) -> None:
    cycle, period, used = part
    share = share_of(rule, cycle, period, used)
    assert 0 <= share.fraction <= 1
    assert share.days <= share.base
    assert share_of(rule, cycle, period, period).fraction == 1


@given(parts(), rules(Basis.ACTUAL, Basis.MONTHS_THEN_DAYS), PRICES, st.data())
def test_the_pieces_of_a_period_miss_its_price_by_half_a_cent_each_at_most(
    part: tuple[Cycle, Period, Period], rule: Rule, price: Decimal, data: st.DataObject
) -> None:
    cycle, period, _used = part
    assume(rule.rounding is not Rounding.DOWN)
    cuts = data.draw(st.sets(st.integers(1, period.days - 1), max_size=4).map(sorted))
    days = [period.start, *(period.start + timedelta(days=cut) for cut in cuts), period.end]
    pieces = [Period(start, end) for start, end in pairwise(days)]
    shares = [share_of(rule, cycle, period, piece) for piece in pieces]
    assert sum((share.fraction for share in shares), Fraction(0)) == 1
    made = sum((priced(rule, price, 1, share) for share in shares), Decimal(0))
    assert abs(made - price) <= CENT / 2 * len(pieces)


@given(plans(Basis.ACTUAL, Basis.THIRTY_360, Basis.MONTHS_THEN_DAYS, Basis.NONE), items())
def test_what_was_charged_less_what_was_credited_keeps_the_sign_of_the_price(plan: Plan, item: Item) -> None:
    price = item.prices[0].amount
    running = Decimal(0)
    for lines in invoices(plan, item).values():
        running += sum((one.amount for one in lines), Decimal(0))
        assert running * price >= 0
        assert all(one.amount * price > 0 for one in lines if one.section is Section.RECURRING)


@given(cycle=cycles(), counts_first=st.booleans(), rounds_line=st.booleans(), item=items(prices=3))
def test_over_its_life_an_item_costs_the_same_in_advance_and_in_arrears(
    cycle: Cycle, item: Item, *, counts_first: bool, rounds_line: bool
) -> None:
    rule = Rule(Basis.ACTUAL, counts_first, round_line=rounds_line)
    early, late = (invoices(Plan(cycle, rule, advance), item) for advance in (True, False))
    bounds = 2 + len(item.prices)  # where something is rounded on one side and not on the other
    off = CENT * bounds * (1 if rounds_line else item.quantity)
    assert abs(total(early) - total(late)) <= off


@given(plans(), items(), DAYS)
def test_a_change_to_the_same_price_gives_the_same_lines(plan: Plan, item: Item, day: date) -> None:
    [price] = item.prices
    changed = replace(item, prices=(price, Price(max(day, price.since + timedelta(days=1)), price.amount)))
    assert invoices(plan, item) == invoices(plan, changed)


@given(plans(), items(prices=3), st.randoms(use_true_random=False))
def test_prices_come_in_any_order(plan: Plan, item: Item, random: Random) -> None:
    shuffled = [*item.prices]
    random.shuffle(shuffled)
    assert invoices(plan, item) == invoices(plan, replace(item, prices=tuple(shuffled)))


@given(plans(), items(prices=2))
def test_a_thousand_units_cost_a_thousand_times_one_where_units_are_rounded(plan: Plan, item: Item) -> None:
    by_unit = replace(plan, rule=replace(plan.rule, round_line=False))
    one, many = replace(item, quantity=1), replace(item, quantity=1000)
    assert total(invoices(by_unit, one)) * 1000 == total(invoices(by_unit, many))


@given(plans(), items())
def test_what_was_never_in_service_is_never_charged(plan: Plan, item: Item) -> None:
    assert total(invoices(plan, replace(item, end=item.start))) == 0


@given(plans(), items(prices=2))
def test_every_line_tells_days_inside_its_life_or_its_paid_period(plan: Plan, item: Item) -> None:
    for day, lines in invoices(plan, item).items():
        for one in lines:
            period = plan.cycle.period_of(one.period.start)
            assert period.start <= one.period.start < one.period.end <= period.end, day
            assert 0 < one.days <= max(one.base, period.days)


@given(plans(), items(prices=2, ends=False))
def test_an_end_that_comes_later_changes_no_invoice_before_it(plan: Plan, item: Item) -> None:
    end = item.start + timedelta(days=400)
    for day in plan.cycle.invoice_dates(item.start, end - timedelta(days=1)):
        if plan.advance:
            assert charges(plan, [item], day) == charges(plan, [replace(item, end=end)], day)
