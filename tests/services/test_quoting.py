"""What a removal is quoted for is what it then costs: the options of a line end with it."""

from datetime import timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.services import fleet, quoting
from telbill_desktop.services.upcoming import upcoming
from telbill_desktop.store.engine import Store
from tests.services import scenarios_of_contracts as contracts


def test_a_removal_is_quoted_with_the_options_that_end_with_it(store: Store) -> None:
    line = contracts.line(store)
    item = fleet.item_detail(store, line, contracts.START).item
    option = contracts.plan(store, label="Europe", code="EU")
    fleet.add_items(store, FleetItemFields(item.account_id, option, contracts.START, line_id=line))
    one = quoting.quote_removing_item(store, line, contracts.LATER)
    [before] = upcoming(store, contracts.LATER)
    quoted = quoting.quote_removing(store, item.account_id, item.product.id, 1, contracts.LATER)
    assert (quoted.first_amount, quoted.monthly_cost_added) == (one.first_amount, one.monthly_cost_added)
    fleet.remove_item(store, line, contracts.LATER)
    after = upcoming(store, contracts.LATER)
    assert quoted.first_amount == sum(each.total_ht for each in after[:1]) - before.total_ht


def test_what_cannot_be_removed_because_it_changes_its_plan_later_is_not_quoted_as_if_it_could(store: Store) -> None:
    line = contracts.line(store, "+33639987701")
    item = fleet.item_detail(store, line, contracts.START).item
    option = contracts.plan(store, label="Europe", code="EU")
    fleet.add_items(store, FleetItemFields(item.account_id, option, contracts.START, line_id=line))
    fleet.change_plan(store, line, contracts.plan(store, label="Autre", code="A1"), contracts.LATER)
    on = contracts.LATER - timedelta(days=40)
    kept = fleet.item_detail(store, line, on).kept
    assert kept is not None
    assert quoting.quote_removing_item(store, line, on).reason == kept
    assert quoting.quote_removing(store, item.account_id, item.product.id, 1, on).reason == kept


def test_what_is_ordered_for_much_later_is_quoted_when_it_is_given_up(store: Store) -> None:
    line = contracts.line(store)
    item = fleet.item_detail(store, line, contracts.START).item
    later = contracts.START + relativedelta(months=9)
    [ordered] = fleet.add_items(store, FleetItemFields(item.account_id, item.product.id, later))
    quoted = quoting.quote_removing_item(store, ordered, contracts.START)
    assert quoted.is_allowed
    assert (quoted.first_payment, quoted.first_amount) == (later, Decimal("-15.90"))
