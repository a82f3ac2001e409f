"""What a change is quoted for, what it is supposed to cost, and what the invoices to come then charge: to the cent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import MinimumFields, ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.quote import Quote
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.services import contract_terms, fleet, history, products, quoting
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.store.tables.parties import billing_account, operator
from tests.builders import draft
from tests.domain.engine_cases import PRICES, cycles, rules
from tests.services.scenarios import ids, read, take

EXAMPLES = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
MONTHS = 44  # farther than a quote looks
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)


@dataclass(frozen=True)
class Sold:
    """An account and what its operator sells: a plan, another one, an option."""

    account: int
    plan: int
    other: int
    option: int


@pytest.fixture
def shop(store: Store) -> Sold:
    take(store, read(draft(issue_date=date(2020, 1, 1))))
    [account], [owner] = ids(store, billing_account), ids(store, operator)
    made = [
        products.add_product(
            store, owner, ProductFields(name, ProductKind.LICENCE, Category.SUBSCRIPTIONS, (Price(FIRST, Decimal(1)),))
        )
        for name in ("Licence", "Licence Plus", "Option")
    ]
    return Sold(account, *made)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "store") as made:
        yield made


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
def undone_after(store: Store) -> Iterator[None]:
    """The store is afterwards what it was: the next example finds nothing of this one."""
    latest = history.next_undo(store)
    try:
        yield
    finally:
        while history.next_undo(store) != latest:
            history.undo(store)


def totals(store: Store, shop: Sold, today: date, what_if: WhatIf | None = None) -> dict[date, Decimal]:
    found = upcoming(store, today, months=MONTHS, account_ids=[shop.account], what_if=what_if)
    return {one.invoice_date: one.total_ht for one in found}


def first_difference(before: dict[date, Decimal], after: dict[date, Decimal]) -> tuple[date | None, Decimal]:
    for day in sorted({*before, *after}):
        amount = after.get(day, Decimal(0)) - before.get(day, Decimal(0))
        if amount:
            return day, amount
    return None, Decimal(0)


def said(quote: Quote) -> tuple[date | None, Decimal]:
    return quote.first_payment, quote.first_amount


@EXAMPLES
@given(case=cases())
def test_an_addition_is_quoted_supposed_and_charged_the_same(store: Store, shop: Sold, case: Case) -> None:
    with undone_after(store):
        furnish(store, shop, case)
        before = totals(store, shop, case.on)
        quoted = quoting.quote_adding(store, shop.account, shop.plan, case.count, case.on)
        supposed = totals(store, shop, case.on, WhatIf(shop.account, shop.plan, case.count, case.on))
        fleet.add_items(store, FleetItemFields(shop.account, shop.plan, case.on), case.count)
        after = totals(store, shop, case.on)
    assert supposed == after
    assert said(quoted) == first_difference(before, after)


@EXAMPLES
@given(case=cases())
def test_a_removal_is_quoted_supposed_and_credited_the_same(store: Store, shop: Sold, case: Case) -> None:
    with undone_after(store):
        line = furnish(store, shop, case)
        before = totals(store, shop, case.on)
        quoted = quoting.quote_removing(store, shop.account, shop.plan, case.count, case.on)
        supposed = totals(store, shop, case.on, WhatIf(shop.account, shop.plan, -case.count, case.on))
        for _ in range(case.count):
            fleet.remove_item(store, line, case.on)
        after = totals(store, shop, case.on)
    assert supposed == after
    assert said(quoted) == first_difference(before, after)


@EXAMPLES
@given(case=cases(), ends=st.booleans())
def test_a_change_of_plan_is_quoted_and_charged_the_same(store: Store, shop: Sold, case: Case, *, ends: bool) -> None:
    with undone_after(store):
        line = furnish(store, shop, case)
        if ends:
            known = fleet.item_detail(store, line, case.on).item
            last = case.on + timedelta(days=20)
            fields = FleetItemFields(shop.account, shop.plan, known.start, last, known.quantity)
            fleet.edit_item(store, line, fields)
        before = totals(store, shop, case.on)
        quoted = quoting.quote_changing(store, shop.account, shop.plan, shop.other, case.on, line)
        fleet.change_plan(store, line, shop.other, case.on)
        after = totals(store, shop, case.on)
    assert said(quoted) == first_difference(before, after)


def test_the_options_of_what_is_supposed_to_go_go_with_it(store: Store, shop: Sold) -> None:
    prices = ((Decimal(30), Decimal(30)), (Decimal(40), Decimal(40)), (Decimal(6), Decimal(6)))
    case = Case(BillingTerms(Cycle(FIRST)), prices, date(2024, 6, 1), FIRST, 1, FIRST, date(2024, 5, 16), 1, 0)
    line = furnish(store, shop, case)
    supposed = totals(store, shop, case.on, WhatIf(shop.account, shop.plan, -1, case.on))
    fleet.remove_item(store, line, case.on)
    assert supposed == totals(store, shop, case.on)
