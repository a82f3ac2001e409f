"""Writes what follows when the first or the last day of a thing of the fleet moves."""

from sqlalchemy import select

from telbill_desktop.domain.item_life import Life, goes_along, held_still
from telbill_desktop.store.fleet_acts import ended_by_themselves
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person
from telbill_desktop.store.unit_of_work import UnitOfWork


def follow(unit: UnitOfWork, item_id: int, before: Life, after: Life) -> None:
    """Who has a thing whose life was another, and its options with whoever has them, follow it."""
    follow_users(unit, item_id, before, after)
    own = select(fleet_item.c.id, fleet_item.c.start, fleet_item.c.end).where(fleet_item.c.line_id == item_id)
    alone = ended_by_themselves(unit.connection, item_id, unit.act_id)
    for row in unit.connection.execute(own.order_by(fleet_item.c.id)).all():
        known = Life(row.start, row.end)
        now = goes_along(known, before, after, by_itself=row.id in alone)
        unit.update(fleet_item, row.id, {"start": now.start, "end": now.end})
        follow_users(unit, row.id, known, now)


def follow_users(unit: UnitOfWork, item_id: int, before: Life, after: Life) -> None:
    """Who has a thing whose life was another has it within the one that it has now."""
    joined = assignment.join(person, person.c.id == assignment.c.person_id)
    own = select(assignment.c.id, assignment.c.start, assignment.c.end, person.c.left_on).select_from(joined)
    for row in unit.connection.execute(own.where(assignment.c.item_id == item_id).order_by(assignment.c.id)).all():
        now = held_still(Life(row.start, row.end), before, after, row.left_on)
        if now is None:
            unit.delete(assignment, row.id)
        else:
            unit.update(assignment, row.id, {"start": now.start, "end": now.end})
