"""What ends with a line, however it is ended, and that no option outlives its line."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet_edits import FleetEdit
from telbill_desktop.services import fleet, fleet_edits, quoting
from telbill_desktop.store import fleet_changes
from telbill_desktop.store.engine import Store
from telbill_desktop.store.unit_of_work import unit_of_work
from tests.services.scenarios_of_contracts import plan
from tests.services.test_fleet import DAY, MOBILE, START, fields, person, refused

LATER = date(2027, 1, 1)


def test_a_line_that_is_ended_by_a_correction_ends_with_its_options_and_user(store: Store) -> None:
    own = fields(store)
    [line] = fleet.add_items(store, replace(own, number=MOBILE, person_id=person(store)))
    [option] = fleet.add_items(store, replace(own, line_id=line))
    fleet.edit_item(store, line, replace(own, number=MOBILE, end=DAY))
    assert fleet.item_detail(store, option, DAY).item.end == DAY
    assert [one.end for one in fleet.item_detail(store, line, DAY).assignments] == [DAY]


def test_an_option_lasts_no_longer_than_its_line(store: Store) -> None:
    own = fields(store)
    [line] = fleet.add_items(store, replace(own, number=MOBILE, end=DAY))
    [option] = fleet.add_items(store, replace(own, line_id=line))
    assert fleet.item_detail(store, option, START).item.end == DAY
    with pytest.raises(TelbillError) as error:
        fleet.add_items(store, replace(own, start=DAY, line_id=line))
    assert refused(error) == "item_not_in_service"
    with pytest.raises(TelbillError) as error:
        fleet.add_items(store, replace(own, line_id=option))
    assert refused(error) == "line_is_option"
    [alone] = fleet.add_items(store, own)
    with pytest.raises(TelbillError) as error:
        fleet.edit_item(store, alone, replace(own, line_id=alone))
    assert refused(error) == "line_is_option"


def test_what_ends_on_the_day_on_which_another_changes_its_plan_may_end_before(store: Store) -> None:
    own = fields(store)
    [alone, line] = fleet.add_items(store, own, 2)
    fleet.add_items(store, replace(own, product_id=plan(store, label="Europe", code="EU"), line_id=line))
    fleet.edit_item(store, alone, replace(own, end=LATER))
    fleet.change_plan(store, line, plan(store, label="Autre", code="A1"), LATER)
    assert quoting.quote_removing_item(store, alone, DAY).reason is None
    fleet.remove_item(store, alone, DAY)
    with pytest.raises(TelbillError) as error:
        fleet.remove_item(store, line, DAY)
    assert refused(error) == "item_changes_plan"


def test_a_line_whose_plan_changes_later_is_not_ended_before_without_that_change(store: Store) -> None:
    own = fields(store)
    [line] = fleet.add_items(store, replace(own, number=MOBILE))
    fleet.add_items(store, replace(own, product_id=plan(store, label="Europe", code="EU"), line_id=line))
    fleet.change_plan(store, line, plan(store, label="Autre", code="A1"), date(2028, 2, 29))
    before = [(one.id, one.end) for one in fleet.fleet(store, None)]
    kept = fleet.item_detail(store, line, DAY).kept
    assert kept is not None
    assert kept.code == "item_changes_plan"
    with pytest.raises(TelbillError) as error:
        fleet.remove_item(store, line, DAY)
    assert refused(error) == "item_changes_plan"
    with pytest.raises(TelbillError) as error:
        fleet.edit_item(store, line, replace(own, number=MOBILE, end=DAY))
    assert refused(error) == "item_changes_plan"
    assert [(one.id, one.end) for one in fleet.fleet(store, None)] == before
    reason = fleet_edits.plan_of(store, [line], FleetEdit(end=DAY)).reason
    assert reason is not None
    assert reason.code == "item_changes_plan"
    quoted = (
        quoting.quote_removing_item(store, line, DAY),
        quoting.quote_removing(store, own.account_id, own.product_id, 1, DAY),
    )
    assert [one.reason and one.reason.code for one in quoted] == ["item_changes_plan"] * 2


def test_what_is_to_come_with_its_end_can_be_called_off(store: Store) -> None:
    [item] = fleet.add_items(store, fields(store, start=LATER, end=date(2027, 6, 1)))
    fleet.remove_item(store, item, DAY)
    assert fleet.item_detail(store, item, DAY).item.end == LATER
    with pytest.raises(TelbillError) as error:
        fleet.remove_item(store, item, DAY)
    assert refused(error) == "item_not_in_service"


def test_an_option_that_was_called_off_does_not_keep_its_line_from_ending(store: Store) -> None:
    own = fields(store, number=MOBILE)
    [line] = fleet.add_items(store, own)
    [option] = fleet.add_items(store, replace(own, number="", line_id=line, start=LATER))
    fleet.remove_item(store, option, date(2026, 12, 1))
    assert not quoting.quote_removing_item(store, line, DAY).notes
    assert fleet_edits.edit_items(store, [line], FleetEdit(end=DAY)) == 1
    ends = [fleet.item_detail(store, one, DAY).item.end for one in (line, option)]
    assert ends == [DAY, LATER]


def test_a_change_of_plan_keeps_no_other_thing_of_the_account_from_ending(store: Store) -> None:
    own = fields(store)
    other, europe = plan(store, label="Autre", code="A1"), plan(store, label="Europe", code="EU")
    changing, ending = fleet.add_items(store, own, 2)  # neither has a number
    fleet.add_items(store, replace(own, product_id=europe, line_id=changing))
    fleet.edit_item(store, ending, replace(own, end=LATER))
    fleet.change_plan(store, changing, other, LATER)
    assert fleet.item_detail(store, ending, DAY).kept is None
    assert fleet_edits.plan_of(store, [ending], FleetEdit(end=DAY)).reason is None
    fleet.remove_item(store, ending, DAY)
    assert fleet.item_detail(store, ending, DAY).item.end == DAY
    with pytest.raises(TelbillError) as error:
        fleet.remove_item(store, changing, DAY)
    assert refused(error) == "item_changes_plan"


def test_options_that_went_along_twice_keep_the_first_line_from_ending(store: Store) -> None:
    own = fields(store)
    [line] = fleet.add_items(store, own)
    fleet.add_items(store, replace(own, product_id=plan(store, label="Europe", code="EU"), line_id=line))
    second = fleet.change_plan(store, line, plan(store, label="Autre", code="A1"), LATER)
    fleet.change_plan(store, second, plan(store, label="Encore", code="A2"), date(2027, 6, 1))
    with pytest.raises(TelbillError) as error:
        fleet.remove_item(store, line, DAY)
    assert refused(error) == "item_changes_plan"
    assert error.value.message.params["day"] == LATER


def test_more_things_end_at_once_than_one_statement_takes(store: Store) -> None:
    own = fields(store)
    ids = fleet.add_items(store, replace(own, person_id=person(store)), 1000)
    with unit_of_work(store, "edit_items", {"count": len(ids)}) as unit:
        raw = unit.connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
        fleet_changes.end_items(unit, ids, DAY)
    assert {one.end for one in fleet.fleet(store, None)} == {DAY}
    assert fleet.item_detail(store, ids[-1], DAY).item.holder is None


def test_what_was_parted_and_is_several_again_can_be_parted_again(store: Store) -> None:
    two = fields(store, quantity=2)
    [item] = fleet.add_items(store, two)
    fleet.remove_item(store, item, DAY)
    [parted] = [one for one in fleet.fleet(store, START) if one.id != item]
    fleet.edit_item(store, parted.id, replace(two, quantity=3))
    fleet.remove_item(store, parted.id, DAY)
    assert [(one.quantity, one.end) for one in fleet.fleet(store, START)] == [(1, None), (2, None), (1, DAY)]
