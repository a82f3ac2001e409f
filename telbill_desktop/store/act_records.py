"""Which acts in force changed which records: what a store knows of how they came to be as they are."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, Table, or_, select

from telbill_desktop.store.images import bulk_rows
from telbill_desktop.store.journal import in_force
from telbill_desktop.store.tables.journal import act, act_change


def acts_changing(
    connection: Connection, table: Table, ids: Collection[int], before: int, *, among: Collection[int] | None = None
) -> dict[int, set[int]]:
    """The records among these that each act in force before a certain one added, changed or removed, by the act.

    `among`: only these acts are looked at; without them records that were added by the hundred are not found.
    """
    asked = select(act_change.c.act_id, act_change.c.record_id, act_change.c.after).join(act).where(in_force)
    own = act_change.c.record_id.in_(ids)
    asked = asked.where(act_change.c.table_name == table.name, act.c.id < before)
    if among is None:
        asked = asked.where(own)
    else:
        asked = asked.where(act.c.id.in_(among), or_(own, act_change.c.record_id.is_(None)))
    wanted, found = set(ids), defaultdict[int, set[int]](set)
    for row in connection.execute(asked):
        changed = [row.record_id] if row.record_id is not None else [image["id"] for image in bulk_rows(row.after)]
        if mine := wanted.intersection(changed):
            found[row.act_id] |= mine
    return found
