"""What the page of the invoices to come shows: the next one of each account, and the twelve months ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from telbill_desktop.domain.forecast import UpcomingInvoice
from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.products import Product
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.domain.year_ahead import MONTHS, UpcomingRow, YearAhead, year_ahead
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import forecasts as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.queries.perimeter_accounts import accounts_within
from telbill_desktop.store.tables.parties import billing_account

_NOTHING = YearAhead((), (), ())


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next invoice of each account (`rows`), every one of the year; `has_terms`: how any is charged is known.

    `has_terms` is of the whole store, whatever the perimeter.
    """

    rows: tuple[UpcomingRow, ...] = ()
    every: tuple[UpcomingRow, ...] = ()
    year: YearAhead = _NOTHING
    has_terms: bool = False


def outlook(
    store: Store, today: date, *, perimeter: PerimeterChoice | None = None, what_if: WhatIf | None = None
) -> Outlook:
    """The invoices to come of the accounts in the perimeter.

    Raises:
        TelbillError: what `upcoming` says of a `what_if`.
    """
    with store.reading() as connection:
        names = queries.names_with_terms(connection)
        within = accounts_within(connection, perimeter)
        chosen = set(names) if within is None else set(names) & within
    if what_if is not None and what_if.account_id not in chosen:
        what_if = None  # the perimeter leaves it out, with all that it would change
    every = upcoming(store, today, months=MONTHS, account_ids=chosen, what_if=what_if)
    first = _first_of_each(every)
    later = chosen - first.keys()
    if later:  # none within the year: cycles of several years, annual ones that were just invoiced
        supposed = what_if if what_if is not None and what_if.account_id in later else None
        first |= _first_of_each(upcoming(store, today, account_ids=later, what_if=supposed))
    found = tuple(UpcomingRow(one, *names[one.account_id]) for one in every)
    ordered = sorted(first.values(), key=lambda one: (one.invoice_date, one.account_id))
    return Outlook(
        rows=tuple(UpcomingRow(one, *names[one.account_id]) for one in ordered),
        every=found,
        year=year_ahead(found, today),
        has_terms=bool(names),
    )


def products_on(store: Store, account_id: int) -> list[Product]:
    """What may be added on an account: everything that its operator sells at a price, by label.

    Raises:
        TelbillError: `party_gone`.
    """
    with store.reading() as connection:
        operator_id = record(connection, billing_account, account_id)["operator_id"]
        known = queries.products_of(connection)
        prices = queries.Prices(connection, known)
    priced = [one for one in known.values() if one.operator_id == operator_id and prices.of(one.id, account_id)]
    return sorted(priced, key=lambda one: (natural_key(one.label), one.id))


def _first_of_each(invoices: Iterable[UpcomingInvoice]) -> dict[int, UpcomingInvoice]:
    first: dict[int, UpcomingInvoice] = {}
    for one in invoices:  # by date
        first.setdefault(one.account_id, one)
    return first
