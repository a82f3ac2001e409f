"""Every change of the store goes through a unit of work, which writes the images of what it changes to the journal."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from telbill_desktop.domain.acts import ACTS
from telbill_desktop.domain.messages import Param, params_to_json
from telbill_desktop.store import cost_sums, document_filing
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.engine import Store
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.images import Columns, Image, all_are, bulk_image, columns_of, image_of_some, plain
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.tables.journal import act, act_change
from telbill_desktop.system.account import os_user

Row = Mapping[str, Any]

# Made once: SQLAlchemy takes longer to make a statement than SQLite to run it, and an import runs some forty a file.
_ADD_ACT = insert(act)
_ADD_CHANGES = insert(act_change)
_END_REDO = update(act).where(act.c.undo_order.is_not(None)).values(undo_order=None)


@dataclass(slots=True)
class UnitOfWork:
    """One act: a transaction whose every change is journaled, so that it can be undone after any restart.

    Tables that hold facts (the vault's register) are written through `connection` and are not journaled.
    """

    connection: Connection
    act_id: int
    _position: int = field(default=0)
    _touched: document_filing.Touched = field(default_factory=document_filing.Touched)
    _summed: cost_sums.Touched = field(default_factory=cost_sums.Touched)

    @property
    def has_changed(self) -> bool:
        """Whether anything was journaled so far."""
        return self._position > 0

    @property
    def changes(self) -> int:
        """How many records were changed or removed so far; those added at once count as one."""
        return self._position

    def insert(self, table: Table, values: Row) -> int:
        """Adds one record and returns its id."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[Row]) -> list[int]:
        """Adds records as one entry of the journal and returns their ids, in order; columns not given are NULL."""
        return self.insert_columns(table, columns_of(table, rows)) if rows else []

    def insert_columns(self, table: Table, columns: Columns) -> list[int]:
        """As `insert_many`, the values given column by column as images hold them: the way of very many records."""
        ids = next_ids(self.connection, table, len(next(iter(columns.values()))))
        said = {name: values for name, values in columns.items() if not all_are(values, None)}
        whole: Columns = {"id": ids, **said}
        rows = list(zip(*whole.values(), strict=True))
        insert_rows(self.connection, table, tuple(whole), rows)
        self._touched.note_added(table.name, ids, said)
        self._summed.note_added(table.name, ids, said)
        if len(rows) == 1:
            image = dict.fromkeys(table.columns.keys()) | dict(zip(whole, rows[0], strict=True))
            self._log(table, [(ids[0], None, image)])
        else:
            self._log(table, [(None, None, bulk_image(table, whole))])
        return list(ids)

    def update(self, table: Table, record_id: int, values: Row) -> None:
        """Changes one record; a change that changes nothing leaves no trace."""
        self.update_many(table, [record_id], values)

    def update_many(self, table: Table, record_ids: Sequence[int], values: Row) -> None:
        """Writes the same values to several records; those that hold them already are left alone.

        The journal keeps these columns alone, and whose record it is: ten thousand invoices are changed at once.
        """
        wanted = image_of_some(table, values)
        target = plain(table)
        kept = {"id", *wanted, *({"invoice_id"} & set(table.columns.keys()))}
        for chunk in chunks(record_ids):
            stored = ({name: image[name] for name in kept} for image in self._stored(table, chunk))
            changed = [
                (image, {**image, **wanted})
                for image in stored
                if any(image[name] != value for name, value in wanted.items())
            ]
            if changed:
                ids = [image["id"] for image, _ in changed]
                self.connection.execute(update(target).where(target.c.id.in_(ids)).values(**wanted))
                self._log(table, [(image["id"], image, after) for image, after in changed])
                for image, after in changed:
                    self._touched.note_changed(table.name, image, after)
                    self._summed.note_changed(table.name, image, after)

    def follow(self) -> None:
        """Has what is derived, and what the archive keeps documents as, follow what was changed so far."""
        cost_sums.follow(self.connection, self._summed)
        document_filing.follow(self.connection, self._touched, is_said=True)

    def delete(self, table: Table, record_id: int) -> None:
        """Removes one record; the journal keeps it."""
        self.delete_many(table, [record_id])

    def delete_many(self, table: Table, record_ids: Sequence[int]) -> None:
        """Removes several records; the journal keeps each."""
        target = plain(table)
        for chunk in chunks(record_ids):
            images = self._stored(table, chunk)
            self.connection.execute(delete(target).where(target.c.id.in_(chunk)))
            self._summed.note_gone(table.name, images)
            self._log(table, [(image["id"], image, None) for image in images])

    def note_usage(self, file_id: int) -> None:
        """Notes that the records of a usage file were written: there are too many for an image of each."""
        from telbill_desktop.store import usage_batches  # noqa: PLC0415 - when there is usage
        from telbill_desktop.store.tables.usage import usage_record  # noqa: PLC0415 - same

        self._log(usage_record, [(None, None, usage_batches.image(file_id))])

    def _stored(self, table: Table, record_ids: Sequence[int]) -> list[Image]:
        """The records as they are, in the given order.

        Raises:
            KeyError: one of them is not there (a defect).
        """
        source = plain(table)
        rows = self.connection.execute(select(source).where(source.c.id.in_(record_ids))).mappings()
        found = {row["id"]: dict(row) for row in rows}
        return [found[record_id] for record_id in record_ids]

    def _log(self, table: Table, changes: Sequence[tuple[int | None, object, object]]) -> None:
        """One entry of the journal for each record id (None: many), image before and image after."""
        entries = [
            {
                "act_id": self.act_id,
                "position": position,
                "table_name": table.name,
                "record_id": record_id,
                "before": before,
                "after": after,
            }
            for position, (record_id, before, after) in enumerate(changes, start=self._position)
        ]
        self.connection.execute(_ADD_CHANGES, entries)
        self._position += len(entries)


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
        connection.execute(_ADD_ACT, row)
        unit = UnitOfWork(connection, act_id)
        yield unit
        if unit.has_changed:
            unit.follow()
            if connection.execute(_END_REDO).rowcount:
                from telbill_desktop.store import usage_batches  # noqa: PLC0415 - after an undo

                usage_batches.forget(connection)
        else:
            connection.execute(delete(act).where(act.c.id == act_id))
