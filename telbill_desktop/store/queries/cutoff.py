"""Lines of received invoices that a closing day parts, and those that state no period.

What an invoice charges beside its lines (a discount on the whole of it, everything where no line is known) is one more
line, of the days of the invoice.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select, true

from telbill_desktop.domain.cutoff import BareInvoice, CutoffLine, near
from telbill_desktop.domain.invoice_kinds import Category, InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.money import CENT
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.store.queries.invoice_filter import narrowing
from telbill_desktop.store.tables.invoices import invoice, invoice_line, invoice_vat
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.store.tables.sums import invoice_cost

_AT_ONCE = 2000

# As `domain.entries.why_left_out` has it, the currency aside; of an invoice of nothing there is nothing to book.
_CANNOT_BE_BOOKED = or_(
    invoice.c.state == InvoiceState.TO_CHECK,
    func.coalesce(invoice.c.ht + invoice.c.vat != invoice.c.ttc, true()),
)

_LINES: Select[Any] = (
    select(
        operator.c.name,
        billing_account.c.label.label("account"),
        invoice.c.number,
        invoice.c.issue_date,
        invoice_line.c.label,
        invoice_line.c.category,
        invoice.c.currency,
        _CANNOT_BE_BOOKED.label("is_left_out"),
        invoice_line.c.amount,
        invoice_line.c.period_start,
        invoice_line.c.period_end,
        invoice_line.c.vat_rate,
    )
    .select_from(
        invoice_line.join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .join(operator, operator.c.id == invoice.c.operator_id)
        .outerjoin(billing_account, billing_account.c.id == invoice.c.account_id)
    )
    .where(invoice_line.c.amount.is_not(None))
    .order_by(operator.c.name, billing_account.c.label, invoice.c.issue_date, invoice.c.id, invoice_line.c.position)
)
_OF_LINES = [*(invoice_cost.c[category.value] for category in Category), invoice_cost.c.unclassified]
# The rate of what no line tells is known where the invoice has one alone.
_ONE_RATE = (
    select(func.min(invoice_vat.c.rate))
    .where(invoice_vat.c.invoice_id == invoice.c.id)
    .having(func.count() == 1)
    .scalar_subquery()
)
_OWNED = (
    invoice.join(invoice_cost, invoice_cost.c.invoice_id == invoice.c.id)
    .join(operator, operator.c.id == invoice.c.operator_id)
    .outerjoin(billing_account, billing_account.c.id == invoice.c.account_id)
)
_BESIDE: Select[Any] = (
    select(
        operator.c.name,
        billing_account.c.label.label("account"),
        invoice.c.number,
        invoice.c.issue_date,
        invoice.c.currency,
        _CANNOT_BE_BOOKED.label("is_left_out"),
        invoice.c.period_start,
        invoice.c.period_end,
        _ONE_RATE.label("vat_rate"),
        invoice_cost.c.ht,
        *_OF_LINES,
    )
    .select_from(_OWNED)
    .where(invoice_cost.c.ht.is_not(None))
    .order_by(operator.c.name, billing_account.c.label, invoice.c.issue_date, invoice.c.id)
)


def lines_after(connection: Connection, perimeter: PerimeterChoice | None, closing: date) -> Iterator[CutoffLine]:
    """Lines of invoices issued up to the closing day that charge days after it."""
    for asked, start, end in _BOTH:
        within = (invoice.c.issue_date <= closing, end > start, day_after(closing) < end)
        yield from _read(connection, perimeter, asked.where(*within))


def lines_until(connection: Connection, perimeter: PerimeterChoice | None, closing: date) -> Iterator[CutoffLine]:
    """Lines of invoices issued after the closing day that charge days up to it."""
    for asked, start, end in _BOTH:
        within = (invoice.c.issue_date > closing, end > start, closing >= start)
        yield from _read(connection, perimeter, asked.where(*within))


def lines_without_period(
    connection: Connection, perimeter: PerimeterChoice | None, closing: date
) -> Iterator[CutoffLine]:
    """Lines that state no period, of invoices issued in the year up to the closing day and soon after it."""
    first, last = near(closing)
    for asked, start, end in _BOTH:
        lacking = or_(start.is_(None), end.is_(None), end <= start)
        yield from _read(connection, perimeter, asked.where(invoice.c.issue_date.between(first, last), lacking))


def bare_invoices(connection: Connection, perimeter: PerimeterChoice | None, closing: date) -> list[BareInvoice]:
    """Invoices issued in the year up to the closing day and soon after it, of which nothing before tax is known."""
    first, last = near(closing)
    within = (invoice.c.issue_date.between(first, last), invoice_cost.c.ht.is_(None), invoice_cost.c.lines == 0)
    asked: Select[Any] = (
        select(
            operator.c.name,
            billing_account.c.label.label("account"),
            *(invoice.c[name] for name in ("number", "issue_date", "currency", "ttc")),
        )
        .select_from(_OWNED)
        .where(*within)
        .order_by(operator.c.name, billing_account.c.label, invoice.c.issue_date, invoice.c.id)
    )
    narrowed = narrowing(connection, InvoiceFilter(perimeter=perimeter)).applied(asked)
    return [BareInvoice(row[0], row[1] or "", *row[2:]) for row in connection.execute(narrowed)]


_BOTH = (
    (_LINES, invoice_line.c.period_start, invoice_line.c.period_end),
    (_BESIDE, invoice.c.period_start, invoice.c.period_end),
)


def _read(connection: Connection, perimeter: PerimeterChoice | None, asked: Select[Any]) -> Iterator[CutoffLine]:
    narrowed = narrowing(connection, InvoiceFilter(perimeter=perimeter)).applied(asked)
    made = _line if "label" in asked.selected_columns else _beside
    for some in connection.execute(narrowed).partitions(_AT_ONCE):
        yield from (line for row in some if (line := made(row)) is not None)


def _line(row: Row[Any]) -> CutoffLine:
    return CutoffLine(
        operator=row.name,
        account=row.account or "",
        number=row.number,
        invoice_date=row.issue_date,
        label=row.label,
        category=Category(row.category) if row.category else None,
        currency=row.currency,
        amount=row.amount,
        period=_period(row.period_start, row.period_end),
        vat_rate=row.vat_rate,
        is_left_out=bool(row.is_left_out),
    )


def _beside(row: Row[Any]) -> CutoffLine | None:
    """What no line tells; None where that is less than a cent, which rounding makes."""
    amount = row.ht - sum(row[-len(_OF_LINES) :], Decimal(0))
    if abs(amount) < CENT:
        return None
    return CutoffLine(
        operator=row.name,
        account=row.account or "",
        number=row.number,
        invoice_date=row.issue_date,
        label="",
        category=None,
        currency=row.currency,
        amount=amount,
        period=_period(row.period_start, row.period_end),
        vat_rate=row.vat_rate,
        is_left_out=bool(row.is_left_out),
        is_beside=True,
    )


def _period(start: date | None, end: date | None) -> Period | None:
    return Period(start, end) if start is not None and end is not None and end > start else None
