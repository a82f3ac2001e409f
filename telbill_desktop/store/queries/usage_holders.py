"""Who had which number on which days, to which account a number belongs, and of whom no call is kept."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from telbill_desktop.domain.usage_privacy import name_key
from telbill_desktop.store.act_records import former_images
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person


class Holding(NamedTuple):
    """Who had a number, from `start` to the day before `end`."""

    person: str
    start: date
    end: date | None


def holdings(connection: Connection) -> dict[str, list[Holding]]:
    """Everybody who had each number (E.164), earliest first."""
    columns = (fleet_item.c.number, person.c.name, assignment.c.start, assignment.c.end)
    asked = (
        select(*columns)
        .join(fleet_item, fleet_item.c.id == assignment.c.item_id)
        .join(person, person.c.id == assignment.c.person_id)
        .where(fleet_item.c.number != "")
        .order_by(assignment.c.start, assignment.c.id)
    )
    found: dict[str, list[Holding]] = {}
    for number, name, start, end in connection.execute(asked):
        found.setdefault(number, []).append(Holding(name, start, end))
    return found


def accounts_of_numbers(connection: Connection) -> dict[str, int | None]:
    """The billing account of each number of the fleet; None where it is on several."""
    accounts = func.count(fleet_item.c.account_id.distinct())
    asked = (
        select(fleet_item.c.number, func.min(fleet_item.c.account_id), accounts)
        .where(fleet_item.c.number != "")
        .group_by(fleet_item.c.number)
    )
    return {number: account if count == 1 else None for number, account, count in connection.execute(asked)}


def protected_people(connection: Connection) -> set[str]:
    """The names of those of whose calls totals alone are kept, as files may still call them too."""
    ids = connection.execute(select(person.c.id).where(person.c.is_protected == 1)).scalars().all()
    return {name for one in ids for name in names_of(connection, one)}


def names_of(connection: Connection, person_id: int) -> set[str]:
    """The name of a person, and those that they had before and nobody else has now: the journal tells."""
    now = {row.id: row.name for row in connection.execute(select(person.c.id, person.c.name))}
    others = {name_key(name) for one, name in now.items() if one != person_id}
    before = {image["name"] for image in former_images(connection, person, person_id)}
    return {now[person_id], *(name for name in before if name_key(name) not in others)}
