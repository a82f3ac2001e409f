"""The log of the archive: append-only, each row chained to the one before; and what is wrong with one."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, LargeBinary, cast, insert, select

from telbill_desktop import __version__
from telbill_desktop.domain.archive_event import ArchiveEvent, EventKind, Head, digest_of, event_of
from telbill_desktop.domain.messages import Message
from telbill_desktop.store import archive_head
from telbill_desktop.store.tables.archive import archive_event
from telbill_desktop.system.account import os_user

_ADD = insert(archive_event)
# As they lie there: what a disk or somebody broke may be no text any more.
_RECORD = cast(archive_event.c.record, LargeBinary).label("record")
_OTHERS = ("kind", "happened_at", "digest")
_ROWS = select(
    archive_event.c.id, archive_event.c.deposit_id, _RECORD,
    *(cast(archive_event.c[name], LargeBinary).label(name) for name in _OTHERS),
).order_by(archive_event.c.id)  # fmt: skip
_AT_ONCE = 2_000  # rows
# What is said of rows that are not as they were written: while there is one, the log cannot tell the rest.
OF_ROWS = frozenset({"log_row_missing", "log_rows_missing", "log_row_changed", "log_cut"})


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """A row of the log that is not as it was written, or is not there any more, and what is wrong with it."""

    row: int
    reason: Message


def append(
    connection: Connection,
    kind: EventKind,
    facts: Mapping[str, Any],
    deposit_id: int | None = None,
    *,
    at: datetime | None = None,
) -> ArchiveEvent:
    """Adds a row within the writer's transaction, of this moment or of `at`. `facts` are JSON values."""
    return append_many(connection, kind, [(deposit_id, facts)], at=at)[0]


def append_many(
    connection: Connection,
    kind: EventKind,
    said: Sequence[tuple[int | None, Mapping[str, Any]]],
    *,
    at: datetime | None = None,
) -> list[ArchiveEvent]:
    """Adds a row for each document with its facts, in order."""
    head = archive_head.last(connection)
    now, user = at or datetime.now(UTC), os_user()
    events, rows = [], []
    for deposit_id, facts in said:
        event = ArchiveEvent(head.sequence + 1, now, kind, deposit_id, user, __version__, head.digest, dict(facts))
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
    """The rows of one document, or of all, the latest first; what is no row any more is left to the check to name."""
    asked = select(_RECORD).order_by(archive_event.c.id.desc()).limit(limit)
    if deposit_id is not None:
        asked = asked.where(archive_event.c.deposit_id == deposit_id)
    return list(_readable(connection.execute(asked).scalars()))


def of_kind(connection: Connection, kind: EventKind) -> Iterator[ArchiveEvent]:
    """The rows of one kind, the latest first; as `events` otherwise."""
    asked = select(_RECORD).where(archive_event.c.kind == kind.value).order_by(archive_event.c.id.desc())
    yield from _readable(connection.execute(asked).scalars())


def records(connection: Connection) -> Iterator[str]:
    """Every line as it was hashed, the first one first."""
    for row in _rows(connection):
        yield row.record.decode("utf-8", "replace")


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
        if row.id < 1:  # the first one is 1
            found.append(_changed(row.id))
            continue
        is_next = row.id == before.sequence + 1
        if not is_next:
            found.append(_missing(before.sequence + 1, row.id - 1))
        said = _as_written(row)
        if said is None:
            found.append(_changed(row.id))
        elif is_next and not broken and said["previous"] != before.digest:
            found.append(_changed(before.sequence or row.id))
        if said is not None and on_row is not None:
            on_row(said)
        broken = said is None
        before = Head(row.id, row.digest.decode("utf-8", "replace"))
    return sorted({one.row: one for one in (*_against(connection, kept, before), *found)}.values(), key=_by_row)


def _changed(row: int) -> ChainBreak:
    return ChainBreak(row, Message("log_row_changed", {"row": row}))


def _missing(first: int, last: int) -> ChainBreak:
    if first == last:
        return ChainBreak(first, Message("log_row_missing", {"row": first}))
    return ChainBreak(first, Message("log_rows_missing", {"row": first, "last": last}))


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
    if sha256(row.record).hexdigest().encode() != row.digest:
        return None
    try:
        said: Mapping[str, Any] = json.loads(row.record)
        written = (said["sequence"], said["deposit"], said["kind"].encode(), said["happened_at"].encode())
        is_line = isinstance(said["facts"], dict) and isinstance(said["previous"], str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return said if is_line and written == (row.id, row.deposit_id, row.kind, row.happened_at) else None


def _readable(lines: Iterable[bytes]) -> Iterator[ArchiveEvent]:
    for line in lines:
        with contextlib.suppress(ValueError):
            yield event_of(line.decode("utf-8"))


def _rows(connection: Connection) -> Iterator[Any]:
    yield from connection.execute(_ROWS, execution_options={"yield_per": _AT_ONCE})


def _by_row(one: ChainBreak) -> int:
    return one.row
