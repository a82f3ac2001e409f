"""What usage adds up to, by month, line and kind: whole months from what is kept, parts of months from the records.

A part that is the larger half of its month is what is kept of the month without the smaller half.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, CursorResult, Table, func, literal, select, true

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import first_key_of, first_of, following, month_of, whole_months
from telbill_desktop.store import sqlite
from telbill_desktop.store.tables.usage import usage_batch, usage_by_line, usage_by_month, usage_record, usage_total
from telbill_desktop.store.usage_sums import record_sums, total_sums

_FEW_MONTHS = 3
_FEW = 400  # lines that are named in a question; more are all read, and looked through


class Cell(NamedTuple):
    """A month (0: not asked for), a line (0: not asked for), a kind, and what they add up to."""

    month: int
    line_id: int
    kind_id: int
    uses: int
    quantity: int
    amount: int
    charged_uses: int
    charged_quantity: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines, kinds and batches that are meant; None leaves nothing out."""

    line_ids: frozenset[int] | None = None
    kind_ids: frozenset[int] | None = None
    batch_ids: frozenset[int] | None = None


class Part(NamedTuple):
    """Some days of one month."""

    month: int
    first: date
    end: date


def cells(
    connection: Connection, period: Period | None, wanted: Wanted, *, by_month: bool, by_line: bool
) -> list[Cell]:
    """The sums of the days; a cell may come more than once, and what is taken off again has its sign turned."""
    by_line = by_line or wanted.line_ids is not None
    if wanted.batch_ids is not None:
        return list(_of_batches(connection, period, wanted, by_month=by_month))
    found: list[Cell] = []
    span = _span(connection, period)
    if span is None:
        return found
    if span[0] is not None:
        found += _of_months(connection, span[0], wanted, by_month=by_month, by_line=by_line)
    for part in span[1]:
        found += _of_part(connection, part, wanted, by_line=by_line)
    return found


def month_only(connection: Connection, period: Period | None, wanted: Wanted) -> list[Cell]:
    """Totals of months that the days cut: of which days they are nobody knows any more."""
    parts = () if period is None else parts_of(period)
    if wanted.batch_ids is not None or not parts:
        return []
    months = usage_total.c.month.in_({part.month for part in parts})
    keys = (usage_total.c.line_id, usage_total.c.kind_id)
    rows = connection.execute(
        select(*keys, *total_sums(usage_total)).where(months, *_named(usage_total, wanted)).group_by(*keys)
    )
    return [cell for row in rows if _is_meant(wanted, cell := Cell(0, *row))]


def parts_of(period: Period) -> tuple[Part, ...]:
    """The months of which some days are meant and some are not."""
    whole = whole_months(period)
    if whole is None:
        middle = first_of(following(month_of(period.start)))
        edges = [(period.start, min(period.end, middle)), (middle, period.end)]
    else:
        edges = [(period.start, first_of(whole[0])), (first_of(following(whole[1])), period.end)]
    return tuple(Part(month_of(first), first, end) for first, end in edges if first < end)


def _span(connection: Connection, period: Period | None) -> tuple[tuple[int, int] | None, Sequence[Part]] | None:
    if period is not None:
        return whole_months(period), parts_of(period)
    months = select(usage_by_month.c.month).distinct().order_by(usage_by_month.c.month)
    known = list(connection.execute(months).scalars())
    return ((known[0], known[-1]), ()) if known else None


def _of_months(
    connection: Connection, months: tuple[int, int], wanted: Wanted, *, by_month: bool, by_line: bool
) -> Iterator[Cell]:
    table = usage_by_line if by_line else usage_by_month
    month: ColumnElement[int] = table.c.month if by_month else literal(0)
    line: ColumnElement[int] = table.c.line_id if by_line else literal(0)
    # Few months are found by their index; of more the whole table is walked, in whose order lines need no sorting.
    compared = table.c.month if months[1] - months[0] < _FEW_MONTHS or not by_line else table.c.month + 0
    keys = [*([line] if by_line else []), table.c.kind_id, *([month] if by_month else [])]
    sums = [func.sum(each) for each in list(table.columns)[-5:]]
    where = (compared.between(*months), *_named(table, wanted))
    asked = select(month, line, table.c.kind_id, *sums).where(*where).group_by(*keys)
    return _meant(wanted, connection.execute(asked))


