"""Reads the whole archive again: every document, the log's chain, and what the log says of the register."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from telbill_desktop.domain.archive_event import EventKind, Head
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.store import archive_head, archive_log
from telbill_desktop.store.archive_log import ChainBreak
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.archive import custody
from telbill_desktop.store.tables.documents import deposit, deposit_name

_TOGETHER = 32  # files between two looks at whether somebody cancelled
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
    found = ArchiveCheck(documents=len(registered))
    lists = {State.MISSING: found.missing, State.ALTERED: found.altered, State.UNREADABLE: found.unreadable}
    archive = os.fspath(store.archive)
    with ThreadPoolExecutor(_READERS, "archive-check") as pool:
        log = pool.submit(_breaks, store)  # while files are read
        for at in range(0, len(registered), _TOGETHER):
            progress.step(at, len(registered))
            some = registered[at : at + _TOGETHER]
            for document, state in zip(some, pool.map(lambda one: _state(archive, one), some), strict=True):
                if state is State.INTACT:
                    found.intact += 1
                else:
                    lists[state].append(document)
        found.breaks = log.result()
    known = {document.digest for document in registered}
    found.orphans = [name for name, digest in _files(store.archive) if digest not in known]
    progress.step(len(registered), len(registered))
    return found


def _registered(connection: Connection) -> list[CheckedDocument]:
    """Every document whose bytes are to be there, the first one first."""
    first = select(deposit_name.c.deposit_id, func.min(deposit_name.c.id).label("id"))
    first_name = first.group_by(deposit_name.c.deposit_id).subquery()
    rows = connection.execute(
        select(deposit.c.id, deposit.c.digest, deposit.c.size, func.coalesce(deposit_name.c.name, ""))
        .outerjoin(first_name, first_name.c.deposit_id == deposit.c.id)
        .outerjoin(deposit_name, deposit_name.c.id == first_name.c.id)
        .where(~deposit.c.id.in_(select(custody.c.deposit_id).where(custody.c.disposed_at.is_not(None))))
        .order_by(deposit.c.id)
    )
    return [CheckedDocument(*row) for row in rows]


def _breaks(store: Store) -> list[ChainBreak]:
    """What is wrong with the log, with what it says of the register, and with what backups know of it."""
    told: dict[int, Mapping[str, Any]] = {}

    def on_row(said: Mapping[str, Any]) -> None:
        if said["kind"] == EventKind.DEPOSITED.value:
            told[said["sequence"]] = said

    head, backups = _heads(
        store
    )  # before the log: whoever writes meanwhile moves them past the rows that are seen here
    with store.reading() as connection:
        found = archive_log.breaks(connection, head, on_row)
        for name, known in backups:
            if not archive_head.is_held(connection, known):
                params: dict[str, str | int] = {"name": name, "row": known.sequence}
                found.append(ChainBreak(known.sequence, Message("log_backup_differs", params)))
        columns = (deposit.c.id, deposit.c.digest, deposit.c.size)
        kept = {row.id: (row.digest, row.size) for row in connection.execute(select(*columns))}
    broken = {one.row for one in found}
    found += [one for one in _unlike_register(told, kept) if one.row not in broken]
    return sorted(found, key=lambda one: (one.row == 0, one.row))  # 0: of a document that no row speaks of


def _heads(store: Store) -> tuple[Head | None, list[tuple[str, Head]]]:
    """The head that lies beside the archive, and those of the backups by name."""
    backups = ((manifest.stem, archive_head.of_manifest(manifest)) for manifest in sorted(store.backups.glob("*.json")))
    return archive_head.kept(store.folder), [(name, head) for name, head in backups if head is not None]


def _unlike_register(
    told: Mapping[int, Mapping[str, Any]], kept: Mapping[int, tuple[str, int]]
) -> Iterator[ChainBreak]:
    """Rows that say of a document what the register does not say, and documents that no row speaks of."""
    for row, said in told.items():
        facts = said["facts"]
        if kept.get(said["deposit"]) != (facts.get("sha256"), facts.get("size")):
            name = str(facts.get("name", ""))
            yield ChainBreak(row, Message("log_register_differs", {"row": row, "name": name}))
    known = {said["deposit"] for said in told.values()}
    for deposit_id in sorted(set(kept) - known):
        yield ChainBreak(0, Message("log_deposit_unknown", {"digest": kept[deposit_id][0]}))


def _state(archive: str, document: CheckedDocument) -> State:
    path = f"{archive}{os.sep}{document.digest[:2]}{os.sep}{document.digest[2:]}"
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - a hundred thousand of them
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
    for folder, _, names in sorted(os.walk(archive)):
        for name in sorted(names):
            below = Path(folder, name).relative_to(archive)
            yield below.as_posix(), "".join(below.parts)
