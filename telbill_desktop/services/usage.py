"""What the page « Consommations » asks: what usage adds up to, by what; then the calls behind a figure."""

from datetime import date

from telbill_desktop.domain.usage_view import (
    CallOrder,
    UsageAnswer,
    UsageCall,
    UsageFilter,
    UsageGrouping,
    UsageSpan,
)
from telbill_desktop.store import usage_sums
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import usage_calls, usage_groups
from telbill_desktop.store.queries.usage_book import usage_book
from telbill_desktop.system.collector import collector_paused


def usage(store: Store, wanted: UsageFilter, by: UsageGrouping, *, with_categories: bool = False) -> UsageAnswer:
    """What the usage that is meant adds up to: months in their order, anything else by what it costs, dearest first.

    With categories each group tells what it adds up to in each of them.
    """
    with store.reading() as connection, collector_paused():
        return usage_groups.groups(connection, wanted, by, with_categories=with_categories)


def is_known_of(store: Store, invoice: str, operator_id: int | None, issued: date | None) -> bool:
    """Whether any usage is charged by the invoice of this number that was issued on that day."""
    with store.reading() as connection:
        wanted = UsageFilter(invoice=invoice, operator_id=operator_id, issued=issued)
        return usage_groups.is_charged(connection, wanted)


def calls_of(
    store: Store, wanted: UsageFilter, order: CallOrder, *, descending: bool = False
) -> tuple[list[int], bool]:
    """The keys of the calls that are meant, in this order, and whether they are only the latest of too many."""
    with store.reading() as connection:
        book = usage_book(connection)
        chosen = usage_groups.chosen(connection, wanted, book)
        return usage_calls.call_keys(connection, wanted.period, chosen, book, order, descending=descending)


def calls(store: Store, keys: list[int]) -> list[UsageCall]:
    """These calls, in their order."""
    with store.reading() as connection:
        return usage_calls.calls(connection, keys, usage_book(connection))


def rebuild(store: Store) -> None:
    """Makes the sums of months anew from the records: a repair, which changes nothing where nothing is wrong.

    Raises:
        StoreError: the store cannot be written.
    """
    with store.writing() as connection:
        usage_sums.rebuild(connection)


def span(store: Store) -> UsageSpan:
    """Of which days there is usage at all."""
    with store.reading() as connection:
        return usage_groups.span(connection)
