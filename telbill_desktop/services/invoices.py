"""What the list of invoices asks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceRow, InvoiceSums
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import choices
from telbill_desktop.store.queries import invoices as queries

if TYPE_CHECKING:
    from array import array

__all__ = [
    "Choice",
    "accounts",
    "companies",
    "count",
    "count_left_out",
    "find_by_number",
    "find_first",
    "find_ids",
    "operators",
    "prepare_search",
    "rows",
    "sums",
    "sums_of",
]


def find_first(store: Store, wanted: InvoiceFilter, order: InvoiceOrder, limit: int = 200) -> list[int]:
    """Ids of the first invoices of the list: what is needed to paint it, in a few milliseconds."""
    with store.reading() as connection:
        return queries.first_ids(connection, wanted, order, limit)


def prepare_search(store: Store) -> None:
    """Does beforehand what the first keys of a search would wait for. It reads nothing of the list."""
    with store.reading() as connection:
        queries.prepare(connection)


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


def find_by_number(store: Store, number: str, operator: str = "") -> list[int]:
    """Ids of the invoices of exactly that number, newest first; when there is none, punctuation aside too."""
    with store.reading() as connection:
        return queries.numbered(connection, number, operator)


def count(store: Store, wanted: InvoiceFilter) -> int:
    """How many invoices the list holds."""
    with store.reading() as connection:
        return queries.count(connection, wanted)


def count_left_out(store: Store, wanted: InvoiceFilter) -> int:
    """How many invoices a range of amounts leaves out for want of their total; 0 where there is no such range."""
    if wanted.min_ttc is None and wanted.max_ttc is None:
        return 0
    with store.reading() as connection:
        return queries.count_without_ttc(connection, replace(wanted, min_ttc=None, max_ttc=None))


def operators(store: Store, perimeter: PerimeterChoice | None = None) -> list[Choice]:
    """All operators by name, with the number of their invoices; only those of the perimeter where it is given."""
    with store.reading() as connection:
        return choices.operators(connection, perimeter)


def accounts(store: Store, operator_id: int | None = None, perimeter: PerimeterChoice | None = None) -> list[Choice]:
    """The billing accounts of one operator, or of all, by label, with the number of their invoices; see `operators`."""
    with store.reading() as connection:
        return choices.accounts(connection, operator_id, perimeter)


def companies(store: Store) -> list[Choice]:
    """The user's companies by name, with the number of their invoices."""
    with store.reading() as connection:
        return choices.companies(connection)
