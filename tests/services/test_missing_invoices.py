"""What is told late of an account whose invoices were not all imported: quote, act, "what if" and forecast agree.

An operator sends its invoices whether they are imported or not.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import event

from telbill_desktop.domain.catching_up import next_to_come
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.fleet_edits import FleetEdit
from telbill_desktop.domain.parties import AccountFields
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.services import contract_terms, fleet, fleet_corrections, fleet_edits, parties
from telbill_desktop.store.catching_up import latest_of
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.tables.parties import operator
from tests.builders import draft
from tests.builders import line as charged
from tests.services.figures import (
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
from tests.services.test_late_changes import CAME, EXAMPLES, PLAIN, add, change, differences, quoted, remove
from tests.services.test_late_corrections import Story, known
from tests.services.test_late_corrections import edit as corrected

TODAY = CAME
KINDS = st.sampled_from((add, remove, change))
Kind = Callable[..., Callable[[], object]]


@pytest.fixture
def shop(store: Store) -> Sold:
    return opened(store)


def come(store: Store, days_before: int | None) -> None:
    """The latest invoice that was imported, so many days ago."""
    if days_before is not None:
        issued = TODAY - timedelta(days=days_before)
        take(store, read(draft(number="L-1", issue_date=issued, lines=(charged(),))))


def as_told_today(case: Case, days_to_pay: int) -> Case:
    start = min(case.start, TODAY)
    terms = replace(case.terms, days_to_pay=days_to_pay)
    return replace(case, terms=terms, start=start, on=min(max(case.on, start), TODAY))


def first_to_come(store: Store, shop: Sold) -> date:
    with store.reading() as connection:
        [account] = forecasts.account_forecasts(connection, TODAY, [shop.account])
        return next_to_come(account, TODAY, latest_of(connection, TODAY, [shop.account]).get(shop.account))


@EXAMPLES
@given(
    case=cases(),
    kind=KINDS,
    days_before=st.one_of(st.none(), st.integers(0, 400)),
    days_to_pay=st.sampled_from((0, 20, 45)),
)
@example(case=replace(PLAIN, on=date(2025, 4, 30)), kind=add, days_before=120, days_to_pay=0)
@example(case=replace(PLAIN, on=date(2025, 1, 10)), kind=remove, days_before=120, days_to_pay=0)
def test_invoices_that_were_not_imported_are_made_up_for_like_those_that_were(
    store: Store, shop: Sold, case: Case, kind: Kind, days_before: int | None, days_to_pay: int
) -> None:
    case = as_told_today(case, days_to_pay)
    in_time_day = case.on - timedelta(days=1)
    with restored_after(store):
        come(store, days_before)
        line = furnish(store, shop, case)
        before, in_time_before = totals(store, shop, TODAY), totals(store, shop, in_time_day)
        quote = quoted(store, shop, case, line, kind)
        count = {add: case.count, remove: -case.count}.get(kind)
        supposed = totals(store, shop, TODAY, WhatIf(shop.account, shop.plan, count, case.on)) if count else None
        first = first_to_come(store, shop)
        with undone_after(store):
            kind(store, shop, case, line, None)()
            in_time = totals(store, shop, in_time_day)
        kind(store, shop, case, line, TODAY)()
        after = totals(store, shop, TODAY)
    assert said(quote) == first_difference(before, after)
    assert quote.first_payment is None or quote.first_payment >= first
    if count:
        assert supposed == after
    last = in_time_day + relativedelta(months=MONTHS)
    assert differences(before, after, last) == differences(in_time_before, in_time, last)


@EXAMPLES
@given(case=cases(), kind=KINDS)
@example(case=replace(PLAIN, on=date(2025, 4, 30)), kind=add)
def test_of_an_account_without_any_invoice_only_those_to_come_are_others(store: Store, case: Case, kind: Kind) -> None:
    with restored_after(store):
        shop = opened(store, date(2035, 1, 1))  # not there yet
        case = as_told_today(case, 0)
        line = furnish(store, shop, case)
        before = totals(store, shop, TODAY)
        quote = quoted(store, shop, case, line, kind)
        count = {add: case.count, remove: -case.count}.get(kind)
        supposed = totals(store, shop, TODAY, WhatIf(shop.account, shop.plan, count, case.on)) if count else None
        kind(store, shop, case, line, TODAY)()
        after = totals(store, shop, TODAY)
    assert said(quote) == first_difference(before, after)
    assert quote.made_up is None
    assert quote.first_payment is None or quote.first_payment >= TODAY
    if count:
        assert supposed == after


def test_the_first_payment_of_what_is_told_late_is_not_past(store: Store, shop: Sold) -> None:
    come(store, 120)  # those of April, May and June were not imported
    case = replace(PLAIN, on=date(2025, 4, 30))
    line = furnish(store, shop, case)
    quote = quoted(store, shop, case, line, add)
    # 10 of 30 days up to 9 May, two periods, and the one that begins today
    assert said(quote) == (TODAY, Decimal(10) + 60 + 30)
    assert quote.made_up == Decimal(70)


def test_a_correction_says_what_is_made_up_for_invoices_that_were_not_imported(store: Store, shop: Sold) -> None:
    come(store, 120)
    line = furnish(store, shop, PLAIN)
    story = Story(store, shop, TODAY)
    [item] = [one for one in story.items() if one.id == line]
    fields = replace(known(item), end=date(2025, 4, 10))
    act = partial(corrected, story, item, fields)
    act()
    assert story.noted() == -Decimal(3 * 2 * 30) - 3 * 6
    assert fleet_corrections.correction(store, line, fields, TODAY).late is None  # it is told now


@EXAMPLES
@given(case=cases(), kind=KINDS, days_before=st.one_of(st.none(), st.integers(0, 400)))
@example(case=replace(PLAIN, on=date(2025, 4, 30)), kind=add, days_before=120)
@example(case=replace(PLAIN, on=date(2025, 4, 30)), kind=add, days_before=0)
def test_what_the_invoices_that_came_have_already_is_quoted_from_the_next_one_on(
    store: Store, shop: Sold, case: Case, kind: Kind, days_before: int | None
) -> None:
    case = as_told_today(case, 0)
    with restored_after(store):
        come(store, days_before)
        line = furnish(store, shop, case)
        before = totals(store, shop, TODAY)
        quote = quoted(store, shop, case, line, kind, {"today": TODAY})
        kind(store, shop, case, line, None)()
        after = totals(store, shop, TODAY)
    assert said(quote) == first_difference(before, after)


def reads(store: Store, act: Callable[[], object]) -> int:
    """How often the act asks for invoices."""
    asked = []

    def look(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        if " invoice " in sql.replace("\n", " ") and sql.startswith("SELECT"):
            asked.append(sql)

    event.listen(store.engine, "before_cursor_execute", look)
    act()
    event.remove(store.engine, "before_cursor_execute", look)
    return len(asked)


def test_invoices_are_read_as_often_for_many_accounts_as_for_one(store: Store, shop: Sold) -> None:
    [owner], lines = ids(store, operator), [furnish(store, shop, PLAIN)]
    for at in range(4):
        account = parties.add_account(store, owner, AccountFields(f"Site {at}", number=f"N{at}"))
        contract_terms.set_terms(store, account, PLAIN.terms)
        lines += fleet.add_items(store, FleetItemFields(account, shop.plan, PLAIN.start))
    edit = FleetEdit(end=PLAIN.on)

    def said(chosen: list[int]) -> int:
        return reads(store, lambda: fleet_edits.plan_of(store, chosen, edit, seen=TODAY))

    def done(chosen: list[int]) -> int:
        with undone_after(store):
            return reads(store, lambda: fleet_edits.edit_items(store, chosen, edit, seen=TODAY))

    assert said(lines) == said(lines[:1]) > 0
    assert done(lines) == done(lines[:1]) > 0
