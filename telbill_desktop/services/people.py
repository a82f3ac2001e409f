"""People and teams: added, edited; everything of a leaver is released at once. Each change is one act."""

from dataclasses import dataclass
from datetime import date

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, Person
from telbill_desktop.domain.folding import fold
from telbill_desktop.store import fleet_changes
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.fleet import person, team
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work
from telbill_desktop.store.usage_names import follow_person


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What a form gives of a person; `team` is a name, which is made when it is new; empty: none.

    `is_protected`: of the calls that files bring from now on totals alone are kept.
    """

    name: str
    team: str = ""
    email: str = ""
    is_protected: bool = False


def people(store: Store) -> list[Person]:
    """Everybody, by name."""
    with store.reading() as connection:
        return queries.people(connection)


def teams(store: Store) -> list[tuple[int, str]]:
    """Ids and names of the teams, by name."""
    with store.reading() as connection:
        return queries.teams(connection)


def held_by(store: Store, person_id: int, on: date) -> list[FleetItem]:
    """What a person has on a day or will have later."""
    with store.reading() as connection:
        return queries.items(connection, None, item_ids=queries.held_by(connection, person_id, on))


def add_person(store: Store, fields: PersonFields) -> int:
    """Adds a person and returns the id. Raises `name_missing`."""
    name = _name(fields.name)
    with unit_of_work(store, "add_person", {"person": name}) as unit:
        return unit.insert(person, {"name": name, **_row(unit, fields)})


def give_to_newcomer(store: Store, item_id: int, fields: PersonFields, on: date) -> int:
    """Adds a person who has an item from that day on, as one act, and returns the id of the person.

    Raises:
        TelbillError: `name_missing`, `item_gone`, `item_not_in_service`.
    """
    name = _name(fields.name)
    with store.reading() as connection:
        item = queries.item(connection, item_id, on)
    if not item.is_in_service(on):
        raise TelbillError("item_not_in_service", item=item.label)
    with unit_of_work(store, "assign_item", {"item": item.label, "person": name}) as unit:
        person_id = unit.insert(person, {"name": name, **_row(unit, fields)})
        fleet_changes.assign(unit, item_id, person_id, on)
        return person_id


def edit_person(store: Store, person_id: int, fields: PersonFields) -> None:
    """Writes what is known of a person, whose usage follows a new name. Raises `name_missing`, `party_gone`."""
    name = _name(fields.name)
    with unit_of_work(store, "edit_person", {"person": name}) as unit:
        record(unit.connection, person, person_id)
        follow_person(unit, person_id, name)
        unit.update(person, person_id, {"name": name, **_row(unit, fields)})


def leave(store: Store, person_id: int, on: date) -> int:
    """A person leaves: whatever they have is released from that day on. Returns how many things that were.

    Raises:
        TelbillError: `party_gone`.
    """
    with store.reading() as connection:
        name = record(connection, person, person_id)["name"]
        held = queries.held_by(connection, person_id, on)
    with unit_of_work(store, "person_leaves", {"person": name, "count": len(held)}) as unit:
        fleet_changes.release_all_of(unit, person_id, on)
        unit.update(person, person_id, {"left_on": on})
    return len(held)


def _row(unit: UnitOfWork, fields: PersonFields) -> dict[str, int | str | None]:
    return {
        "team_id": team_named(unit, fields.team),
        "email": fields.email.strip(),
        "is_protected": fields.is_protected or None,
    }


def team_named(unit: UnitOfWork, name: str) -> int | None:
    """The team of that name, made when it is new; None without a name."""
    wanted = " ".join(name.split())
    if not wanted:
        return None
    known = next((key for key, called in queries.teams(unit.connection) if fold(called) == fold(wanted)), None)
    return known if known is not None else unit.insert(team, {"name": wanted})


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise TelbillError("name_missing")
    return name
