"""Calls one by one: their keys in the order that is asked for, then a page of them at a time."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import DAY, HASH_BITS, MICROS, UsageUnit, first_key_of, moment_of
from telbill_desktop.domain.usage_view import CallOrder, UsageCall
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.usage_book import UsageBook, account_names
from telbill_desktop.store.queries.usage_cells import Wanted
from telbill_desktop.store.tables.usage import usage_batch, usage_record

MOST_CALLS = 200_000  # that are listed at once
_NAMED = 400  # ids in one question; more are looked for in the answer

_Key = Callable[[Sequence[Any]], tuple[Any, ...]]


def call_keys(
    connection: Connection,
    period: Period | None,
    wanted: Wanted,
    book: UsageBook,
    order: CallOrder,
    *,
    descending: bool = False,
) -> tuple[list[int], bool]:
    """The keys of the calls in this order, and whether there are more than `MOST_CALLS`: these are the latest then."""
    record = usage_record.c
    columns = (record.key, record.second, record.line_id, record.kind_id, record.called, record.amount)
    asked = select(*columns).where(*_where(connection, period, wanted)).order_by(record.key.desc())
    rows: list[Sequence[Any]] = []
    for row in connection.execute(asked):
        if _holds(wanted.line_ids, row[2]) and _holds(wanted.kind_ids, row[3]):
            rows.append(row)
            if len(rows) > MOST_CALLS:
                break
    orders: dict[CallOrder, _Key] = {
        CallOrder.START: _moment,
        CallOrder.USER: lambda row: (book.user_of(row[2]).name, *_moment(row)),
        CallOrder.CALLED: lambda row: (row[4] or "", *_moment(row)),
        CallOrder.AMOUNT: lambda row: (row[5], *_moment(row)),
    }
    is_cut = len(rows) > MOST_CALLS
    rows = sorted(rows[:MOST_CALLS], key=orders[order], reverse=descending)
    return [row[0] for row in rows], is_cut


def calls(connection: Connection, keys: Sequence[int], book: UsageBook) -> list[UsageCall]:
    """The calls of these keys, in their order; one that is gone since is left out."""
    record, batch = usage_record.c, usage_batch.c
    columns = (record.key, record.second, record.line_id, record.kind_id, record.called, record.quantity, record.amount)
    asked = select(*columns, batch.number).join(usage_batch, batch.id == record.batch_id)
    rows = {row[0]: row for some in chunks(keys) for row in connection.execute(asked.where(record.key.in_(some)))}
    accounts = account_names(connection)
    return [_call(rows[key], book, accounts) for key in keys if key in rows]


def _call(row: Sequence[Any], book: UsageBook, accounts: dict[int, str]) -> UsageCall:
    key, second, line_id, kind_id, called, quantity, amount, invoice = row
    line, user, kind = book.lines[line_id], book.user_of(line_id), book.kinds[kind_id]
    return UsageCall(
        moment_of((key >> HASH_BITS) * DAY + second),
        user.name,
        user.team,
        user.number,
        called or "",
        kind.label,
        kind.category,
        kind.destination,
        quantity if kind.unit is UsageUnit.SECONDS else 0,
        quantity if kind.unit is UsageUnit.BYTES else 0,
        quantity if kind.unit is UsageUnit.PIECES else 0,
        Decimal(amount) / MICROS,
        accounts.get(book.accounts[line.place_id], ""),
        invoice,
        key,
    )


def _where(connection: Connection, period: Period | None, wanted: Wanted) -> list[ColumnElement[bool]]:
    """The days, and what is short enough to be named in the question."""
    record = usage_record.c
    where: list[ColumnElement[bool]] = []
    if wanted.batch_ids is not None:
        days = select(func.min(usage_batch.c.first_day), func.max(usage_batch.c.last_day))
        first, last = connection.execute(days.where(usage_batch.c.id.in_(wanted.batch_ids))).one()
        where.append(record.batch_id.in_(wanted.batch_ids))
        if first is not None:
            where.append(record.key.between(first_key_of(first), first_key_of(last + timedelta(days=1)) - 1))
    if period is not None:
        where.append(record.key.between(first_key_of(period.start), first_key_of(period.end) - 1))
    if wanted.line_ids is not None and len(wanted.line_ids) <= _NAMED:
        where.append(record.line_id.in_(wanted.line_ids))
    return where


def _moment(row: Sequence[Any]) -> tuple[int, int]:
    return row[0] >> HASH_BITS, row[1]


def _holds(ids: frozenset[int] | None, one: int) -> bool:
    return ids is None or one in ids
