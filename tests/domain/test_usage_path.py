"""The way from all usage down to single calls, and back."""

from datetime import date

import pytest

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import UsageCategory
from telbill_desktop.domain.usage_comparison import ComparedTo
from telbill_desktop.domain.usage_path import UsagePath, UsageStep
from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
ALL = UsagePath(UsageFilter(period=YEAR), UsageGrouping.TEAM)
BY = UsageGrouping


def step(by: UsageGrouping, *keys: str) -> UsageStep:
    return UsageStep(by, keys, " ".join(keys))


def test_one_goes_from_a_team_to_its_users_to_what_they_used_to_where_and_to_the_calls() -> None:
    team = ALL.into(step(BY.TEAM, "Atelier"))
    assert (team.by, team.narrowed.teams) == (BY.USER, ("Atelier",))
    user = team.into(step(BY.USER, "Ana"))
    assert (user.by, user.narrowed.users) == (BY.CATEGORY, ("Ana",))
    abroad = user.into(step(BY.CATEGORY, "international"))
    assert (abroad.by, abroad.narrowed.categories) == (BY.DESTINATION, (UsageCategory.INTERNATIONAL,))
    calls = abroad.into(step(BY.DESTINATION, "MA"))
    assert calls.with_calls
    assert calls.narrowed == UsageFilter(
        period=YEAR,
        teams=("Atelier",),
        users=("Ana",),
        categories=(UsageCategory.INTERNATIONAL,),
        destinations=("MA",),
    )


@pytest.mark.parametrize(
    ("by", "keys", "following"),
    [
        (BY.MONTH, ("202603",), BY.USER),
        (BY.ACCOUNT, ("7",), BY.USER),
        (BY.CATEGORY, ("messages",), BY.USER),
        (BY.DESTINATION, ("MA",), BY.USER),
        (BY.LINE, ("+33612345678",), BY.CATEGORY),
        (BY.USER, ("Ana", "Léo"), BY.CATEGORY),
        (BY.USER, ("",), BY.CATEGORY),
    ],
)
def test_what_comes_next_is_who_it_was_and_then_what_it_was(
    by: UsageGrouping, keys: tuple[str, ...], following: UsageGrouping
) -> None:
    assert ALL.grouped(by).into(step(by, *keys)).by is following


def test_a_user_of_one_category_at_home_comes_to_the_calls() -> None:
    within = UsagePath(UsageFilter(categories=(UsageCategory.MESSAGES,)))
    assert within.into(step(BY.USER, "Ana")).with_calls
    of_one_number = UsagePath(UsageFilter(lines=("+33612345678",)), BY.CATEGORY)
    assert of_one_number.into(step(BY.CATEGORY, "messages")).with_calls


def test_each_step_back_is_where_one_came_from() -> None:
    calls = ALL.into(step(BY.TEAM, "Atelier")).into(step(BY.USER, "Ana")).into(step(BY.CATEGORY, "messages"))
    assert calls.with_calls
    seen = [calls]
    while seen[-1].steps:
        seen.append(seen[-1].up())
    assert [(path.by, path.with_calls) for path in seen[1:]] == [
        (BY.CATEGORY, False),
        (BY.USER, False),
        (BY.TEAM, False),
    ]
    assert seen[-1] == ALL
    assert calls.up(1) == seen[2]
    assert ALL.up() == ALL


def test_calls_of_everything_shown_lead_back_to_the_groups_and_to_other_groups() -> None:
    calls = ALL.into(UsageStep(BY.TEAM), calls=True)
    assert calls.with_calls
    assert calls.narrowed == ALL.wanted
    assert calls.up() == ALL
    assert calls.grouped(BY.MONTH) == ALL.grouped(BY.MONTH)
    of_one = ALL.into(step(BY.TEAM, "Atelier"), calls=True)
    assert of_one.grouped(BY.MONTH).steps == of_one.steps


def test_a_month_of_the_chart_is_left_for_what_was_seen_before_it() -> None:
    month = UsagePath(ALL.wanted, BY.USER, (UsageStep(BY.MONTH, ("202603",), "mars 2026", seen_by=BY.USER),))
    assert month.narrowed.period == Period(date(2026, 3, 1), date(2026, 4, 1))
    assert month.up() == UsagePath(ALL.wanted, BY.USER)


@pytest.mark.parametrize(
    ("period", "keys", "expected"),
    [
        (YEAR, ("202603",), ("2026-03-01", "2026-04-01")),
        (YEAR, ("202605", "202603"), ("2026-03-01", "2026-06-01")),
        (None, ("202612",), ("2026-12-01", "2027-01-01")),
        (Period(date(2026, 3, 10), date(2026, 3, 20)), ("202603",), ("2026-03-10", "2026-03-20")),
        (Period(date(2026, 5, 1), date(2026, 6, 1)), ("202603",), ("2026-05-01", "2026-05-01")),
    ],
)
def test_a_month_that_is_gone_into_narrows_the_days(
    period: Period | None, keys: tuple[str, ...], expected: tuple[str, str]
) -> None:
    start, end = (date.fromisoformat(text) for text in expected)
    path = UsagePath(UsageFilter(period=period)).into(step(BY.MONTH, *keys))
    assert path.narrowed.period == Period(start, end)


def test_a_step_that_is_narrower_than_a_filter_takes_its_place() -> None:
    wanted = UsageFilter(users=("Ana", "Léo"), account_ids=(1, 2))
    path = UsagePath(wanted).into(step(BY.USER, "Ana")).into(step(BY.ACCOUNT, "2"))
    assert (path.narrowed.users, path.narrowed.account_ids) == (("Ana",), (2,))


def test_a_month_is_compared_to_the_month_at_its_place_and_calls_to_nothing() -> None:
    compared = UsagePath(ALL.wanted, BY.MONTH, compared_to=ComparedTo.YEAR_BEFORE)
    assert compared.against == Period(date(2025, 1, 1), date(2026, 1, 1))
    march = compared.into(step(BY.MONTH, "202603"))
    assert march.against == Period(date(2025, 3, 1), date(2025, 4, 1))
    assert march.into(UsageStep(BY.USER), calls=True).against is None
    free = UsagePath(ALL.wanted, compared_to=Period(date(2024, 1, 1), date(2024, 7, 1)))
    assert free.against == Period(date(2024, 1, 1), date(2024, 7, 1))
    assert UsagePath(UsageFilter(), compared_to=ComparedTo.BEFORE).against is None
