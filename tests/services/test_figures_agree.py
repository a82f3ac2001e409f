"""What a change is quoted for, what it is supposed to cost, and what the invoices to come then charge: to the cent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.services import fleet, quoting
from telbill_desktop.store.engine import Store
from tests.services.figures import (
    FIRST,
    Case,
    Sold,
    cases,
    first_difference,
    furnish,
    opened,
    restored_after,
    said,
    totals,
)

EXAMPLES = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def shop(store: Store) -> Sold:
    return opened(store)


@EXAMPLES
@given(case=cases())
def test_an_addition_is_quoted_supposed_and_charged_the_same(store: Store, shop: Sold, case: Case) -> None:
    with restored_after(store):
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
    with restored_after(store):
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
    with restored_after(store):
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
