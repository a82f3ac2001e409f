"""The report of usage on chosen days, of chosen accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from telbill_desktop.domain.consumption_report import ConsumptionReport
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report_request import ReportLevel, ReportRequest
from telbill_desktop.domain.usage import first_of, following, month_of
from telbill_desktop.domain.usage_view import UsageCall, UsageFilter, UsageGrouping
from telbill_desktop.services.reports.scope import scope_of
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import usage_groups
from telbill_desktop.store.queries.usage_book import usage_book
from telbill_desktop.store.queries.usage_of_invoices import calls_of_days, count_of_days

_WITH_CATEGORIES = frozenset({UsageGrouping.MONTH, UsageGrouping.USER, UsageGrouping.TEAM})


@contextmanager
def consumption_report(
    store: Store, request: ReportRequest, today: date, progress: Progress
) -> Iterator[ConsumptionReport]:
    """The usage of the days that are asked for, from one moment of the store while it is open."""
    with store.reading() as connection:
        period = _period(request, usage_groups.span(connection).days)
        wanted = UsageFilter(period=period, perimeter=request.perimeter or None)
        answers = {}
        for at, by in enumerate(UsageGrouping):
            progress.step(at, len(UsageGrouping))
            with_categories = by in _WITH_CATEGORIES
            answers[by] = usage_groups.groups(connection, wanted, by, with_categories=with_categories)

        book = usage_book(connection)
        ids = usage_groups.chosen(connection, wanted, book)

        def calls() -> Iterator[UsageCall]:
            return calls_of_days(connection, period, ids, book)

        listed = count_of_days(connection, period, ids) if request.level is ReportLevel.CALLS else 0
        yield ConsumptionReport(scope_of(store, request, today), request.level, answers, calls, listed)


def _period(request: ReportRequest, known: Period | None) -> Period | None:
    """The days that are asked for; where one end is open, all months that have usage, whole. None: all of it.

    Of a month that is cut nobody could say which of its totals are meant.
    """
    if known is None or (request.since is None and request.until is None):
        return None
    since = request.since or first_of(month_of(known.start))
    end = day_after(request.until) or first_of(following(month_of(known.last_day)))
    return Period(since, max(end, since))
