"""The monthly list of what to fetch from the operators' portals, until when it is there and since when it is late."""

from collections.abc import Iterator
from datetime import date

from telbill_desktop.domain.missing_months import expected
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.to_fetch import ToFetch, expected_to_fetch, in_order, unfiled_to_fetch
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import expected_invoices as queries
from telbill_desktop.store.queries.perimeter_accounts import accounts_within


def to_fetch(store: Store, today: date, *, perimeter: PerimeterChoice | None = None) -> list[ToFetch]:
    """The next invoice of each account, those that should be there, and the PDFs of those that are known.

    What can be fetched comes first, soonest deleted first. Invoices that name no account are left out as soon as a
    perimeter is chosen.
    """
    return in_order(_found(store, today, perimeter))


def _found(store: Store, today: date, perimeter: PerimeterChoice | None) -> Iterator[ToFetch]:
    with store.reading() as connection:
        within = accounts_within(connection, perimeter)
        portals = queries.account_portals(connection, within)
        accounts = queries.account_invoices(connection, today, portals)
        unfiled = queries.unfiled(connection, today)
        operators = queries.operator_portals(connection)
    for account in accounts:
        portal = portals[account.account_id]
        yield from (expected_to_fetch(one, portal, today) for one in expected(account, today))
    for one in unfiled:
        if one.account_id is not None and one.account_id in portals:
            yield unfiled_to_fetch(one, portals[one.account_id], today)
        elif one.account_id is None and within is None:
            yield unfiled_to_fetch(one, operators[one.operator_id], today)
