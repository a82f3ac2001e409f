"""Usage of one period beside that of another."""

from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage_comparison import ComparedTo, compared_period, counterpart, rows_of, sum_of
from telbill_desktop.domain.usage_view import UsageAnswer, UsageGroup, UsageGrouping, UsageSum


def days(text: str) -> Period:
    start, end = text.split(" ")
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def group(key: str, amount: str) -> UsageGroup:
    return UsageGroup(key, key, UsageSum(count=1, amount=Decimal(amount)), team="Atelier")


def answer(*groups: UsageGroup) -> UsageAnswer:
    return UsageAnswer(groups, sum_of([one.total for one in groups]))


@pytest.mark.parametrize(
    ("period", "to", "expected"),
    [
        ("2026-03-01 2026-04-01", ComparedTo.BEFORE, "2026-02-01 2026-03-01"),
        ("2026-01-01 2027-01-01", ComparedTo.BEFORE, "2025-01-01 2026-01-01"),
        ("2026-03-10 2026-03-20", ComparedTo.BEFORE, "2026-02-28 2026-03-10"),
        ("2026-03-01 2026-03-20", ComparedTo.BEFORE, "2026-02-10 2026-03-01"),
        ("2026-03-10 2026-03-20", ComparedTo.YEAR_BEFORE, "2025-03-10 2025-03-20"),
        ("2024-02-29 2024-03-01", ComparedTo.YEAR_BEFORE, "2023-02-28 2023-03-01"),
        ("2024-02-28 2024-02-29", ComparedTo.YEAR_BEFORE, "2023-02-28 2023-03-01"),  # the last day of February
        ("2024-02-01 2024-02-29", ComparedTo.YEAR_BEFORE, "2023-02-01 2023-03-01"),
        ("2025-02-01 2025-03-01", ComparedTo.YEAR_BEFORE, "2024-02-01 2024-03-01"),
    ],
)
def test_whole_months_are_compared_to_as_many_months_and_days_to_as_many_days(
    period: str, to: ComparedTo, expected: str
) -> None:
    assert compared_period(days(period), to) == days(expected)


@pytest.mark.parametrize(
    ("part", "whole", "other", "expected"),
    [
        ("2026-01-01 2027-01-01", "2026-01-01 2027-01-01", "2024-01-01 2024-03-01", "2024-01-01 2024-03-01"),
        ("2026-03-01 2026-04-01", "2026-01-01 2027-01-01", "2025-01-01 2026-01-01", "2025-03-01 2025-04-01"),
        ("2024-03-01 2024-04-01", "2024-01-01 2025-01-01", "2023-01-01 2024-01-01", "2023-03-01 2023-04-01"),
        ("2024-02-20 2024-02-29", "2024-01-01 2025-01-01", "2023-01-01 2024-01-01", "2023-02-20 2023-03-01"),
        ("2026-03-20 2026-03-31", "2026-03-01 2026-04-01", "2026-02-01 2026-03-01", "2026-02-20 2026-03-01"),
        ("2026-03-05 2026-03-12", "2026-03-02 2026-03-30", "2026-02-03 2026-03-02", "2026-02-06 2026-02-13"),
    ],
)
def test_a_part_of_a_period_is_compared_to_the_same_part_of_the_other(
    part: str, whole: str, other: str, expected: str
) -> None:
    assert counterpart(days(part), days(whole), days(other)) == days(expected)


def test_the_same_groups_stand_beside_one_another_with_what_they_differ_by() -> None:
    rows = rows_of(
        answer(group("Ana", "15"), group("New", "2")),
        answer(group("Gone", "4"), group("Ana", "10")),
        UsageGrouping.USER,
    )
    told = [(row.group.key, row.group.total.amount, row.before and row.before.amount, row.difference) for row in rows]
    assert told == [
        ("Ana", Decimal(15), Decimal(10), Decimal(5)),
        ("New", Decimal(2), Decimal(0), Decimal(2)),
        ("Gone", Decimal(0), Decimal(4), Decimal(-4)),
    ]
    assert [row.change for row in rows] == [Decimal("0.5"), None, Decimal(-1)]
    assert rows[2].group.team == "Atelier"


def test_a_credit_that_grew_is_no_gain() -> None:
    [row] = rows_of(answer(group("Ana", "-3")), answer(group("Ana", "-2")), UsageGrouping.USER)
    assert (row.difference, row.change) == (Decimal(-1), Decimal("-0.5"))


def test_without_another_period_nothing_is_compared() -> None:
    [row] = rows_of(answer(group("Ana", "3")), None, UsageGrouping.USER)
    assert (row.before, row.difference, row.change) == (None, None, None)


def test_months_stand_beside_those_at_their_place_in_the_order_of_time() -> None:
    rows = rows_of(
        answer(group("202601", "1"), group("202603", "3")),
        answer(group("202501", "10"), group("202502", "20")),
        UsageGrouping.MONTH,
        (days("2026-01-01 2027-01-01"), days("2025-01-01 2026-01-01")),
    )
    told = [(row.group.key, row.group.name, row.before and row.before.amount) for row in rows]
    assert told == [
        ("202601", "202601", Decimal(10)),
        ("202602", "202602", Decimal(20)),
        ("202603", "202603", Decimal(0)),
    ]


def test_sums_are_added_figure_by_figure() -> None:
    one = UsageSum(1, 2, 3, 4, Decimal("0.1"), 5, 6, 7, 8)
    assert sum_of([one, one, one]) == one + one + one
    assert sum_of([]) == UsageSum()
