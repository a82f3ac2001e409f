"""A line that gets another account takes its options along."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.services import contract_terms, fleet, fleet_edits, history, products
from telbill_desktop.store.engine import Store
from tests.builders import draft
from tests.services.figures import FIRST, Sold, furnish
from tests.services.scenarios import ELSEWHERE, read, take
from tests.services.test_late_changes import CAME, PLAIN
from tests.services.test_late_corrections import known, noted, shop
from tests.store_contents import contents

__all__ = ["shop"]  # a fixture


@pytest.fixture
def other(store: Store, shop: Sold) -> int:
    """Another account of the same operator."""
    take(store, read(draft(number="other", account=ELSEWHERE, issue_date=CAME)))
    [found] = [one.id for _label, one in fleet_edits.accounts_of(store) if one.id != shop.account]
    contract_terms.set_terms(store, found, PLAIN.terms)
    return found


def item_of(store: Store, item_id: int) -> FleetItem:
    return fleet.item_detail(store, item_id, CAME).item


def test_its_options_are_on_its_account_those_that_ended_too(store: Store, shop: Sold, other: int) -> None:
    line = furnish(store, shop, PLAIN)
    [ended] = fleet.add_items(store, FleetItemFields(shop.account, shop.option, CAME, end=CAME, line_id=line))
    before = contents(store)
    fleet.edit_item(store, line, replace(known(item_of(store, line)), account_id=other))
    assert [one.account_id for one in fleet.fleet(store, None)] == [other] * 3
    assert item_of(store, ended).line_id == line
    after = contents(store)
    history.undo(store)
    assert contents(store) == before
    history.redo(store)
    assert contents(store) == after


def test_what_is_moved_late_is_given_back_on_one_account_and_charged_on_the_other(
    store: Store, shop: Sold, other: int
) -> None:
    line = furnish(store, shop, PLAIN)
    new = fleet.change_plan(store, line, shop.other, date(2025, 6, 10))  # its option is older than it
    fleet.edit_item(store, new, replace(known(item_of(store, new)), account_id=other), seen=CAME)
    there = sum(amount for _label, amount in noted(store, replace(shop, account=other)))
    assert there == 2 * 2 * Decimal(60) + 7 * Decimal(6)  # two months of the line, seven of the option
    assert sum(amount for _label, amount in noted(store, shop)) == -there


def test_an_option_that_the_other_operator_does_not_sell_keeps_its_line_where_it_is(store: Store, shop: Sold) -> None:
    line = furnish(store, shop, PLAIN)
    elsewhere = replace(draft().seller, name="Autre SA", siren="", siret="", vat_number="")
    take(store, read(draft(number="other", seller=elsewhere, account=ELSEWHERE, issue_date=CAME)))
    account = next(one for _label, one in fleet_edits.accounts_of(store) if one.id != shop.account)
    prices = (Price(FIRST, Decimal(1)),)
    sold = ProductFields("Forfait", ProductKind.LICENCE, Category.SUBSCRIPTIONS, prices)
    product = products.add_product(store, account.operator_id, sold)
    before = contents(store)
    moved = replace(known(item_of(store, line)), account_id=account.id, product_id=product)
    with pytest.raises(TelbillError) as error:
        fleet.edit_item(store, line, moved)
    assert error.value.message.params["product"] == "Option"
    assert contents(store) == before
