"""Which acts in force changed which records: what a store knows of how they came to be as they are."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, or_, select

from telbill_desktop.store.images import Image, bulk_rows
from telbill_desktop.store.journal import in_force
from telbill_desktop.store.tables.journal import act, act_change


def acts_changing(
    connection: Connection, table: Table, ids: Collection[int], before: int, *, among: Collection[int] | None = None
) -> dict[int, set[int]]:
    """The records among these that each act in force before a certain one added, changed or removed, by the act.

    `among`: only these acts are looked at; without them records that were added by the hundred are not found.
    """
    asked = select(act_change).join(act).where(in_force)
    own = act_change.c.record_id.in_(ids)
    asked = asked.where(act_change.c.table_name == table.name, act.c.id < before)
    if among is None:
        asked = asked.where(own)
    else:
        asked = asked.where(act.c.id.in_(among), or_(own, act_change.c.record_id.is_(None)))
    wanted, found = set(ids), defaultdict[int, set[int]](set)
    for row in connection.execute(asked):
        if mine := wanted.intersection(one for one, _old, _new in changes_in(row)):
            found[row.act_id] |= mine
    return found


def removed_records(connection: Connection, table: Table) -> Iterator[Image]:
    """The records of a table that acts in force removed, each as it was, in the order of the acts."""
    asked = select(act_change).join(act).where(in_force, act_change.c.table_name == table.name)
    removed = asked.where(act_change.c.before.is_not(None), act_change.c.after.is_(None))
    for row in connection.execute(removed.order_by(act_change.c.act_id, act_change.c.position)):
        yield row.before


def changed_ids(connection: Connection, table: Table) -> set[int]:
    """The records of a table that acts in force changed."""
    asked = select(act_change.c.record_id).join(act).where(in_force, act_change.c.table_name == table.name)
    is_change = act_change.c.before.is_not(None) & act_change.c.after.is_not(None)
    return set(connection.execute(asked.where(is_change)).scalars())


def former_images(connection: Connection, table: Table, record_id: int) -> Iterator[Image]:
    """A record as it was before each act in force that changed it."""
    of_record = (act_change.c.table_name == table.name) & (act_change.c.record_id == record_id)
    asked = select(act_change).join(act).where(in_force, of_record, act_change.c.before.is_not(None))
    for row in connection.execute(asked):
        yield row.before


def changes_in(row: Row[Any]) -> Iterator[tuple[int, Image | None, Image | None]]:
    """The records of which an entry of the journal speaks, each as it was and as it became."""
    if row.record_id is not None:
        yield row.record_id, row.before, row.after
    else:
        yield from ((image["id"], None, image) for image in bulk_rows(row.after))
