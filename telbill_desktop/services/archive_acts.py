"""What somebody does with the archive: each act is a row of its log, which stays."""

import time
from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import ArchiveRow
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.keepable import keepable
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.retention import DocumentKind, may_dispose
from telbill_desktop.services import judging
from telbill_desktop.services.gathering import FileToRead
from telbill_desktop.services.intake import FileResult, take_in
from telbill_desktop.services.reading_ahead import Reader, Taken, readings_of
from telbill_desktop.services.signatures import Inspect
from telbill_desktop.services.usage_intake import UsageReader, UsageReaders
from telbill_desktop.store import archive_check, archive_log, custody, document_filing, vault
from telbill_desktop.store.archive_check import ArchiveCheck
from telbill_desktop.store.custody import Filing
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import archive as queries
from telbill_desktop.store.queries import company_documents
from telbill_desktop.store.verdicts import ToJudge

__all__ = [
    "ArchiveCheck",
    "Archived",
    "archive_files",
    "dispose",
    "file_as",
    "hold",
    "release",
    "tell_export",
    "verify",
]


@dataclass(frozen=True, slots=True)
class Archived:
    """What became of one file: its deposit, whether its bytes are new, and the import's result where it is an invoice.

    `problem` says why it was not kept.
    """

    file: str
    deposit_id: int | None = None
    is_new: bool = False
    result: FileResult | None = None
    problem: Message | None = None


def archive_files(
    store: Store,
    files: Sequence[FileToRead],
    read: Reader,
    progress: Progress,
    inspect: Inspect | None = None,
    *,
    usage: UsageReader | None = None,
) -> list[Archived]:
    """Keeps every file as it is. One that is an invoice is taken in as an import does, so that it is linked to it.

    A file that `usage` knows as one of usage is refused: it names whole whoever was called, and would for ten years.

    All invoices that come so are one batch: one undo takes them back; the documents stay. With `inspect` each new
    document is looked at while the next ones are written; without, they wait for `judging.judge_waiting`.

    Raises:
        CancelledError: from `progress`, between two files; those before are kept.
        StoreError: the archive cannot be written.
    """
    vault.sweep(store)
    done: list[Archived] = []
    batch: int | None = None
    looking = judging.looking(store, inspect) if inspect is not None else nullcontext()
    readings = readings_of(store, files, read, progress, UsageReaders(usage))
    with looking as look, closing(readings) as read_files:
        for taken in read_files:
            archived, act_id = _archived(store, taken, batch)
            batch = batch or act_id
            done.append(archived)
            if look is not None and archived.is_new and archived.deposit_id is not None:
                look(ToJudge(archived.deposit_id, taken.digest, _totals(taken)), taken.content)
    return done


def verify(store: Store, progress: Progress) -> ArchiveCheck:
    """Reads every document and the log again, and tells the log what was found.

    A store that cannot be written is checked all the same; its log is told nothing.

    Raises:
        CancelledError: from `progress`; nothing is told then.
    """
    began = time.monotonic()
    found = archive_check.check(store, progress)
    if not store.read_only:
        facts = {
            "documents": found.documents,
            "intact": found.intact,
            "missing": [one.digest for one in found.missing],
            "altered": [one.digest for one in found.altered],
            "unreadable": [one.digest for one in found.unreadable],
            "orphans": len(found.orphans),
            "broken_rows": [one.row for one in found.breaks],
            "is_sound": found.is_sound,
            "seconds": round(time.monotonic() - began, 3),
        }
        with store.writing() as connection:
            archive_log.append(connection, EventKind.VERIFIED, facts)
    return found


def file_as(store: Store, deposit_ids: Sequence[int], kind: DocumentKind, document_date: date | None = None) -> None:
    """Says what documents are, which says until when they are kept; without a date theirs stays.

    Raises:
        TelbillError: `document_unknown`; `document_of_invoice`, of one that an invoice was read from: it is one.
    """
    with store.writing() as connection:
        for row in _known(queries.rows(connection, deposit_ids), deposit_ids):
            if row.invoice_id is not None:
                raise TelbillError("document_of_invoice", name=row.name)
            filing = Filing(kind, document_date or row.document_date)
            custody.file_document(connection, row.deposit_id, filing, corrects=True)


