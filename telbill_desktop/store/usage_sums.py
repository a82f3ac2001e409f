"""What usage adds up to by month, kept with each change of the records, and made anew from them as a repair.

Of everything that was used, what cost something is told apart: it is out of the bundle. Of totals the total says it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Table, case, delete, func, select, true

from telbill_desktop.store import sqlite
from telbill_desktop.store.insertion import add_to_rows
from telbill_desktop.store.tables.usage import (
    usage_by_month,
    usage_by_user,
    usage_kind,
    usage_line,
    usage_record,
    usage_total,
)

_KEPT = (usage_by_month, usage_by_user)
_SUMS = ("count", "quantity", "amount", "charged_count", "charged_quantity")

Sums = tuple[int, int, int, int, int]  # in the order of `_SUMS`
SumKey = tuple[int, int, int]  # month, line, kind


class Difference(NamedTuple):
    """A sum that is not what its records add up to; None: there is none, or there should be none."""

    table: str
    key: tuple[int, ...]
    kept: tuple[int, ...] | None
    found: tuple[int, ...] | None


class SumKeeper:
    """Adds to the sums that are kept. What lines and kinds are is read once, and again when new ones came."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lines: dict[int, tuple[int, int]] = {}  # user, place
        self._kinds: dict[int, int] = {}  # the kind that is its category with its unit

    def add(self, sums: Mapping[SumKey, Sequence[int]]) -> None:
        """Adds these."""
        for table, found in self.split(sums).items():
            keys = tuple(each.name for each in table.primary_key)
            rows = sorted((*key, *values) for key, values in found.items())
            add_to_rows(self._connection, table, keys, _SUMS, rows)

    def split(self, sums: Mapping[SumKey, Sequence[int]]) -> dict[Table, dict[tuple[int, ...], list[int]]]:
        """The same under the keys of the tables that keep them."""
        self._learn({key[1] for key in sums}, {key[2] for key in sums})
        by_month: dict[tuple[int, ...], list[int]] = defaultdict(lambda: [0] * len(_SUMS))
        by_user: dict[tuple[int, ...], list[int]] = defaultdict(lambda: [0] * len(_SUMS))
        for (month, line, kind), values in sums.items():
            user, place = self._lines[line]
            _count_in(by_month[month, place, kind], values)
            _count_in(by_user[user, self._kinds[kind], place, month], values)
        return {usage_by_month: by_month, usage_by_user: by_user}

    def take_off(self, sums: Mapping[SumKey, Sums]) -> None:
        """Takes these off; what comes to nothing at all goes."""
        self.add({key: [-value for value in values] for key, values in sums.items()})
        for table in _KEPT:
            self._connection.execute(delete(table).where(*(table.c[name] == 0 for name in _SUMS)))

    def _learn(self, lines: set[int], kinds: set[int]) -> None:
        if not lines <= self._lines.keys():
            asked = select(usage_line.c.id, usage_line.c.user_id, usage_line.c.place_id)
            newest = max(self._lines, default=0)
            for row in self._connection.execute(asked.where(usage_line.c.id > newest)):
                self._lines[row[0]] = row[1], row[2]
        if not kinds <= self._kinds.keys():
            rows = self._connection.execute(select(usage_kind).order_by(usage_kind.c.id)).all()
            plain = {(row.category, row.unit): row.id for row in rows if not row.label and not row.destination}
            self._kinds = {row.id: plain[row.category, row.unit] for row in rows}


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
    """Where what is kept is not what the records add up to, by table and key."""
    differing = []
    for table, made in SumKeeper(connection).split(_all(connection)).items():
        kept, expected = _rows_of(connection, table), {key: tuple(values) for key, values in made.items()}
        differing += [
            Difference(table.name, key, kept.get(key), expected.get(key))
            for key in sorted(kept.keys() | expected.keys())
            if kept.get(key) != expected.get(key)
        ]
    return differing


def rebuild(connection: Connection) -> None:
    """Makes the sums anew from the records."""
    for table in _KEPT:
        connection.execute(delete(table))
    SumKeeper(connection).add(_all(connection))


def _all(connection: Connection) -> dict[SumKey, Sums]:
    return found(connection, usage_record, usage_total, true(), true())


def _rows_of(connection: Connection, table: Table) -> dict[tuple[int, ...], tuple[int, ...]]:
    width = len(table.primary_key)
    return {tuple(row[:width]): tuple(row[width:]) for row in connection.execute(select(*table.columns))}


def _count_in(total: list[int], values: Sequence[int]) -> None:
    total[0] += values[0]
    total[1] += values[1]
    total[2] += values[2]
    total[3] += values[3]
    total[4] += values[4]


def _as_sums(values: Sequence[int]) -> Sums:
    count, quantity, amount, charged_count, charged_quantity = values
    return count, quantity, amount, charged_count, charged_quantity
