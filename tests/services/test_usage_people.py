"""Whose usage it is: people as files name them and as the store does, in their teams, before and after a new name."""

from pathlib import Path

from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import history, people, usage
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from tests.services.scenarios_of_contracts import line
from tests.usage_files import call, take, write


def by(store: Store, grouping: UsageGrouping) -> dict[str, int]:
    return {group.key: group.total.count for group in usage.usage(store, UsageFilter(), grouping).groups}


def test_a_person_is_known_in_whatever_order_a_file_writes_the_name(store: Store, tmp_path: Path) -> None:
    people.add_person(store, PersonFields("Ana-Maria Petit", "Atelier"))
    rows = [call(user=name, quantity=str(at)) for at, name in enumerate(("PETIT Ana Maria", "Ana-Maria Petit"))]
    take(store, write(tmp_path / "a.csv", rows))
    assert by(store, UsageGrouping.USER) == {"Ana-Maria Petit": 2}
    assert by(store, UsageGrouping.TEAM) == {"Atelier": 2}


def test_of_two_people_with_the_same_words_in_their_names_each_is_known_by_their_own(
    store: Store, tmp_path: Path
) -> None:
    people.add_person(store, PersonFields("Martin Paul", "Atelier"))
    people.add_person(store, PersonFields("Paul Martin", "Bureau"))
    people.add_person(store, PersonFields("Ana Petit Roy", "Bureau"))
    people.add_person(store, PersonFields("Ana Roy Petit", "Atelier"))
    names = ("MARTIN Paul", "Paul Martin", "Roy Petit Ana")
    take(store, write(tmp_path / "a.csv", [call(user=name, quantity=str(at)) for at, name in enumerate(names)]))
    assert by(store, UsageGrouping.TEAM) == {"Atelier": 1, "Bureau": 1, "": 1}


def test_usage_follows_a_person_who_takes_another_name_and_an_undo_takes_it_back(store: Store, tmp_path: Path) -> None:
    line(store, number="0612345678", person="Ana Petit")
    take(store, write(tmp_path / "a.csv", [call(user=""), call(user="PETIT Ana", quantity="94")]))
    [person_id] = [one.id for one in people.people(store) if one.name == "Ana Petit"]
    people.edit_person(store, person_id, PersonFields("Ana Roy", "Atelier"))
    assert by(store, UsageGrouping.USER) == {"Ana Roy": 2}
    take(store, write(tmp_path / "b.csv", [call(user="", quantity="95"), call(user="Ana Roy", quantity="96")]))
    assert (by(store, UsageGrouping.USER), by(store, UsageGrouping.TEAM)) == ({"Ana Roy": 4}, {"Atelier": 4})
    history.undo(store)
    history.undo(store)
    assert by(store, UsageGrouping.USER) == {"Ana Petit": 2}
    history.redo(store)
    assert by(store, UsageGrouping.USER) == {"Ana Roy": 2}


def test_a_new_name_takes_nobody_elses_usage_along(store: Store, tmp_path: Path) -> None:
    line(store, number="0612345678", person="Ana Petit")
    [first] = [one.id for one in people.people(store) if one.name == "Ana Petit"]
    people.add_person(store, PersonFields("Ana Petit"))
    calls = [call(user=""), call(user="Ana Petit", line="0612345679"), call(user="Léo Martin", quantity="9")]
    take(store, write(tmp_path / "a.csv", calls))
    people.edit_person(store, first, PersonFields("Ana Roy"))
    assert by(store, UsageGrouping.USER) == {"Ana Roy": 1, "Ana Petit": 1, "Léo Martin": 1}


def test_a_group_is_what_its_key_asks_for_however_files_write_the_name(store: Store, tmp_path: Path) -> None:
    names = ("Élodie Roche", "ELODIE ROCHE", "Élodie  Roche", "Léo Martin")
    take(store, write(tmp_path / "a.csv", [call(user=name, quantity=str(at)) for at, name in enumerate(names)]))
    assert by(store, UsageGrouping.USER) == {"Élodie Roche": 3, "Léo Martin": 1}
    for key, count in by(store, UsageGrouping.USER).items():
        alone = usage.usage(store, UsageFilter(users=(key,)), UsageGrouping.CATEGORY)
        assert alone.total.count == count


def test_a_protected_persons_call_counts_once_where_the_file_says_it_again_of_somebody_else(
    store: Store, tmp_path: Path
) -> None:
    people.add_person(store, PersonFields("Ana Petit", is_protected=True))
    others = [call(user="Léo Martin", line="0612345679", quantity=str(at + 1)) for at in range(6_000)]
    rows = [call(user="Ana Petit"), *others, call(user="Léo Martin")]
    result = take(store, write(tmp_path / "a.csv", rows))
    assert result.table is not None
    assert (result.table.new, result.table.repeated) == (6_001, 1)
    assert by(store, UsageGrouping.USER) == {"Léo Martin": 6_000, "Ana Petit": 1}
