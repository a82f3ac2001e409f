"""Reads the whole archive again: every document, the log's chain, and what the log says of the register."""

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.store import archive_head, archive_log, archive_told
from telbill_desktop.store.archive_log import ChainBreak
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries.register import FIRST_NAME, STILL_THERE, named
from telbill_desktop.store.tables.documents import deposit
from telbill_desktop.system.ordinary_files import open_ordinary

_TOGETHER = 64  # files between two looks at whether somebody cancelled; fewer would be handed over at a cost
_READERS = min(4, os.cpu_count() or 1)  # hashing leaves Python to other threads


class State(StrEnum):
    """What a document's file is found to be."""

    INTACT = "intact"
    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document of the register, with the name under which it came first."""

    deposit_id: int
    digest: str
    size: int
    name: str

    @property
    def shown(self) -> str:
        """As sha256sum writes it: the digest and the name."""
        return f"{self.digest}  {self.name}"


@dataclass(slots=True)
class ArchiveCheck:
    """What a look at everything found. `orphans` are paths below the archive that the register does not know."""

    documents: int = 0
    intact: int = 0
    missing: list[CheckedDocument] = field(default_factory=list)
    altered: list[CheckedDocument] = field(default_factory=list)
    unreadable: list[CheckedDocument] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    breaks: list[ChainBreak] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether every document is there as it came, and so is the log. Orphans harm nothing."""
        return not (self.missing or self.altered or self.unreadable or self.breaks)


def check(store: Store, progress: Progress | None = None) -> ArchiveCheck:
    """Re-reads every document and the whole log; nothing is changed.

    Raises:
        CancelledError: from `progress`, between some documents.
    """
    progress = progress or Unwatched()
    with store.reading() as connection:
        registered = _registered(connection)
    # The log first: that is Python's work alone, for which those who read files would wait at every one.
    found = ArchiveCheck(documents=len(registered), breaks=_breaks(store))
    lists = {State.MISSING: found.missing, State.ALTERED: found.altered, State.UNREADABLE: found.unreadable}
    archive = os.fspath(store.archive)
    groups = [registered[at : at + _TOGETHER] for at in range(0, len(registered), _TOGETHER)]
    progress.step(0, len(registered))
    pool = ThreadPoolExecutor(_READERS, "archive-check")
    try:
        looks = pool.map(lambda some: [_state(archive, one) for one in some], groups)
        for at, group in enumerate(groups):
            for document, state in zip(group, next(looks), strict=True):
                if state is State.INTACT:
                    found.intact += 1
                else:
                    lists[state].append(document)
            progress.step(at * _TOGETHER + len(group), len(registered))
    finally:
        pool.shutdown(cancel_futures=True)
    known = {document.digest for document in registered}
    found.orphans = [name for name, digest in _files(store.archive) if digest not in known]
    if found.orphans or found.missing:
        _leave_out_what_changed(store, found)
    progress.step(len(registered), len(registered))
    return found


def _leave_out_what_changed(store: Store, found: ArchiveCheck) -> None:
    """Looks again at files too many and too few: documents come and go meanwhile, by this copy or another one."""
    with _between_acts(store) as connection:
        registered = {one.digest for one in _registered(connection)}
        found.orphans = [
            name
            for name in found.orphans
            if name.replace("/", "") not in registered and (store.archive / name).exists()
        ]
    gone = [one for one in found.missing if one.digest not in registered]
    found.missing = [one for one in found.missing if one.digest in registered]
    found.documents -= len(gone)


@contextmanager
def _between_acts(store: Store) -> Iterator[Connection]:
    """A connection while no document is being written, which is before its row is there; where nobody can tell, any."""
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(store.looking_as_a_writer())
        except StoreError:  # a disk that cannot be written, or a long act of another copy
            connection = stack.enter_context(store.reading())
        yield connection


def _registered(connection: Connection) -> list[CheckedDocument]:
    """Every document whose bytes are to be there, the first one first."""
    rows = connection.execute(
        select(deposit.c.id, deposit.c.digest, deposit.c.size, FIRST_NAME)
        .select_from(named())
        .where(STILL_THERE)
        .order_by(deposit.c.id)
    )
    return [CheckedDocument(*row) for row in rows]


def _breaks(store: Store) -> list[ChainBreak]:
    """What is wrong with the log, then what the store holds otherwise, and what backups know of the log.

    While a row is changed or gone, what the log says of documents is known to be wrong too: the row comes first.
    """
    told = archive_told.Told()
    heads = [(manifest.stem, archive_head.of_manifest(manifest)) for manifest in sorted(store.backups.glob("*.json"))]
    kept = archive_head.kept(store.folder)
    with store.reading() as connection:  # after the heads: what another copy writes meanwhile is in both, or in none
        found = archive_log.breaks(connection, kept, told.on_row)
        for name, head in heads:
            if head is not None and not archive_head.is_held(connection, head):
                params: dict[str, str | int] = {"name": name, "row": head.sequence}
                found.append(ChainBreak(head.sequence, Message("log_backup_differs", params)))
        broken = {one.row for one in found}
        found += [one for one in told.differences(connection) if one.row not in broken]
    return sorted(found, key=lambda one: (one.reason.code not in archive_log.OF_ROWS, one.row == 0, one.row))


def _state(archive: str, document: CheckedDocument) -> State:
    path = f"{archive}{os.sep}{document.digest[:2]}{os.sep}{document.digest[2:]}"
    try:
        with open_ordinary(path) as stream:
            if os.fstat(stream.fileno()).st_size != document.size:
                return State.ALTERED
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return State.MISSING
    except OSError:
        return State.UNREADABLE
    return State.INTACT if found == document.digest else State.ALTERED


def _files(archive: Path) -> Iterator[tuple[str, str]]:
    """Every file of the archive: its path below it, and the digest that its place stands for."""
    root = os.fspath(archive)
    for folder, _, names in sorted(os.walk(root)):
        parts = [part for part in folder[len(root) :].split(os.sep) if part]  # noqa: PTH206 - a hundred thousand
        for name in sorted(names):
            yield "/".join((*parts, name)), "".join((*parts, name))
