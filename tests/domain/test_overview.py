from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.overview import MonthSums, OverviewPeriod, change_of, month_cost

TODAY = date(2026, 11, 22)


def test_the_last_months_end_with_the_current_one_and_are_compared_with_as_many_before() -> None:
    period = OverviewPeriod(12)
    assert (period.shown(TODAY)[0], period.shown(TODAY)[-1]) == (date(2025, 12, 1), date(2026, 11, 1))
    assert (period.before(TODAY)[0], period.before(TODAY)[-1]) == (date(2024, 12, 1), date(2025, 11, 1))


def test_a_year_is_compared_with_the_same_months_of_the_one_before() -> None:
    assert len(OverviewPeriod(year=2025).shown(TODAY)) == 12
    running = OverviewPeriod(year=2026)
    assert running.shown(TODAY)[-1] == date(2026, 11, 1)
    assert (running.before(TODAY)[0], running.before(TODAY)[-1]) == (date(2025, 1, 1), date(2025, 11, 1))
    assert OverviewPeriod(year=2027).shown(TODAY) == (date(2027, 1, 1),)


@pytest.mark.parametrize("period", [OverviewPeriod(12), OverviewPeriod(24), OverviewPeriod(year=2025)])
def test_a_period_is_read_as_it_was_kept(period: OverviewPeriod) -> None:
    assert OverviewPeriod.read(period.words()) == period


@pytest.mark.parametrize("words", ["", "7m", "0000", "9999", "date", "24"])
def test_words_that_make_no_sense_are_the_usual_period(words: str) -> None:
    assert OverviewPeriod.read(words) == OverviewPeriod(24)


def test_what_no_line_tells_is_unclassified_so_that_the_parts_are_the_whole() -> None:
    sums = MonthSums(
        count=5,
        bare=3,
        unknown=1,
        cents=10_000,
        unstated=2_500_000,
        categories={Category.SUBSCRIPTIONS: 60_000_000, Category.USAGE: -10_000_000},
    )
    cost = month_cost(TODAY, sums)
    assert cost.total == Decimal("102.5")
    assert cost.part(Category.SUBSCRIPTIONS) == 60
    assert cost.part(None) == Decimal("52.5")
    assert sum(cost.parts.values()) == cost.total
    assert (cost.without_lines, cost.unknown) == (2, 1)


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (Decimal("103.1"), Decimal(100), Decimal("3.1")),
        (Decimal("100.25"), Decimal(100), Decimal("0.3")),
        (Decimal("99.75"), Decimal(100), Decimal("-0.3")),
        (Decimal(50), Decimal(100), Decimal(-50)),
        (Decimal(5), Decimal(0), None),
        (Decimal(5), Decimal(-3), None),
        (Decimal(5), None, None),
    ],
)
def test_a_change_is_a_share_of_what_was_if_there_was_anything(
    now: Decimal, before: Decimal | None, change: Decimal | None
) -> None:
    assert change_of(now, before) == change
