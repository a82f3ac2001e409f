"""Calls one by one: their keys in the order that is asked for, then a page of them at a time."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from telbill_desktop.domain.ordering import natural_key
from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import DAY, HASH_BITS, MICROS, UsageUnit, first_key_of, moment_of
from telbill_desktop.domain.usage_view import CallOrder, UsageCall
from telbill_desktop.store import sqlite
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.usage_book import UsageBook, account_names
from telbill_desktop.store.queries.usage_cells import Wanted
from telbill_desktop.store.tables.usage import usage_batch, usage_record

MOST_CALLS = 200_000  # that are listed at once
_AT_ONCE = 2_000


def call_keys(
    connection: Connection,
    period: Period | None,
    wanted: Wanted,
    book: UsageBook,
    order: CallOrder,
    *,
    descending: bool = False,
) -> tuple[list[int], bool]:
    """The keys of the calls in this order, and whether there are more than `MOST_CALLS`: these are the latest then.

    The database sorts them, and hands them over some at a time: while Python sorted or fetched so many at once nobody
    else had the interpreter, and a window stood still.
    """
    record = usage_record.c
    columns = (record.key, record.second, record.line_id, record.called, record.amount)
    asked = select(*columns).where(*_where(connection, period, wanted))
    found = asked.order_by(record.key.desc()).limit(MOST_CALLS + 1).subquery()
    moment = (sqlite.day_of_key(found.c.key), found.c.second, found.c.key)
    first: dict[CallOrder, tuple[ColumnElement[Any], ...]] = {
        CallOrder.CALLED: (func.coalesce(found.c.called, ""),),
        CallOrder.AMOUNT: (found.c.amount,),
    }
    columns_in_order = [*first.get(order, ()), *moment]
    in_order = [column.desc() if descending else column for column in columns_in_order]
    rows = connection.execute(
        select(found.c.line_id, found.c.key).order_by(*in_order).execution_options(yield_per=_AT_ONCE)
    )
    keys = _by_user(rows, book, descending=descending) if order is CallOrder.USER else [row[1] for row in rows]
    is_cut = len(keys) > MOST_CALLS
    if is_cut:
        keys.remove(min(keys))
    return keys, is_cut


def _by_user(rows: Iterable[Sequence[Any]], book: UsageBook, *, descending: bool) -> list[int]:
    """The keys of one user after the other, those of each as they come."""
    of_line: dict[int, list[int]] = {}
    of_user: dict[str, list[int]] = {}
    for line_id, key in rows:
        if line_id not in of_line:
            of_line[line_id] = of_user.setdefault(book.user_of(line_id).name, [])
        of_line[line_id].append(key)
    return [key for name in sorted(of_user, key=natural_key, reverse=descending) for key in of_user[name]]


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
    """The days, lines, kinds and invoices that are meant."""
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
    for column, ids in ((record.line_id, wanted.line_ids), (record.kind_id, wanted.kind_ids)):
        if ids is not None:
            where.append(sqlite.is_among(column, ids))
    return where
