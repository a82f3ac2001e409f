"""Users and calls of the report of invoices, each with the invoice that they belong to."""

from collections.abc import Iterator
from decimal import Decimal

from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_report import InvoiceReport, ReportedInvoice
from telbill_desktop.domain.invoice_users import InvoiceUser
from telbill_desktop.domain.report import Column, ColumnKind, Table, Value
from telbill_desktop.domain.usage_view import UsageSum
from telbill_desktop.exporters.cell_text import phone_text
from telbill_desktop.exporters.invoice_columns import category_name
from telbill_desktop.exporters.reports.calls import REPORTED, call_columns, call_totals, call_values, totals_alone_note
from telbill_desktop.system.i18n import tr

_GROUPS: tuple[Category | None, ...] = (*Category, None)


def users_table(values: InvoiceReport, *, is_foreign: bool) -> Table:
    """Every user of every invoice: what the lines charge for them, and what they used.

    `is_foreign`: the currency is to be said.
    """
    columns = [
        *_head(),
        *([Column(tr("Currency"))] if is_foreign else []),
        Column(tr("User"), width=24),
        Column(tr("Team"), width=18),
        Column(tr("Number"), width=16),
        *(Column(category_name(category), ColumnKind.FINE) for category in _GROUPS),
        Column(tr("Total excl. VAT"), ColumnKind.FINE),
        Column(tr("Uses"), ColumnKind.COUNT),
        Column(tr("Duration"), ColumnKind.SECONDS),
        Column(tr("Volume"), ColumnKind.BYTES),
        Column(tr("Messages"), ColumnKind.COUNT),
        Column(tr("Usage excl. VAT"), ColumnKind.USAGE),
    ]

    def rows() -> Iterator[list[Value]]:
        for one, users in values.users():
            head = [*_row(one), *([one.row.currency] if is_foreign else [])]
            for user in users:
                yield [*head, *_user(user)]

    note = tr("What the usage files tell of an invoice is within what its lines charge, not beside it.")
    return Table(tr("By user"), columns, rows, _totals(values, len(columns)), [note])


def calls_table(values: InvoiceReport) -> Table:
    """Every call that came with an invoice, one user after the other."""

    def rows() -> Iterator[list[Value]]:
        for one, call in values.calls():
            yield [*_row(one), *call_values(call)]

    head, used = _head(), values.used
    totals = None  # of calls of which some are not listed nobody knows what the others add up to
    if used is not None and used.count == values.listed:
        totals = [tr("Total"), *[None] * (len(head) - 1), *call_totals(used, REPORTED, is_named=False)]
    return Table(tr("Calls"), [*head, *call_columns()], rows, totals, [totals_alone_note()], values.listed)


def _totals(values: InvoiceReport, width: int) -> list[Value] | None:
    """What users were charged, where all of it is in one currency, and what they used."""
    used = values.used
    if used is None or len(values.totals) != 1:
        return None
    shares = values.totals[0].shares
    charged = [*(shares.get(category) for category in _GROUPS), sum(shares.values(), Decimal(0))]
    sums: list[Value] = [*charged, *_used(used)]
    return [tr("Total"), *[None] * (width - len(sums) - 1), *sums]


def _head() -> list[Column]:
    return [
        Column(tr("Operator"), width=20),
        Column(tr("Account"), width=22),
        Column(tr("Account no."), width=14),
        Column(tr("Invoice number"), width=18),
        Column(tr("Date"), ColumnKind.DAY),
    ]


def _row(one: ReportedInvoice) -> list[Value]:
    return [one.row.operator, one.row.account, one.number, one.row.number, one.row.issue_date]


def _user(user: InvoiceUser) -> list[Value]:
    used = user.used
    nobody = not (user.name or user.number)
    number = phone_text(user.number) if user.number.startswith("+") else user.number
    return [
        tr("Not assigned") if nobody else user.name,
        user.team,
        number,
        *(user.shares.get(category) for category in _GROUPS),
        user.total if user.shares else None,
        *_used(used),
    ]


def _used(used: UsageSum) -> list[Value]:
    return [
        *(used.count or None, used.seconds or None, used.bytes or None, used.messages or None),
        used.amount if used.count else None,
    ]
