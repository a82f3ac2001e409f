"""What the invoices charged for a number or a user, by month; before tax."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.phone_forms import phone_forms
from telbill_desktop.store.tables.invoices import invoice, invoice_line

ZERO = Decimal(0)
_LEFT_OUT = (" ", "\u00a0", "\u202f", ".", "-")


def costs_of_number(connection: Connection, number: str, span: Period) -> dict[date, Decimal]:
    """What was charged for a number, by the first day of the invoice's month, in the books' currency."""
    written: Any = invoice_line.c.phone_number
    for mark in _LEFT_OUT:
        written = func.replace(written, mark, "")
    forms = set(phone_forms(number))
    wanted = forms | {form.removeprefix("+") for form in forms} | {f"00{form[1:]}" for form in forms if form[0] == "+"}
    asked = _lines(span).where(invoice_line.c.phone_number.is_not(None), written.in_(wanted))
    return _by_month((row.issue_date, row.amount) for row in connection.execute(asked))


def costs_of_users(
    connection: Connection,
    account_id: int,
    product: tuple[str, str],
    users: Collection[tuple[str, Period]],
    span: Period,
) -> dict[date, Decimal]:
    """What was charged on an account for a product, by code or label, on lines that name who had it then."""
    code, label = product
    held = [(fold(name), period) for name, period in users]
    asked = _lines(span).where(invoice.c.account_id == account_id, invoice_line.c.user_name.is_not(None))
    return _by_month(
        (row.issue_date, row.amount)
        for row in connection.execute(asked)
        if (row.product_code == code if code and row.product_code else fold(row.label) == fold(label))
        and any(fold(row.user_name) == name and _touches(period, row.issue_date) for name, period in held)
    )


def _lines(span: Period) -> Any:  # noqa: ANN401 - a select of five columns
    return (
        select(
            invoice.c.issue_date,
            invoice_line.c.amount,
            invoice_line.c.user_name,
            invoice_line.c.product_code,
            invoice_line.c.label,
        )
        .join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .where(
            invoice.c.issue_date >= span.start,
            invoice.c.issue_date < span.end,
            invoice.c.currency == HOME_CURRENCY,
            invoice_line.c.amount.is_not(None),
        )
    )


def _touches(held: Period, issued: date) -> bool:
    """An invoice in advance is dated before the days that it charges, within their month.

    What is dated after the end is left out, though one in arrears may charge the last days: its user may have another
    one by then, whose lines read the same.
    """
    return held.start.replace(day=1) <= issued <= held.end


def _by_month(charged: Iterable[tuple[date, Decimal]]) -> dict[date, Decimal]:
    months: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for issued, amount in charged:
        months[issued.replace(day=1)] += amount
    return dict(months)
