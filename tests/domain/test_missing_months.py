"""Which invoices should be there and are not: by the terms of the account, or by the rhythm of those that came."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from telbill_desktop.domain.billing_terms import BillingTerms, OperatorTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.missing_months import (
    GRACE,
    AccountInvoices,
    Came,
    ExpectedInvoice,
    Spell,
    expected,
    missing,
    month_runs,
    rhythm,
)
from telbill_desktop.domain.period import Period
from tests.domain.engine_cases import cycles

TODAY = date(2026, 11, 22)
FIFTH = BillingTerms(Cycle(date(2024, 1, 5)))
IN_SERVICE = (Spell(date(2024, 1, 5)),)
J_2 = OperatorTerms(available_after_days=2, portal_months=24)


def of(*months: int, day: int = 5, year: int = 2026) -> list[Came]:
    """One invoice of each of these months."""
    return [Came(date(year, month, day)) for month in months]


def account(
    came: list[Came], terms: BillingTerms | None = FIFTH, in_service: tuple[Spell, ...] = IN_SERVICE
) -> AccountInvoices:
    return AccountInvoices(1, came, terms, J_2, in_service)


def days(found: list[ExpectedInvoice]) -> list[date]:
    return [one.day for one in found]


def test_months_between_two_invoices_without_one_are_missing() -> None:
    assert days(missing(account(of(3, 4, 6, 9, 10, 11)), TODAY)) == [
        date(2026, 5, 5),
        date(2026, 7, 5),
        date(2026, 8, 5),
    ]


def test_a_complete_account_waits_for_its_next_invoice_alone() -> None:
    found = expected(account(of(9, 10, 11)), TODAY)
    assert [(one.day, one.available_from, one.is_missing(TODAY)) for one in found] == [
        (date(2026, 12, 5), date(2026, 12, 7), False)
    ]


def test_an_invoice_is_missing_a_week_after_its_operator_has_it() -> None:
    known = account(of(9, 10))
    [late] = missing(known, date(2026, 11, 14))
    assert (late.day, late.available_from, late.late_since) == (
        date(2026, 11, 5),
        date(2026, 11, 7),
        date(2026, 11, 14),
    )
    assert missing(known, date(2026, 11, 13)) == []
    assert days(expected(known, date(2026, 11, 13))) == [date(2026, 11, 5)]
    assert days(expected(known, date(2026, 11, 14))) == [date(2026, 11, 5), date(2026, 12, 5)]


def test_without_the_operator_s_delay_nobody_knows_since_when_it_is_available() -> None:
    known = replace(account(of(9, 10)), operator=OperatorTerms())
    [late] = missing(known, TODAY)
    assert (late.available_from, late.late_since) == (None, date(2026, 11, 5) + GRACE)


def test_invoices_that_are_dated_beside_their_date_are_those_of_it() -> None:
    came = [Came(date(2026, 8, 5)), Came(date(2026, 9, 3)), Came(date(2026, 10, 9)), Came(date(2026, 10, 30))]
    assert missing(account(came), TODAY) == []


def test_the_period_says_whose_a_very_early_invoice_is() -> None:
    november = Period(date(2026, 11, 5), date(2026, 12, 5))
    came = [*of(9, 10), Came(date(2026, 10, 22), november)]
    assert missing(account(came), TODAY) == []
    assert days(missing(account([*of(9, 10), Came(date(2026, 10, 22))]), TODAY)) == [date(2026, 11, 5)]


def test_one_that_is_dated_some_weeks_ahead_came_and_one_of_another_year_says_nothing() -> None:
    ahead = account([*of(9, 10, 11), Came(date(2026, 12, 5)), Came(date(2062, 11, 5)), Came(date(1926, 11, 5))])
    assert days(expected(ahead, TODAY)) == [date(2027, 1, 5)]


def test_a_gap_is_missing_whatever_was_in_service_and_a_date_of_another_century_changes_nothing() -> None:
    since_june = (Spell(date(2026, 6, 5), date(2026, 8, 1)),)
    known = account([*of(3, 5, 6, 7, 8), Came(date(2062, 11, 5))], in_service=since_june)
    assert days(expected(known, TODAY)) == [date(2026, 4, 5)]


@pytest.mark.parametrize("terms", [FIFTH, replace(FIFTH, advance=False)])
def test_after_all_went_out_of_service_the_last_invoice_is_that_of_its_last_days(terms: BillingTerms) -> None:
    ended = account(of(5, 6), terms, (Spell(date(2024, 1, 5), date(2026, 8, 1)),))
    assert days(expected(ended, TODAY)) == [date(2026, 7, 5), date(2026, 8, 5)]


def test_what_enters_service_later_is_waited_for_from_then_on() -> None:
    in_advance = account([], FIFTH, (Spell(date(2026, 12, 5)),))
    assert days(expected(in_advance, TODAY)) == [date(2026, 12, 5)]
    in_arrears = account([], replace(FIFTH, advance=False), (Spell(date(2026, 12, 5)),))
    assert days(expected(in_arrears, TODAY)) == [date(2027, 1, 5)]


def test_an_account_without_any_invoice_lacks_none_of_the_past() -> None:
    assert days(expected(account([]), TODAY)) == [date(2026, 12, 5)]
    assert expected(account([], in_service=()), TODAY) == []


def test_where_no_fleet_is_known_an_account_bills_until_a_year_of_silence() -> None:
    quiet = account(of(6, year=2025), in_service=())
    assert days(missing(quiet, TODAY)) == [date(2025, 7, 5) + relativedelta(months=at) for at in range(12)]
    assert days(expected(quiet, TODAY)) == days(missing(quiet, TODAY))  # and no next one


def test_where_no_fleet_is_known_a_longer_cycle_bills_until_two_of_it_are_silent() -> None:
    annual = BillingTerms(Cycle(date(2024, 1, 13), 12))
    quiet = account([Came(date(2024, 1, 13))], annual, ())
    assert days(expected(quiet, TODAY)) == [date(2025, 1, 13), date(2026, 1, 13)]


def test_a_minimum_is_charged_with_nothing_in_service() -> None:
    ended = account(of(9), in_service=(Spell(date(2024, 1, 5), date(2025, 1, 5)),))
    assert missing(ended, TODAY) == []
    assert days(missing(replace(ended, has_minimum=True), TODAY)) == [date(2026, 10, 5), date(2026, 11, 5)]


def test_of_an_annual_cycle_no_month_between_is_expected() -> None:
    annual = BillingTerms(Cycle(date(2024, 1, 13), 12, 1))
    came = [Came(date(2024, 1, 13)), Came(date(2024, 9, 13)), Came(date(2026, 1, 13)), Came(date(2026, 5, 13))]
    assert days(expected(account(came, annual), TODAY)) == [date(2025, 1, 13), date(2027, 1, 13)]


@given(cycles(), st.data())
def test_what_is_taken_away_from_a_complete_account_is_what_is_missing(cycle: Cycle, data: st.DataObject) -> None:
    terms = BillingTerms(cycle)
    complete = [
        day
        for day in cycle.invoice_dates(TODAY - relativedelta(years=6), TODAY - timedelta(days=30))
        if cycle.is_bound(day)
    ]
    inner = complete[1:-1]
    away = set(data.draw(st.lists(st.sampled_from(inner), max_size=5))) if inner else set()
    jitter = data.draw(st.integers(-6, 6))
    came = [Came(day + timedelta(days=jitter)) for day in complete if day not in away]
    found = days(missing(account(came, terms, (Spell(date.min),)), TODAY))
    assert [day for day in found if complete and day < complete[-1]] == sorted(away)


def test_three_invoices_of_a_rhythm_say_what_lacks_between_them() -> None:
    unknown = account(of(3, 4, 5, 6, 8, 9), terms=None)
    [gap] = missing(unknown, TODAY)
    assert (gap.day, gap.is_exact, gap.available_from) == (date(2026, 7, 5), False, date(2026, 7, 7))
    assert expected(unknown, TODAY) == [gap]  # and nothing after the latest one


@pytest.mark.parametrize(
    ("came", "months"),
    [
        (of(1, 2, 3), 1),
        (of(1, 3, 5, 7), 2),
        (of(1, 4, 7, 10), 3),
        ([*of(1, year=2025), *of(7, year=2025), *of(1)], 6),
        ([*of(1, year=2024), *of(1, year=2025), *of(1)], 12),
        (of(1, 2), None),  # two show nothing
        (of(1, 2, 4), None),  # one month or two
        (of(1, 5, 9), None),  # every four months
        ([*of(1, 2, 3, day=2), *of(1, 2, 3, day=16)], None),  # twice a month
    ],
)
def test_a_rhythm_is_of_one_two_three_six_or_twelve_months(came: list[Came], months: int | None) -> None:
    found = rhythm(one.issued for one in came)
    assert (found and found.months) == months


def test_the_ends_of_months_show_a_rhythm_without_gaps() -> None:
    ends = [
        date(2026, 1, 31),
        date(2026, 3, 1),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2026, 5, 31),
        date(2026, 7, 1),
    ]
    assert missing(account([Came(day) for day in ends], terms=None), TODAY) == []


def test_one_odd_date_does_not_move_the_others() -> None:
    odd = [date(2026, 1, 20), *(date(2026, 2 + at, day) for at, day in enumerate((5, 5, 10, 5, 5)))]
    found = rhythm(odd)
    assert found is not None
    assert found.anchor.day == 5
    assert missing(account([Came(day) for day in odd], terms=None), TODAY) == []


def test_dates_without_order_show_no_rhythm() -> None:
    wild = [
        date(2026, 1, 3),
        date(2026, 1, 20),
        date(2026, 2, 21),
        date(2026, 4, 9),
        date(2026, 4, 30),
        date(2026, 6, 15),
    ]
    assert missing(account([Came(day) for day in wild], terms=None), TODAY) == []


@given(st.dates(date(2020, 1, 1), date(2022, 1, 1)), st.sampled_from((1, 2, 3, 6, 12)), st.data())
def test_a_gap_in_a_rhythm_is_found(start: date, months: int, data: st.DataObject) -> None:
    count = 24 // months + 8
    complete = [
        start + relativedelta(months=months * at)
        for at in range(count)
        if start + relativedelta(months=months * at) <= TODAY
    ]
    assume(len(complete) >= 6)
    gone = data.draw(st.sampled_from(complete[1:-1]))
    found = missing(account([Came(day) for day in complete if day != gone], terms=None), TODAY)
    assert [abs((one.day - gone).days) <= 3 for one in found] == [True]


def test_months_that_follow_each_other_are_one_run() -> None:
    days = [date(2026, 1, 5), date(2025, 11, 30), date(2025, 12, 1), date(2025, 12, 31), date(2026, 3, 1)]
    assert month_runs(days) == [(date(2025, 11, 1), date(2026, 1, 1)), (date(2026, 3, 1), date(2026, 3, 1))]
    assert month_runs([]) == []
