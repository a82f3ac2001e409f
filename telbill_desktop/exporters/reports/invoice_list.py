"""The list of invoices as it is on screen, as a report."""

from collections.abc import Callable, Iterator, Sequence

from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow, InvoiceSums
from telbill_desktop.domain.report import Column, ColumnKind, Report, Table, Value
from telbill_desktop.exporters.invoice_columns import INVOICE_VALUES, invoice_titles
from telbill_desktop.exporters.reports.lists import Facts
from telbill_desktop.system.i18n import tr

_AMOUNTS = {InvoiceColumn.HT: "ht", InvoiceColumn.VAT: "vat", InvoiceColumn.TTC: "ttc"}
_KINDS = {
    **dict.fromkeys((*_AMOUNTS, InvoiceColumn.AMOUNT_DUE), ColumnKind.AMOUNT),
    **dict.fromkeys((InvoiceColumn.DATE, InvoiceColumn.DUE_DATE), ColumnKind.DAY),
}


def invoice_list_report(
    facts: Facts,
    rows: Callable[[], Iterator[InvoiceRow]],
    columns: Sequence[InvoiceColumn],
    sums: Sequence[InvoiceSums],
    size: int,
) -> Report:
    """The invoices in these columns, in this order; what they add up to where they are in one currency."""
    titles = invoice_titles()
    values = [INVOICE_VALUES[column] for column in columns]

    def cells() -> Iterator[list[Value]]:
        return ([value(row) for value in values] for row in rows())

    totals: list[Value] | None = None
    if len(sums) == 1:
        totals = [getattr(sums[0], _AMOUNTS[column]) if column in _AMOUNTS else None for column in columns]
        if totals[:1] == [None]:
            totals[0] = tr("Total")
    shown = [Column(titles[column], _KINDS.get(column, ColumnKind.TEXT)) for column in columns]
    table = Table(tr("Invoices"), shown, cells, totals, size=size)
    return Report(tr("Invoices"), [(name, value) for name, value in facts if value], [table])
