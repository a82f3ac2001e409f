"""A change that is told after invoices came: the next one makes up for them, as it was quoted, and once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.explanations import why
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.forecast import ForecastSection
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind, VatRate
from telbill_desktop.domain.quote import Quote
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.services import account_balances, contract_list, fleet, history, products, quoting
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.system.formats import sentence
from tests.builders import draft
from tests.builders import line as charged
from tests.services.figures import (
    FIRST,
    MONTHS,
    Case,
    Sold,
    cases,
    first_difference,
    furnish,
    opened,
    restored_after,
    said,
    totals,
    undone_after,
)
from tests.services.scenarios import ids, read, take

CAME = date(2025, 7, 10)  # the latest invoice
TOLD_LATE = {"seen": CAME}
EXAMPLES = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
PLAIN = Case(
    terms=BillingTerms(Cycle(date(2025, 1, 10))),
    prices=((Decimal(30), Decimal(30)), (Decimal(60), Decimal(60)), (Decimal(6), Decimal(6))),
    turn=FIRST,
    start=date(2025, 1, 10),
    quantity=2,
    option_start=date(2025, 1, 10),
    on=date(2025, 6, 25),  # in the window before the latest invoice: 15 of 30 days of the period that ends on 9 July
    count=1,
    minimum=0,
)


@pytest.fixture
def shop(store: Store) -> Sold:
    shop = opened(store)
    take(store, read(draft(number="L-1", issue_date=CAME, lines=(charged(),))))
    return shop


def add(store: Store, shop: Sold, case: Case, _line: int, seen: date | None) -> Callable[[], object]:
    fields = FleetItemFields(shop.account, shop.plan, case.on)
    return lambda: fleet.add_items(store, fields, case.count, seen=seen)


def remove(store: Store, _shop: Sold, case: Case, line: int, seen: date | None) -> Callable[[], object]:
    def done() -> None:
        for _ in range(case.count):
            fleet.remove_item(store, line, case.on, seen=seen)

    return done


def change(store: Store, shop: Sold, case: Case, line: int, seen: date | None) -> Callable[[], object]:
    return lambda: fleet.change_plan(store, line, shop.other, case.on, seen=seen)


def quoted(
    store: Store, shop: Sold, case: Case, line: int, kind: object, told: Mapping[str, date] = TOLD_LATE
) -> Quote:
    if kind is add:
        return quoting.quote_adding(store, shop.account, shop.plan, case.count, case.on, **told)
    if kind is remove:
        return quoting.quote_removing(store, shop.account, shop.plan, case.count, case.on, **told)
    return quoting.quote_changing(store, shop.account, shop.plan, shop.other, case.on, line, **told)


def differences(before: dict[date, Decimal], after: dict[date, Decimal], last: date) -> Decimal:
    """Of all invoices up to a day."""
    days = [day for day in {*before, *after} if day <= last]
    return sum((after.get(day, Decimal(0)) - before.get(day, Decimal(0)) for day in days), Decimal(0))


@EXAMPLES
@given(case=cases(), kind=st.sampled_from((add, remove, change)))
@example(case=replace(PLAIN, on=CAME), kind=add)  # on the very day of the latest invoice
@example(case=replace(PLAIN, on=CAME), kind=remove)
def test_the_next_invoice_charges_what_was_quoted_and_all_of_them_what_would_have_been_charged_in_time(
    store: Store, shop: Sold, case: Case, kind: Callable[..., Callable[[], object]]
) -> None:
    start = min(case.start, CAME)
    case = replace(case, start=start, on=min(max(case.on, start), CAME))
    in_time_day = case.on - timedelta(days=1)  # no invoice of the day itself has come
    with restored_after(store):
        line = furnish(store, shop, case)
        before, in_time_before = totals(store, shop, CAME), totals(store, shop, in_time_day)
        quote = quoted(store, shop, case, line, kind)
        count = {add: case.count, remove: -case.count}.get(kind)
        supposed = totals(store, shop, CAME, WhatIf(shop.account, shop.plan, count, case.on)) if count else None
        with undone_after(store):
            kind(store, shop, case, line, None)()
            in_time = totals(store, shop, in_time_day)
        kind(store, shop, case, line, CAME)()
        after = totals(store, shop, CAME)
    assert said(quote) == first_difference(before, after)
    if count:
        assert supposed == after
    last = in_time_day + relativedelta(months=MONTHS)  # the sooner of the two horizons
    assert differences(before, after, last) == differences(in_time_before, in_time, last)


@pytest.mark.parametrize(
    ("kind", "made_up"),
    [(add, "45.00"), (remove, "-45.00"), (change, "90.00")],
    ids=["added", "removed", "changed"],
)
def test_what_invoices_lack_is_on_the_next_one_and_says_why(
    store: Store, shop: Sold, kind: Callable[..., Callable[[], object]], made_up: str
) -> None:
    line = furnish(store, shop, PLAIN)
    quote = quoted(store, shop, PLAIN, line, kind)
    kind(store, shop, PLAIN, line, CAME)()
    [invoice] = upcoming(store, CAME)
    caught = [one for one in invoice.lines if one.section is ForecastSection.PRORATA]
    assert sum(one.amount for one in caught) == Decimal(made_up) == quote.made_up
    assert {one.charge for one in caught} == {None}
    reasons = [why(one, invoice.terms.rule) for one in caught]
    assert all("25/06/2025 – 09/08/2025: the invoices that came already" in sentence(one) for one in reasons if one)
    assert next(note.code for note in quote.notes) == "quote_late"


def test_it_is_made_up_once(store: Store, shop: Sold) -> None:
    line = furnish(store, shop, PLAIN)
    remove(store, shop, PLAIN, line, CAME)()
    first, second, *_ = upcoming(store, CAME, months=3)
    assert (first.total_ht, second.total_ht) == (Decimal(36) - 45, Decimal(36))
    take(store, read(draft(number="L-2", issue_date=first.invoice_date, lines=(charged(),))))
    [following] = upcoming(store, first.invoice_date)
    assert following.total_ht == Decimal(36)


@pytest.mark.parametrize("category", [Category.OPTIONS, Category.EQUIPMENT, Category.SUBSCRIPTIONS])
def test_what_is_made_up_counts_in_the_category_and_tax_of_its_product(
    store: Store, shop: Sold, category: Category
) -> None:
    line = furnish(store, shop, PLAIN)
    [owner] = ids(store, operator)
    prices = (Price(FIRST, Decimal(6)),)
    vat = VatRate("S", Decimal("5.5"))
    sold = products.add_product(store, owner, ProductFields("Renvoi", ProductKind.OPTION, category, prices, vat=vat))
    fleet.add_items(store, FleetItemFields(shop.account, sold, PLAIN.on, line_id=line), seen=CAME)
    [invoice] = upcoming(store, CAME)
    [made_up] = [one for one in invoice.lines if one.section is ForecastSection.PRORATA]
    assert (made_up.category, made_up.vat) == (category, vat)
    [(_key, noted)] = contract_list.account_sheet(store, shop.account).charges
    assert noted.kind is ForecastSection.PRORATA


def test_what_was_told_late_and_taken_back_as_late_costs_nothing(store: Store, shop: Sold) -> None:
    furnish(store, shop, PLAIN)
    before = totals(store, shop, CAME)
    [new] = fleet.add_items(store, FleetItemFields(shop.account, shop.plan, PLAIN.on), seen=CAME)
    fleet.remove_item(store, new, PLAIN.on, seen=CAME)
    assert totals(store, shop, CAME) == before


def test_invoices_that_have_it_already_need_nothing_made_up(store: Store, shop: Sold) -> None:
    furnish(store, shop, PLAIN)
    fleet.add_items(store, FleetItemFields(shop.account, shop.plan, PLAIN.on))
    [invoice] = upcoming(store, CAME)
    assert {one.section for one in invoice.lines} == {ForecastSection.RECURRING}


def test_what_no_invoice_lacks_is_quoted_as_ever(store: Store, shop: Sold) -> None:
    furnish(store, shop, PLAIN)
    day = CAME + timedelta(days=5)
    asked = (store, shop.account, shop.plan, 1, day)
    assert quoting.quote_adding(*asked, seen=day) == quoting.quote_adding(*asked)
    assert quoting.quote_adding(*asked, seen=day).made_up is None


def test_what_is_made_up_can_be_taken_away_and_undone_with_its_act(store: Store, shop: Sold) -> None:
    furnish(store, shop, PLAIN)
    with undone_after(store):
        fleet.add_items(store, FleetItemFields(shop.account, shop.plan, PLAIN.on), seen=CAME)
        [(key, noted)] = contract_list.account_sheet(store, shop.account).charges
        assert (noted.label, noted.amount) == ("Licence, 25/06/2025 – 09/08/2025", Decimal("45.00"))
        account_balances.remove_planned_charge(store, key)
        assert contract_list.account_sheet(store, shop.account).charges == []
        history.undo(store)
    assert contract_list.account_sheet(store, shop.account).charges == []


def test_what_is_supposed_since_a_past_day_is_made_up_too(store: Store, shop: Sold) -> None:
    furnish(store, shop, PLAIN)
    before = totals(store, shop, CAME)
    supposed = totals(store, shop, CAME, WhatIf(shop.account, shop.plan, 1, PLAIN.on))
    assert first_difference(before, supposed) == (date(2025, 8, 10), Decimal(75))  # 45 made up, and the period to come
