"""The report of invoices: of chosen accounts and days, down to the level that is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.invoice_report import InvoiceReport, ReportedInvoice, ReportedLines
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report_request import ReportLevel, ReportRequest
from telbill_desktop.services.reports.scope import scope_of
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoice_report as queries


@contextmanager
def invoice_report(store: Store, request: ReportRequest, today: date, _progress: Progress) -> Iterator[InvoiceReport]:
    """The invoices issued on the days that are asked for, from one moment of the store while it is open."""
    wanted = InvoiceFilter(since=request.since, until=request.until, perimeter=request.perimeter or None)
    with_shares = request.level is not ReportLevel.TOTALS
    with store.reading() as connection:
        ids = queries.ordered_ids(connection, wanted)
        sums = queries.Sums(connection, wanted, with_shares=with_shares)

        def invoices() -> Iterator[ReportedInvoice]:
            for _some, found in queries.in_chunks(connection, ids, with_shares=with_shares):
                yield from found

        def lines() -> Iterator[ReportedLines]:
            for some, found in queries.in_chunks(connection, ids, with_shares=False):
                known = queries.lines_of(connection, some)
                yield from ((one, known.get(one.row.id, ())) for one in found)

        yield InvoiceReport(
            scope=scope_of(store, request, today),
            level=request.level,
            totals=sums.totals(),
            accounts=sums.of_accounts(),
            months=sums.of_months(),
            invoices=invoices,
            lines=lines,
            count=len(ids),
            line_count=sums.line_count,
        )
