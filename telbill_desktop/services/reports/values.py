"""The one door to the values of every report."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from types import MappingProxyType

from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.invoice_report import InvoiceReport
from telbill_desktop.domain.report_request import ReportKind, ReportRequest
from telbill_desktop.services.reports.entries import entry_report
from telbill_desktop.services.reports.invoices import invoice_report
from telbill_desktop.store.engine import Store

ReportValues = InvoiceReport | EntryReport

_MADE: Mapping[ReportKind, Callable[[Store, ReportRequest, date], AbstractContextManager[ReportValues]]] = (
    MappingProxyType({ReportKind.INVOICES: invoice_report, ReportKind.ENTRIES: entry_report})
)


@contextmanager
def report_values(store: Store, request: ReportRequest, today: date) -> Iterator[ReportValues]:
    """What the report is made of; rows of large ones are read while it is open."""
    with _MADE[request.kind](store, request, today) as values:
        yield values
