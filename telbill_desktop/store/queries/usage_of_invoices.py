"""The usage that invoices charge: which batches of usage files are theirs, what their users used, and their calls."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, func, select

from telbill_desktop.domain.folding import fold
from telbill_desktop.domain.identity import number_key
from telbill_desktop.domain.period import Period, day_after
from telbill_desktop.domain.usage import HASH_BITS, MICROS, UsageUnit, first_key_of, is_nearest
from telbill_desktop.domain.usage_comparison import sum_of
from telbill_desktop.domain.usage_view import UsageCall, UsageFilter, UsageSum
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.queries.usage_book import BookUser, UsageBook
from telbill_desktop.store.queries.usage_calls import calls
from telbill_desktop.store.queries.usage_cells import By, Cell, Source, Wanted, cells
from telbill_desktop.store.tables.invoices import invoice
from telbill_desktop.store.tables.parties import billing_account
from telbill_desktop.store.tables.usage import usage_batch, usage_record

_AT_ONCE, _READ = 500, 5000  # calls, keys of calls


def batches_of(connection: Connection, invoice_ids: Sequence[int]) -> dict[int, frozenset[int]]:
    """The batches of each of these invoices, as many as one statement takes: those of its operator and its number.

    Of several years' invoices of one number each has what ends nearest to its day.
    """
    asked = (
        select(invoice.c.id, invoice.c.issue_date, usage_batch.c.id, usage_batch.c.last_day)
        .join(usage_batch, usage_batch.c.number_key == invoice.c.number_key)
        .join(billing_account, billing_account.c.id == usage_batch.c.account_id)
        .where(
            invoice.c.id.in_(invoice_ids),
            usage_batch.c.number_key != "",
            billing_account.c.operator_id == invoice.c.operator_id,
        )
    )
    other, of_others = invoice.alias(), defaultdict[int, list[date]](list)
    same = (other.c.number_key == invoice.c.number_key) & (other.c.operator_id == invoice.c.operator_id)
    twins = select(invoice.c.id, other.c.issue_date).join(other, same & (other.c.id != invoice.c.id))
    for invoice_id, issued in connection.execute(twins.where(invoice.c.id.in_(invoice_ids))):
        of_others[invoice_id].append(issued)
    found: dict[int, set[int]] = defaultdict(set)
    for invoice_id, issued, batch_id, last_day in connection.execute(asked):
        if is_nearest(issued, last_day, of_others[invoice_id]):
            found[invoice_id].add(batch_id)
    return {invoice_id: frozenset(ids) for invoice_id, ids in found.items()}


def batches_numbered(connection: Connection, wanted: UsageFilter) -> frozenset[int]:
    """The batches of the invoice that a filter means."""
    key = number_key(wanted.invoice)
    asked = select(usage_batch.c.id, usage_batch.c.last_day).where(usage_batch.c.number_key == key)
    same = invoice.c.number_key == key
    if wanted.operator_id is not None:
        asked = asked.join(billing_account, billing_account.c.id == usage_batch.c.account_id).where(
            billing_account.c.operator_id == wanted.operator_id
        )
        same &= invoice.c.operator_id == wanted.operator_id
    found = connection.execute(asked).all()
    if wanted.issued is None:
        return frozenset(row.id for row in found)
    days = list(connection.execute(select(invoice.c.issue_date).where(same)).scalars())
    return frozenset(row.id for row in found if is_nearest(wanted.issued, row.last_day, days))


def user_sums(connection: Connection, batch_ids: frozenset[int], book: UsageBook) -> dict[BookUser, UsageSum]:
    """What every user of these batches used, calls of which totals alone are kept among it."""
    sums: dict[BookUser, UsageSum] = defaultdict(UsageSum)
    for cell in cells(connection, None, Wanted(batch_ids=batch_ids), Source.RECORDS, By()):
        user = book.user_of(cell.line_id)
        sums[user] += _sum(cell, book.kinds[cell.kind_id].unit)
    return sums


def sum_of_batches(connection: Connection, batch_ids: frozenset[int], book: UsageBook) -> tuple[UsageSum, int]:
    """What these batches add up to, calls of which totals alone are kept among it; and how many calls are kept."""
    counts = connection.execute(select(usage_record.c.batch_id, func.count()).group_by(usage_record.c.batch_id))
    listed = sum(count for batch_id, count in counts if batch_id in batch_ids)
    some_sums = (user_sums(connection, frozenset(some), book) for some in chunks(sorted(batch_ids)))
    return sum_of([one for sums in some_sums for one in sums.values()]), listed


def calls_of_batches(connection: Connection, batch_ids: frozenset[int], book: UsageBook) -> Iterator[UsageCall]:
    """The calls of these batches, one user after the other, each in the order of time."""
    record, days = usage_record.c, usage_batch.c
    spans = connection.execute(select(days.first_day, days.last_day).where(days.id.in_(batch_ids))).all()
    first, last = min(row[0] for row in spans), max(row[1] for row in spans)
    if first > last:
        return
    where = [record.batch_id.in_(batch_ids), record.key.between(first_key_of(first), first_key_of(day_after(last)) - 1)]
    lines = set(connection.execute(select(record.line_id).where(*where).distinct()).scalars())
    keys: list[int] = []
    for line_id in sorted(lines, key=lambda one: (fold(book.user_of(one).name), book.user_of(one).number, one)):
        of_line = connection.execute(select(record.key, record.second).where(*where, record.line_id == line_id))
        keys += [row[0] for row in sorted(of_line, key=lambda row: (row[0] >> HASH_BITS, row[1]))]
        while len(keys) >= _AT_ONCE:
            yield from calls(connection, keys[:_AT_ONCE], book)
            del keys[:_AT_ONCE]
    yield from calls(connection, keys, book)


def calls_of_days(
    connection: Connection, period: Period | None, wanted: Wanted, book: UsageBook
) -> Iterator[UsageCall]:
    """Every call of these days that is meant, by day and by the clock."""
    record = usage_record.c
    asked = _within(select(record.key, record.line_id, record.second).order_by(record.key), period)
    rows = connection.execute(asked.execution_options(yield_per=_READ))
    for _day, of_day in groupby(rows, key=lambda row: row[0] >> HASH_BITS):
        meant = [row for row in of_day if wanted.line_ids is None or row[1] in wanted.line_ids]
        for some in chunks([row[0] for row in sorted(meant, key=lambda row: (row[2], row[0]))]):
            yield from calls(connection, some, book)


def count_of_days(connection: Connection, period: Period | None, wanted: Wanted) -> int:
    """How many calls `calls_of_days` gives."""
    record = usage_record.c
    asked = _within(select(record.line_id, func.count()).group_by(record.line_id), period)
    return sum(
        count for line_id, count in connection.execute(asked) if wanted.line_ids is None or line_id in wanted.line_ids
    )


def _within(asked: Select[Any], period: Period | None) -> Select[Any]:
    """Of these days; None: of all."""
    if period is None:
        return asked
    return asked.where(usage_record.c.key.between(first_key_of(period.start), first_key_of(period.end) - 1))


def _sum(cell: Cell, unit: UsageUnit) -> UsageSum:
    amount = Decimal(cell.amount) / MICROS
    used = {
        UsageUnit.SECONDS: "seconds",
        UsageUnit.BYTES: "bytes",
        UsageUnit.PIECES: "messages",
    }[unit]
    return UsageSum(
        count=cell.uses,
        amount=amount,
        charged_count=cell.charged_uses,
        **{used: cell.quantity, f"charged_{used}": cell.charged_quantity},
    )
