"""The report of invoices: of chosen accounts and days, down to the level that is wanted."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.invoice_report import InvoiceReport, ReportedInvoice, ReportedLines
from telbill_desktop.domain.invoice_users import InvoiceUser
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.report_request import ReportLevel, ReportRequest
from telbill_desktop.domain.usage_view import UsageCall, UsageSum
from telbill_desktop.services.reports.scope import scope_of
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoice_report as queries
from telbill_desktop.store.queries import usage_of_invoices as usage
from telbill_desktop.store.queries.invoice_users import InvoiceUsers
from telbill_desktop.store.queries.usage_book import usage_book


@contextmanager
def invoice_report(store: Store, request: ReportRequest, today: date, _progress: Progress) -> Iterator[InvoiceReport]:
    """The invoices issued on the days that are asked for, from one moment of the store while it is open."""
    wanted = InvoiceFilter(since=request.since, until=request.until, perimeter=request.perimeter or None)
    with_shares = request.level is not ReportLevel.TOTALS
    with store.reading() as connection:
        ids = queries.ordered_ids(connection, wanted)
        sums = queries.Sums(connection, wanted, with_shares=with_shares)
        reading = _Reading(connection, ids, with_shares=with_shares)
        used, listed = reading.used() if request.level in _WITH_USERS else (None, 0)
        yield InvoiceReport(
            scope=scope_of(store, request, today),
            level=request.level,
            totals=sums.totals(),
            accounts=sums.of_accounts(),
            months=sums.of_months(),
            invoices=reading.invoices,
            lines=reading.lines,
            users=reading.users,
            calls=reading.calls,
            count=len(ids),
            line_count=sums.line_count,
            used=used,
            listed=listed,
        )


_WITH_USERS = frozenset({ReportLevel.USERS, ReportLevel.CALLS})


class _Reading:
    """Reads the invoices some at a time, as often as they are asked for."""

    def __init__(self, connection: Any, ids: Sequence[int], *, with_shares: bool) -> None:  # noqa: ANN401 - this floor does not name SQLAlchemy
        self._connection, self._ids, self._with_shares = connection, ids, with_shares

    def invoices(self) -> Iterator[ReportedInvoice]:
        for _some, found in queries.in_chunks(self._connection, self._ids, with_shares=self._with_shares):
            yield from found

    def lines(self) -> Iterator[ReportedLines]:
        for some, found in self._some():
            known = queries.lines_of(self._connection, some)
            yield from ((one, known.get(one.row.id, ())) for one in found)

    def users(self) -> Iterator[tuple[ReportedInvoice, Sequence[InvoiceUser]]]:
        users = InvoiceUsers(self._connection, usage_book(self._connection))
        for some, found in self._some():
            known, batches = queries.lines_of(self._connection, some), usage.batches_of(self._connection, some)
            for one in found:
                key = one.row.id
                yield one, users.of(one.row.issue_date, known.get(key, ()), batches.get(key, frozenset()))

    def used(self) -> tuple[UsageSum | None, int]:
        """What all of them add up to, None where two invoices share a file's part; and how many calls are listed."""
        batches: list[int] = []
        for some in chunks(self._ids):
            for own in usage.batches_of(self._connection, some).values():
                batches += own
        distinct = frozenset(batches)
        if len(distinct) < len(batches):
            return None, 0
        return usage.sum_of_batches(self._connection, distinct, usage_book(self._connection))

    def calls(self) -> Iterator[tuple[ReportedInvoice, UsageCall]]:
        book = usage_book(self._connection)
        for some, found in self._some():
            batches = usage.batches_of(self._connection, some)
            for one in found:
                if own := batches.get(one.row.id):
                    yield from ((one, call) for call in usage.calls_of_batches(self._connection, own, book))

    def _some(self) -> Iterator[tuple[Sequence[int], list[ReportedInvoice]]]:
        return queries.in_chunks(self._connection, self._ids, with_shares=False)