def hold(store: Store, deposit_ids: Sequence[int], reason: str) -> None:
    """Keeps documents whatever the day (a dispute, an audit), for a reason.

    Raises:
        TelbillError: `reason_missing`, `document_unknown`.
    """
    if not reason.strip():
        raise TelbillError("reason_missing")
    with store.writing() as connection:
        for row in _known(queries.rows(connection, deposit_ids), deposit_ids):
            custody.hold(connection, row.deposit_id, keepable(reason.strip()))


def release(store: Store, deposit_ids: Sequence[int]) -> None:
    """Lets go of documents that were held; those that were not stay as they are.

    Raises:
        TelbillError: `document_unknown`.
    """
    with store.writing() as connection:
        for row in _known(queries.rows(connection, deposit_ids), deposit_ids):
            if row.hold:
                custody.hold(connection, row.deposit_id, "")


def dispose(store: Store, deposit_ids: Sequence[int], reason: str, today: date) -> None:
    """Gives up the bytes of documents whose time is over, all or none; register and log keep what they were.

    Raises:
        TelbillError: `reason_missing`, `document_unknown`, what `may_dispose` says of one that is to be kept, and
            `document_needed` of an identity paper or an extract that a company still has.
    """
    if not reason.strip():
        raise TelbillError("reason_missing")
    with store.writing() as connection:
        found = _known(queries.rows(connection, deposit_ids), deposit_ids)
        needed = company_documents.owned(connection, deposit_ids)
        for kind, until in document_filing.claims(connection, [row.deposit_id for row in found]):
            _refuse_if_kept(may_dispose(kind, today, until, hold=False))  # whatever somebody filed it as since
        for row in found:
            _refuse_if_kept(may_dispose(row.kind, today, row.keep_until, hold=bool(row.hold)))
            if row.keep_until is None and row.deposit_id in needed:  # kept while it is needed
                raise TelbillError("document_needed", document=row.label or row.name)
        for row in found:
            custody.dispose(connection, row.deposit_id, keepable(reason.strip()))
    for row in found:
        vault.give_up(store, row.digest)


def tell_export(
    store: Store, deposit_ids: Sequence[int], target: str, *, is_verified: bool = False, is_elsewhere: bool = True
) -> None:
    """Tells the log that documents were written somewhere else, and whether they were read again there.

    A copy that does not outlive the archive's own disk (`is_elsewhere` is false) counts as none.
    """
    with store.writing() as connection:
        rows = queries.rows(connection, deposit_ids)
        facts = {
            "to": keepable(target),
            "documents": len(rows),
            "sha256": [row.digest for row in rows],
            "is_verified": is_verified,
            "is_elsewhere": is_elsewhere,
        }
        single = rows[0].deposit_id if len(rows) == 1 else None
        event = archive_log.append(connection, EventKind.EXPORTED, facts, single)
        if is_verified and is_elsewhere:
            custody.tell_copies(connection, [row.deposit_id for row in rows], event.sequence)


def _totals(taken: Taken) -> tuple[Decimal, ...]:
    """What the invoice of a file comes to, with tax, where there is one that says it."""
    draft = taken.reading.draft if taken.reading is not None else None
    total = draft.totals.ttc if draft is not None else None
    return (abs(total),) if total is not None else ()


def _refuse_if_kept(why: Message | None) -> None:
    if why is not None:
        raise TelbillError(why.code, **dict(why.params))


def _known(rows: Sequence[ArchiveRow], deposit_ids: Sequence[int]) -> Sequence[ArchiveRow]:
    """Each of these documents once."""
    found = {row.deposit_id: row for row in rows if row.disposed_at is None}
    if len(found) < len(set(deposit_ids)):
        raise TelbillError("document_unknown")
    return list(found.values())


def _archived(store: Store, taken: Taken, batch: int | None) -> tuple[Archived, int | None]:
    shown = taken.file.shown
    if taken.is_usage:
        return Archived(shown, problem=Message("usage_not_archived")), None
    if not taken.content:
        return Archived(shown, problem=taken.problem), None
    with store.reading() as connection:
        known = vault.find(connection, taken.digest)
        is_new = known is None or company_documents.is_disposed(connection, known)
    result, act_id = None, None
    if taken.may_be_kept and (taken.reading is None or taken.reading.table is None):
        result, act_id = take_in(store, taken, "import", {"name": keepable(taken.file.path.name)}, batch=batch)
    name, source = taken.file.path.name, str(taken.file.path.absolute().parent)
    deposit_id = vault.take(store, taken.content, name, source)
    return Archived(shown, deposit_id, is_new, result), act_id
