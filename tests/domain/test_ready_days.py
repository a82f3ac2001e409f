from datetime import date

import pytest

from telbill_desktop.domain.ready_days import ReadyDays, ready_days

EVERY_RANGE = list(ReadyDays)


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


@pytest.mark.parametrize(
    ("today", "which", "expected"),
    [
        ("2026-11-22", "this_month", ("2026-11-01", "2026-11-30")),
        ("2026-11-22", "last_month", ("2026-10-01", "2026-10-31")),
        ("2026-11-22", "this_quarter", ("2026-10-01", "2026-12-31")),
        ("2026-11-22", "last_quarter", ("2026-07-01", "2026-09-30")),
        ("2026-11-22", "last_12_months", ("2025-12-01", "2026-11-30")),
        ("2026-11-22", "last_3_months", ("2026-09-01", "2026-11-30")),
        ("2026-11-22", "last_24_months", ("2024-12-01", "2026-11-30")),
        ("2026-11-22", "this_year", ("2026-01-01", "2026-12-31")),
        ("2026-11-22", "last_year", ("2025-01-01", "2025-12-31")),
    ],
)
def test_the_ranges_of_a_day_in_the_middle(today: str, which: str, expected: tuple[str, str]) -> None:
    assert ready_days(date.fromisoformat(today))[ReadyDays(which)] == days(*expected)


@pytest.mark.parametrize(
    ("today", "which", "expected"),
    [
        ("2026-01-01", "last_month", ("2025-12-01", "2025-12-31")),
        ("2026-01-31", "last_month", ("2025-12-01", "2025-12-31")),
        ("2026-03-31", "last_month", ("2026-02-01", "2026-02-28")),
        ("2024-03-31", "last_month", ("2024-02-01", "2024-02-29")),
        ("2024-02-29", "this_month", ("2024-02-01", "2024-02-29")),
        ("2024-02-29", "last_12_months", ("2023-03-01", "2024-02-29")),
        ("2026-12-31", "this_month", ("2026-12-01", "2026-12-31")),
        ("2026-12-31", "this_quarter", ("2026-10-01", "2026-12-31")),
        ("2026-12-31", "last_12_months", ("2026-01-01", "2026-12-31")),
        ("2026-01-01", "last_12_months", ("2025-02-01", "2026-01-31")),
        ("2026-01-01", "this_quarter", ("2026-01-01", "2026-03-31")),
        ("2026-01-01", "last_quarter", ("2025-10-01", "2025-12-31")),
        ("2026-03-31", "this_quarter", ("2026-01-01", "2026-03-31")),
        ("2026-04-01", "this_quarter", ("2026-04-01", "2026-06-30")),
        ("2024-02-29", "last_year", ("2023-01-01", "2023-12-31")),
        ("2026-12-31", "this_year", ("2026-01-01", "2026-12-31")),
    ],
)
def test_the_ranges_at_the_ends_of_months_and_years(today: str, which: str, expected: tuple[str, str]) -> None:
    assert ready_days(date.fromisoformat(today))[ReadyDays(which)] == days(*expected)


@pytest.mark.parametrize("which", EVERY_RANGE)
def test_a_range_that_holds_today_does_so_on_every_day_of_four_years(which: ReadyDays) -> None:
    past = which in {ReadyDays.LAST_MONTH, ReadyDays.LAST_QUARTER, ReadyDays.LAST_YEAR}
    for ordinal in range(date(2023, 12, 1).toordinal(), date(2027, 2, 1).toordinal()):
        today = date.fromordinal(ordinal)
        first, last = ready_days(today)[which]
        assert first.day == 1
        assert (first <= today <= last) is not past
        assert not past or last < today
