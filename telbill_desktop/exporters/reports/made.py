"""The one door to the reports: values in, tables out."""

from telbill_desktop.domain.entry_report import EntryReport
from telbill_desktop.domain.invoice_report import InvoiceReport
from telbill_desktop.domain.report import Report
from telbill_desktop.exporters.reports.entries import entries_report
from telbill_desktop.exporters.reports.invoices import invoices_report


def made_report(values: InvoiceReport | EntryReport) -> Report:
    """The report of these values, in the language in use."""
    return invoices_report(values) if isinstance(values, InvoiceReport) else entries_report(values)
