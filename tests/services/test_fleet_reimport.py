"""A table of the fleet taken in again after the fleet has changed: options keep to their line, leavers get nothing."""

from datetime import date

from telbill_desktop.services import fleet, people
from telbill_desktop.store.engine import Store
from tests.services import scenarios_of_contracts as contracts
from tests.services.test_fleet_import import Take, counts, errors, name, numbered, take

__all__ = ["name", "take"]  # fixtures

ROWS = "CF;F20;0639987701;;;;;01/06/2026;;;;\nCF;EU;;;;;;15/06/2026;;;0639987701;\n"


def other_plan(store: Store) -> int:
    return contracts.plan(store, label="Forfait 50 Go", code="F50")


def options(store: Store) -> list[tuple[int | None, date, date | None]]:
    return [(one.line_id, one.start, one.end) for one in fleet.fleet(store, None) if one.product.code == "EU"]


def test_an_option_that_a_change_of_plan_took_along_is_not_added_again(store: Store, take: Take) -> None:
    take(ROWS)
    line = numbered(store, "+33639987701")
    new = fleet.change_plan(store, line.id, other_plan(store), date(2026, 8, 1))
    result = take(ROWS)
    assert (counts(result), errors(result)) == ((0, 2, 0), [])
    assert options(store) == [(new, date(2026, 6, 15), None)]


def test_an_option_ends_with_its_line_at_the_latest(store: Store, take: Take) -> None:
    rows = ROWS.replace("01/06/2026;;", "01/06/2026;31/12/2026;")
    take(rows)
    line = numbered(store, "+33639987701")
    assert options(store) == [(line.id, date(2026, 6, 15), date(2027, 1, 1))]
    longer = rows.replace("15/06/2026;;", "15/06/2026;31/03/2027;")
    result = take(longer)
    assert options(store) == [(line.id, date(2026, 6, 15), date(2027, 1, 1))]
    assert (counts(result), errors(result)) == ((0, 2, 0), [])


def test_an_end_before_a_change_of_plan_with_options_is_told_with_its_cell(store: Store, take: Take) -> None:
    take(ROWS)
    line = numbered(store, "+33639987701")
    fleet.change_plan(store, line.id, other_plan(store), date(2026, 8, 1))
    result = take(ROWS.replace("01/06/2026;;", "01/06/2026;15/07/2026;") + "CF;F20;0639987709;;;;;01/06/2026;;;;\n")
    assert errors(result) == [(2, "item_changes_plan")]
    assert numbered(store, "+33639987709").start == date(2026, 6, 1)


def test_who_has_left_gets_nothing_after_that_day(store: Store, take: Take) -> None:
    take("CF;F20;0639987701;;Zoé Maillard;;;01/06/2026;;;;\n")
    [zoe] = people.people(store)
    people.leave(store, zoe.id, date(2026, 7, 1))
    result = take(
        "CF;F20;0639987702;;Zoé Maillard;;;01/06/2026;;;;\nCF;F20;0639987703;;Zoé Maillard;;;01/08/2026;;;;\n"
    )
    assert errors(result) == [(3, "person_has_left")]
    assert [one.number for one in people.held_by(store, zoe.id, date(2026, 7, 1))] == []
