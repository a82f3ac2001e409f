"""What can be checked of a store's own records; every function reads only, and returns what is wrong."""

import json
import stat
import sys
from pathlib import Path

from telbill_desktop.domain.errors import StoreError
from telbill_desktop.store import cost_sums, journal, search, sqlite
from telbill_desktop.store.engine import ARCHIVE, BACKUPS, DATABASE, Store
from telbill_desktop.store.sqlite import words
from telbill_desktop.system.digests import sha256_of


def structure_faults(store: Store) -> list[str]:
    """SQLite's own findings on the file's pages and indexes."""
    with store.reading() as connection:
        return sqlite.integrity_faults(connection)


def stray_references(store: Store) -> list[str]:
    """Tables with rows that point to nothing."""
    with store.reading() as connection:
        return sqlite.stray_references(connection)


def unreadable_acts(store: Store) -> tuple[int, list[int]]:
    """How many acts there are, and those that could not be undone because their images cannot be read."""
    with store.reading() as connection:
        seen = list(journal.readable(connection))
    return len(seen), [act_id for act_id, readable in seen if not readable]


def unfindable_invoices(store: Store) -> tuple[int, int]:
    """How many invoices there are, and how many a search could miss or show wrongly."""
    with store.reading() as connection:
        return search.disagreements(connection)


def invoices_added_up_wrongly(store: Store) -> int:
    """How many invoices have lines that do not add up to what the overview is made from."""
    with store.reading() as connection:
        return cost_sums.disagreements(connection)


def search_index_intact(store: Store) -> bool:
    """Whether the trigrams agree with the texts of invoices, and the words with those of documents.

    SQLite looks only where it could write: on a disk that cannot be written they are taken for intact. While another
    copy imports, this waits for its turn between two files.

    Raises:
        StoreError: `store_busy`.
    """
    try:
        with store.looking_as_a_writer() as connection:
            return search.is_intact(connection) and (not words.are_there(connection) or words.intact(connection))
    except StoreError as error:
        if error.message.code == "store_read_only":
            return True
        raise


def exposed_files(store: Store) -> list[str]:
    """Files and folders of the store that other accounts of this computer can open; Windows has no such modes."""
    if sys.platform == "win32":
        return []
    files = [path for path in store.folder.iterdir() if path.name.startswith(DATABASE)]
    private = [*files, store.folder / ARCHIVE, store.folder / BACKUPS]
    return sorted(path.name for path in private if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077)


def altered_backups(store: Store) -> tuple[int, list[str]]:
    """How many copies there are, and those that are missing or whose content is no longer what their manifest says."""
    manifests = sorted(store.backups.glob("*.json"))
    return len(manifests), [manifest.stem for manifest in manifests if not _as_written(manifest)]


def size_of(store: Store) -> int:
    """How many bytes the database takes."""
    return sum(path.stat().st_size for path in store.folder.glob(DATABASE + "*"))


def version_of(store: Store) -> str:
    """The revision of the store's tables."""
    with store.reading() as connection:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _as_written(manifest: Path) -> bool:
    try:
        said = json.loads(manifest.read_text(encoding="utf-8"))
        return sha256_of(manifest.with_name(said["file"])) == str(said["sha256"])
    except (OSError, ValueError, KeyError):
        return False
