"""What usage adds up to: whole months from what is kept of them, parts of months and single lines from the records.

A part that is the larger half of its month is what is kept of the month without the smaller half.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal, select

from telbill_desktop.domain.period import Period
from telbill_desktop.domain.usage import first_key_of, first_of, following, month_of, whole_months
from telbill_desktop.store import sqlite
from telbill_desktop.store.tables.usage import usage_batch, usage_by_month, usage_by_user, usage_record, usage_total
from telbill_desktop.store.usage_sums import record_sums, total_sums

_FEW_MONTHS = 3
_FEW = 400  # ids that are named in a question; more are looked for in the answer


class Source(Enum):
    """Where a question finds its sums: of places and kinds, of users and categories, or with everything records say."""

    BY_MONTH = auto()
    BY_USER = auto()
    RECORDS = auto()


class Cell(NamedTuple):
    """A month (0: not asked for), and what the source knows of: user, place, line (0: not known), kind; then the sums.

    Sums that are taken off again have their sign turned.
    """

    month: int
    user_id: int
    place_id: int
    line_id: int
    kind_id: int
    uses: int
    quantity: int
    amount: int
    charged_uses: int
    charged_quantity: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ids are meant; None leaves nothing out. Lines are those of the users, places and numbers meant."""

    user_ids: frozenset[int] | None = None
    place_ids: frozenset[int] | None = None
    line_ids: frozenset[int] | None = None
    kind_ids: frozenset[int] | None = None
    batch_ids: frozenset[int] | None = None


class Part(NamedTuple):
    """Some days of one month."""

    month: int
    first: date
    end: date


class By(NamedTuple):
    """What is told apart, besides what every source tells: months, places."""

    month: bool = False
    place: bool = False


def cells(connection: Connection, period: Period | None, wanted: Wanted, source: Source, by: By) -> list[Cell]:
    """The sums of the days meant; a cell may come more than once. Of no period: of all days that there are."""
    if source is Source.RECORDS:
        return list(_of_records(connection, period, wanted, by_month=by.month))
    months, parts = _span(connection, period)
    found: list[Cell] = []
    if months is not None:
        found += _of_months(connection, months, wanted, source, by)
    for part in parts:
        found += _of_part(connection, part, wanted, source, by)
    return found


def month_only(connection: Connection, period: Period | None, wanted: Wanted) -> list[Cell]:
    """Totals of months that the days cut: of which days they are nobody knows any more."""
    months = {part.month for part in parts_of(period)} if period is not None else set()
    if not months:
        return []
    return list(_read(connection, _totals(usage_total.c.month.in_(months), by_month=False), usage_total, wanted))


def parts_of(period: Period) -> tuple[Part, ...]:
    """The months of which some days are meant and some are not."""
    whole = whole_months(period)
    if whole is None:
        middle = first_of(following(month_of(period.start)))
        edges = [(period.start, min(period.end, middle)), (middle, period.end)]
    else:
        edges = [(period.start, first_of(whole[0])), (first_of(following(whole[1])), period.end)]
    return tuple(Part(month_of(first), first, end) for first, end in edges if first < end)


def _span(connection: Connection, period: Period | None) -> tuple[tuple[int, int] | None, Sequence[Part]]:
    if period is not None:
        return whole_months(period), parts_of(period)
    first, last = connection.execute(select(func.min(usage_by_month.c.month), func.max(usage_by_month.c.month))).one()
    return (None if first is None else (first, last)), ()


def _of_months(
    connection: Connection, months: tuple[int, int], wanted: Wanted, source: Source, by: By
) -> Iterator[Cell]:
    table = usage_by_user if source is Source.BY_USER else usage_by_month
    nothing = literal(0)
    month = table.c.month if by.month else nothing
    user = table.c.user_id if source is Source.BY_USER else nothing
    place = table.c.place_id if by.place else nothing
    told = ((user, source is Source.BY_USER), (table.c.kind_id, True), (place, by.place), (month, by.month))
    keys = [column for column, is_told in told if is_told]
    # Few months are found by their index; for more the whole table is walked, in whose order users need no sorting.
    is_walked = source is Source.BY_USER and months[1] - months[0] >= _FEW_MONTHS
    compared = table.c.month + 0 if is_walked else table.c.month
    sums = [func.sum(each) for each in list(table.columns)[-5:]]
    asked = select(month, user, place, nothing, table.c.kind_id, *sums)
    return _read(connection, asked.where(compared.between(*months)).group_by(*keys), table, wanted)


