"""What reports and their levels are called."""

from telbill_desktop.domain.report_request import ReportKind, ReportLevel
from telbill_desktop.system.i18n import tr


def report_name(kind: ReportKind) -> str:
    """The title of a report."""
    return {
        ReportKind.INVOICES: tr("Invoices of several accounts"),
        ReportKind.CONSUMPTION: tr("Consumption"),
        ReportKind.FLEET: tr("Fleet"),
        ReportKind.UPCOMING: tr("Invoices to come"),
        ReportKind.ENTRIES: tr("Preparation of entries"),
        ReportKind.CUTOFF: tr("Closing of the accounts"),
    }[kind]


def level_name(level: ReportLevel) -> str:
    """How far invoices are taken apart."""
    return {
        ReportLevel.TOTALS: tr("Totals"),
        ReportLevel.CATEGORIES: tr("By category"),
        ReportLevel.LINES: tr("Lines"),
        ReportLevel.USERS: tr("By user"),
        ReportLevel.CALLS: tr("Each call"),
    }[level]
