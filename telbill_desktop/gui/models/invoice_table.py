"""The list of invoices for a table view."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from PySide6.QtCore import QObject

from telbill_desktop.domain.invoice_kinds import InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceRow
from telbill_desktop.gui.models.invoice_cells import AMOUNTS, COLUMNS, cells, short_titles, state_name, titles
from telbill_desktop.gui.models.paged_table import Columns, PagedTable


class InvoiceTable(PagedTable[InvoiceRow]):
    """Invoices in the order that the store gave."""

    def __init__(
        self, read_rows: Callable[[Sequence[int]], Iterable[InvoiceRow]], parent: QObject | None = None
    ) -> None:
        """`read_rows` gives the rows of some ids by primary key; an id that is gone may be left out."""
        columns = Columns(COLUMNS, titles(), short_titles(), AMOUNTS, attrgetter("id"), cells)
        super().__init__(columns, read_rows, parent)

    def mark(self, row: int, column: int) -> str:
        """What the icon beside the type says in words."""
        shown = self.row_at(row) if COLUMNS[column] is InvoiceColumn.TYPE else None
        return state_name(shown.state) if shown is not None and shown.state is InvoiceState.TO_CHECK else ""
