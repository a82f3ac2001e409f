"""What the journal alone knows of the fleet: what took the place of what, what went along, and what ended by itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
from telbill_desktop.domain.item_life import Life
from telbill_desktop.store.act_records import changes_in
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.journal import in_force
from telbill_desktop.store.queries import fleet as queries
from telbill_desktop.store.tables.fleet import fleet_item
from telbill_desktop.store.tables.journal import act, act_change


def refuse_overlap(connection: Connection, item: FleetItem, fields: FleetItemFields) -> None:
    """Passes days of an item on which what a change of plan put in its place, or it in the place of, is not in service.

    Raises:
        TelbillError: `plan_overlaps`.
    """
    if (fields.start, fields.end) == (item.start, item.end):
        return
    for pair in _changes_of_plan(connection, item.id):
        old, new = (queries.item(connection, one, fields.start) for one in pair)
        other = new if old.id == item.id else old
        since = max(fields.start, other.start)
        if all(since < (end or since.max) for end in (fields.end, other.end)):
            raise TelbillError("plan_overlaps", item=old.label, other=new.label, day=new.start)


def ended_by_themselves(connection: Connection, line_id: int, before: int | None = None) -> set[int]:
    """The options of a line that end with it on one day, and did so before the line did: it is their own last day.

    `before`: as acts before that one left it. What was taken in with its end, or was given the same end again later,
    is not among them: nothing says whether it is its own.
    """
    options = set(queries.options_of(connection, line_id))
    last = _last_ends(connection, {line_id, *options}, before)
    return {one for one in options if line_id in last and last.get(one, last[line_id]) < last[line_id]}


def carried_on(connection: Connection, on: date, item_ids: Collection[int] | None = None) -> dict[int, date]:
    """The items (of all, or of these) of whose options a change of plan takes some along after `on`; the day.

    From the change on they are those of the item that follows; until then no record says whose they are.
    """
    followers: dict[int, list[int]] = {}
    for old, new in _plan_pairs(connection):
        followers.setdefault(old, []).append(new)
    changed = [one for one in followers if item_ids is None or one in item_ids]
    later = {one: _all_after(one, followers) for one in changed}
    concerned = sorted({*changed, *(each for found in later.values() for each in found)})
    lives, options = _lives(connection, concerned), _first_options(connection, concerned, on)
    found: dict[int, date] = {}
    for old in changed:
        for new in followers[old]:
            day = lives[new].start
            along = [options[each] for each in (new, *_all_after(new, followers)) if each in options]
            if on < min(day, lives[old].end or day) and min(along, default=day) < day:
                found[old] = day
    return found


def _all_after(item_id: int, followers: Mapping[int, Sequence[int]]) -> list[int]:
    """What took its place, and the place of that, and so on."""
    found = list(followers.get(item_id, ()))
    for one in found:  # which grows
        found += followers.get(one, ())
    return found


def _lives(connection: Connection, ids: Sequence[int]) -> dict[int, Life]:
    found = {}
    for chunk in chunks(ids):
        asked = select(fleet_item.c.id, fleet_item.c.start, fleet_item.c.end).where(fleet_item.c.id.in_(chunk))
        found.update({row.id: Life(row.start, row.end) for row in connection.execute(asked)})
    return found


def _first_options(connection: Connection, ids: Sequence[int], on: date) -> dict[int, date]:
    """The first day of the oldest option of each line, of those that are in service after a day."""
    found: dict[int, date] = {}
    lasting = or_(fleet_item.c.end.is_(None), fleet_item.c.end > on)
    for chunk in chunks(ids):
        asked = select(fleet_item.c.line_id, fleet_item.c.start).where(fleet_item.c.line_id.in_(chunk), lasting)
        for row in connection.execute(asked.order_by(fleet_item.c.start)):
            found.setdefault(row.line_id, row.start)
    return found


def _changes_of_plan(connection: Connection, item_id: int) -> Iterator[tuple[int, int]]:
    """The ids of what was and of what took its place, of every change of plan that concerns an item."""
    own = select(act_change.c.act_id).where(act_change.c.table_name == fleet_item.name)
    return _plan_pairs(connection, act.c.id.in_(own.where(act_change.c.record_id == item_id)), concerning=item_id)


def _plan_pairs(
    connection: Connection, *chosen: ColumnElement[bool], concerning: int | None = None
) -> Iterator[tuple[int, int]]:
    by_act: dict[int, dict[str, int]] = {}
    for row in _changes(connection, act.c.kind == "change_plan", *chosen):
        if row.before is None:
            by_act.setdefault(row.act_id, {})["new"] = row.record_id
        elif "end" in row.before:  # options get another line in the same act
            by_act.setdefault(row.act_id, {})["old"] = row.record_id
    for found in by_act.values():
        if concerning is None or concerning in found.values():
            yield found["old"], found["new"]


def _last_ends(connection: Connection, ids: Collection[int], before: int | None) -> dict[int, int]:
    """The last act that gave each of these items its end, or made it with one or none."""
    which = or_(act_change.c.record_id.in_(ids), act_change.c.record_id.is_(None))
    earlier = () if before is None else (act.c.id < before,)
    found: dict[int, int] = {}
    for row in _changes(connection, which, *earlier):
        for one, old, new in changes_in(row):
            if one in ids and new is not None and (old is None or old.get("end") != new.get("end")):
                found[one] = row.act_id
    return found


def _changes(connection: Connection, *chosen: ColumnElement[bool]) -> list[Row[Any]]:
    """Changes of items by acts in force, the first one first."""
    asked = select(act_change).join(act).where(act_change.c.table_name == fleet_item.name, in_force, *chosen)
    return list(connection.execute(asked.order_by(act_change.c.act_id, act_change.c.position)).all())
