"""Writes records of usage, a chunk of a file at a time: each known by its key, added up, kept as far as it may be.

Records go past SQLAlchemy and past the journal, which notes the file alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Index, func, select

from telbill_desktop.domain.usage import HASH_BITS, UsageRecord, day_in, first_key_of, month_of
from telbill_desktop.store import sqlite, usage_totals
from telbill_desktop.store.chunks import chunks
from telbill_desktop.store.insertion import insert_rows
from telbill_desktop.store.tables.usage import usage_file, usage_key, usage_record
from telbill_desktop.store.usage_sums import SumKeeper

if TYPE_CHECKING:
    from telbill_desktop.store.usage_sums import SumKey

COLUMNS = ("key", "second", "batch_id", "line_id", "kind_id", "called", "quantity", "amount")  # of a UsageRecord
_KEY, _BATCH, _AMOUNT = itemgetter(0), itemgetter(2), itemgetter(7)
_FEW = 100_000  # records that come soon enough into whatever index
_MOST_SUMS = 20_000  # that wait to be written
_MOST_REPEATS = 1_000  # that are listed


@dataclass(slots=True)
class Written:
    """What became of a file's records. `repeats` are the lines of those that an earlier line said, the first of them.

    `of_batch` has for each batch its number of records, its micro-euros, its first and last day.
    """

    new: int = 0
    identical: int = 0
    repeated: int = 0
    amount: int = 0
    repeats: list[int] = field(default_factory=list)
    of_batch: dict[int, tuple[int, int, date, date]] = field(default_factory=dict)


class RecordWriter:
    """Writes the records of one file.

    Args:
        connection: within the writer's transaction.
        file_id: the file's record.
        keeps_detail: whether each call is kept, or the totals of a month alone.
        only_totals: lines of which totals alone are kept in any case; it may grow.
        purged_before: of calls before that day totals alone are kept, whoever brings them; None: there is no such day.
        only_looks: counts what is new and known, for a transaction that is rolled back.
    """

    def __init__(
        self,
        connection: Connection,
        file_id: int,
        *,
        keeps_detail: bool,
        only_totals: set[int],
        purged_before: date | None = None,
        only_looks: bool = False,
    ) -> None:
        self.written = Written()
        self._connection, self._file_id = connection, file_id
        self._keeps_detail, self._only_totals, self._only_looks = keeps_detail, only_totals, only_looks
        self._first_key = 0 if purged_before is None else first_key_of(purged_before)  # of a call that may be kept
        self._index: Index | None = None
        self._keeper = SumKeeper(connection)
        self._sums: dict[SumKey, list[int]] = {}
        self._months: dict[int, int] = {}
        # Of what is in totals only keys are there, in no order of days: each is asked for. Most stores have none.
        self._has_totals = connection.execute(select(usage_key.c.key).limit(1)).first() is not None
        self._batches: set[int] = set()  # of this file

    def write(self, records: Sequence[UsageRecord], places: Sequence[int]) -> None:
        """Writes those of the records that the store does not know; `places` are their lines in the file."""
        self._batches.update(map(_BATCH, records))
        in_detail, in_total = records, records[:0]
        if not self._keeps_detail:
            in_detail, in_total = in_total, in_detail
        elif self._only_totals or min(map(_KEY, records), default=0) < self._first_key:
            in_detail = [record for record in records if self._may_be_kept(record)]
            in_total = [record for record in records if not self._may_be_kept(record)]
        if in_detail:
            self._write_detail(in_detail, records, places)
        if in_total:
            self._has_totals = True  # a later row may say the same of somebody whose calls are kept
            self._write_totals(in_total, records, places)
        if len(self._sums) > _MOST_SUMS:
            self._flush()

    def _may_be_kept(self, record: UsageRecord) -> bool:
        return record[0] >= self._first_key and record[3] not in self._only_totals

    def begin(self, expected: int) -> None:
        """Prepares for about so many records: where they outnumber those that are there, the index is made anew.

        Kept while a million records come, it takes twice the time.
        """
        known = self._connection.execute(select(func.sum(usage_file.c.new))).scalar() or 0
        if expected > max(_FEW, known) and not self._only_looks:
            self._index = next(iter(usage_record.indexes))
            self._index.drop(self._connection)

    def finish(self) -> None:
        """Writes the sums that wait, and the index that was let go."""
        self._flush()
        if self._index is not None:
            self._index.create(self._connection)

    def _flush(self) -> None:
        if not self._only_looks:
            self._keeper.add(self._sums)
        self._sums.clear()

    def _write_detail(self, rows: Sequence[UsageRecord], records: Sequence[UsageRecord], places: Sequence[int]) -> None:
        """Each call for itself. Most files say nothing that is known: only what does is asked about."""
        if not self._has_totals:
            added = sqlite.insert_until_known(self._connection, usage_record.name, COLUMNS, rows)
            self._count(rows[:added])
            rows = rows[added:]
        new = self._new_of(rows, records, places)
        if new:
            insert_rows(self._connection, usage_record, COLUMNS, new)
            self._count(new)

    def _write_totals(self, rows: Sequence[UsageRecord], records: Sequence[UsageRecord], places: Sequence[int]) -> None:
        """What they add up to in their months, and the keys by which they are known again."""
        new = self._new_of(rows, records, places)
        if not new:
            return
        insert_rows(
            self._connection, usage_key, ("key", "file_id"), [(key, self._file_id) for key in sorted(map(_KEY, new))]
        )
        totals: dict[tuple[int, int, int, int, int], list[int]] = {}
        for key, _, batch, line, kind, _, quantity, amount in new:
            values = totals.setdefault((self._month(key), batch, line, kind, int(amount != 0)), [0, 0, 0])
            values[0] += 1
            values[1] += quantity
            values[2] += amount
        usage_totals.add(self._connection, [(*key, *values) for key, values in sorted(totals.items())])
        self._count(new)

    def _new_of(
        self, rows: Sequence[UsageRecord], records: Sequence[UsageRecord], places: Sequence[int]
    ) -> list[UsageRecord]:
        """Those that nothing knows; the others are counted."""
        known: dict[int, bool] = {}  # whether this file said it
        for some in chunks(list(map(_KEY, rows))):
            as_calls = select(usage_record.c.key, usage_record.c.batch_id).where(usage_record.c.key.in_(some))
            known |= {row[0]: row[1] in self._batches for row in self._connection.execute(as_calls)}
            in_totals = select(usage_key.c.key, usage_key.c.file_id).where(usage_key.c.key.in_(some))
            known |= {row[0]: row[1] == self._file_id for row in self._connection.execute(in_totals)}
        place_of = dict(zip(map(id, records), places, strict=True))
        new = []
        for record in rows:
            if record[0] not in known:
                known[record[0]] = True
                new.append(record)
            elif known[record[0]]:
                self.written.repeated += 1
                if len(self.written.repeats) < _MOST_REPEATS:
                    self.written.repeats.append(place_of[id(record)])
            else:
                self.written.identical += 1
        return new

    def _month(self, key: int) -> int:
        day = key >> HASH_BITS
        if day not in self._months:
            self._months[day] = month_of(day_in(key))
        return self._months[day]

    def _count(self, rows: Sequence[UsageRecord]) -> None:
        """Adds new records to the sums of their months and of their batches."""
        written, sums, months = self.written, self._sums, self._months
        for key, _, _, line, kind, _, quantity, amount in rows:
            day = key >> HASH_BITS
            month = months[day] if day in months else self._month(key)
            values = sums.get((month, line, kind))
            if values is None:
                values = sums[month, line, kind] = [0, 0, 0, 0, 0]
            values[0] += 1
            values[1] += quantity
            if amount:
                values[2] += amount
                values[3] += 1
                values[4] += quantity
        written.new += len(rows)
        for batch, some in _by_batch(rows).items():
            keys, amount = list(map(_KEY, some)), sum(map(_AMOUNT, some))
            first, last = day_in(min(keys)), day_in(max(keys))
            before = written.of_batch.get(batch, (0, 0, first, last))
            span = min(before[2], first), max(before[3], last)
            written.of_batch[batch] = (before[0] + len(some), before[1] + amount, *span)
            written.amount += amount


def _by_batch(rows: Iterable[UsageRecord]) -> dict[int, list[UsageRecord]]:
    """Rows of one invoice follow each other: most chunks are of one batch or two."""
    found: dict[int, list[UsageRecord]] = {}
    for batch, some in groupby(rows, _BATCH):
        found.setdefault(batch, []).extend(some)
    return found
