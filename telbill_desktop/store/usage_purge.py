"""Makes totals of calls that were kept one by one, for good: of those before a day, or of some lines.

Nothing of it is undone. Sums stay as they are, and the keys too, so that a file which is read again says nothing new.
Of imports that were undone the calls stand aside; they are made totals of there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import ColumnElement, Connection, Table, case, delete, func, insert, select, true

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.money import from_micros
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.usage import day_in, first_key_of, first_of, following, month_of
from telbill_desktop.domain.usage_privacy import KeptCalls, Purge
from telbill_desktop.store import sqlite, usage_policy, usage_totals
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.ids import next_ids
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.fleet import person
from telbill_desktop.store.tables.usage import (
    usage_batch,
    usage_key,
    usage_key_aside,
    usage_purge,
    usage_record,
    usage_record_aside,
    usage_total_aside,
)
from telbill_desktop.store.usage_names import lines_of_person
from telbill_desktop.system.account import os_user

_Which = Callable[[Table], ColumnElement[bool]]  # of the rows of a table of records


def calls_before(connection: Connection, before: date | None) -> KeptCalls:
    """The calls that are kept one by one before a day; None: all of them."""
    return _counted(connection, [partial(_before, before)])


def calls_of(connection: Connection, person_id: int) -> KeptCalls:
    """The calls of a person that are kept one by one. Raises `party_gone`."""
    record(connection, person, person_id)
    return _counted(connection, [partial(_of_lines, some) for some in chunks(lines_of_person(connection, person_id))])


def purge_before(connection: Connection, before: date, progress: Progress) -> Purge | None:
    """Keeps totals alone of all calls before a day, the first of a month; a month at a time. None: there were none.

    Raises:
        CancelledError: from `progress`; the caller's transaction must then be rolled back.
    """
    usage_policy.note_purge(connection, before)
    found = calls_before(connection, before)
    if not found.calls + found.aside:
        return None
    months = list(_months(found))
    for done, month in enumerate(months):
        progress.step(done, len(months))
        _reduce(connection, partial(_before, first_of(following(month))))
    _reduce_aside(connection, partial(_before, before))
    progress.step(len(months), len(months))
    return _noted(connection, found, before=before)


def purge_person(connection: Connection, person_id: int) -> Purge | None:
    """Keeps totals alone of the calls of somebody protected, whenever they were. None: there were none.

    Raises:
        TelbillError: `party_gone`; `person_not_protected`.
    """
    one = record(connection, person, person_id)
    if not one["is_protected"]:
        raise TelbillError("person_not_protected", person=one["name"])
    found = calls_of(connection, person_id)
    if not found.calls + found.aside:
        return None
    for some in chunks(lines_of_person(connection, person_id)):
        _reduce(connection, partial(_of_lines, some))
        _reduce_aside(connection, partial(_of_lines, some))
    return _noted(connection, found, name=one["name"])


def _noted(connection: Connection, reduced: KeptCalls, *, before: date | None = None, name: str = "") -> Purge:
    """Writes into the log what was made totals of."""
    made = Purge(datetime.now(UTC), before, name, reduced.calls + reduced.aside, reduced.amount, os_user())
    values = {
        "id": next_ids(connection, usage_purge, 1)[0],
        "purged_at": made.at,
        "before": made.before,
        "person": made.person,
        "calls": made.calls,
        "amount": made.amount,
        "os_user": made.os_user,
    }
    connection.execute(insert(usage_purge), values)
    return made


def purges(connection: Connection) -> tuple[Purge, ...]:
    """The log, latest first."""
    asked = select(usage_purge).order_by(usage_purge.c.id.desc())
    return tuple(
        Purge(row.purged_at, row.before, row.person, row.calls, row.amount, row.os_user)
        for row in connection.execute(asked)
    )


def _before(before: date | None, records: Table) -> ColumnElement[bool]:
    return true() if before is None else records.c.key < first_key_of(before)


def _of_lines(lines: Sequence[int], records: Table) -> ColumnElement[bool]:
    return records.c.line_id.in_(lines)


def _counted(connection: Connection, those: Iterable[_Which]) -> KeptCalls:
    calls = amount = aside = 0
    keys: list[int] = []
    columns = (
        func.count(),
        func.sum(usage_record.c.amount),
        func.min(usage_record.c.key),
        func.max(usage_record.c.key),
    )
    for which in those:
        count, total, first, last = connection.execute(select(*columns).where(which(usage_record))).one()
        if count:
            calls, amount = calls + count, amount + total
            keys += (first, last)
        of_aside = select(func.count()).select_from(usage_record_aside).where(which(usage_record_aside))
        aside += connection.execute(of_aside).scalar_one()
    if not keys:
        return KeptCalls(aside=aside)
    return KeptCalls(calls, day_in(min(keys)), day_in(max(keys)), from_micros(amount), aside)


def _months(found: KeptCalls) -> Iterator[int]:
    """From that of the first call to that of the last; some between may have none."""
    month = month_of(found.first) if found.first is not None else None
    while month is not None and found.last is not None and month <= month_of(found.last):
        yield month
        month = following(month)


def _reduce(connection: Connection, which: _Which) -> None:
    """The keys first, then what the calls add up to, then the calls go."""
    where = which(usage_record)
    keys = select(usage_record.c.key, usage_batch.c.file_id).join(
        usage_batch, usage_batch.c.id == usage_record.c.batch_id
    )
    in_order = keys.where(where).order_by(usage_record.c.key)
    connection.execute(insert(usage_key).from_select(["key", "file_id"], in_order))
    usage_totals.add(connection, _added_up(connection, usage_record, which))
    connection.execute(delete(usage_record).where(where))


def _reduce_aside(connection: Connection, which: _Which) -> None:
    """As `_reduce`. Totals aside have no key that adds them up: those of a file are put together and written anew."""
    where = which(usage_record_aside)
    files = set(connection.execute(select(usage_record_aside.c.file_id).where(where).distinct()).scalars())
    keys = select(usage_record_aside.c.file_id, usage_record_aside.c.key).where(where)
    connection.execute(insert(usage_key_aside).from_select(["file_id", "key"], keys))
    for file_id in sorted(files):
        names = (*usage_totals.KEYS, *usage_totals.SUMS)
        mine = usage_total_aside.c.file_id == file_id
        known = connection.execute(select(*(usage_total_aside.c[name] for name in names)).where(mine)).all()
        of_file = partial(_of_file, file_id, which)
        together: dict[tuple[int, ...], list[int]] = {}
        for row in (*map(tuple, known), *_added_up(connection, usage_record_aside, of_file)):
            values = together.setdefault(row[: len(usage_totals.KEYS)], [0] * len(usage_totals.SUMS))
            for at, value in enumerate(row[len(usage_totals.KEYS) :]):
                values[at] += value
        connection.execute(delete(usage_total_aside).where(mine))
        rows = [(file_id, *key, *values) for key, values in sorted(together.items())]
        insert_rows(connection, usage_total_aside, ("file_id", *names), rows)
    connection.execute(delete(usage_record_aside).where(where))


def _of_file(file_id: int, which: _Which, records: Table) -> ColumnElement[bool]:
    return which(records) & (records.c.file_id == file_id)


def _added_up(connection: Connection, records: Table, which: _Which) -> list[tuple[int, ...]]:
    """The values of `usage_totals.KEYS` and `SUMS`, in the order of the keys."""
    month = sqlite.month_of(sqlite.day_of_key(records.c.key))
    keys = (month, records.c.batch_id, records.c.line_id, records.c.kind_id, case((records.c.amount != 0, 1), else_=0))
    sums = (func.count(), func.sum(records.c.quantity), func.sum(records.c.amount))
    asked = select(*keys, *sums).where(which(records)).group_by(*keys).order_by(*keys)
    return [tuple(row) for row in connection.execute(asked)]
