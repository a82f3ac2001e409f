"""Takes a usage file in: its records are written as they are read, in one act; the file itself is not kept.

Of the file the store keeps the digest and the totals. A second time nothing is new.
"""

from collections.abc import Generator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Protocol

from telbill_desktop.domain.errors import StoreError, TelbillError
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.domain.table_profile import TableKind
from telbill_desktop.domain.table_reading import TableCounts
from telbill_desktop.domain.usage import MICROS, UsageRecord
from telbill_desktop.domain.usage_reading import UsageFile
from telbill_desktop.services.gathering import FileToRead, opened, unreadable
from telbill_desktop.services.reading_limits import stopped
from telbill_desktop.services.usage_places import UsagePlaces
from telbill_desktop.store import sqlite
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.usage import usage_batch, usage_file
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work
from telbill_desktop.store.usage_policy import made_policy
from telbill_desktop.store.usage_records import RecordWriter, Written
from telbill_desktop.system.collector import collector_paused
from telbill_desktop.system.worker import WorkerError

_ROW = 100  # bytes of a row, or more


class UsageReader(Protocol):
    """Recognises and opens files of usage; given by `app`, which knows the importers."""

    def is_usage(self, stream: BinaryIO, name: str) -> bool:
        """Whether a profile of usage fits the beginning of the file."""

    def may_be_usage(self, stream: BinaryIO) -> bool:
        """Whether the file begins as rows of text do, which somebody may describe."""

    def open(self, stream: BinaryIO, name: str) -> UsageFile | None:
        """The file, gone through once; None when it is no usage.

        Raises:
            TelbillError: it cannot be read by the profile that was chosen.
            WorkerError: what opens workbooks had to be stopped.
        """


class UsageReaders:
    """Which reader a file gets: the one that somebody chose for it (by its path), else the usual one."""

    def __init__(self, usual: UsageReader | None, own: Mapping[Path, UsageReader] | None = None) -> None:
        self._usual, self._own = usual, own or {}

    def of(self, file: FileToRead) -> UsageReader | None:
        """The reader; None: files of usage are not known as such."""
        return self._own.get(file.path, self._usual)


class _NothingNew(Exception):  # noqa: N818 - no error: it ends a transaction that would keep nothing
    """Rolls an import back that had nothing to add."""


def take_usage(
    store: Store, file: FileToRead, reader: UsageReader, progress: Progress, batch: int | None, *, dry_run: bool = False
) -> tuple[FileStatus, TableCounts, tuple[Message, ...], int | None]:
    """What became of the file and of its rows, what is to be said of it, and the act if anything was kept.

    A dry run counts the same and keeps nothing.

    Raises:
        TelbillError: the file cannot be read to its end, or names no account that is known; nothing of it was kept.
        CancelledError: from `progress`; nothing of it was kept.
        StoreError: the store cannot be written.
    """
    with closing(opened(file)) as stream:
        try:
            source = reader.open(stream, file.path.name)
        except WorkerError as error:
            told = stopped(error, file.shown)
            raise TelbillError(told.code, **dict(told.params)) from error
        except OSError as error:
            raise unreadable(file, error) from error
        if source is None:
            raise TelbillError("file_changed_meanwhile")
        taken = _Taken(source, file, progress)
        try:
            # Millions of rows come and go that point to nothing: the collector would look at each of them.
            with (
                collector_paused(),
                unit_of_work(store, "import_usage", {"name": keepable(file.path.name)}, batch=batch) as unit,
            ):
                taken.write(unit, only_looks=dry_run)
                act_id: int | None = unit.act_id
        except StoreError:
            raise  # whatever refused the records would refuse to empty the log, and be told in place of the reason
        except (_NothingNew, TelbillError) as ended:
            sqlite.empty_log(store.engine)  # as large as what was written into it, and full of calls
            if not isinstance(ended, _NothingNew):
                raise
            act_id = None
        return taken.status(), taken.counts(), taken.remarks(), act_id


