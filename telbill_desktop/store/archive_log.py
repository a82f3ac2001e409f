"""The log of the archive: append-only, each row chained to the one before; and what is wrong with one."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Text, bindparam, insert, select, type_coerce

from telbill_desktop import __version__
from telbill_desktop.domain.archive_event import ArchiveEvent, EventKind, Head, digest_of, event_of
from telbill_desktop.domain.messages import Message
from telbill_desktop.store import archive_head
from telbill_desktop.store.tables.archive import archive_event
from telbill_desktop.system.account import os_user

_ADD = insert(archive_event)
# The moment as it is written: the line writes it alike, and a hundred thousand are compared.
_ROWS = select(
    archive_event.c.id, archive_event.c.deposit_id, archive_event.c.kind,
    type_coerce(archive_event.c.happened_at, Text).label("happened_at"),
    archive_event.c.record, archive_event.c.digest,
)  # fmt: skip
_AFTER = _ROWS.where(archive_event.c.id > bindparam("after")).order_by(archive_event.c.id).limit(bindparam("most"))
_AT_ONCE = 2_000  # rows


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """A row of the log that is not as it was written, or is not there any more, and what is wrong with it."""

    row: int
    reason: Message


def append(
    connection: Connection, kind: EventKind, facts: Mapping[str, Any], deposit_id: int | None = None
) -> ArchiveEvent:
    """Adds a row within the writer's transaction. `facts` are JSON values."""
    return append_many(connection, kind, [(deposit_id, facts)])[0]


def append_many(
    connection: Connection, kind: EventKind, said: Sequence[tuple[int | None, Mapping[str, Any]]]
) -> list[ArchiveEvent]:
    """Adds a row for each document with its facts, in order."""
    head = archive_head.last(connection)
    now, user = datetime.now(UTC), os_user()
    events, rows = [], []
    for deposit_id, facts in said:
        event = ArchiveEvent(
            head.sequence + 1, now, kind, deposit_id, user, __version__, head.digest, dict(facts)
        )  # fmt: skip
        record = event.record()
        head = Head(event.sequence, digest_of(record))
        events.append(event)
        rows.append(
            {
                "id": event.sequence,
                "happened_at": now,
                "kind": kind.value,
                "deposit_id": deposit_id,
                "record": record,
                "digest": head.digest,
            }
        )
    if rows:
        connection.execute(_ADD, rows)
    return events


def events(connection: Connection, deposit_id: int | None = None, limit: int | None = None) -> list[ArchiveEvent]:
    """The rows of one document, or of all, the latest first."""
    asked = select(archive_event.c.record).order_by(archive_event.c.id.desc()).limit(limit)
    if deposit_id is not None:
        asked = asked.where(archive_event.c.deposit_id == deposit_id)
    return [event_of(record) for record in connection.execute(asked).scalars()]


def records(connection: Connection) -> Iterator[str]:
    """Every line as it was hashed, the first one first."""
    for row in _rows(connection):
        yield row.record


def breaks(
    connection: Connection, kept: Head | None, on_row: Callable[[Mapping[str, Any]], None] | None = None
) -> list[ChainBreak]:
    """What is wrong with the log, by row; empty when it is whole. `kept` is the head that lies beside the archive.

    A row is vouched for by the one after it, so of two that disagree the earlier one was changed. `on_row` is given
    each row that is as it was written, as its line says it.
    """
    found: list[ChainBreak] = []
    before = Head()
    broken = False  # the row before is not what it was: what this one says of it is known to differ
    for row in _rows(connection):
        lost_rows = range(before.sequence + 1, row.id)
        found += [ChainBreak(lost, Message("log_row_missing", {"row": lost})) for lost in lost_rows]
        said = _as_written(row)
        if said is None:
            found.append(ChainBreak(row.id, Message("log_row_changed", {"row": row.id})))
        elif not lost_rows and not broken and said.get("previous") != before.digest:
            at = before.sequence or row.id
            found.append(ChainBreak(at, Message("log_row_changed", {"row": at})))
        if said is not None and on_row is not None:
            on_row(said)
        broken = said is None
        before = Head(row.id, row.digest)
    return sorted({one.row: one for one in (*found, *_against(connection, kept, before))}.values(), key=_by_row)


def _against(connection: Connection, kept: Head | None, last: Head) -> list[ChainBreak]:
    """What the head beside the archive says of the log."""
    if kept is None and last.sequence == 0:
        return []  # nothing was ever told
    if kept is None:
        return [ChainBreak(last.sequence, Message("log_head_missing", {"file": archive_head.FILE}))]
    if kept.sequence > last.sequence:
        lost = kept.sequence - last.sequence
        return [ChainBreak(last.sequence + 1, Message("log_cut", {"row": last.sequence + 1, "count": lost}))]
    if not archive_head.is_held(connection, kept):
        return [ChainBreak(kept.sequence, Message("log_rewritten", {"row": kept.sequence}))]
    return []


def _as_written(row: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - a row of the table
    """What a row's line says; None where it is not what was written, or not where."""
    if digest_of(row.record) != row.digest:
        return None
    try:
        said: Mapping[str, Any] = json.loads(row.record)
        written = (said["sequence"], said["deposit"], said["kind"], said["happened_at"])
    except (ValueError, KeyError, TypeError):
        return None
    return said if written == (row.id, row.deposit_id, row.kind, row.happened_at) else None


def _rows(connection: Connection) -> Iterator[Any]:
    after = 0
    while rows := connection.execute(_AFTER, {"after": after, "most": _AT_ONCE}).all():
        yield from rows
        after = rows[-1].id


def _by_row(one: ChainBreak) -> int:
    return one.row
