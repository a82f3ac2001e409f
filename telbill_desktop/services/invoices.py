"""What the list of invoices and its detail ask."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import InvoiceLine
from telbill_desktop.domain.invoice_detail import InvoiceDetail
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceRow, InvoiceSums
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import invoice_detail, parties
from telbill_desktop.store.queries import invoices as queries

if TYPE_CHECKING:
    from array import array

__all__ = [
    "Choice",
    "accounts",
    "companies",
    "detail",
    "find_by_number",
    "find_first",
    "find_ids",
    "lines",
    "operators",
    "rows",
    "sums",
    "sums_of",
    "with_lines",
]

_PAGE = 200


def find_first(store: Store, wanted: InvoiceFilter, order: InvoiceOrder, limit: int = 200) -> list[int]:
    """Ids of the first invoices of the list: what is needed to paint it, in a few milliseconds."""
    with store.reading() as connection:
        return queries.first_ids(connection, wanted, order, limit)


def find_ids(store: Store, wanted: InvoiceFilter, order: InvoiceOrder) -> "array[int]":
    """Ids of the whole list, in order."""
    with store.reading() as connection:
        return queries.all_ids(connection, wanted, order)


def rows(store: Store, ids: Sequence[int]) -> list[InvoiceRow]:
    """The rows of these invoices, in the order of `ids`; those that are gone are left out."""
    with store.reading() as connection:
        return queries.rows(connection, ids)


def sums(store: Store, ids: Sequence[int]) -> list[InvoiceSums]:
    """Count and sums of these invoices, for each currency."""
    with store.reading() as connection:
        return queries.sums_of_ids(connection, ids)


def sums_of(store: Store, wanted: InvoiceFilter) -> list[InvoiceSums]:
    """Count and sums of the whole list, for each currency."""
    with store.reading() as connection:
        return queries.sums_of_filter(connection, wanted)


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


def find_by_number(store: Store, number: str, operator: str = "") -> list[int]:
    """Ids of the invoices of exactly that number, newest first; when there is none, punctuation aside too."""
    with store.reading() as connection:
        return queries.numbered(connection, number, operator)


def operators(store: Store) -> list[Choice]:
    """All operators by name, with the number of their invoices."""
    with store.reading() as connection:
        return parties.operators(connection)


def accounts(store: Store, operator_id: int | None = None) -> list[Choice]:
    """The billing accounts of one operator, or of all, by label, with the number of their invoices."""
    with store.reading() as connection:
        return parties.accounts(connection, operator_id)


def companies(store: Store) -> list[Choice]:
    """The user's companies by name, with the number of their invoices."""
    with store.reading() as connection:
        return parties.companies(connection)