class _Taken:
    """One file on its way into the store."""

    def __init__(self, source: UsageFile, file: FileToRead, progress: Progress) -> None:
        self.written = Written()
        self._source, self._file, self._progress = source, file, progress
        self._is_asked = False
        self._purged_before: date | None = None

    def write(self, unit: UnitOfWork, *, only_looks: bool) -> None:
        """Writes everything that the store does not know. Raises `_NothingNew` when nothing is to be kept."""
        policy = made_policy(unit.connection)
        self._is_asked, self._purged_before = policy.keeps_detail is not None, policy.purged_before
        file_id = unit.insert(usage_file, self._head())
        places = UsagePlaces(unit, self._source, file_id, policy.secret)
        writer = RecordWriter(
            unit.connection,
            file_id,
            keeps_detail=policy.keeps_detail is not False,
            only_totals=places.only_totals,
            purged_before=policy.purged_before,
            only_looks=only_looks,
        )
        self.written = writer.written
        with sqlite.little_memory(unit.connection):
            writer.begin(self._source.read_so_far()[1] // _ROW)
            with closing(self._chunks(places)) as chunks:
                for records, lines in chunks:
                    places.write()
                    writer.write(records, lines)
            writer.finish()
        if only_looks or not self.written.new:
            raise _NothingNew
        for batch_id, (count, amount, first, last) in self.written.of_batch.items():
            sums = {"count": count, "amount": euros(amount), "first_day": first, "last_day": last}
            unit.update(usage_batch, batch_id, sums)
        unit.update(usage_file, file_id, self._sums())
        unit.note_usage(file_id)  # last, and so the first that is undone: the batches tell on which days to look

    def status(self) -> FileStatus:
        """What became of the file as a whole."""
        if self.written.new:
            return FileStatus.IMPORTED
        return FileStatus.DUPLICATE if self.written.identical else FileStatus.REFUSED

    def counts(self) -> TableCounts:
        """What became of its rows."""
        return TableCounts(
            self._source.profile,
            self._source.profile_name,
            new=self.written.new,
            identical=self.written.identical,
            repeated=self.written.repeated,
            problems=tuple(self._source.problems),
            kind=TableKind.USAGE,
            wrong=self._source.wrong,
            nothing=self._source.nothing,
            amount=euros(self.written.amount),
        )

    def remarks(self) -> tuple[Message, ...]:
        """What is to be said of it, the counts first."""
        written, source = self.written, self._source
        said = [Message("usage_counted", {"new": written.new, "identical": written.identical})]
        if not written.new + written.identical:
            if source.wrong:
                params = {"count": source.wrong, "line": source.problems[0].line}
                return (Message("table_all_rows_wrong", params),)
            said = [Message("usage_no_rows")]
        elif source.wrong:
            said.append(Message("usage_rows_wrong", {"count": source.wrong, "line": source.problems[0].line}))
        if written.repeated:
            said.append(Message("usage_repeated", {"count": written.repeated, "line": written.repeats[0]}))
        if source.nothing:
            said.append(Message("usage_nothing", {"count": source.nothing}))
        said += source.remarks
        if not source.has_prices:
            said.append(Message("usage_without_prices"))
        days = [first for _count, _amount, first, _last in written.of_batch.values()]
        if self._purged_before is not None and min(days, default=self._purged_before) < self._purged_before:
            said.append(Message("usage_purged_before", {"day": self._purged_before}))
        if written.new and not self._is_asked:
            said.append(Message("usage_detail_kept"))
        return tuple(said)

    def _chunks(self, places: UsagePlaces) -> Generator[tuple[list[UsageRecord], list[int]]]:
        with closing(self._source.chunks(places)) as chunks:
            while True:
                done, total = self._source.read_so_far()
                self._progress.step(min(done, total - 1), total, self._file.shown)
                try:
                    chunk = next(chunks, None)
                except OSError as error:
                    raise unreadable(self._file, error) from error
                if chunk is None:
                    return
                yield chunk

    def _head(self) -> dict[str, object]:
        return {
            "digest": self._source.digest,
            "name": keepable(self._file.path.name),
            "profile": self._source.profile,
            "imported_at": datetime.now(UTC),
            **dict.fromkeys(("new", "identical", "repeated", "wrong"), 0),
            "amount": Decimal(0),
        }

    def _sums(self) -> dict[str, object]:
        written = self.written
        return {
            "new": written.new,
            "identical": written.identical,
            "repeated": written.repeated,
            "wrong": self._source.wrong,
            "amount": euros(written.amount),
        }


def euros(micros: int) -> Decimal:
    """Micro-euros as euros, exactly."""
    return Decimal(micros) / MICROS
