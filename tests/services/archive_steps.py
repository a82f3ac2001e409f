"""What tests of the archive do again and again: keep files and have them looked at, list, read the log."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from telbill_desktop.documents.signatures.reading import report
from telbill_desktop.domain.archive_event import EventKind
from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveRow
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import Reading
from telbill_desktop.importers import read
from telbill_desktop.importers.knowledge import Knowledge
from telbill_desktop.services import archive, archive_acts, judging
from telbill_desktop.services.gathering import gather
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store.engine import Store

TODAY = date(2026, 11, 22)


def reader(content: bytes, name: str) -> Reading:
    return read(content, name, Knowledge())


def inspect(content: bytes, anchors: Anchors, _totals: Sequence[Decimal]) -> Inspection:
    """In this process: what the worker's does is tested beside it."""
    words = "Facture certifiée de l’été" if b"%PDF" in content else ""
    return Inspection(report(content, anchors, datetime.now(UTC)), words, 1)


def archived(store: Store, folder: Path, **files: bytes) -> dict[str, ArchiveRow]:
    """Files put into the archive and looked at; their rows by name."""
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    archive_acts.archive_files(store, gather([folder / f"{name}.pdf" for name in files]), reader, Unwatched())
    judging.judge_waiting(store, inspect, Unwatched())
    return listed(store)


def listed(store: Store, **wanted: object) -> dict[str, ArchiveRow]:
    ids = archive.find_ids(store, ArchiveFilter(**wanted), TODAY)  # type: ignore[arg-type]
    return {row.name.removesuffix(".pdf"): row for row in archive.rows(store, ids)}


def events(store: Store, row: ArchiveRow) -> list[EventKind]:
    return [one.kind for one in reversed(archive.document(store, row.deposit_id).events)]
