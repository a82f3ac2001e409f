"""What reports, their levels and the days that they are of are called; and what files of them are."""

from datetime import date

from telbill_desktop.domain.period import day_after
from telbill_desktop.domain.ready_days import ReadyDays
from telbill_desktop.domain.report_definition import DefinedReport
from telbill_desktop.domain.report_request import LEVELS, OF_DAYS, ReportKind, ReportLevel, ReportRequest
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr


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


def report_words(kind: ReportKind) -> str:
    """What a report holds, in a sentence."""
    return {
        ReportKind.INVOICES: tr("What accounts and months cost, and every invoice, as detailed as you choose."),
        ReportKind.CONSUMPTION: tr("Calls, messages and data by user, team, month and destination."),
        ReportKind.FLEET: tr("What is in service on a day, who has it, and what it costs a month."),
        ReportKind.UPCOMING: tr("The next invoices line by line with their reasons, and the twelve months ahead."),
        ReportKind.ENTRIES: tr(
            "Purchase entries for your accounting program, balanced to the cent; what was prepared is not repeated."
        ),
        ReportKind.CUTOFF: tr("At the closing day: what is paid in advance, and what is not invoiced yet."),
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


def days_name(which: ReadyDays) -> str:
    """Days that are asked for often, counted from today."""
    return {
        ReadyDays.THIS_MONTH: tr("This month"),
        ReadyDays.LAST_MONTH: tr("Last month"),
        ReadyDays.THIS_QUARTER: tr("This quarter"),
        ReadyDays.LAST_QUARTER: tr("Last quarter"),
        ReadyDays.LAST_3_MONTHS: tr("Last 3 months"),
        ReadyDays.LAST_12_MONTHS: tr("Last 12 months"),
        ReadyDays.LAST_24_MONTHS: tr("Last 24 months"),
        ReadyDays.THIS_YEAR: tr("This year"),
        ReadyDays.LAST_YEAR: tr("Last year"),
    }[which]


def span_words(since: date | None, until: date | None) -> str:
    """From one day through another, both included, in words."""
    if since is not None and until is not None:
        return formats.fill(tr("from {first} to {last}"), {"first": since, "last": until})
    if since is not None:
        return formats.fill(tr("from {date}"), {"date": since})
    return formats.fill(tr("until {date}"), {"date": until}) if until is not None else tr("of any day")


def asked_words(report: DefinedReport) -> str:
    """What a report that is kept asks for: `Lines · Last month · 2 billing accounts · XLSX`."""
    parts = [level_name(report.level)] if report.kind in LEVELS else []
    if report.kind in OF_DAYS:
        parts.append(days_name(report.days) if report.days is not None else span_words(report.since, report.until))
    elif report.on is not None:
        parts.append(formats.day(report.on))
    if report.months is not None:
        words = ntr("{count} month", "{count} months", report.months)
        parts.append(words.format(count=formats.count(report.months)))
    if count := len(report.perimeter.account_ids):
        words = ntr("{count} billing account", "{count} billing accounts", count)
        parts.append(words.format(count=formats.count(count)))
    elif report.perimeter:
        parts.append(tr("a perimeter"))
    return " · ".join([*parts, report.format.upper()])


def file_name(request: ReportRequest, named: str = "") -> str:
    """What a file of it is called, without its suffix: `Fleet 2026-11-22`, `Invoices of several accounts 2026-10`."""
    days = _days(request.since, request.until) if request.kind in OF_DAYS else str(request.on or "")
    return f"{named or report_name(request.kind)} {days}".rstrip()


def _days(since: date | None, until: date | None) -> str:
    """A month or a year by its number alone where it is whole."""
    if since is None or until is None:
        return " ".join(str(day) for day in (since, until) if day is not None)
    end = day_after(until)
    if since.day == end.day == 1:
        months = (end.year - since.year) * 12 + end.month - since.month
        if months == 1:
            return f"{since:%Y-%m}"
        if months == 12 and since.month == 1:  # noqa: PLR2004 - a year
            return f"{since:%Y}"
    return f"{since} {until}"
