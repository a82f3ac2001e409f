"""What usage adds up to by month, kept with each change of the records, and made anew from them as a repair.

Of everything that was used, what cost something is told apart: it is out of the bundle. Of totals the total says it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Table, case, delete, func, literal, select, true

from telbill_desktop.store import sqlite
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.tables.usage import usage_by_line, usage_by_month, usage_record, usage_total

_SUMS = ("count", "quantity", "amount", "charged_count", "charged_quantity")

Sums = tuple[int, int, int, int, int]  # in the order of `_SUMS`
SumKey = tuple[int, int, int]  # month, line, kind


class Difference(NamedTuple):
    """A sum that is not what its records add up to."""

    key: SumKey
    kept: Sums | None
    found: Sums | None


def take_off(connection: Connection, sums: Mapping[SumKey, Sums]) -> None:
    """Takes off what is kept; what comes to nothing at all goes."""
    add(connection, {key: [-value for value in values] for key, values in sums.items()})
    for table in (usage_by_line, usage_by_month):
        connection.execute(delete(table).where(*(table.c[name] == 0 for name in _SUMS)))


def add(connection: Connection, sums: Mapping[SumKey, Sums | list[int]]) -> None:
    """Adds to what is kept."""
    by_month: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * len(_SUMS))
    for (month, _line, kind), values in sums.items():
        _count_in(by_month[month, kind], values)
    of_lines = sorted((line, kind, month, *values) for (month, line, kind), values in sums.items())
    _upsert(connection, usage_by_line, ("line_id", "kind_id", "month"), of_lines)
    _upsert(connection, usage_by_month, ("month", "kind_id"), [(*key, *values) for key, values in by_month.items()])


def record_sums(source: FromClause) -> list[ColumnElement[int]]:
    """The columns that add records up, in the order of `Sums`."""
    is_charged = source.c.amount != 0
    return [
        func.count(),
        func.sum(source.c.quantity),
        func.sum(source.c.amount),
        func.sum(case((is_charged, 1), else_=0)),
        func.sum(case((is_charged, source.c.quantity), else_=0)),
    ]


def total_sums(source: FromClause) -> list[ColumnElement[int]]:
    """The columns that add totals up, in the order of `Sums`."""
    return [
        func.sum(source.c.count),
        func.sum(source.c.quantity),
        func.sum(source.c.amount),
        func.sum(source.c.count * source.c.is_charged),
        func.sum(source.c.quantity * source.c.is_charged),
    ]


def found(
    connection: Connection,
    records: FromClause,
    totals: FromClause,
    of_records: ColumnElement[bool],
    of_totals: ColumnElement[bool],
) -> dict[SumKey, Sums]:
    """What some records and totals add up to, by month, line and kind."""
    sums: dict[SumKey, Sums] = {}
    month = sqlite.month_of(sqlite.day_of_key(records.c.key))
    for source, of, columns, where in (
        (records, month, record_sums(records), of_records),
        (totals, totals.c.month, total_sums(totals), of_totals),
    ):
        keys = (of, source.c.line_id, source.c.kind_id)
        for row in connection.execute(select(*keys, *columns).where(where).group_by(*keys)):
            key = (row[0], row[1], row[2])
            before = sums.get(key, (0, 0, 0, 0, 0))
            sums[key] = _as_sums([old + new for old, new in zip(before, row[3:], strict=True)])
    return sums


def differences(connection: Connection) -> list[Difference]:
    """Where what is kept is not what the records add up to."""
    found_now = _all(connection)
    kept = _kept(connection, usage_by_line, usage_by_line.c.line_id)
    of_lines: dict[SumKey, list[int]] = defaultdict(lambda: [0] * len(_SUMS))
    for (month, _line, kind), values in found_now.items():
        _count_in(of_lines[month, 0, kind], values)
    months = {key: _as_sums(values) for key, values in of_lines.items()}
    return [*_apart(kept, found_now), *_apart(_kept(connection, usage_by_month, literal(0)), months)]


def rebuild(connection: Connection) -> None:
    """Makes the sums anew from the records."""
    for table in (usage_by_line, usage_by_month):
        connection.execute(delete(table))
    add(connection, _all(connection))


def _all(connection: Connection) -> dict[SumKey, Sums]:
    return found(connection, usage_record, usage_total, true(), true())


def _kept(connection: Connection, table: Table, line: ColumnElement[int]) -> dict[SumKey, Sums]:
    rows = connection.execute(select(table.c.month, line, table.c.kind_id, *(table.c[name] for name in _SUMS)))
    return {(row[0], row[1], row[2]): (row[3], row[4], row[5], row[6], row[7]) for row in rows}


def _apart(kept: Mapping[SumKey, Sums], found: Mapping[SumKey, Sums]) -> list[Difference]:
    """What differs; sums that come to nothing at all are not kept."""
    nothing = (0,) * len(_SUMS)
    return [
        Difference(key, kept.get(key), found.get(key))
        for key in sorted(found.keys() | kept.keys())
        if kept.get(key, nothing) != found.get(key, nothing)
    ]


def _count_in(total: list[int], values: Sequence[int]) -> None:
    for at, value in enumerate(values):
        total[at] += value


def _as_sums(values: Sequence[int]) -> Sums:
    count, quantity, amount, charged_count, charged_quantity = values
    return count, quantity, amount, charged_count, charged_quantity


def _upsert(connection: Connection, table: Table, keys: tuple[str, ...], rows: Sequence[tuple[int, ...]]) -> None:
    if not rows:
        return
    added = ", ".join(f"{name} = {table.name}.{name} + excluded.{name}" for name in _SUMS)
    insert_rows(connection, table, (*keys, *_SUMS), rows, f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}")
