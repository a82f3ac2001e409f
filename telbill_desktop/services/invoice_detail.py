"""What the detail of one invoice asks, and exports that need the lines."""

from collections.abc import Iterator, Sequence

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.invoice_detail import InvoiceDetail
from telbill_desktop.domain.invoice_list import InvoiceRow
from telbill_desktop.services.invoices import rows
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoice_detail

_PAGE = 200


def detail(store: Store, invoice_id: int) -> InvoiceDetail:
    """Everything that the detail of an invoice shows, from one moment of the store.

    Raises:
        TelbillError: `invoice_gone` when it was removed or its import undone meanwhile.
    """
    with store.reading() as connection:
        found = invoice_detail.detail(connection, invoice_id)
    if found is None:
        raise TelbillError("invoice_gone")
    return found


def lines(store: Store, invoice_id: int) -> list[InvoiceLine]:
    """The lines of an invoice, in the document's order."""
    with store.reading() as connection:
        return invoice_detail.lines(connection, invoice_id)


def with_lines(store: Store, ids: Sequence[int]) -> Iterator[tuple[InvoiceRow, list[InvoiceLine]]]:
    """These invoices with their lines, one by one, in the order of `ids`, for exports."""
    for start in range(0, len(ids), _PAGE):
        for row in rows(store, ids[start : start + _PAGE]):
            yield row, lines(store, row.id)