def _of_part(connection: Connection, part: Part, wanted: Wanted, *, by_line: bool) -> Iterator[Cell]:
    begin, end = first_of(part.month), first_of(following(part.month))
    if (part.end - part.first) * 2 <= end - begin:
        yield from _of_days(connection, part, part.first, part.end, wanted, 1)
        return
    for cell in _of_months(connection, (part.month, part.month), wanted, by_month=False, by_line=by_line):
        yield cell._replace(month=part.month)
    for first, last in ((begin, part.first), (part.end, end)):
        if first < last:
            yield from _of_days(connection, part, first, last, wanted, -1)
    keys = (usage_total.c.line_id, usage_total.c.kind_id)
    where = (usage_total.c.month == part.month, *_named(usage_total, wanted))
    for row in connection.execute(select(*keys, *total_sums(usage_total)).where(*where).group_by(*keys)):
        if _is_meant(wanted, cell := Cell(part.month, *row)):
            yield _turned(cell)


def _of_days(connection: Connection, part: Part, first: date, end: date, wanted: Wanted, sign: int) -> Iterator[Cell]:
    keys = (usage_record.c.line_id, usage_record.c.kind_id)
    where = (usage_record.c.key.between(first_key_of(first), first_key_of(end) - 1), *_named(usage_record, wanted))
    for row in connection.execute(select(*keys, *record_sums(usage_record)).where(*where).group_by(*keys)):
        if _is_meant(wanted, cell := Cell(part.month, *row)):
            yield cell if sign > 0 else _turned(cell)


def _of_batches(connection: Connection, period: Period | None, wanted: Wanted, *, by_month: bool) -> Iterator[Cell]:
    """What some invoices charge, whatever its months; of totals, those of months that the days hold whole."""
    batch_ids = wanted.batch_ids or frozenset()
    days = select(usage_batch.c.first_day, usage_batch.c.last_day).where(usage_batch.c.id.in_(batch_ids))
    spans = connection.execute(days).all()
    if not spans:
        return
    first, end = min(row[0] for row in spans), max(row[1] for row in spans) + timedelta(days=1)
    months = (month_of(first), month_of(end))
    if period is not None:
        first, end = max(first, period.start), min(end, period.end)
        months = whole_months(period) or (0, -1)
    record, total = usage_record.c, usage_total.c
    days_of_them = record.key.between(first_key_of(first), first_key_of(max(first, end)) - 1)
    nothing = literal(0)
    for of, month, sums, where in (
        (record, sqlite.month_of(sqlite.day_of_key(record.key)), record_sums(usage_record), days_of_them),
        (total, total.month, total_sums(usage_total), total.month.between(*months)),
    ):
        keys = ((month,) if by_month else ()) + (of.line_id, of.kind_id)
        asked = select(month if by_month else nothing, of.line_id, of.kind_id, *sums)
        rows = connection.execute(asked.where(where, of.batch_id.in_(batch_ids)).group_by(*keys))
        yield from _meant(wanted, rows)


def _named(table: Table, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is meant, as far as it is short enough to be named in the question."""
    where: list[ColumnElement[bool]] = [true()]
    if wanted.line_ids is not None and len(wanted.line_ids) <= _FEW and "line_id" in table.c:
        where.append(table.c.line_id.in_(wanted.line_ids))
    if wanted.kind_ids is not None and len(wanted.kind_ids) <= _FEW:
        where.append(table.c.kind_id.in_(wanted.kind_ids))
    return where


def _meant(wanted: Wanted, rows: CursorResult[Any]) -> Iterator[Cell]:
    found = map(Cell._make, rows.all())
    if wanted.line_ids is None and wanted.kind_ids is None:
        return found
    return filter(partial(_is_meant, wanted), found)


def _is_meant(wanted: Wanted, cell: Cell) -> bool:
    return _holds(wanted.line_ids, cell.line_id) and _holds(wanted.kind_ids, cell.kind_id)


def _holds(ids: Collection[int] | None, one: int) -> bool:
    return ids is None or one in ids


def _turned(cell: Cell) -> Cell:
    return Cell(*cell[:3], *(-value for value in cell[3:]))
