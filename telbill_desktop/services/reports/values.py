"""The one door to the values of every report."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from types import MappingProxyType

from telbill_desktop.domain.consumption_report import ConsumptionReport
from telbill_desktop.domain.cutoff import CutoffReport
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.fleet_report import FleetReport
from telbill_desktop.domain.invoice_report import InvoiceReport
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.domain.report_request import ReportKind, ReportRequest
from telbill_desktop.domain.upcoming_report import UpcomingReport
from telbill_desktop.services.reports.consumption import consumption_report
from telbill_desktop.services.reports.cutoff import cutoff_report
from telbill_desktop.services.reports.entries import entry_report
from telbill_desktop.services.reports.fleet import fleet_report
from telbill_desktop.services.reports.invoices import invoice_report
from telbill_desktop.services.reports.upcoming import upcoming_report
from telbill_desktop.store.engine import Store

ReportValues = InvoiceReport | ConsumptionReport | FleetReport | UpcomingReport | EntryReport | CutoffReport

_READ: Mapping[ReportKind, Callable[[Store, ReportRequest, date, Progress], AbstractContextManager[ReportValues]]] = (
    MappingProxyType(
        {
            ReportKind.INVOICES: invoice_report,
            ReportKind.CONSUMPTION: consumption_report,
            ReportKind.FLEET: fleet_report,
            ReportKind.UPCOMING: upcoming_report,
            ReportKind.ENTRIES: entry_report,
            ReportKind.CUTOFF: cutoff_report,
        }
    )
)


@contextmanager
def report_values(
    store: Store, request: ReportRequest, today: date, progress: Progress | None = None
) -> Iterator[ReportValues]:
    """What the report is made of; rows of large ones are read while it is open.

    Raises:
        TelbillError: see the report.
        CancelledError: from `progress`.
    """
    with _READ[request.kind](store, request, today, progress or Unwatched()) as values:
        yield values
