"""What follows when the first or the last day of a thing is corrected: its users, its options, and theirs."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.services import fleet, fleet_corrections, history, people
from telbill_desktop.store.engine import Store
from telbill_desktop.system.formats import sentence
from tests.services.figures import restored_after
from tests.services.scenarios_of_contracts import plan
from tests.services.test_fleet import DAY, MOBILE, START, fields, person, refused
from tests.store_contents import contents

BEFORE, AFTER = date(2026, 2, 1), date(2026, 5, 1)


def lives(store: Store, item_id: int) -> list[tuple[str, date, date | None]]:
    """Who had the item, the first one first."""
    found = fleet.item_detail(store, item_id, DAY).assignments
    return [(one.person, one.start, one.end) for one in reversed(found)]


def life(store: Store, item_id: int) -> tuple[date, date | None]:
    item = fleet.item_detail(store, item_id, DAY).item
    return item.start, item.end


@pytest.mark.parametrize("start", [BEFORE, AFTER])
def test_who_has_a_thing_from_its_first_day_has_it_so_when_that_day_moves(store: Store, start: date) -> None:
    own = fields(store, person_id=person(store))
    [item] = fleet.add_items(store, own)
    fleet.assign(store, item, person(store, "Hugo Marchal"), DAY)
    before = contents(store)
    fleet.edit_item(store, item, replace(own, start=start))
    assert lives(store, item) == [("Zoé Maillard", start, DAY), ("Hugo Marchal", DAY, None)]
    history.undo(store)
    assert contents(store) == before


def test_who_has_a_thing_throughout_has_it_so_when_it_was_in_service_only_before(store: Store) -> None:
    own = fields(store, number=MOBILE, person_id=person(store))
    [item] = fleet.add_items(store, own)
    [option] = fleet.add_items(store, replace(own, number="", person_id=None, line_id=item))
    corrected = replace(own, start=date(2026, 1, 1), end=date(2026, 3, 1))
    said = [sentence(one) for one in fleet_corrections.correction(store, item, corrected, DAY).follows]
    fleet.edit_item(store, item, corrected)
    assert lives(store, item) == [("Zoé Maillard", corrected.start, corrected.end)]
    assert said[0] == "Zoé Maillard has it from 01/01/2026 to 28/02/2026."
    assert life(store, option) == (START, START)  # never in service


def test_who_had_a_thing_only_before_its_first_day_never_had_it(store: Store) -> None:
    own = fields(store, person_id=person(store))
    [item] = fleet.add_items(store, own)
    fleet.assign(store, item, person(store, "Hugo Marchal"), date(2026, 4, 1))
    fleet.edit_item(store, item, replace(own, start=AFTER))
    assert lives(store, item) == [("Hugo Marchal", AFTER, None)]


@pytest.mark.parametrize("end", [None, date(2026, 12, 1)])
def test_what_lasts_longer_after_all_has_its_user_and_options_back(store: Store, end: date | None) -> None:
    own = replace(fields(store), number=MOBILE, person_id=person(store))
    [line] = fleet.add_items(store, own)
    [option] = fleet.add_items(store, replace(own, number="", person_id=None, line_id=line))
    [gone] = fleet.add_items(store, replace(own, number="", person_id=None, line_id=line))
    fleet.remove_item(store, gone, AFTER)
    fleet.edit_item(store, line, replace(own, end=DAY))
    assert life(store, option) == (START, DAY)
    fleet.edit_item(store, line, replace(own, end=end))
    assert lives(store, line) == [("Zoé Maillard", START, end)]
    assert life(store, option) == (START, end)
    assert life(store, gone) == (START, AFTER)  # ended before, by itself


def test_who_left_before_does_not_get_a_thing_back_for_longer(store: Store) -> None:
    zoe = person(store)
    own = replace(fields(store), person_id=zoe)
    [item] = fleet.add_items(store, own)
    people.leave(store, zoe, DAY)
    fleet.edit_item(store, item, replace(own, end=DAY))
    fleet.edit_item(store, item, own)
    assert lives(store, item) == [("Zoé Maillard", START, DAY)]


def test_an_option_is_not_older_than_its_line_unless_it_came_with_a_change_of_plan(store: Store) -> None:
    own = replace(fields(store), number=MOBILE)
    [line] = fleet.add_items(store, own)
    [option] = fleet.add_items(store, replace(own, number="", line_id=line))
    [brief] = fleet.add_items(store, replace(own, number="", line_id=line, end=date(2026, 4, 1)))
    fleet.edit_item(store, line, replace(own, start=AFTER))
    assert life(store, option) == (AFTER, None)
    assert life(store, brief) == (AFTER, AFTER)  # never in service
    new = fleet.change_plan(store, line, plan(store, label="Autre", code="A1"), DAY)
    moved = FleetItemFields(own.account_id, fleet.item_detail(store, new, DAY).item.product.id, date(2026, 9, 15))
    fleet.edit_item(store, new, moved)
    assert life(store, option) == (AFTER, None)


def test_an_option_that_is_corrected_stays_within_its_line(store: Store) -> None:
    own = replace(fields(store), number=MOBILE, end=DAY)
    [line] = fleet.add_items(store, own)
    of_line = replace(own, number="", line_id=line, start=AFTER)
    [option] = fleet.add_items(store, of_line)
    fleet.edit_item(store, option, replace(of_line, end=None))
    assert life(store, option) == (AFTER, DAY)
    with pytest.raises(TelbillError) as error:
        fleet.edit_item(store, option, replace(of_line, start=BEFORE))
    assert refused(error) == "item_not_in_service"


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(DAYS, st.none() | DAYS).filter(lambda one: one[1] is None or one[0] <= one[1]), max_size=4
    ),
    given_on=st.lists(DAYS, max_size=3),
)
def test_nobody_ever_has_what_is_not_in_service(
    store: Store, edits: list[tuple[date, date | None]], given_on: list[date]
) -> None:
    with restored_after(store):
        own = replace(fields(store), person_id=person(store))
        [item] = fleet.add_items(store, own)
        for at, day in enumerate(given_on):
            if fleet.item_detail(store, item, day).item.is_in_service(day):
                fleet.assign(store, item, person(store, f"Hugo {at}"), day)
        for start, end in edits:
            fleet.edit_item(store, item, replace(own, start=start, end=end))
            spans = lives(store, item)
            assert all(start <= since < (until or date.max) <= (end or date.max) for _, since, until in spans)
            assert all(one[2] is not None and one[2] <= two[1] for one, two in pairwise(spans))


def test_what_follows_a_correction_is_said_before(store: Store) -> None:
    own = replace(fields(store), number=MOBILE, person_id=person(store))
    [line] = fleet.add_items(store, own)
    fleet.assign(store, line, person(store, "Hugo Marchal"), date(2026, 4, 1))
    [option] = fleet.add_items(store, replace(own, number="", person_id=None, line_id=line, label="Renvoi"))

    def said(changed: FleetItemFields, item: int = line) -> list[str]:
        return [sentence(one) for one in fleet_corrections.correction(store, item, changed, DAY).follows]

    assert said(own) == []
    assert said(replace(own, label="Accueil")) == []
    assert said(replace(own, start=BEFORE)) == [
        "Zoé Maillard has it from 01/02/2026 to 31/03/2026.",
        "Options that keep their first day: Renvoi.",
    ]
    assert said(replace(own, start=AFTER, end=DAY)) == [
        "Zoé Maillard never has it.",
        "Hugo Marchal has it from 01/05/2026 to 31/08/2026.",
        "Options that follow: Renvoi.",
    ]
    fleet.edit_item(store, line, replace(own, end=DAY))
    assert said(own) == ["Hugo Marchal has it from 01/04/2026 on.", "Options that follow: Renvoi."]
    assert said(replace(own, start=DAY, end=START)) == []  # which is refused
    with pytest.raises(TelbillError) as error:
        said(replace(own, number="", line_id=line, start=BEFORE), option)
    assert refused(error) == "item_not_in_service"


def test_what_changed_its_plan_does_not_last_into_what_took_its_place(store: Store) -> None:
    own = fields(store)
    [seat] = fleet.add_items(store, own)
    new = fleet.change_plan(store, seat, plan(store, label="Autre", code="A1"), DAY)
    other = replace(own, product_id=fleet.item_detail(store, new, DAY).item.product.id, start=DAY)
    for item, changed in (
        (seat, own),
        (seat, replace(own, end=date(2026, 10, 1))),
        (new, replace(other, start=AFTER)),
    ):
        before = contents(store)
        with pytest.raises(TelbillError) as error:
            fleet_corrections.correction(store, item, changed, DAY)
        assert refused(error) == "plan_overlaps"
        with pytest.raises(TelbillError) as error:
            fleet.edit_item(store, item, changed)
        assert refused(error) == "plan_overlaps"
        assert contents(store) == before
    assert sentence(error.value.message).startswith("Forfait 20 Go became Autre on 01/09/2026")
    fleet.edit_item(store, seat, replace(own, end=DAY, label="Accueil"))
    fleet.edit_item(store, new, replace(other, start=date(2026, 10, 1)))
    fleet.edit_item(store, seat, replace(own, end=date(2026, 10, 1)))  # in this order they can be moved


def test_what_took_the_place_and_never_was_in_service_stands_in_no_way(store: Store) -> None:
    own = fields(store)
    [seat] = fleet.add_items(store, own)
    new = fleet.change_plan(store, seat, plan(store, label="Autre", code="A1"), DAY)
    fleet.remove_item(store, new, DAY)
    fleet.edit_item(store, seat, own)
    assert life(store, seat) == (START, None)


def test_a_change_of_plan_that_was_undone_stands_in_no_way(store: Store) -> None:
    own = fields(store)
    [seat] = fleet.add_items(store, own)
    fleet.change_plan(store, seat, plan(store, label="Autre", code="A1"), DAY)
    history.undo(store)
    fleet.edit_item(store, seat, replace(own, end=DAY))
    fleet.edit_item(store, seat, own)
    assert life(store, seat) == (START, None)


def test_an_option_that_ended_by_itself_on_the_last_day_of_its_line_does_not_last_longer(store: Store) -> None:
    own = replace(fields(store), number=MOBILE)
    [line] = fleet.add_items(store, own)
    [alone, brief] = fleet.add_items(store, replace(own, number="", line_id=line), 2)
    [along] = fleet.add_items(store, replace(own, number="", line_id=line, label="Renvoi"))
    [set_so] = fleet.add_items(store, replace(own, number="", line_id=line, end=DAY))
    fleet.remove_item(store, alone, DAY)
    fleet.edit_item(store, brief, replace(own, number="", line_id=line, end=AFTER))
    fleet.remove_item(store, line, DAY)
    [clamped] = fleet.add_items(store, replace(own, number="", line_id=line, label="Messagerie"))
    said = [sentence(one) for one in fleet_corrections.correction(store, line, own, DAY).follows]
    assert said == ["Options that follow: Renvoi, Messagerie."]
    fleet.edit_item(store, line, own)
    assert [life(store, one)[1] for one in (alone, brief, along, set_so, clamped)] == [DAY, AFTER, None, DAY, None]
    fleet.edit_item(store, line, replace(own, end=AFTER))
    assert {life(store, one)[1] for one in (alone, brief, along, set_so, clamped)} == {AFTER}
