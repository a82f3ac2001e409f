"""Of which date of its cycle an invoice is that was issued some days before or after it."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from telbill_desktop.domain.arrival import EARLY, cycle_date
from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.period import Period
from tests.domain.engine_cases import DAYS, cycles

FIFTH = Cycle(date(2026, 1, 5))
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 5), date(2026, 11, 5), date(2026, 12, 5)


@pytest.mark.parametrize(
    ("issued", "of"),
    [
        (NOVEMBER, NOVEMBER),
        (date(2026, 11, 3), NOVEMBER),  # dated two days early
        (date(2026, 10, 26), NOVEMBER),
        (date(2026, 10, 25), OCTOBER),  # late, or something apart
        (date(2026, 11, 7), NOVEMBER),
        (date(2026, 11, 24), NOVEMBER),
    ],
)
def test_an_invoice_without_a_period_is_of_the_date_that_it_is_near(issued: date, of: date) -> None:
    assert cycle_date(BillingTerms(FIFTH), issued) == of


@pytest.mark.parametrize(
    ("advance", "issued", "stated", "of"),
    [
        (True, date(2026, 10, 22), Period(NOVEMBER, DECEMBER), NOVEMBER),  # too early for a day alone
        (True, date(2026, 10, 30), Period(OCTOBER, NOVEMBER), OCTOBER),  # late, though the next date is near
        (False, date(2026, 11, 3), Period(OCTOBER, NOVEMBER), NOVEMBER),
        (False, date(2026, 10, 30), Period(date(2026, 9, 5), OCTOBER), OCTOBER),
        (True, date(2026, 11, 3), Period(date(2026, 10, 1), date(2026, 11, 1)), NOVEMBER),  # of no date of the cycle
        (False, NOVEMBER, Period(NOVEMBER, DECEMBER), NOVEMBER),  # not of December, a month ahead
    ],
)
def test_the_period_of_an_invoice_says_which_it_is(*, advance: bool, issued: date, stated: Period, of: date) -> None:
    assert cycle_date(BillingTerms(FIFTH, advance=advance), issued, stated) == of


def test_an_invoice_of_a_month_within_an_annual_plan_ends_its_window_on_its_date() -> None:
    terms = BillingTerms(Cycle(date(2026, 1, 5), 12, 1))
    month = Period(date(2026, 1, 5), date(2026, 2, 5))
    assert cycle_date(terms, date(2026, 2, 3), month) == date(2026, 2, 5)
    assert cycle_date(terms, date(2026, 3, 3), Period(month.end, date(2026, 3, 5))) == date(2026, 3, 5)


@given(cycle=cycles(), near=DAYS, advance=st.booleans(), off=st.integers(-200, 400))
def test_an_invoice_is_of_its_date_however_early_or_late_within_reason(
    *, cycle: Cycle, near: date, advance: bool, off: int
) -> None:
    terms = BillingTerms(cycle, advance=advance)
    [day, following] = cycle.invoice_dates(near, near + relativedelta(months=48))[:2]
    before = cycle.window_of(day).start
    issued = day + timedelta(days=off)
    if -EARLY <= off < (following - day).days - EARLY:
        assert cycle_date(terms, issued) == day
    stated = cycle.period_of(day) if advance and cycle.is_bound(day) else cycle.window_of(day)
    is_plain = cycle.invoice_every_months in {None, cycle.months}  # each invoice charges a period of its own
    if is_plain and (day - before).days / -2 <= off < (following - day).days:
        assert cycle_date(terms, issued, stated) == day


@given(cycle=cycles(), advance=st.booleans(), issued=DAYS, start=DAYS, length=st.integers(0, 400))
def test_an_invoice_is_of_one_of_the_two_dates_around_it_whatever_it_states(
    *, cycle: Cycle, advance: bool, issued: date, start: date, length: int
) -> None:
    terms = BillingTerms(cycle, advance=advance)
    found = cycle_date(terms, issued, Period(start, start + timedelta(days=length)))
    around = cycle.window_after(issued)
    assert around.start <= issued < around.end
    assert found in {around.start, around.end}


@given(cycle=cycles(), issued=DAYS, later=st.integers(0, 60))
def test_what_is_issued_later_is_of_no_earlier_date(cycle: Cycle, issued: date, later: int) -> None:
    terms = BillingTerms(cycle)
    assert cycle_date(terms, issued) <= cycle_date(terms, issued + timedelta(days=later))
