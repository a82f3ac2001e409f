"""The example that terms are explained by: the first invoice after something began, or ended."""

from datetime import date
from decimal import Decimal

from telbill_desktop.domain.charging import Plan
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.example_invoice import EXAMPLE_PRICE, example_charges
from telbill_desktop.domain.proration import Rule, Section

PLAN = Plan(Cycle(date(2026, 1, 10)))


def test_what_begins_inside_a_period_is_on_the_next_invoice_with_its_share() -> None:
    day, lines = example_charges(PLAN, EXAMPLE_PRICE, date(2026, 3, 25))
    assert day == date(2026, 4, 10)
    assert {(one.section, one.amount) for one in lines} == {
        (Section.RECURRING, Decimal("30.00")),
        (Section.PRORATA, Decimal("15.48")),
    }


def test_what_begins_with_a_period_is_on_the_invoice_after_that_of_its_first_day() -> None:
    day, lines = example_charges(PLAN, EXAMPLE_PRICE, date(2026, 3, 10))
    assert (day, [one.amount for one in lines]) == (date(2026, 4, 10), [EXAMPLE_PRICE])


def test_a_removal_that_is_not_credited_is_on_no_invoice() -> None:
    kept = Plan(PLAN.cycle, Rule(credit_removals=False))
    for plan, amounts in ((PLAN, [Decimal("-15.48")]), (kept, [])):
        day, lines = example_charges(plan, EXAMPLE_PRICE, date(2026, 1, 10), date(2026, 3, 25))
        assert (day, [one.amount for one in lines]) == (date(2026, 4, 10), amounts)
