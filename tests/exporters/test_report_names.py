"""What files of reports are called, and what stands at their head."""

from datetime import date

import pytest

from telbill_desktop.domain.report_request import ReportKind, ReportRequest
from telbill_desktop.domain.report_scope import ReportScope
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.names import file_name


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 3, 1), date(2026, 2, 28), "2025-03-01 2026-02-28"),  # twelve months, and no year
        (date(2026, 10, 1), date(2026, 10, 31), "2026-10"),
        (date(2026, 10, 2), date(2026, 11, 1), "2026-10-02 2026-11-01"),
        (date(2026, 10, 2), None, "2026-10-02"),
        (None, None, ""),
    ],
)
def test_a_whole_month_or_year_is_named_by_its_number_alone(since: date | None, until: date | None, days: str) -> None:
    request = ReportRequest(ReportKind.CONSUMPTION, since=since, until=until)
    assert file_name(request) == f"Consumption {days}".rstrip()
    assert file_name(request, "Monthly") == f"Monthly {days}".rstrip()


def test_a_few_names_are_told_and_many_are_counted() -> None:
    few, many = (tuple(f"Account {at}" for at in range(count)) for count in (6, 7))
    facts = {count: dict(scope_facts(ReportScope((), count, date(2026, 11, 22)))) for count in (few, many, ())}
    assert facts[few]["Perimeter"] == ", ".join(few)
    assert facts[many]["Perimeter"] == "7 billing accounts"
    assert facts[()]["Perimeter"] == "Everything"
    assert facts[few]["Invoices issued"] == "of any day"
