"""Every change of the store goes through a unit of work, which writes the images of what it changes to the journal."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from telbill_desktop.domain.acts import ACTS
from telbill_desktop.domain.messages import Param, params_to_json
from telbill_desktop.store.engine import Store
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.images import Image, bulk_image, image_of, plain
from telbill_desktop.store.tables.journal import act, act_change
from telbill_desktop.system.account import os_user

Row = Mapping[str, Any]


@dataclass(slots=True)
class UnitOfWork:
    """One act: a transaction whose every change is journaled, so that it can be undone after any restart.

    Tables that hold facts (the vault's register) are written through `connection` and are not journaled.
    """

    connection: Connection
    act_id: int
    _position: int = field(default=0)

    @property
    def has_changed(self) -> bool:
        """Whether anything was journaled so far."""
        return self._position > 0

    def insert(self, table: Table, values: Row) -> int:
        """Adds one record and returns its id."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[Row]) -> list[int]:
        """Adds records as one entry of the journal and returns their ids, in order; columns not given are NULL."""
        if not rows:
            return []
        ids = next_ids(self.connection, table, len(rows))
        images = [image_of(table, {**row, "id": key}) for key, row in zip(ids, rows, strict=True)]
        self.connection.execute(insert(plain(table)), images)
        if len(images) == 1:
            self._log(table, record_id=ids[0], before=None, after=images[0])
        else:
            self._log(table, record_id=None, before=None, after=bulk_image(images))
        return list(ids)

    def update(self, table: Table, record_id: int, values: Row) -> None:
        """Changes one record; a change that changes nothing leaves no trace."""
        before = self._stored(table, record_id)
        self.connection.execute(update(table).where(table.c.id == record_id).values(**values))
        after = self._stored(table, record_id)
        if before != after:
            self._log(table, record_id=record_id, before=before, after=after)

    def delete(self, table: Table, record_id: int) -> None:
        """Removes one record; the journal keeps it."""
        before = self._stored(table, record_id)
        self.connection.execute(delete(table).where(table.c.id == record_id))
        self._log(table, record_id=record_id, before=before, after=None)

    def _stored(self, table: Table, record_id: int) -> Image:
        source = plain(table)
        return dict(self.connection.execute(select(source).where(source.c.id == record_id)).mappings().one())

    def _log(self, table: Table, *, record_id: int | None, before: object, after: object) -> None:
        self.connection.execute(
            insert(act_change),
            {
                "act_id": self.act_id,
                "position": self._position,
                "table_name": table.name,
                "record_id": record_id,
                "before": before,
                "after": after,
            },
        )
        self._position += 1


@contextmanager
def unit_of_work(
    store: Store, kind: str, params: Mapping[str, Param] | None = None, *, batch: int | None = None
) -> Iterator[UnitOfWork]:
    """One transaction and one act of the journal; an exception leaves neither.

    `kind` is registered in `domain.acts`; `params` are what its title names; `batch` is the id of the first act of a
    group that is undone as one. What changes no record (a fact alone was written) is no act: nothing to undo, and what
    was undone before can still be redone.

    Raises:
        KeyError: the kind of act is not registered (a defect).
        StoreError: see `Store.writing`.
    """
    if kind not in ACTS:
        raise KeyError(kind)
    with store.writing() as connection:
        [act_id] = next_ids(connection, act, 1)
        row = {
            "id": act_id,
            "kind": kind,
            "params": params_to_json(params or {}),
            "batch": batch,
            "done_at": datetime.now(UTC),
            "os_user": os_user(),
        }
        connection.execute(insert(act), row)
        unit = UnitOfWork(connection, act_id)
        yield unit
        if unit.has_changed:
            connection.execute(update(act).where(act.c.undo_order.is_not(None)).values(undo_order=None))
        else:
            connection.execute(delete(act).where(act.c.id == act_id))
