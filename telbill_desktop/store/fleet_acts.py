"""What the journal alone knows of the fleet: what took the place of what, and what ended by itself."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItem, FleetItemFields
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
    for pair in _changes_of_plan(connection, [item.id]):
        old, new = (queries.item(connection, one, fields.start) for one in pair)
        other = new if old.id == item.id else old
        since = max(fields.start, other.start)
        if all(since < (end or since.max) for end in (fields.end, other.end)):
            raise TelbillError("plan_overlaps", item=old.label, other=new.label, day=new.start)


def carried_on(connection: Connection, item_id: int, on: date) -> date | None:
    """As `all_carried_on`, of one item."""
    return all_carried_on(connection, on, fleet_item.c.id == item_id).get(item_id)


def all_carried_on(connection: Connection, on: date, chosen: ColumnElement[bool] | None = None) -> dict[int, date]:
    """The items of whose options, older than that, a change of plan takes some along on a day after `on`; the day.

    From the change on they are those of the item that follows; until then no record says whose they are. What follows
    bears the same number; where there is none, the journal knows it.
    """
    line, later, option = fleet_item, fleet_item.alias("later"), fleet_item.alias("option")
    follows = (later.c.account_id == line.c.account_id) & (later.c.start == line.c.end)
    follows &= (later.c.number == line.c.number) & (line.c.end > on)
    along = (option.c.line_id == later.c.id) & (option.c.start < later.c.start)
    columns = (line.c.id, line.c.number, later.c.id.label("next"), later.c.start)
    found = select(*columns).select_from(line.join(later, follows).join(option, along))
    rows = connection.execute(found if chosen is None else found.where(chosen)).all()
    told = set(_changes_of_plan(connection, {row.id for row in rows if not row.number}))
    return {row.id: row.start for row in rows if row.number or (row.id, row.next) in told}


def ended_by_themselves(connection: Connection, line_id: int, before: int | None = None) -> set[int]:
    """The options of a line that end with it on one day, and did so before the line did: it is their own last day.

    `before`: as acts before that one left it. What was taken in with its end, or was given the same end again later,
    is not among them: nothing says whether it is its own.
    """
    options = set(queries.options_of(connection, line_id))
    last = _last_ends(connection, {line_id, *options}, before)
    return {one for one in options if line_id in last and last.get(one, last[line_id]) < last[line_id]}


def _changes_of_plan(connection: Connection, item_ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """The ids of what was and of what took its place, of every change of plan that concerns one of these items."""
    own = select(act_change.c.act_id).where(act_change.c.table_name == fleet_item.name)
    by_act: dict[int, dict[str, int]] = {}
    for chunk in chunks(sorted(item_ids)):
        chosen = own.where(act_change.c.record_id.in_(chunk))
        for row in _changes(connection, act.c.kind == "change_plan", act.c.id.in_(chosen)):
            if row.before is None:
                by_act.setdefault(row.act_id, {})["new"] = row.record_id
            elif "end" in row.before:  # options get another line in the same act
                by_act.setdefault(row.act_id, {})["old"] = row.record_id
    for found in by_act.values():
        if found["old"] in item_ids or found["new"] in item_ids:
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
