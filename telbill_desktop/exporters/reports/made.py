"""The one door to the reports: values in, tables out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from telbill_desktop.domain.consumption_report import ConsumptionReport
from telbill_desktop.domain.cutoff import CutoffReport
from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.fleet_report import FleetReport
from telbill_desktop.domain.invoice_report import InvoiceReport
from telbill_desktop.domain.report import Report
from telbill_desktop.domain.report_request import ReportKind
from telbill_desktop.domain.upcoming_report import UpcomingReport
from telbill_desktop.exporters.reports.consumption import consumption_report
from telbill_desktop.exporters.reports.cutoff import cutoff_report
from telbill_desktop.exporters.reports.entries import entries_report
from telbill_desktop.exporters.reports.fleet import fleet_report
from telbill_desktop.exporters.reports.invoices import invoices_report
from telbill_desktop.exporters.reports.upcoming import upcoming_report

_MADE: Mapping[type, Callable[[Any], Report]] = MappingProxyType(
    {
        InvoiceReport: invoices_report,
        ConsumptionReport: consumption_report,
        FleetReport: fleet_report,
        UpcomingReport: upcoming_report,
        EntryReport: entries_report,
        CutoffReport: cutoff_report,
    }
)

# What the closing parts has no table that holds the others.
_MAIN: Mapping[ReportKind, int] = MappingProxyType(
    {
        ReportKind.INVOICES: -1,
        ReportKind.CONSUMPTION: -1,
        ReportKind.FLEET: -1,
        ReportKind.UPCOMING: 1,
        ReportKind.ENTRIES: 0,
    }
)


def flat(report: Report, kind: ReportKind) -> Report:
    """The report with the one table that a reader sorts and filters: the most detailed; a CSV has room for no other."""
    main = _MAIN.get(kind)
    return report if main is None else replace(report, tables=[report.tables[main]], chart=None)


def made_report(values: object) -> Report:
    """The report of these values, in the language in use.

    Raises:
        KeyError: there is no report of them (a defect).
    """
    return _MADE[type(values)](values)
