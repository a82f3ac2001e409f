"""Writes what is in service and who has it, every row through the journal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.fleet_acts import carried_on
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.tables.fleet import assignment, fleet_item, person
from telbill_desktop.store.unit_of_work import UnitOfWork


def item_row(fields: FleetItemFields) -> dict[str, Any]:
    """The columns of an item; its number is E.164 already."""
    return {
        "account_id": fields.account_id,
        "product_id": fields.product_id,
        "line_id": fields.line_id,
        "mandate_id": fields.mandate_id,
        "label": fields.label,
        "quantity": fields.quantity,
        "start": fields.start,
        "end": fields.end,
        "paid_until": fields.paid_until,
        "number": fields.number,
        "iccid": fields.iccid,
        "rio": fields.rio,
        "ported_on": fields.ported_on,
    }


def assign(unit: UnitOfWork, item_id: int, person_id: int, on: date) -> None:
    """The person has the item from that day on, until it ends or they leave; whoever had it has it until then.

    Raises:
        TelbillError: `person_has_left` on that day, or before.
    """
    who = unit.connection.execute(select(person.c.name, person.c.left_on).where(person.c.id == person_id)).one()
    if who.left_on is not None and who.left_on <= on:
        raise TelbillError("person_has_left", person=who.name, day=who.left_on)
    ended = unit.connection.execute(select(fleet_item.c.end).where(fleet_item.c.id == item_id)).scalar_one()
    end = min((day for day in (ended, who.left_on) if day is not None), default=None)
    release(unit, item_id, on)
    unit.insert(assignment, {"item_id": item_id, "person_id": person_id, "start": on, "end": end})


def release(unit: UnitOfWork, item_id: int, on: date) -> None:
    """Nobody has the item from that day on; what was to begin later never begins."""
    release_many(unit, [item_id], on)


def release_many(unit: UnitOfWork, item_ids: Sequence[int], on: date) -> None:
    """As `release`, of several."""
    lasting = or_(assignment.c.end.is_(None), assignment.c.end > on)
    for chunk in chunks(item_ids):
        own = select(assignment.c.id, assignment.c.start).where(assignment.c.item_id.in_(chunk), lasting)
        rows = unit.connection.execute(own.order_by(assignment.c.id)).all()
        unit.delete_many(assignment, [row.id for row in rows if row.start >= on])
        unit.update_many(assignment, [row.id for row in rows if row.start < on], {"end": on})


def release_all_of(unit: UnitOfWork, person_id: int, on: date) -> None:
    """The person has nothing from that day on; what others have then, or get later, is left alone."""
    lasting = or_(assignment.c.end.is_(None), assignment.c.end > on)
    own = select(assignment.c.id, assignment.c.start).where(assignment.c.person_id == person_id, lasting)
    rows = unit.connection.execute(own.order_by(assignment.c.id)).all()
    unit.delete_many(assignment, [row.id for row in rows if row.start >= on])
    unit.update_many(assignment, [row.id for row in rows if row.start < on], {"end": on})


def end_items(unit: UnitOfWork, item_ids: Sequence[int], on: date) -> None:
    """These items, and the options of those that are lines, are out of service from that day on.

    Raises:
        TelbillError: `item_changes_plan` after that day.
    """
    kept = carried_on(unit.connection, on, set(item_ids))
    for item_id in (one for one in item_ids if one in kept):
        label = queries.item(unit.connection, item_id, on).label
        raise TelbillError("item_changes_plan", item=label, day=kept[item_id])
    lasting = or_(fleet_item.c.end.is_(None), fleet_item.c.end > on)
    starts: dict[int, date] = {}
    for chunk in chunks(item_ids):
        for own in (fleet_item.c.id, fleet_item.c.line_id):
            asked = select(fleet_item.c.id, fleet_item.c.start).where(own.in_(chunk), lasting)
            starts.update({row.id: row.start for row in unit.connection.execute(asked)})
    for day in sorted({max(on, start) for start in starts.values()}):  # what begins later never begins
        unit.update_many(fleet_item, [one for one in sorted(starts) if max(on, starts[one]) == day], {"end": day})
    release_many(unit, sorted(starts), on)


def part_one(unit: UnitOfWork, item_id: int) -> int:
    """Parts one of several that are kept as one record, and returns the id of the record of that one."""
    row = dict(unit.connection.execute(select(fleet_item).where(fleet_item.c.id == item_id)).mappings().one())
    unit.update(fleet_item, item_id, {"quantity": row["quantity"] - 1})
    own = row.pop("id")
    return unit.insert(fleet_item, {**row, "quantity": 1, "parted_from": row["parted_from"] or own})
