"""Whatever is told late, and told again otherwise: all invoices together charge what they would have in time, and once.

Invoices that came are what they were; the next one makes up for what they lack.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telbill_desktop.domain.catching_up import days_to_come
from telbill_desktop.domain.charging import Price, charges
from telbill_desktop.domain.contract_fields import ConditionFields, ProductFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
from telbill_desktop.domain.fleet_edits import FleetEdit
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.money import Money
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.services import (
    contract_list,
    contract_terms,
    fleet,
    fleet_corrections,
    fleet_edits,
    history,
    products,
)
from telbill_desktop.store.contract_changes import write_prices
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import forecasts
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.builders import draft
from tests.builders import line as charged
from tests.services.figures import FIRST, Case, Sold, cases, furnish, opened, restored_after, totals
from tests.services.scenarios import ELSEWHERE, read, take
from tests.services.test_late_changes import CAME, PLAIN
from tests.store_contents import contents

DAYS = st.dates(date(2024, 6, 1), date(2025, 12, 31))
ENDED = date(2025, 6, 25)  # 15 days before an invoice that came


@dataclass
class Story:
    """An account to which things happen late; `came` is what its invoices up to `seen` charge, whatever is told later.

    Everything is counted up to a day that every forecast reaches.
    """

    store: Store
    shop: Sold
    seen: date = CAME
    came: Decimal = Decimal(0)
    last: date = field(default=CAME + relativedelta(months=36))

    def __post_init__(self) -> None:
        self.came = self._charged(FIRST - relativedelta(years=2), self._latest())

    def _latest(self) -> date:
        """The date of the cycle whose invoice is there; it may be some days later than the invoice."""
        with self.store.reading() as connection:
            known = forecasts.received_of(connection, self.seen)[self.shop.account]
        assert known.cycle_date is not None
        return known.cycle_date

    def _charged(self, since: date, until: date) -> Decimal:
        """What the fleet as it is known now would have been charged."""
        with self.store.reading() as connection:
            [account] = forecasts.account_forecasts(connection, self.seen, [self.shop.account])
        plan, items = account.terms.plan(account.minimums), [each.item for each in account.fleet]
        days = account.terms.cycle.invoice_dates(since, until)
        return sum((one.amount for day in days for one in charges(plan, items, day)), Decimal(0))

    def check(self) -> None:
        """Invoices that came and those to come are together what they would be if all had been known in time."""
        to_come = totals(self.store, self.shop, self.seen)
        forecast = sum((amount for day, amount in to_come.items() if day <= self.last), Decimal(0))
        assert self.came + forecast == self._charged(FIRST - relativedelta(years=2), self.last)

    def next_comes(self) -> None:
        """The next invoice is there, and charges what the forecast says."""
        with self.store.reading() as connection:
            [account] = forecasts.account_forecasts(connection, self.seen, [self.shop.account])
        day = days_to_come(account.terms, self.seen, self._latest(), 30)[0]
        self.came += totals(self.store, self.shop, self.seen).get(day, Decimal(0))
        take(self.store, read(draft(number=f"N-{day}", issue_date=day, lines=(charged(),))))
        self.seen = day

    def noted(self) -> Decimal:
        """Everything that is made up for."""
        charges = contract_list.account_sheet(self.store, self.shop.account).charges
        return sum((one.amount for _key, one in charges), Decimal(0))

    def items(self) -> list[FleetItem]:
        return fleet.fleet(self.store, None, account_ids=[self.shop.account])


def known(item: FleetItem) -> FleetItemFields:
    return FleetItemFields(
        item.account_id, item.product.id, item.start, item.end, item.quantity, item.paid_until, line_id=item.line_id
    )


Act = Callable[[Story, FleetItem, date, int], object]


def add(story: Story, _item: FleetItem, day: date, count: int) -> None:
    fleet.add_items(story.store, FleetItemFields(story.shop.account, story.shop.plan, day), count, seen=story.seen)


def remove(story: Story, item: FleetItem, day: date, _count: int) -> None:
    fleet.remove_item(story.store, item.id, day, seen=story.seen)


def change(story: Story, item: FleetItem, day: date, _count: int) -> None:
    fleet.change_plan(story.store, item.id, story.shop.other, day, seen=story.seen)


def edit(story: Story, item: FleetItem, fields: FleetItemFields) -> None:
    """What is said before is what is made up for, to the cent."""
    before, said = story.noted(), fleet_corrections.correction(story.store, item.id, fields, story.seen)
    fleet.edit_item(story.store, item.id, fields, seen=story.seen)
    if fields.product_id == item.product.id:
        assert amount_of(said.late) == story.noted() - before


def amount_of(said: Message | None) -> Decimal:
    if said is None:
        return Decimal(0)
    amount = said.params["amount"]
    assert isinstance(amount, Money)
    return amount.amount


def begin(story: Story, item: FleetItem, day: date, _count: int) -> None:
    edit(story, item, replace(known(item), start=day))


def end(story: Story, item: FleetItem, day: date, _count: int) -> None:
    edit(story, item, replace(known(item), end=day))


def last(story: Story, item: FleetItem, _day: date, _count: int) -> None:
    edit(story, item, replace(known(item), end=None))


def count(story: Story, item: FleetItem, _day: date, quantity: int) -> None:
    edit(story, item, replace(known(item), quantity=quantity))


def sell(story: Story, item: FleetItem, _day: date, _count: int) -> None:
    edit(story, item, replace(known(item), product_id=story.shop.other))


def pay(story: Story, item: FleetItem, day: date, _count: int) -> None:
    edit(story, item, replace(known(item), paid_until=day))


def end_all(story: Story, _item: FleetItem, day: date, _count: int) -> None:
    chosen, wanted = [one.id for one in story.items()], FleetEdit(end=day)
    before, said = story.noted(), fleet_edits.plan_of(story.store, chosen, wanted, seen=story.seen)
    fleet_edits.edit_items(story.store, chosen, wanted, seen=story.seen)
    assert amount_of(said.late) == story.noted() - before


def reprice(story: Story, item: FleetItem, day: date, count: int) -> None:
    sold = item.product
    prices = {price.since: price for price in sold.prices} | {day: Price(day, Decimal(count))}
    fields = ProductFields(sold.label, sold.kind, sold.category, tuple(prices.values()))
    products.edit_product(story.store, sold.id, fields, seen=story.seen)


def grant(story: Story, item: FleetItem, day: date, count: int) -> None:
    off = SpecialCondition(ConditionKind.AMOUNT_OFF, Decimal(count), day, day + timedelta(days=count * 20))
    account = story.shop.account if count % 2 else None
    products.add_condition(story.store, ConditionFields(item.product.id, off, account), seen=story.seen)


def wait(story: Story, _item: FleetItem, _day: date, _count: int) -> None:
    story.next_comes()


ACTS: tuple[Act, ...] = (add, remove, change, begin, end, last, count, sell, pay, end_all, reprice, grant, wait)
TOLD = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), DAYS, st.integers(1, 4)), min_size=1, max_size=6)


@pytest.fixture
def shop(store: Store) -> Sold:
    shop = opened(store)
    take(store, read(draft(number="L-1", issue_date=CAME, lines=(charged(),))))
    return shop


def done(story: Story, told: tuple[Act, int, date, int]) -> None:
    """Does one act with one of the things, unless it cannot be."""
    act, which, day, number = told
    items = story.items()
    try:
        act(story, items[which % len(items)], day, number)
    except TelbillError:
        return


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases(), told=TOLD)
def test_all_invoices_together_charge_what_they_would_have_in_time(
    store: Store, shop: Sold, case: Case, told: list[tuple[Act, int, date, int]]
) -> None:
    with restored_after(store):
        furnish(store, shop, case)
        story = Story(store, shop)
        for one in told:
            before = contents(store)
            done(story, one)
            story.check()
            if one[0] is not wait and contents(store) != before:
                after = contents(store)
                history.undo(store)
                assert contents(store) == before
                history.redo(store)
                assert contents(store) == after


@pytest.fixture
def seat(store: Store, shop: Sold) -> FleetItem:
    """One whose end was told late, for which the next invoice gives half a month back and the month after it."""
    line = furnish(store, shop, PLAIN)
    fleet.edit_item(store, line, replace(known(fleet.item_detail(store, line, CAME).item), quantity=1))
    item = fleet.item_detail(store, line, CAME).item
    fleet.edit_item(store, line, replace(known(item), end=ENDED), seen=CAME)
    return fleet.item_detail(store, line, CAME).item


def noted(store: Store, shop: Sold) -> list[tuple[str, Decimal]]:
    return [(one.label, one.amount) for _key, one in contract_list.account_sheet(store, shop.account).charges]


def test_an_end_that_is_told_otherwise_is_made_up_for_as_it_is_then(store: Store, shop: Sold, seat: FleetItem) -> None:
    told = [("Licence, 25/06/2025 – 09/08/2025", Decimal(-45)), ("Option, 25/06/2025 – 09/08/2025", Decimal(-9))]
    assert noted(store, shop) == told
    fleet.edit_item(store, seat.id, replace(known(seat), end=date(2025, 7, 10)), seen=CAME)
    assert [amount for _label, amount in noted(store, shop)] == [Decimal(-30), Decimal(-6)]
    history.undo(store)
    assert noted(store, shop) == told


def test_nothing_is_left_to_make_up_for_what_goes_on_after_all(store: Store, shop: Sold, seat: FleetItem) -> None:
    fleet.edit_item(store, seat.id, replace(known(seat), end=None), seen=CAME)
    assert noted(store, shop) == []


def test_what_invoices_that_came_have_already_is_corrected_for_nothing(
    store: Store, shop: Sold, seat: FleetItem
) -> None:
    before = noted(store, shop)
    fleet.edit_item(store, seat.id, replace(known(seat), start=date(2025, 2, 10)))
    assert noted(store, shop) == before


def test_what_ends_and_moves_at_once_is_made_up_for_where_it_was_charged(store: Store, shop: Sold) -> None:
    line = furnish(store, shop, PLAIN)
    take(store, read(draft(number="other", account=ELSEWHERE, issue_date=CAME)))
    account = next(one for _label, one in fleet_edits.accounts_of(store) if one.id != shop.account)
    contract_terms.set_terms(store, account.id, PLAIN.terms)
    wanted = FleetEdit(account=account, end=ENDED)
    said = fleet_edits.plan_of(store, [line], wanted, seen=CAME).late
    fleet_edits.edit_items(store, [line], wanted, seen=CAME)
    assert sum(amount for _label, amount in noted(store, shop)) == amount_of(said) == Decimal(-99)
    assert contract_list.account_sheet(store, account.id).charges == []


def test_what_an_import_left_without_a_price_is_made_up_for_once_its_price_is_told(store: Store, shop: Sold) -> None:
    furnish(store, shop, PLAIN)
    [sold] = [one for one in contract_list.account_sheet(store, shop.account).products if one.id == shop.plan]
    with unit_of_work(store, "edit_product", {"product": sold.label}) as unit:
        write_prices(unit, sold.id, ())
    story = Story(store, shop)
    fields = ProductFields(sold.label, sold.kind, sold.category, sold.prices)
    products.edit_product(store, sold.id, fields, seen=story.seen)
    assert story.noted() > 0
    story.check()
