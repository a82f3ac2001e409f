"""What an independent reckoning of the rules once found otherwise."""

from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.charging import Item, Minimum, Plan, Price, charges
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.proration import Basis, Rule
from tests.domain.engine_cases import lone

JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize("basis", [Basis.FIXED_30, Basis.THIRTY_360])
@pytest.mark.parametrize("advance", [True, False])
@pytest.mark.parametrize("months", [1, 3, 12])
def test_a_minimum_counts_months_of_thirty_days(basis: Basis, months: int, *, advance: bool) -> None:
    cycle = Cycle(JANUARY, months)
    plan = Plan(cycle, Rule(basis), advance, (Minimum("licence", 10, Decimal("30.00")),))
    [line] = charges(plan, [], cycle.moved(months))
    assert (line.days, line.base, line.quantity, line.amount) == (30 * months, 30 * months, 10, Decimal("300.00"))


def test_a_minimum_counts_the_days_of_the_period_otherwise() -> None:
    plan = Plan(Cycle(JANUARY), minimums=(Minimum("licence", 1, Decimal("30.00")),))
    [line] = charges(plan, [], date(2026, 2, 1))
    assert (line.days, line.base) == (28, 28)


NO_CREDIT = Rule(credit_removals=False)


@pytest.mark.parametrize("advance", [True, False])
@pytest.mark.parametrize("end", [date(2026, 1, 10), date(2026, 1, 20)])
def test_what_ended_before_or_on_the_day_it_is_paid_to_is_not_charged_to_the_end_of_the_period(
    end: date, *, advance: bool
) -> None:
    item = lone(date(2026, 1, 5), end, paid_until=date(2026, 1, 20))
    plan = Plan(Cycle(JANUARY), NO_CREDIT, advance)
    assert [charges(plan, [item], day) for day in plan.cycle.invoice_dates(JANUARY, date(2026, 4, 1))] == [[]] * 4


@pytest.mark.parametrize(("advance", "days"), [(True, 12), (False, 12)])
def test_what_is_used_beyond_that_day_is_charged_from_it_to_the_end_of_the_period(days: int, *, advance: bool) -> None:
    item = lone(date(2026, 1, 5), date(2026, 1, 25), price="31.00", paid_until=date(2026, 1, 20))
    plan = Plan(Cycle(JANUARY), NO_CREDIT, advance)
    [line] = charges(plan, [item], date(2026, 2, 1))
    assert (line.days, line.amount, line.period.start) == (days, Decimal("12.00"), date(2026, 1, 20))


def test_a_price_that_ended_before_the_day_it_is_paid_to_was_never_charged_and_is_not_credited() -> None:
    prices = (Price(date(2026, 1, 5), Decimal("30.00")), Price(date(2026, 1, 12), Decimal("62.00")))
    item = Item("x", date(2026, 1, 5), prices, None, 1, "", date(2026, 1, 20))
    found = charges(Plan(Cycle(JANUARY)), [item], date(2026, 2, 1))
    assert [(one.unit_price, one.days, one.amount) for one in found] == [
        (Decimal("62.00"), 28, Decimal("62.00")),
        (Decimal("62.00"), 12, Decimal("24.00")),
    ]


@pytest.mark.parametrize("advance", [True, False])
def test_what_ends_on_the_date_of_an_invoice_is_charged_up_to_it_and_no_further(*, advance: bool) -> None:
    plan = Plan(Cycle(JANUARY), advance=advance)
    item = lone(date(2025, 12, 1), date(2026, 2, 1))
    found = [[one.amount for one in charges(plan, [item], date(2026, month, 1))] for month in (1, 2, 3)]
    assert found == [[Decimal("30.00")], [] if advance else [Decimal("30.00")], []]


def test_a_price_that_changes_on_the_date_of_an_invoice_is_the_new_one_from_there() -> None:
    prices = (Price(date(2025, 12, 1), Decimal("30.00")), Price(date(2026, 2, 1), Decimal("40.00")))
    item = Item("x", date(2025, 12, 1), prices)
    found = [charges(Plan(Cycle(JANUARY)), [item], date(2026, month, 1)) for month in (1, 2, 3)]
    assert [[one.amount for one in lines] for lines in found] == [[Decimal(30)], [Decimal(40)], [Decimal(40)]]


def test_what_ends_in_the_paid_days_gives_nothing_back() -> None:
    item = lone(date(2026, 1, 5), date(2026, 1, 12), paid_until=date(2026, 1, 20))
    assert charges(Plan(Cycle(JANUARY)), [item], date(2026, 2, 1)) == []


def test_a_credit_is_what_the_days_used_cost_less_what_was_charged_and_is_rounded_once() -> None:
    [line] = charges(Plan(Cycle(date(2026, 4, 1))), [lone(JANUARY, date(2026, 4, 16), "12.35")], date(2026, 5, 1))
    assert (line.days, line.amount) == (15, Decimal("-6.17"))  # 6.18 used; half of it rounded would be 6.18 as well


def test_days_of_thirty_a_month_never_make_more_than_the_period() -> None:
    cycle = Cycle(date(2026, 1, 30))  # from 28 February to 30 March
    item = lone(date(2026, 1, 30), date(2026, 3, 29))
    [line] = charges(Plan(cycle, Rule(Basis.THIRTY_360), advance=False), [item], date(2026, 3, 30))
    assert (line.days, line.base, line.amount) == (30, 30, Decimal("30.00"))


def test_what_ended_on_the_first_day_of_a_period_is_not_charged_to_its_end() -> None:
    plan = Plan(Cycle(JANUARY), NO_CREDIT, advance=False)
    item = lone(date(2025, 12, 10), date(2026, 2, 1))
    assert [len(charges(plan, [item], date(2026, month, 1))) for month in (1, 2, 3)] == [1, 1, 0]
