"""The report of usage: what its days leave out of months of which totals alone are kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.report_request import ReportKind, ReportLevel, ReportRequest
from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.exporters.reports.consumption import consumption_report as made
from telbill_desktop.services import usage_privacy
from telbill_desktop.services.reports.consumption import consumption_report
from telbill_desktop.store.engine import create_store
from telbill_desktop.store.queries.usage_book import usage_book
from telbill_desktop.store.queries.usage_of_invoices import sum_of_batches
from tests.usage_files import call, take, write

TODAY = date(2026, 3, 31)
CALLS = ReportRequest(ReportKind.CONSUMPTION, ReportLevel.CALLS)


@pytest.mark.parametrize(
    ("since", "until", "counted", "aside"),
    [
        (None, None, 3, 0),
        (date(2026, 1, 1), None, 3, 0),
        (None, date(2026, 3, 31), 3, 0),
        (date(2026, 2, 1), None, 2, 0),
        (None, date(2026, 2, 28), 2, 0),
        (date(2026, 1, 15), None, 2, 1),
        (date(2026, 4, 1), None, 0, 0),
        (None, date(2025, 12, 31), 0, 0),
    ],
)
def test_an_open_end_takes_in_the_whole_of_the_months_that_have_usage(
    tmp_path: Path, since: date | None, until: date | None, counted: int, aside: int
) -> None:
    with create_store(tmp_path / "store") as store:
        usage_privacy.keep_calls(store, each=False)
        days = ("15/01/2026", "14/02/2026", "20/03/2026")
        take(store, write(tmp_path / "a.csv", [call(start=f"{day} 10:22:31") for day in days]))
        request = ReportRequest(ReportKind.CONSUMPTION, since=since, until=until)
        with consumption_report(store, request, TODAY, Unwatched()) as report:
            found = report.answers[UsageGrouping.MONTH]
    assert (found.total.count, found.month_only.count) == (counted, aside)


def test_a_category_whose_credits_and_costs_make_nothing_in_a_month_is_told_of_each_user(tmp_path: Path) -> None:
    with create_store(tmp_path / "store") as store:
        moved = [call(user="Ana", amount="1,50"), call(user="Léo", line="0622222222", amount="-1,50")]
        take(store, write(tmp_path / "a.csv", [*moved, call(user="Ana", label="SMS", quantity="1", amount="0,10")]))
        with consumption_report(store, ReportRequest(ReportKind.CONSUMPTION), TODAY, Unwatched()) as report:
            by_user = made(report).tables[-1]
    titles = [column.title for column in by_user.columns]
    assert titles[2:4] == ["Calls to mobiles", "SMS and MMS"]
    assert [row[2:4] for row in by_user.rows()] == [[Decimal("1.5"), Decimal("0.1")], [Decimal("-1.5"), None]]


def test_calls_that_are_all_listed_add_up_below_them(tmp_path: Path) -> None:
    request = replace(CALLS, since=date(2026, 1, 1), until=date(2026, 2, 28))
    days = ("15/01/2026", "14/02/2026", "20/03/2026")
    with create_store(tmp_path / "store") as store:
        take(store, write(tmp_path / "a.csv", [call(start=f"{day} 10:22:31", amount="0,25") for day in days]))
        with consumption_report(store, request, TODAY, Unwatched()) as report:
            calls = made(report).tables[-1]
            assert len(list(calls.rows())) == calls.size == 2
    assert calls.totals is not None
    assert (calls.totals[0], calls.totals[-1]) == ("Total", Decimal("0.50"))


def test_calls_of_which_some_are_in_totals_alone_are_counted_as_they_are_listed(tmp_path: Path) -> None:
    with create_store(tmp_path / "store") as store:
        take(store, write(tmp_path / "a.csv", [call(start="15/01/2026 10:22:31")]))
        usage_privacy.keep_calls(store, each=False)
        take(store, write(tmp_path / "b.csv", [call(start="16/01/2026 10:22:31")]))
        with consumption_report(store, CALLS, TODAY, Unwatched()) as report:
            assert report.answers[UsageGrouping.MONTH].total.count == 2
            calls = made(report).tables[-1]
            assert len(list(calls.rows())) == calls.size == 1
    assert calls.totals is None


def test_more_parts_of_files_than_one_statement_takes_add_up(tmp_path: Path) -> None:
    with create_store(tmp_path / "store") as store:
        take(store, write(tmp_path / "a.csv", [call(start="15/01/2026 10:22:31", amount="0,25")]))
        with store.reading() as connection:
            total, listed = sum_of_batches(connection, frozenset(range(300_000)), usage_book(connection))
    assert (total.amount, total.count, listed) == (Decimal("0.25"), 1, 1)
