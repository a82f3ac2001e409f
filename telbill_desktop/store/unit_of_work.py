"""Every change of the store goes through a unit of work, which writes the images of what it changes to the journal."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from telbill_desktop.domain.acts import ACTS
from telbill_desktop.domain.messages import Param, params_to_json
from telbill_desktop.store.engine import Store
from telbill_desktop.store.images import image_of
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

    def insert(self, table: Table, values: Row) -> int:
        """Adds one record and returns its id."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[Row]) -> list[int]:
        """Adds records as one entry of the journal and returns their ids, in order."""
        if not rows:
            return []
        first = (self.connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
        complete = [{**row, "id": first + offset} for offset, row in enumerate(rows)]
        self.connection.execute(insert(table), complete)
        images = [image_of(table, row) for row in complete]
        if len(images) == 1:
            self._log(table, record_id=first, before=None, after=images[0])
        else:
            self._log(table, record_id=None, before=None, after=images)
        return [row["id"] for row in complete]

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
        self.connection.execute(table.delete().where(table.c.id == record_id))
        self._log(table, record_id=record_id, before=before, after=None)

    def _stored(self, table: Table, record_id: int) -> dict[str, Any]:
        row = self.connection.execute(select(table).where(table.c.id == record_id)).mappings().one()
        return image_of(table, row)

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
    group that is undone as one.

    Raises:
        KeyError: the kind of act is not registered (a defect).
    """
    if kind not in ACTS:
        raise KeyError(kind)
    with store.writing() as connection:
        connection.execute(update(act).where(act.c.undone_at.is_not(None)).values(superseded=1))
        row = {
            "kind": kind,
            "params": params_to_json(params or {}),
            "batch": batch,
            "done_at": datetime.now(UTC),
            "os_user": os_user(),
            "superseded": 0,
        }
        act_id = connection.execute(insert(act).returning(act.c.id), row).scalar_one()
        yield UnitOfWork(connection, act_id)
