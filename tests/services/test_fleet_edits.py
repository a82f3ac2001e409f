"""Several things of the fleet changed at once: all or none, what is so already left out, reasons in words."""

from dataclasses import replace
from datetime import date

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.fleet_edits import EditAccount, EditUser, FleetEdit
from telbill_desktop.services import fleet, fleet_edits, history, people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account
from tests.builders import draft
from tests.services import scenarios_of_contracts as contracts
from tests.services.scenarios import ELSEWHERE, ids, read, take
from tests.services.shelf import FACTS, state

START, LATER = date(2026, 1, 17), date(2026, 9, 1)


@pytest.fixture
def items(store: Store) -> tuple[int, int, int]:
    """A line of Zoé's, its option, and a seat that is free and ends in 2027."""
    line = contracts.line(store, "0639980107", person="Zoé Maillard")
    item = fleet.item_detail(store, line, START).item
    option = FleetItemFields(item.account_id, item.product.id, START, line_id=line)
    seat = FleetItemFields(item.account_id, item.product.id, START, end=date(2027, 1, 1))
    return line, fleet.add_items(store, option)[0], fleet.add_items(store, seat)[0]


def hugo(store: Store, since: date = LATER) -> EditUser:
    return EditUser(people.add_person(store, PersonFields("Hugo Marchal")), "Hugo Marchal", since)


def refused(store: Store, chosen: tuple[int, ...], edit: FleetEdit) -> str:
    """The reason that is shown before, which is the one that the write is refused with; nothing is changed."""
    before = state(store, without=FACTS)
    reason = fleet_edits.plan_of(store, chosen, edit).reason
    with pytest.raises(TelbillError) as raised:
        fleet_edits.edit_items(store, chosen, edit)
    assert reason == raised.value.message
    assert state(store, without=FACTS) == before
    return raised.value.message.code


def test_each_part_of_a_change_is_written_and_a_second_time_leaves_no_act(
    store: Store, items: tuple[int, int, int]
) -> None:
    edit = FleetEdit(label="Accueil", user=hugo(store))
    assert fleet_edits.edit_items(store, items, edit) == 3
    line, option, seat = (fleet.item_detail(store, one, LATER) for one in items)
    assert {one.item.label for one in (line, option, seat)} == {"Accueil"}
    assert [(one.person, one.start, one.end) for one in line.assignments] == [
        ("Hugo Marchal", LATER, None),
        ("Zoé Maillard", START, LATER),
    ]
    assert option.assignments == []  # it follows its line
    assert [one.end for one in seat.assignments] == [date(2027, 1, 1)]  # no longer than the seat lasts
    before = state(store)
    assert fleet_edits.plan_of(store, [items[0]], edit).changed == set()
    assert fleet_edits.edit_items(store, [items[0]], edit) == 0
    assert state(store) == before


def test_a_line_moves_with_its_options_which_do_not_move_without_it(store: Store, items: tuple[int, int, int]) -> None:
    take(store, read(draft(number="other", account=ELSEWHERE)))
    account_id = max(ids(store, billing_account))
    account = next(one for _label, one in fleet_edits.accounts_of(store) if one.id == account_id)
    assert refused(store, items[1:2], FleetEdit(account=account)) == "line_of_another"
    assert fleet_edits.edit_items(store, items[:1], FleetEdit(account=account)) == 2
    assert {fleet.item_detail(store, one, LATER).item.account_id for one in items[:2]} == {account_id}
    history.undo(store)
    assert fleet.item_detail(store, items[0], LATER).item.account_id != account_id


def test_what_cannot_be_of_one_is_done_with_none(store: Store, items: tuple[int, int, int]) -> None:
    user = hugo(store, date(2027, 6, 1))
    assert refused(store, items, FleetEdit(end=LATER)) == "item_in_use"
    assert refused(store, items, FleetEdit(user=user)) == "item_not_in_service"
    assert refused(store, items, FleetEdit(account=EditAccount(99, 99, "Hexamobile"))) == "product_of_another"


def test_what_is_taken_back_in_the_same_act_may_end(store: Store, items: tuple[int, int, int]) -> None:
    nobody = EditUser(None, "", LATER)
    assert fleet_edits.edit_items(store, items, FleetEdit(user=nobody, end=LATER)) == 3
    assert {fleet.item_detail(store, one, LATER).item.end for one in items} == {LATER}


def test_a_user_until_later_than_the_end_keeps_the_thing(store: Store, items: tuple[int, int, int]) -> None:
    late = EditUser(None, "", date(2026, 10, 1))
    assert refused(store, items[:1], FleetEdit(user=late, end=LATER)) == "item_in_use"


def test_who_gets_a_thing_earlier_than_planned_has_it_from_then_on(store: Store, items: tuple[int, int, int]) -> None:
    user = hugo(store)
    fleet_edits.edit_items(store, items[2:], FleetEdit(user=user))
    sooner = date(2026, 6, 1)
    assert fleet_edits.edit_items(store, items[2:], FleetEdit(user=replace(user, since=sooner))) == 1
    held = fleet.item_detail(store, items[2], LATER).assignments
    assert [(one.person, one.start, one.end) for one in held] == [("Hugo Marchal", sooner, date(2027, 1, 1))]
