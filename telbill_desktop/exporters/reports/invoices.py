"""The report of invoices: by account, by month with its chart, every invoice, and its lines where they are wanted."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.domain.invoice_report import (
    AccountSums,
    GroupSums,
    InvoiceReport,
    ReportedInvoice,
    Shares,
)
from telbill_desktop.domain.report import Chart, Column, ColumnKind, Report, Table, Value, given
from telbill_desktop.domain.report_request import ReportKind, ReportLevel
from telbill_desktop.exporters.invoice_columns import INVOICE_VALUES, category_name
from telbill_desktop.exporters.reports.facts import scope_facts
from telbill_desktop.exporters.reports.invoice_lines import lines_table
from telbill_desktop.exporters.reports.invoice_users import calls_table, users_table
from telbill_desktop.exporters.reports.names import level_name, report_name
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

_GROUPS: tuple[Category | None, ...] = (*Category, None)
_AMOUNT, _FINE = ColumnKind.AMOUNT, ColumnKind.FINE  # lines may charge fractions of a cent, totals never do


def invoices_report(values: InvoiceReport) -> Report:
    """The tables of a level are those of the levels above it, and one more."""
    shares = values.level is not ReportLevel.TOTALS
    accounts = _by_account(values, with_shares=shares)
    months = _by_month(values, with_shares=shares)
    tables = [accounts, *months, _invoices(values, with_shares=shares)]
    if values.level in {ReportLevel.LINES, ReportLevel.USERS, ReportLevel.CALLS}:
        tables.append(lines_table(values, is_foreign=has_foreign(values.totals)))
    if values.level in {ReportLevel.USERS, ReportLevel.CALLS}:
        tables.append(users_table(values, is_foreign=has_foreign(values.totals)))
    if values.level is ReportLevel.CALLS:
        tables.append(calls_table(values))
    facts = [*scope_facts(values.scope), (tr("Level of detail"), level_name(values.level))]
    return Report(report_name(ReportKind.INVOICES), facts, tables, _chart(months, with_shares=shares))


def _by_account(values: InvoiceReport, *, with_shares: bool) -> Table:
    currency = has_foreign(values.totals)
    columns = [
        Column(tr("Operator"), width=24),
        Column(tr("Account"), width=24),
        Column(tr("Account no."), width=16),
        *_currency_column(is_shown=currency),
        Column(tr("Invoices"), ColumnKind.COUNT),
        *_share_columns(is_shown=with_shares),
        *_total_columns(),
    ]

    def row(one: AccountSums) -> list[Value]:
        named = [one.operator, one.account or tr("Without an account"), one.number]
        return [*named, *_sums(one.sums, currency=currency, with_shares=with_shares)]

    totals = None
    if len(values.totals) == 1:
        totals = [tr("Total"), None, None, *_sums(values.totals[0], currency=currency, with_shares=with_shares)]
    rows = given([row(one) for one in values.accounts])
    return Table(tr("By account"), columns, rows, totals, _notes(values, with_shares=with_shares))


def _by_month(values: InvoiceReport, *, with_shares: bool) -> list[Table]:
    """One table for each currency: months of two are never one bar."""
    columns = [
        Column(tr("Month"), ColumnKind.MONTH),
        Column(tr("Invoices"), ColumnKind.COUNT),
        *_share_columns(is_shown=with_shares),
        *_total_columns(),
    ]

    def row(name: Value, sums: GroupSums) -> list[Value]:
        return [name, *_sums(sums, currency=False, with_shares=with_shares)]

    tables = []
    for whole in sorted(values.totals, key=lambda one: one.currency != HOME_CURRENCY):
        rows = [row(one.month, one.sums) for one in values.months if one.sums.currency == whole.currency]
        name = f"{tr('By month')} {whole.currency}" if has_foreign(values.totals) else tr("By month")
        tables.append(Table(name, columns, given(rows), row(tr("Total"), whole)))
    return tables


def _invoices(values: InvoiceReport, *, with_shares: bool) -> Table:
    named = (InvoiceColumn.TYPE, InvoiceColumn.NUMBER, InvoiceColumn.DATE, InvoiceColumn.DUE_DATE)
    currency = has_foreign(values.totals)
    columns = [
        Column(tr("Operator"), width=24),
        Column(tr("Account"), width=24),
        Column(tr("Account no."), width=16),
        Column(tr("Type")),
        Column(tr("Invoice number"), width=18),
        Column(tr("Date"), ColumnKind.DAY),
        Column(tr("Due date"), ColumnKind.DAY),
        Column(tr("From"), ColumnKind.DAY),
        Column(tr("To"), ColumnKind.DAY),
        *_currency_column(is_shown=currency),
        *_share_columns(is_shown=with_shares),
        *_total_columns(),
        Column(tr("State")),
    ]

    def row(one: ReportedInvoice) -> list[Value]:
        stated, period = one.row, one.period
        days = [period.start, period.last_day] if period is not None and period.days else [None, None]
        return [
            *(stated.operator, stated.account, one.number),
            *(INVOICE_VALUES[column](stated) for column in named),
            *days,
            *([stated.currency] if currency else []),
            *(_shares(one.shares, one.beside_lines) if with_shares else []),
            *(stated.ht, stated.vat, stated.ttc, INVOICE_VALUES[InvoiceColumn.STATE](stated)),
        ]

    def rows() -> Iterator[list[Value]]:
        return map(row, values.invoices())

    totals = None
    if len(values.totals) == 1:
        sums = values.totals[0]
        shares = _shares(sums.shares, sums.beside_lines) if with_shares else []
        blank: list[Value] = [None] * (9 if currency else 8)
        totals = [tr("Total"), *blank, *shares, sums.ht, sums.vat, sums.ttc, None]
    return Table(tr("Invoices"), columns, rows, totals, size=values.count)


def _chart(months: Sequence[Table], *, with_shares: bool) -> Chart | None:
    """The categories of each month; without them its amount before tax and its tax."""
    if not months:
        return None
    first = 2
    count = len(_GROUPS) + 1 if with_shares else 2
    title = tr("Cost of each month by category, excl. VAT") if with_shares else tr("Cost of each month")
    rows = list(months[0].rows())
    told = [at for at in range(first, first + count) if any(row[at] for row in rows)]
    return Chart(title, 1, 0, told) if told else None


def has_foreign(totals: Iterable[GroupSums]) -> bool:
    """Whether a column must say the currency."""
    return any(one.currency != HOME_CURRENCY for one in totals)


def _sums(sums: GroupSums, *, currency: bool, with_shares: bool) -> list[Value]:
    return [
        *([sums.currency] if currency else []),
        sums.count,
        *(_shares(sums.shares, sums.beside_lines) if with_shares else []),
        *(sums.ht, sums.vat, sums.ttc),
    ]


def _shares(shares: Shares, beside: Decimal | None) -> list[Value]:
    return [*(shares.get(category) for category in _GROUPS), beside or None]


def _share_columns(*, is_shown: bool) -> list[Column]:
    if not is_shown:
        return []
    return [*(Column(category_name(category), _FINE) for category in _GROUPS), Column(tr("Beside lines"), _FINE)]


def _total_columns() -> list[Column]:
    return [Column(title, _AMOUNT) for title in (tr("Total excl. VAT"), tr("VAT"), tr("Total incl. VAT"))]


def _currency_column(*, is_shown: bool) -> list[Column]:
    return [Column(tr("Currency"))] if is_shown else []


def _notes(values: InvoiceReport, *, with_shares: bool) -> list[str]:
    notes = []
    for one in values.totals:
        if len(values.totals) > 1:
            ht, vat, ttc = (formats.money(amount, one.currency) for amount in (one.ht, one.vat, one.ttc))
            notes.append(tr("{ht} HT, {vat} VAT, {ttc} TTC").format(ht=ht, vat=vat, ttc=ttc))
        if one.incomplete:
            words = ntr(
                "{count} invoice lacks a total and is not in every sum.",
                "{count} invoices lack a total and are not in every sum.",
                one.incomplete,
            )
            notes.append(words.format(count=formats.count(one.incomplete)))
    if with_shares:
        notes.append(
            tr(
                "Categories are before tax, by the lines. “Beside lines” is the rest of the total: discounts and "
                "charges on a whole invoice, rounding, invoices of which no lines are known."
            )
        )
    return notes
