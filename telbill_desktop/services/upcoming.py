"""The invoices to come of every account whose terms are known, line by line, and what will be paid of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from telbill_desktop.domain.catching_up import days_to_come, late, lines_made_up
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet_rules import is_held, paid_seats
from telbill_desktop.domain.forecast import (
    AccountForecast,
    SetOffKind,
    UpcomingInvoice,
    invoice_of,
    set_against,
)
from telbill_desktop.domain.what_if import WhatIf, with_fewer, with_more
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import fleet as fleet_queries
from telbill_desktop.store.queries import forecasts as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.contracts import product
from telbill_desktop.store.tables.parties import billing_account, operator

ZERO = Decimal(0)


def upcoming(
    store: Store,
    today: date,
    *,
    months: int | None = None,
    account_ids: Collection[int] | None = None,
    what_if: WhatIf | None = None,
    since: date | None = None,
) -> list[UpcomingInvoice]:
    """The next invoice of each account, or all of the next `months`, by date; those that came already are left out.

    `what_if` changes the fleet of one account beforehand; nothing is written. `since`: with those that are dated from
    that day on, should have come after the latest one, and did not.

    Raises:
        TelbillError: of `what_if` only: `quantity_impossible`, `party_gone`, `product_of_another`, `terms_missing`,
            `price_missing`, `what_if_too_few`, `what_if_only_one`, `what_if_none`.
    """
    with store.reading() as connection:
        accounts = queries.account_forecasts(connection, today, account_ids)
        planned = queries.planned_of(connection)
        received = queries.received_of(connection, today, account_ids)
        balances = queries.balances_of(connection, received)
    nothing = queries.Received()
    if what_if is not None:
        as_is = {one.account_id: one for one in accounts}
        accounts = _supposed(store, accounts, what_if)
        latest = received.get(what_if.account_id, nothing).cycle_date
        made_up = _made_up(as_is[what_if.account_id], accounts, what_if, today, latest)
        planned[what_if.account_id] = [*planned.get(what_if.account_id, ()), *made_up]
    found: list[UpcomingInvoice] = []
    for account in accounts:
        known = received.get(account.account_id, nothing)
        dates = days_to_come(account.terms, today, known.cycle_date, months, account.available_after_days, since)
        made = _invoices(account, dates, planned.get(account.account_id, ()), known.cycle_date)
        sent = (one for one in made if one.lines)  # what charges nothing is not sent, and asks for no balance
        settled = _settled(sent, balances.get(account.account_id, ()), known)
        found += islice(settled, None if months is not None else 1)
    return sorted(found, key=lambda one: (one.invoice_date, one.account_id))


def _supposed(store: Store, accounts: list[AccountForecast], what_if: WhatIf) -> list[AccountForecast]:
    """The accounts, with one of them as it would be."""
    if not what_if.count:
        raise TelbillError("quantity_impossible")
    with store.reading() as connection:
        named = record(connection, billing_account, what_if.account_id)
        seller = record(connection, operator, named["operator_id"])
        sold = record(connection, product, what_if.product_id)
        prices = queries.prices_on(connection, what_if.product_id, what_if.account_id)
        items = fleet_queries.items(connection, None, account_ids=[what_if.account_id])
        users = fleet_queries.assignments(connection)
    if sold["operator_id"] != named["operator_id"]:
        raise TelbillError("product_of_another", product=sold["label"], operator=seller["name"])
    at = next((at for at, one in enumerate(accounts) if one.account_id == what_if.account_id), None)
    if at is None:
        raise TelbillError("terms_missing", account=named["label"])
    if what_if.count < 0:
        held = {str(key) for key, known in users.items() if is_held(known, what_if.on)}
        supposed = with_fewer(accounts[at], what_if, held)
    else:
        same = [item for item in items if item.product.id == what_if.product_id]
        supposed = with_more(accounts[at], what_if, prices, paid_seats(same, accounts[at].terms, what_if.on))
    return [*accounts[:at], supposed, *accounts[at + 1 :]]


def _made_up(
    before: AccountForecast, supposed: Iterable[AccountForecast], what_if: WhatIf, today: date, latest: date | None
) -> Iterator[queries.Planned]:
    """What the next invoice makes up for those that came without what is supposed, as it would be for the act."""
    found = late(before, what_if.on, today, latest)
    if found is not None:
        after = next(one for one in supposed if one.account_id == what_if.account_id)
        for line in lines_made_up(before, after, found, what_if.on):
            yield queries.Planned(found.next_day, line)


def _invoices(
    account: AccountForecast, dates: Iterable[date], planned: Sequence[queries.Planned], latest: date | None
) -> Iterator[UpcomingInvoice]:
    """What no invoice that came has charged is on the first one from its day on, whichever that is."""
    left = [one for one in planned if latest is None or one.due_on > latest]
    for day in dates:
        yield invoice_of(account, day, [one.line for one in left if one.due_on <= day])
        left = [one for one in left if one.due_on > day]


def _settled(
    invoices: Iterable[UpcomingInvoice], balances: Sequence[queries.Balance], received: queries.Received
) -> Iterator[UpcomingInvoice]:
    """Each invoice meets what is left of the balances; an unpaid one is asked for once."""
    credit = received.credit
    left = dict.fromkeys(SetOffKind, ZERO)
    pending = sorted(balances, key=lambda one: one.known_on)
    for invoice in invoices:
        while pending and pending[0].known_on <= invoice.invoice_date:
            one = pending.pop(0)
            left[one.kind] += one.amount
        met = set_against(invoice, left[SetOffKind.UNPAID], credit, left[SetOffKind.PREPAID])
        used = {one.kind: -one.amount for one in met}
        credit -= used.get(SetOffKind.CREDIT_NOTE, ZERO)
        left[SetOffKind.PREPAID] -= used.get(SetOffKind.PREPAID, ZERO)
        left[SetOffKind.UNPAID] = ZERO
        settled = invoice.against(met)
        yield settled
        credit += max(-(settled.total_ttc + settled.balance), ZERO)  # an invoice below nothing is a credit of the next
