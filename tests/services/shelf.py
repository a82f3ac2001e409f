"""A folder of files whose content is known, taken in by the service; what the store then holds."""

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from telbill_desktop.domain.invoice import InvoiceDraft
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import Outcome, Reading
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import DATABASE, Store

FACTS = {
    *("deposit", "deposit_name", "id_counter", "act", "act_change", "sqlite_sequence"),
    *("archive_event", "custody", "verdict", "trusted_certificate", "deposit_copy", "deposit_text"),
}


class Shelf:
    """A folder of files, and the reader that knows what each holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.read_names: list[str] = []
        self._readings: dict[bytes, Reading | Exception] = {}

    def add(self, name: str, content: Reading | InvoiceDraft | Exception, text: str = "") -> Path:
        path = self.folder / name
        path.write_bytes(f"%PDF-{text or name}".encode(errors="surrogateescape"))
        made = Reading(Outcome.READ, "factur-x", draft=content) if isinstance(content, InvoiceDraft) else content
        self._readings[path.read_bytes()] = made
        return path

    def read(self, content: bytes, name: str) -> Reading:
        self.read_names.append(name)
        known = self._readings[content]
        if isinstance(known, Exception):
            raise known
        return known


def take(store: Store, shelf: Shelf, *paths: Path, dry_run: bool = False) -> list[FileResult]:
    return import_files(store, gather(paths or (shelf.folder,)), shelf.read, Unwatched(), dry_run=dry_run)


def state(store: Store, *, without: frozenset[str] | set[str] = frozenset()) -> str:
    """A hash of everything in the database and of every file of the archive."""
    content = hashlib.sha256()
    with sqlite3.connect(store.folder / DATABASE) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type='table' order by 1")]
        for name in names:
            if name not in without and not (without and name.startswith("invoice_search_")):  # an index has a past
                content.update(repr((name, connection.execute(f'select * from "{name}"').fetchall())).encode())  # noqa: S608
    connection.close()
    if "archive" not in without:
        content.update(repr([(path, path.is_file()) for path in sorted(store.archive.rglob("*"))]).encode())
    return content.hexdigest()


def stored(store: Store, table: Table) -> list[Any]:
    with store.reading() as connection:
        return list(connection.execute(select(table).order_by(table.c.id)).all())


def statuses(results: list[FileResult]) -> list[str]:
    return [result.status.value for result in results]


def codes(results: list[FileResult]) -> list[str]:
    return [result.message.code if result.message else "" for result in results]


def replace_reading(made: InvoiceDraft, **changes: Any) -> Reading:  # noqa: ANN401 - any field
    return Reading(Outcome.READ, "factur-x", **{"draft": made, **changes})
