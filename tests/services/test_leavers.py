"""What of a leaver's things is released, and whose things stay theirs."""

from dataclasses import replace
from datetime import date

from telbill_desktop.services import fleet, history, people
from telbill_desktop.store.engine import Store
from tests.services.test_fleet import DAY, fields, holder_on, person
from tests.store_contents import contents

LATER = date(2027, 1, 1)


def test_whoever_gets_a_leavers_thing_later_gets_it_still(store: Store) -> None:
    zoe, hugo = person(store), person(store, "Hugo Marchal")
    [item] = fleet.add_items(store, replace(fields(store), person_id=zoe))
    fleet.assign(store, item, hugo, LATER)
    before = contents(store)
    assert people.leave(store, zoe, DAY) == 1
    days = (date(2026, 8, 31), DAY, LATER)
    assert [holder_on(store, item, day) for day in days] == ["Zoé Maillard", "", "Hugo Marchal"]
    history.undo(store)
    assert contents(store) == before


def test_whoever_has_a_thing_until_a_leaver_was_to_get_it_has_it_until_then(store: Store) -> None:
    zoe, hugo = person(store), person(store, "Hugo Marchal")
    [item] = fleet.add_items(store, replace(fields(store), person_id=hugo))
    fleet.assign(store, item, zoe, LATER)
    people.leave(store, zoe, DAY)
    assert [holder_on(store, item, day) for day in (DAY, LATER)] == ["Hugo Marchal", ""]
