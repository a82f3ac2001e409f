"""The report of the invoices to come, as they are known on a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report_request import ReportRequest
from telbill_desktop.domain.upcoming_report import UpcomingReport
from telbill_desktop.services.outlook import outlook
from telbill_desktop.services.reports.scope import scope_of
from telbill_desktop.store.engine import Store


@contextmanager
def upcoming_report(store: Store, request: ReportRequest, today: date, _progress: Progress) -> Iterator[UpcomingReport]:
    """The next invoice of each account, or every one of so many months, at most the twelve of the year ahead."""
    on = request.on or today
    found = outlook(store, on, perimeter=request.perimeter or None)
    rows = found.rows
    if request.months is not None:
        until = on + relativedelta(months=request.months)
        rows = tuple(row for row in found.every if row.invoice.invoice_date <= until)
    yield UpcomingReport(scope_of(store, request, today, on), rows, found.year)
