"""What usage the next invoice will charge, until usage itself is known: as the latest invoices had it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, func, select, true

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.forecast import ForecastLine, ForecastSection
from telbill_desktop.domain.invoice_kinds import Category, InvoiceType
from telbill_desktop.domain.money import round_to_cent
from telbill_desktop.domain.products import VatRate, stated_vat
from telbill_desktop.store.tables.invoices import invoice, invoice_line

AT_HOME = invoice.c.currency == HOME_CURRENCY  # what is to come is in it; amounts of two are never added
USAGE_INVOICES = 3  # usage is estimated from so many of the latest invoices


def usage_estimates(
    connection: Connection, today: date, account_ids: Collection[int] | None
) -> dict[int, Sequence[ForecastLine]]:
    """The mean of the communications of the latest invoices, by category and rate of tax, marked as an estimate."""
    place = func.row_number().over(
        partition_by=invoice.c.account_id, order_by=(invoice.c.issue_date.desc(), invoice.c.id.desc())
    )
    asked = select(invoice.c.id, invoice.c.account_id, place.label("place")).where(
        invoice.c.account_id.is_not(None),
        invoice.c.issue_date <= today,
        invoice.c.type == InvoiceType.INVOICE.value,
        AT_HOME,
        true() if account_ids is None else invoice.c.account_id.in_(account_ids),
    )
    latest = asked.subquery()
    chosen = select(latest.c.id, latest.c.account_id).where(latest.c.place <= USAGE_INVOICES).subquery()
    each = select(chosen.c.account_id, func.count()).group_by(chosen.c.account_id)
    counted: dict[int, int] = {row[0]: row[1] for row in connection.execute(each)}
    lines = (
        select(chosen.c.account_id, invoice_line.c.vat_category, invoice_line.c.vat_rate, invoice_line.c.amount)
        .join(invoice_line, invoice_line.c.invoice_id == chosen.c.id)
        .where(invoice_line.c.category == Category.USAGE.value, invoice_line.c.amount.is_not(None))
    )
    sums: dict[int, dict[VatRate, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for account_id, category, rate, amount in connection.execute(lines):
        sums[account_id][stated_vat(category, rate)] += amount
    return {account_id: tuple(_estimates(rates, counted[account_id])) for account_id, rates in sums.items()}


def _estimates(rates: Mapping[VatRate, Decimal], invoices: int) -> Iterable[ForecastLine]:
    for rate, amount in rates.items():
        mean = round_to_cent(amount / invoices)
        if mean:
            yield ForecastLine(ForecastSection.USAGE, "", Category.USAGE, rate, mean, is_estimate=True)