def _of_part(connection: Connection, part: Part, wanted: Wanted, source: Source, by: By) -> Iterator[Cell]:
    """Its own records, or those of its month without the records of the other days and without its totals."""
    begin, end = first_of(part.month), first_of(following(part.month))
    if (part.end - part.first) * 2 <= end - begin:
        yield from _of_days(connection, part.first, part.end, wanted, part.month)
        return
    for cell in _of_months(connection, (part.month, part.month), wanted, source, By(place=by.place)):
        yield cell._replace(month=part.month)
    others: list[Cell] = []
    for first, last in ((begin, part.first), (part.end, end)):
        if first < last:
            others += _of_days(connection, first, last, wanted, part.month)
    others += _read(connection, _totals(usage_total.c.month == part.month, by_month=True), usage_total, wanted)
    for cell in others:
        yield Cell(*cell[:5], *(-value for value in cell[5:]))


def _of_days(connection: Connection, first: date, end: date, wanted: Wanted, month: int) -> Iterator[Cell]:
    days = usage_record.c.key.between(first_key_of(first), first_key_of(end) - 1)
    return _read(connection, _records(literal(month), (), days), usage_record, wanted)


def _of_records(connection: Connection, period: Period | None, wanted: Wanted, *, by_month: bool) -> Iterator[Cell]:
    """Everything that records say, of calls and of totals; of totals those of months that the days hold whole."""
    first, end = _days_of(connection, period, wanted)
    if first is None or end is None or first >= end:
        return
    days = usage_record.c.key.between(first_key_of(first), first_key_of(end) - 1)
    month = sqlite.month_of(sqlite.day_of_key(usage_record.c.key)) if by_month else literal(0)
    yield from _read(connection, _records(month, (month,) if by_month else (), days), usage_record, wanted)
    months = (month_of(first), month_of(end)) if period is None else whole_months(period)
    if months is not None:
        asked = _totals(usage_total.c.month.between(*months), by_month=by_month)
        yield from _read(connection, asked, usage_total, wanted)


def _days_of(connection: Connection, period: Period | None, wanted: Wanted) -> tuple[date | None, date | None]:
    """The days in which the records meant lie: those of the batches, as far as they are asked for."""
    asked = select(func.min(usage_batch.c.first_day), func.max(usage_batch.c.last_day))
    if wanted.batch_ids is not None:
        asked = asked.where(usage_batch.c.id.in_(wanted.batch_ids))
    first, last = connection.execute(asked).one()
    if first is None:
        return None, None
    end = last + timedelta(days=1)
    return (first, end) if period is None else (max(first, period.start), min(end, period.end))


def _records(
    month: ColumnElement[int], by: tuple[ColumnElement[int], ...], where: ColumnElement[bool]
) -> Select[tuple[Any, ...]]:
    record, nothing = usage_record.c, literal(0)
    asked = select(month, nothing, nothing, record.line_id, record.kind_id, *record_sums(usage_record))
    return asked.where(where).group_by(record.line_id, record.kind_id, *by)


def _totals(where: ColumnElement[bool], *, by_month: bool) -> Select[tuple[Any, ...]]:
    total, nothing = usage_total.c, literal(0)
    month = total.month if by_month else nothing
    asked = select(month, nothing, nothing, total.line_id, total.kind_id, *total_sums(usage_total))
    return asked.where(where).group_by(total.line_id, total.kind_id, *((month,) if by_month else ()))


def _read(connection: Connection, asked: Select[tuple[Any, ...]], table: Table, wanted: Wanted) -> Iterator[Cell]:
    """The cells that are meant: short lists of ids are named in the question, long ones looked for in the answer."""
    looked_for = []
    for name, place in (("user_id", 1), ("line_id", 3), ("kind_id", 4), ("place_id", None), ("batch_id", None)):
        ids: frozenset[int] | None = getattr(wanted, f"{name}s")
        if ids is None or name not in table.c:
            continue
        if place is None or len(ids) <= _FEW:
            asked = asked.where(table.c[name].in_(ids))
        else:
            looked_for.append((place, ids))
    cursor: Any = connection.execute(asked).cursor  # whole numbers, and ten thousands of rows: no Row is made of each
    rows: Iterator[Cell] = map(Cell._make, cursor.fetchall())
    for place, ids in looked_for:
        rows = _among(rows, place, ids)
    return rows


def _among(rows: Iterator[Cell], place: int, ids: frozenset[int]) -> Iterator[Cell]:
    return (cell for cell in rows if cell[place] in ids)
