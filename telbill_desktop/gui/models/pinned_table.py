"""A page of a pinned view for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow
from telbill_desktop.exporters.invoice_columns import invoice_titles
from telbill_desktop.gui.models.invoice_cells import POSITION, cells
from telbill_desktop.gui.models.record_table import RecordTable

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

PINNED_COLUMNS = (InvoiceColumn.DATE, InvoiceColumn.NUMBER, InvoiceColumn.OPERATOR, InvoiceColumn.TTC)
DATE, NUMBER, OPERATOR, TTC = range(4)


class PinnedTable(RecordTable[InvoiceRow]):
    """As the list of invoices has them."""

    def __init__(self, parent: QObject) -> None:
        titles = invoice_titles()
        super().__init__([titles[column] for column in PINNED_COLUMNS], parent, right=frozenset({TTC}))

    def cell(self, row: int, column: int) -> str:
        """A date, a number, a name, an amount."""
        return cells(self.records[row])[POSITION[PINNED_COLUMNS[column]]]
