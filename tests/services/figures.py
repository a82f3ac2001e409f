"""Accounts of every kind with a record of the fleet, and what their invoices to come add up to."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import MinimumFields, ProductFields
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.quote import Quote
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.services import contract_terms, fleet, history, products
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import DATABASE, Store
from telbill_desktop.store.tables.parties import billing_account, operator
from tests.builders import draft, line
from tests.domain.engine_cases import PRICES, cycles, rules
from tests.services.scenarios import ids, read, take

MONTHS = 44  # farther than a quote looks
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)


@dataclass(frozen=True)
class Sold:
    """An account and what its operator sells: a plan, another one, an option."""

    account: int
    plan: int
    other: int
    option: int


def opened(store: Store, issued: date = date(2020, 1, 1)) -> Sold:
    """An account with one invoice, of long ago unless another day is said, and its operator's three products."""
    take(store, read(draft(issue_date=issued, lines=(line(),))))
    [account], [owner] = ids(store, billing_account), ids(store, operator)
    made = [
        products.add_product(
            store, owner, ProductFields(name, ProductKind.LICENCE, Category.SUBSCRIPTIONS, (Price(FIRST, Decimal(1)),))
        )
        for name in ("Licence", "Licence Plus", "Option")
    ]
    return Sold(account, *made)


@dataclass(frozen=True)
class Case:
    """A record of some of the plan with an option, and the day on which something changes."""

    terms: BillingTerms
    prices: tuple[tuple[Decimal, Decimal], ...]
    turn: date
    start: date
    quantity: int
    option_start: date
    on: date
    count: int
    minimum: int


@st.composite
def cases(draw: st.DrawFn) -> Case:
    start = draw(st.dates(FIRST, LAST))
    on = draw(st.dates(start, start + timedelta(days=120)))
    quantity = draw(st.integers(1, 5))
    return Case(
        terms=BillingTerms(draw(cycles()), draw(rules()), advance=draw(st.booleans())),
        prices=tuple((abs(draw(PRICES)), abs(draw(PRICES))) for _ in range(3)),
        turn=draw(st.dates(start, start + timedelta(days=150))),
        start=start,
        quantity=quantity,
        option_start=draw(st.dates(start, start + timedelta(days=150))),
        on=on,
        count=draw(st.integers(1, quantity)),
        minimum=draw(st.integers(0, 4)),
    )


def furnish(store: Store, shop: Sold, case: Case) -> int:
    """Writes the case, and returns the record of the plan."""
    contract_terms.set_terms(store, shop.account, case.terms)
    for key, name, (before, after) in zip(
        (shop.plan, shop.other, shop.option), ("Licence", "Licence Plus", "Option"), case.prices, strict=True
    ):
        dated = (Price(FIRST, before), Price(max(case.turn, FIRST + timedelta(days=1)), after))
        products.edit_product(store, key, ProductFields(name, ProductKind.LICENCE, Category.SUBSCRIPTIONS, dated))
    if case.minimum:
        products.set_minimum(store, MinimumFields(shop.account, shop.plan, case.minimum, Decimal("7.77")))
    [line] = fleet.add_items(store, FleetItemFields(shop.account, shop.plan, case.start, quantity=case.quantity))
    option = FleetItemFields(shop.account, shop.option, case.option_start, line_id=line)
    fleet.add_items(store, option)
    return line


@contextmanager
def restored_after(store: Store) -> Iterator[None]:
    """The next example finds nothing of this one."""
    with closing(sqlite3.connect(":memory:")) as before, closing(sqlite3.connect(store.folder / DATABASE)) as database:
        database.backup(before)
        try:
            yield
        finally:
            before.backup(database)


@contextmanager
def undone_after(store: Store) -> Iterator[None]:
    """What was done is undone: the store is afterwards what it was."""
    latest = history.next_undo(store)
    try:
        yield
    finally:
        while history.next_undo(store) != latest:
            history.undo(store)


def totals(store: Store, shop: Sold, today: date, what_if: WhatIf | None = None) -> dict[date, Decimal]:
    """Before tax, of every invoice to come, by its date."""
    found = upcoming(store, today, months=MONTHS, account_ids=[shop.account], what_if=what_if)
    return {one.invoice_date: one.total_ht for one in found}


def first_difference(before: dict[date, Decimal], after: dict[date, Decimal]) -> tuple[date | None, Decimal]:
    """The first invoice that is another one, and by how much."""
    for day in sorted({*before, *after}):
        amount = after.get(day, Decimal(0)) - before.get(day, Decimal(0))
        if amount:
            return day, amount
    return None, Decimal(0)


def said(quote: Quote) -> tuple[date | None, Decimal]:
    return quote.first_payment, quote.first_amount
