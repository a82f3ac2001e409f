"""Takes files in: reads each, judges it against what the store knows, writes it. One transaction a file, one undo."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from telbill_desktop.domain.errors import CancelledError, StoreError, TelbillError
from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.messages import Message, Param
from telbill_desktop.domain.progress import Part, Progress
from telbill_desktop.domain.reading import FileStatus, Outcome, Reading
from telbill_desktop.domain.table_reading import TableCounts, TableReading
from telbill_desktop.services.gathering import FileToRead, gather
from telbill_desktop.services.meeting import meet
from telbill_desktop.services.reading_ahead import Reader, Taken, readings_of
from telbill_desktop.services.table_intake import (
    TableRefusedError,
    counted,
    message_of,
    remarks_of,
    status_of,
    take_table,
)
from telbill_desktop.services.usage_intake import UsageReader, UsageReaders, take_usage
from telbill_desktop.store import custody, intake, twins, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.source_roles import CONFLICT
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work

__all__ = ["FileResult", "FileToRead", "Reader", "gather", "import_files", "preview_files", "take_in"]

_ASKS_ACCOUNT = {"usage_no_account", "usage_account_unknown", "usage_account_twice"}
_WITHOUT_INVOICE = {
    Outcome.UNMAPPED: FileStatus.UNMAPPED,
    Outcome.NOT_AN_INVOICE: FileStatus.NOT_AN_INVOICE,
    Outcome.REFUSED: FileStatus.REFUSED,
}


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. `file` is the path as it was given, `kind` what the file is (`reading.Reading.format`).

    `figures` are what this document says, also when it was not imported (duplicate, conflict, merged); `draft` is
    there when the file was read, which a duplicate is not. A table has `table` instead, which counts its invoices and
    holds the rows that could not be read. `invoice_id` is the invoice that it belongs to; after a dry
    run, for a file that would be imported and those that would follow it, the id that it had for that moment.
    """

    file: str
    status: FileStatus
    kind: str
    invoice_id: int | None = None
    draft: InvoiceDraft | None = None
    figures: InvoiceFigures | None = None
    warnings: tuple[Message, ...] = ()
    message: Message | None = None
    table: TableCounts | None = None


class _OnlyLooked(Exception):  # noqa: N818 - no error: it ends a transaction whose writes are not wanted
    """Rolls a dry run back."""


def import_files(
    store: Store,
    files: Sequence[FileToRead],
    read: Reader,
    progress: Progress,
    *,
    usage: UsageReader | None = None,
    usage_for: Mapping[Path, UsageReader] | None = None,
    dry_run: bool = False,
    on_result: Callable[[FileResult], None] | None = None,
) -> list[FileResult]:
    """The result of each file, in order. All that is imported is one batch: one undo takes it back.

    `usage` recognises files of usage, of any size; without it they are read as what else they may be. `usage_for` are
    readers of some files, by their paths, for what somebody decided of them.

    A dry run gives the same verdicts and writes nothing: the same steps in one transaction that is rolled back.
    `on_result` hears of each file as soon as it is whole.

    Raises:
        CancelledError: from `progress`, between two files; those before are whole.
        StoreError: the store cannot be written any more; those before are whole.
    """
    readers = UsageReaders(usage, usage_for)
    if dry_run:
        return _judged(store, files, read, progress, readers, on_result)
    vault.sweep(store)
    results = []
    batch: int | None = None
    with closing(readings_of(store, files, read, progress, readers)) as read_files:
        for place, taken in enumerate(read_files):
            if taken.is_usage and (reader := readers.of(taken.file)) is not None:
                part = Part(progress, place, len(files))
                result, act_id = _usage_taken_in(store, taken, reader, part, batch, dry_run=False)
            else:
                result, act_id = _imported(store, taken, batch)
            batch = batch or act_id
            results.append(result)
            if on_result is not None:
                on_result(result)
    return results


def preview_files(
    store: Store,
    files: Sequence[FileToRead],
    read: Reader,
    progress: Progress,
    usage: UsageReader | None = None,
    usage_for: Mapping[Path, UsageReader] | None = None,
) -> list[FileResult]:
    """The verdicts that an import would give; nothing is written."""
    return import_files(store, files, read, progress, usage=usage, usage_for=usage_for, dry_run=True)


def _imported(store: Store, taken: Taken, batch: int | None) -> tuple[FileResult, int | None]:
    """The result of one file, and the act that it became; a file that is refused leaves nothing."""
    if not taken.may_be_kept:
        return _without_invoice(taken), None
    return take_in(store, taken, "import", {"name": keepable(taken.file.path.name)}, batch=batch)


def _usage_taken_in(
    store: Store, taken: Taken, usage: UsageReader, progress: Progress, batch: int | None, *, dry_run: bool
) -> tuple[FileResult, int | None]:
    """The result of one file of usage, and the act that it became; a file that is refused leaves nothing."""
    file = taken.file
    try:
        status, counts, remarks, act_id = take_usage(store, file, usage, progress, batch, dry_run=dry_run)
    except (StoreError, CancelledError):
        raise
    except TelbillError as error:
        status = FileStatus.UNMAPPED if error.message.code in _ASKS_ACCOUNT else FileStatus.REFUSED
        return FileResult(file.shown, status, taken.kind, message=error.message), None
    return FileResult(file.shown, status, taken.kind, warnings=remarks[1:], message=remarks[0], table=counts), act_id


