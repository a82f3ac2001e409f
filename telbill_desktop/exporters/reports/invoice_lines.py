"""The lines of the report of invoices, each with the invoice that it belongs to."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_report import InvoiceReport, ReportedInvoice
from telbill_desktop.domain.report import Column, ColumnKind, Table, Value
from telbill_desktop.exporters.cell_text import printed_phone
from telbill_desktop.exporters.invoice_columns import category_name, short
from telbill_desktop.system.i18n import tr

_HUNDRED = Decimal(100)


def lines_table(values: InvoiceReport, *, is_foreign: bool) -> Table:
    """Every line; both days of its period are inclusive. `is_foreign`: the currency is to be said."""
    amount = Column(tr("Total excl. VAT"), ColumnKind.FINE)
    columns = [
        Column(tr("Operator"), width=24),
        Column(tr("Account"), width=24),
        Column(tr("Account no."), width=16),
        Column(tr("Invoice number"), width=18),
        Column(tr("Date"), ColumnKind.DAY),
        *([Column(tr("Currency"))] if is_foreign else []),
        Column(tr("Line")),
        Column(tr("Order no.")),
        Column(tr("Label"), width=36),
        Column(tr("Description"), width=30),
        Column(tr("Category"), width=20),
        Column(tr("Range"), width=18),
        Column(tr("Product code"), width=14),
        Column(tr("Quantity"), ColumnKind.NUMBER),
        Column(tr("Unit price excl. VAT"), ColumnKind.FINE),
        Column(tr("VAT rate"), ColumnKind.SHARE),
        amount,
        Column(tr("Prorata")),
        Column(tr("From"), ColumnKind.DAY),
        Column(tr("To"), ColumnKind.DAY),
        Column(tr("Number"), width=16),
        Column(tr("User"), width=20),
    ]
    yes = tr("yes")
    names = {category: category_name(category) for category in (*Category, None)}

    def rows() -> Iterator[list[Value]]:
        for one, lines in values.lines():
            head = [*_head(one), *([one.row.currency] if is_foreign else [])]
            for line in lines:
                yield [*head, *_line(line, names, yes)]

    totals: list[Value] | None = None
    if len(values.totals) == 1:
        whole = short(sum(values.totals[0].shares.values(), Decimal(0)), decimals=2)
        totals = [tr("Total"), *(whole if column is amount else None for column in columns[1:])]
    return Table(tr("Lines"), columns, rows, totals, size=values.line_count)


def _head(one: ReportedInvoice) -> list[Value]:
    row = one.row
    return [row.operator, row.account, one.number, row.number, row.issue_date]


def _line(line: InvoiceLine, names: Mapping[Category | None, str], yes: str) -> list[Value]:
    period = line.period if line.period is not None and line.period.days else None
    return [
        line.number_on_invoice,
        line.purchase_order,
        line.label,
        line.description,
        names[line.category],
        line.product_range,
        line.product_code,
        short(line.quantity),
        short(line.unit_price, decimals=2),
        None if line.vat_rate is None else line.vat_rate / _HUNDRED,
        short(line.amount, decimals=2),
        yes if line.prorated else None,
        period.start if period else None,
        period.last_day if period else None,
        printed_phone(line.phone_number) if line.phone_number else None,
        line.user_name,
    ]
