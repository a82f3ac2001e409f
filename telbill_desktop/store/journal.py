"""Undo and redo from the journal's images, act by act; everything or nothing, after any restart.

Acts are undone latest first and redone in the opposite order, so that each finds the records as it left them. Before a
record is touched it is compared with the image that the journal holds of it: what else changed it is never overwritten.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store import cost_sums, document_filing, search
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.images import Image, bulk_rows, plain, table_named
from telbill_desktop.store.tables.journal import act, act_change

step_key = func.coalesce(act.c.batch, act.c.id)
in_force = act.c.undone_at.is_(None)
_USAGE_FILE = "usage_file"  # usage_batches.image
redoable = act.c.undo_order.is_not(None)


@dataclass(slots=True)
class _Touched:
    """Records that were put back, by table, and the invoices that they belong to."""

    records: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    invoices: set[int] = field(default_factory=set)

    def note(self, table: str, images: Sequence[Image]) -> None:
        self.records[table].update(image["id"] for image in images)
        self.invoices.update(owner for image in images if (owner := image.get("invoice_id")) is not None)


@dataclass(frozen=True, slots=True)
class _Change:
    """Records of one table that were all added, all removed or all changed: one entry of the journal or several.

    Those of `usage_file` have no images: they stand aside while they are undone.
    """

    table: str
    before: list[Image]
    after: list[Image]
    usage_file: int | None = None

    def shape(self) -> tuple[object, ...]:
        """What two changes share that can be taken back or done again in one go; versions differ in columns."""
        return (
            self.table,
            self.usage_file,
            *(tuple(images[0]) if images else None for images in (self.before, self.after)),
        )


def next_undo(connection: Connection) -> list[int]:
    """The acts that `undo` would undo, latest first; empty when there are none.

    They are the acts of the latest step, down to the first act of another step that came between them: an edit made
    while a long import ran is undone in its turn.
    """
    latest = connection.execute(
        select(act.c.id, step_key.label("step")).where(in_force).order_by(act.c.id.desc()).limit(1)
    ).first()
    if latest is None:
        return []
    between = select(func.max(act.c.id)).where(in_force, step_key != latest.step).scalar_subquery()
    wanted = in_force & (step_key == latest.step) & (act.c.id > func.coalesce(between, 0))
    return list(connection.execute(select(act.c.id).where(wanted).order_by(act.c.id.desc())).scalars())


def next_redo(connection: Connection) -> list[int]:
    """The acts that `redo` would redo, earliest first: those of the step undone last."""
    last = select(func.max(act.c.undo_order)).scalar_subquery()
    return list(connection.execute(select(act.c.id).where(act.c.undo_order == last).order_by(act.c.id)).scalars())


def acts_of(connection: Connection, step: int) -> list[int]:
    """The acts in force of the chosen step, latest first.

    Raises:
        TelbillError: `act_unknown`, `act_undone_already`.
    """
    wanted = select(act.c.id, act.c.undone_at).where(step_key == step).order_by(act.c.id.desc())
    found = connection.execute(wanted).all()
    if not found:
        raise TelbillError("act_unknown")
    standing = [row.id for row in found if row.undone_at is None]
    if not standing:
        raise TelbillError("act_undone_already")
    return standing


def undo(connection: Connection, ids: Sequence[int]) -> None:
    """Undoes these acts, given latest first, as one step.

    Raises:
        TelbillError: `act_changed_since` or `act_needed`; the caller's transaction must then be rolled back.
    """
    _refuse_if_changed_later(connection, ids)
    _apply(connection, ids, _take_back, backwards=True)
    order = (connection.execute(select(func.max(act.c.undo_order))).scalar() or 0) + 1
    _mark(connection, ids, {"undone_at": datetime.now(UTC), "undo_order": order})


def redo(connection: Connection, ids: Sequence[int]) -> None:
    """Redoes these acts, given earliest first. Raises what `undo` raises."""
    _apply(connection, ids, _do_again, backwards=False)
    _mark(connection, ids, {"undone_at": None, "undo_order": None})


def readable(connection: Connection) -> Iterator[tuple[int, bool]]:
    """Every act with whether its images can be read and name tables and columns that exist."""
    for act_id in connection.execute(select(act.c.id).order_by(act.c.id)).scalars():
        try:
            changes = list(_changes(connection, act_id, backwards=False))
        except (ValueError, KeyError, TypeError):
            yield act_id, False
            continue
        yield (
            act_id,
            all(
                set(image) <= set(table_named(change.table).columns.keys())
                for change in changes
                for image in (*change.before, *change.after)
            ),
        )


def _apply(
    connection: Connection,
    ids: Sequence[int],
    step: Callable[[Connection, _Change], None],
    *,
    backwards: bool,
) -> None:
    touched = _Touched()
    proving, summed = document_filing.Touched(), cost_sums.Touched()
    try:
        for act_id in ids:
            for change in _changes(connection, act_id, backwards=backwards):
                if change.usage_file is not None:
                    _move_usage(connection, change.usage_file, backwards=backwards)
                    continue
                step(connection, change)
                old, new = (change.after, change.before) if backwards else (change.before, change.after)
                proving.note_back(change.table, old, new)
                summed.note_back(change.table, old, new)
                if change.before and change.after and not search.reads(change.table, change.before[0]):
                    continue
                touched.note(change.table, change.before)
                touched.note(change.table, change.after)
    except IntegrityError as error:
        # A record that something later points to, or whose place something later took.
        raise TelbillError("act_needed") from error
    named = set(touched.records["invoice"]) | touched.invoices
    for table, records in touched.records.items():
        named.update(search.invoices_of(connection, table, records))
    search.reindex(connection, named)
    cost_sums.follow(connection, summed)
    document_filing.follow(connection, proving, is_said=False)


def _move_usage(connection: Connection, file_id: int, *, backwards: bool) -> None:
    from telbill_desktop.store import usage_batches  # noqa: PLC0415 - when usage is undone

    if backwards:
        usage_batches.take_back(connection, file_id)
    else:
        usage_batches.put_back(connection, file_id)


def _take_back(connection: Connection, change: _Change) -> None:
    _expect(connection, change.table, change.after)
    _replace(connection, change.table, change.after, change.before)


def _do_again(connection: Connection, change: _Change) -> None:
    _expect(connection, change.table, change.before)
    _replace(connection, change.table, change.before, change.after)


def _expect(connection: Connection, table: str, images: Sequence[Image]) -> None:
    """Makes sure that the records are as the journal knows them, column by column.

    Raises:
        TelbillError: `act_changed_since`.
    """
    source = plain(table_named(table))
    for chunk in chunks(images):
        rows = connection.execute(select(source).where(source.c.id.in_([image["id"] for image in chunk]))).mappings()
        stored = {row["id"]: row for row in rows}
        for image in chunk:
            row = stored.get(image["id"])
            if row is None or any(row[name] != value for name, value in image.items()):
                raise TelbillError("act_changed_since")


def _replace(connection: Connection, table: str, old: Sequence[Image], new: Sequence[Image]) -> None:
    source = plain(table_named(table))
    if old and new:
        # The id stays: writing it again, as it is, would have SQLite write every index of the record.
        values: dict[str, object] = {name: bindparam(f"new_{name}") for name in new[0] if name != "id"}
        changed = update(source).where(source.c.id == bindparam("new_id")).values(values)
        connection.execute(changed, [{f"new_{name}": value for name, value in image.items()} for image in new])
    elif new:
        connection.execute(insert(source), list(new))
    else:
        for chunk in chunks(old):
            connection.execute(delete(source).where(source.c.id.in_([image["id"] for image in chunk])))


def _refuse_if_changed_later(connection: Connection, ids: Sequence[int]) -> None:
    """Looks for later acts in force that changed the same records: equal images alone do not show there and back."""
    last_change: dict[str, dict[int, int]] = defaultdict(dict)
    for act_id in reversed(ids):
        for change in _changes(connection, act_id, backwards=False):
            last_change[change.table].update({image["id"]: act_id for image in (*change.before, *change.after)})
    newest = connection.execute(select(func.max(act.c.id)).where(in_force)).scalar()
    if newest == max(ids) and len(ids) == newest - min(ids) + 1:
        return  # nothing in force came after any of them
    chosen = set(ids)
    for table, records in last_change.items():
        for chunk in chunks(sorted(records)):
            later = connection.execute(
                select(act_change.c.record_id, act_change.c.act_id)
                .join(act, act.c.id == act_change.c.act_id)
                .where(act_change.c.table_name == table, act_change.c.record_id.in_(chunk), in_force)
            )
            if any(row.act_id > records[row.record_id] and row.act_id not in chosen for row in later):
                raise TelbillError("act_changed_since")


def _changes(connection: Connection, act_id: int, *, backwards: bool) -> Iterator[_Change]:
    order = act_change.c.position.desc() if backwards else act_change.c.position
    rows = connection.execute(select(act_change).where(act_change.c.act_id == act_id).order_by(order)).all()
    return _joined(map(_read_change, rows))


def _joined(changes: Iterable[_Change]) -> Iterator[_Change]:
    """The same changes, those that follow each other and are of one shape as one: a thousand rows in one statement."""
    whole: _Change | None = None
    seen: set[int] = set()
    for change in changes:
        ids = {image["id"] for image in change.before or change.after}
        if whole is not None and whole.shape() == change.shape() and seen.isdisjoint(ids):
            whole.before.extend(change.before)
            whole.after.extend(change.after)
            seen |= ids
            continue
        if whole is not None:
            yield whole
        whole, seen = change, ids
    if whole is not None:
        yield whole


def _read_change(row: Row[*tuple[Any, ...]]) -> _Change:
    if row.record_id is None and row.after is not None and _USAGE_FILE in row.after:
        return _Change(row.table_name, [], [], row.after[_USAGE_FILE])
    if row.record_id is None:
        return _Change(row.table_name, [], bulk_rows(row.after))
    return _Change(row.table_name, _one(row.before), _one(row.after))


def _one(image: Image | None) -> list[Image]:
    return [] if image is None else [image]


def _mark(connection: Connection, ids: Sequence[int], values: dict[str, object]) -> None:
    for chunk in chunks(ids):
        connection.execute(update(act).where(act.c.id.in_(chunk)).values(**values))
