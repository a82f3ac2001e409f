"""Whose usage it is: people as files name them and as the store does, in their teams, before and after a new name."""

from pathlib import Path

from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.services import people, usage
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
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
