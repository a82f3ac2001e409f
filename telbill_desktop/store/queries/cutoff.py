"""Lines of received invoices that a closing day parts, and those that state no period."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from telbill_desktop.domain.cutoff import CutoffLine, near
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.store.queries.invoice_filter import narrowing
from telbill_desktop.store.tables.invoices import invoice, invoice_line
from telbill_desktop.store.tables.parties import billing_account, operator

_AT_ONCE = 2000

_LINES: Select[Any] = (
    select(
        operator.c.name,
        billing_account.c.label.label("account"),
        invoice.c.number,
        invoice.c.issue_date,
        invoice_line.c.label,
        invoice_line.c.category,
        invoice.c.currency,
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
_START, _END = invoice_line.c.period_start, invoice_line.c.period_end
_HAS_NONE = or_(_START.is_(None), _END.is_(None), _END <= _START)
_HAS_PERIOD = _END > _START


def lines_after(connection: Connection, perimeter: PerimeterChoice | None, closing: date) -> Iterator[CutoffLine]:
    """Lines of invoices issued up to the closing day that charge days after it."""
    asked = _LINES.where(invoice.c.issue_date <= closing, _HAS_PERIOD, day_after(closing) < _END)
    return _read(connection, perimeter, asked)


def lines_until(connection: Connection, perimeter: PerimeterChoice | None, closing: date) -> Iterator[CutoffLine]:
    """Lines of invoices issued after the closing day that charge days up to it."""
    asked = _LINES.where(invoice.c.issue_date > closing, _HAS_PERIOD, closing >= _START)
    return _read(connection, perimeter, asked)


def lines_without_period(
    connection: Connection, perimeter: PerimeterChoice | None, closing: date
) -> Iterator[CutoffLine]:
    """Lines that state no period, of invoices issued in the year up to the closing day and soon after it."""
    first, last = near(closing)
    asked = _LINES.where(invoice.c.issue_date.between(first, last), _HAS_NONE)
    return _read(connection, perimeter, asked)


def _read(connection: Connection, perimeter: PerimeterChoice | None, asked: Select[Any]) -> Iterator[CutoffLine]:
    narrowed = narrowing(connection, InvoiceFilter(perimeter=perimeter)).applied(asked)
    for some in connection.execute(narrowed).partitions(_AT_ONCE):
        for row in some:
            is_stated = (
                row.period_start is not None and row.period_end is not None and row.period_end > row.period_start
            )
            yield CutoffLine(
                operator=row.name,
                account=row.account or "",
                number=row.number,
                invoice_date=row.issue_date,
                label=row.label,
                category=Category(row.category) if row.category else None,
                currency=row.currency,
                amount=row.amount,
                period=Period(row.period_start, row.period_end) if is_stated else None,
                vat_rate=row.vat_rate,
            )