def take_in(
    store: Store, taken: Taken, kind: str, params: Mapping[str, Param], *, batch: int | None = None
) -> tuple[FileResult, int | None]:
    """One file in a transaction, as an act of that kind: its result, and the act's number if it changed anything.

    What is wrong with the file itself becomes a refusal.

    Raises:
        StoreError: the store cannot be written.
    """
    try:
        with unit_of_work(store, kind, params, batch=batch) as unit:
            result = _taken_in(unit, taken)
            vault.keep(store, taken.digest, taken.content)
            return result, unit.act_id if unit.has_changed else None
    except BaseException as error:
        vault.discard(store, taken.digest)
        if not isinstance(error, TelbillError) or isinstance(error, StoreError):
            raise  # the store itself is at fault: the files that follow would fare no better
        return _refused(taken, error), None


def _judged(
    store: Store,
    files: Sequence[FileToRead],
    read: Reader,
    progress: Progress,
    usage: UsageReaders,
    on_result: Callable[[FileResult], None] | None,
) -> list[FileResult]:
    """Everything is read first (its bytes are not kept), so that the writer's lock is held only for the judging."""
    everything = [replace(taken, content=b"") for taken in readings_of(store, files, read, progress, usage)]
    results: list[FileResult] = []
    with suppress(_OnlyLooked), unit_of_work(store, "import") as unit:
        results = [_judged_one(unit, taken) for taken in everything]
        raise _OnlyLooked
    of_usage = [place for place, taken in enumerate(everything) if taken.is_usage]
    for done, place in enumerate(of_usage):  # each in a transaction of its own, that is rolled back too
        taken = everything[place]
        if (reader := usage.of(taken.file)) is not None:
            part = Part(progress, done, len(of_usage))
            results[place] = _usage_taken_in(store, taken, reader, part, None, dry_run=True)[0]
    for result in results:
        if on_result is not None:
            on_result(result)
    return results


def _judged_one(unit: UnitOfWork, taken: Taken) -> FileResult:
    if not taken.may_be_kept:
        return _without_invoice(taken)
    attempt = unit.connection.begin_nested()
    try:
        result = _taken_in(unit, taken)
    except TelbillError as error:
        attempt.rollback()
        return _refused(taken, error)
    attempt.commit()
    return result


def _taken_in(unit: UnitOfWork, taken: Taken) -> FileResult:
    """Writes one file's content and tells what became of it."""
    deposit_id = vault.register(
        unit.connection, taken.digest, taken.content, taken.file.path.name, str(taken.file.path.absolute().parent)
    )
    reading = taken.reading
    if reading is not None and reading.table is not None:
        return _table_taken_in(unit, deposit_id, taken, reading, reading.table)
    known = intake.known_source(unit.connection, taken.digest)
    if known is not None:
        return _duplicate(taken, known)
    if reading is None or (draft := reading.draft) is None:
        raise TelbillError("store_changed_meanwhile", file=taken.file.shown)
    met = meet(unit, deposit_id, draft, reading)
    custody.file_as_invoice(unit.connection, deposit_id, met.invoice_id)
    twin = (twins.twin(draft.number, met.other_operator),) if met.other_operator is not None else ()
    return FileResult(
        taken.file.shown,
        met.status,
        reading.format,
        invoice_id=met.invoice_id,
        draft=draft,
        figures=InvoiceFigures.of(draft),
        warnings=(*reading.warnings, *met.differing, *twin),
        message=met.message,
    )


def _table_taken_in(
    unit: UnitOfWork, deposit_id: int, taken: Taken, reading: Reading, table: TableReading
) -> FileResult:
    counts = take_table(unit, deposit_id, reading, table)
    return FileResult(
        taken.file.shown,
        status_of(counts),
        reading.format,
        warnings=(*reading.warnings, *remarks_of(counts, table)),
        message=message_of(counts),
        table=counts,
    )


def _duplicate(taken: Taken, known: intake.KnownSource) -> FileResult:
    code = "content_known_in_conflict" if known.role == CONFLICT else "content_known"
    return FileResult(
        taken.file.shown,
        FileStatus.DUPLICATE,
        known.format,
        invoice_id=known.invoice_id,
        draft=taken.reading.draft if taken.reading else None,
        figures=known.figures,
        message=Message(code, {"number": known.figures.number}),
    )


def _without_invoice(taken: Taken) -> FileResult:
    if taken.reading is None:
        return FileResult(taken.file.shown, FileStatus.REFUSED, "", message=taken.problem)
    reading, table = taken.reading, taken.reading.table
    counts = counted(table) if table else None
    status = _WITHOUT_INVOICE[reading.outcome]
    return FileResult(
        taken.file.shown, status, reading.format, warnings=reading.warnings, message=reading.message, table=counts
    )


def _refused(taken: Taken, error: TelbillError) -> FileResult:
    kind = taken.reading.format if taken.reading else ""
    table = error.counts if isinstance(error, TableRefusedError) else None
    return FileResult(taken.file.shown, FileStatus.REFUSED, kind, message=error.message, table=table)
