"""The report of the invoices to come: each of them, its lines with their reasons, the twelve months ahead."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.domain.report_request import ReportKind
from telbill_desktop.domain.upcoming_report import UpcomingReport
from telbill_desktop.domain.year_ahead import UpcomingRow
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.names import report_name
from telbill_desktop.exporters.upcoming_columns import paid_how, upcoming_lines
from telbill_desktop.system.i18n import tr

_AMOUNT, _DAY, _COUNT = ColumnKind.AMOUNT, ColumnKind.DAY, ColumnKind.COUNT
_LINE_KINDS = (
    *(_DAY, ColumnKind.TEXT, ColumnKind.TEXT, ColumnKind.TEXT, ColumnKind.TEXT, ColumnKind.TEXT),
    *(_COUNT, ColumnKind.FINE, _COUNT, _COUNT, _DAY, _DAY, ColumnKind.SHARE, _AMOUNT, ColumnKind.TEXT, ColumnKind.TEXT),
)
_RATE, _TOTAL = 12, 13  # the columns of the VAT rate and of the total before tax
_HUNDRED = Decimal(100)


def upcoming_report(values: UpcomingReport) -> Report:
    """Amounts are those that the rules of each account make of what is in service."""
    year = _year(values)
    chart = Chart(tr("12 months ahead, excl. VAT"), 2, 0, tuple(range(1, len(values.year.operators) + 1)))
    tables = [_invoices(values), _lines(values), year]
    return Report(
        report_name(ReportKind.UPCOMING), scope_facts(values.scope), tables, chart if values.year.operators else None
    )


def _invoices(values: UpcomingReport) -> Table:
    columns = [
        Column(tr("Date"), _DAY),
        Column(tr("Operator"), width=20),
        Column(tr("Account"), width=24),
        Column(tr("Available from"), _DAY),
        Column(tr("From"), _DAY),
        Column(tr("To"), _DAY),
        Column(tr("Total excl. VAT"), _AMOUNT),
        Column(tr("VAT"), _AMOUNT),
        Column(tr("Total incl. VAT"), _AMOUNT),
        Column(tr("Set against it"), _AMOUNT),
        Column(tr("To pay"), _AMOUNT),
        Column(tr("Paid on"), _DAY),
        Column(tr("Payment"), width=26),
    ]

    def row(one: UpcomingRow) -> list[Value]:
        invoice = one.invoice
        return [
            *(invoice.invoice_date, one.operator, one.account, invoice.available_from),
            *(invoice.period.start, invoice.period.last_day),
            *(invoice.total_ht, invoice.total_vat, invoice.total_ttc, invoice.balance or None, invoice.to_pay),
            *(invoice.terms.pay_date(invoice.invoice_date), paid_how(invoice)),
        ]

    known = [one.invoice for one in values.rows]
    amounts = [(one.total_ht, one.total_vat, one.total_ttc, one.balance, one.to_pay) for one in known]
    sums = [sum(each, Decimal(0)) for each in zip(*amounts, strict=True)] or [None] * 5
    totals: list[Value] = [tr("Total"), *[None] * 5, *sums, None, None]
    return Table(tr("Invoices to come"), columns, given([row(one) for one in values.rows]), totals)


def _lines(values: UpcomingReport) -> Table:
    titles = [str(title) for title in next(upcoming_lines(()))]
    columns = [Column(title, kind) for title, kind in zip(titles, _LINE_KINDS, strict=True)]

    def rows() -> Iterator[list[Value]]:
        for line in islice(upcoming_lines(values.rows), 1, None):
            row: list[Value] = list(line)
            rate = row[_RATE]
            row[_RATE] = rate / _HUNDRED if isinstance(rate, Decimal) else None
            yield row

    amounts = [line.amount for one in values.rows for line in one.invoice.lines]
    totals: list[Value] = [tr("Total"), *[None] * (len(columns) - 1)]
    totals[_TOTAL] = sum(amounts, Decimal(0))
    return Table(tr("Lines"), columns, rows, totals, size=len(amounts))


def _year(values: UpcomingReport) -> Table:
    year = values.year
    columns = [
        Column(tr("Month"), ColumnKind.MONTH),
        *(Column(name, _AMOUNT) for name, _ in year.operators),
        Column(tr("Total excl. VAT"), _AMOUNT),
    ]
    rows: list[list[Value]] = [
        [month, *(amounts[at] for _, amounts in year.operators), total]
        for at, (month, total) in enumerate(zip(year.months, year.totals, strict=True))
    ]
    sums = [sum(amounts, Decimal(0)) for _, amounts in year.operators]
    return Table(tr("12 months ahead"), columns, given(rows), [tr("Total"), *sums, year.total])
