"""Everything of a store that can be checked, one line each."""

import platform
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from types import MappingProxyType

from telbill_desktop import __version__
from telbill_desktop.domain.errors import StoreError
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Progress, Unwatched
from telbill_desktop.store import archive_check, health, sqlite, usage_sums
from telbill_desktop.store.engine import Store
from telbill_desktop.system.location import Risk, risk_of

_MEGABYTE = 1_000_000
_LEAST_FREE = 200  # MB: an import's worth of documents and a copy of a small store

_Finding = tuple[bool, Message]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: a stable name, whether it is well, and what to tell the user."""

    name: str
    ok: bool
    detail: Message


def examine(store: Store, progress: Progress | None = None) -> list[Check]:
    """Every check, in a fixed order. Nothing is changed; documents and copies are read whole, which takes its time.

    A check that the disk or the file does not allow is not ok, and says why.

    Raises:
        CancelledError: from `progress`, between two checks.
    """
    progress = progress or Unwatched()
    checks = []
    for done, (name, look) in enumerate(_CHECKS.items()):
        progress.step(done, len(_CHECKS))
        try:
            ok, detail = look(store)
        except StoreError as error:
            ok, detail = False, error.message
        checks.append(Check(name, ok, detail))
    progress.step(len(_CHECKS), len(_CHECKS))
    return checks


def _version(store: Store) -> _Finding:
    versions = {
        "program": __version__,
        "store": health.version_of(store),
        "python": platform.python_version(),
        "sqlite": sqlite.LIBRARY_VERSION,
    }
    return True, Message("health_version", versions)


def _libraries(_store: Store) -> _Finding:
    found, missing = [], []
    for name in _required():
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return False, Message("health_libraries_missing", {"libraries": ", ".join(missing)})
    return True, Message("health_libraries", {"libraries": ", ".join(found)})


def _structure(store: Store) -> _Finding:
    if faults := health.structure_faults(store):
        return False, Message("health_structure_faulty", {"faults": "; ".join(faults)})
    return True, Message("health_structure")


def _references(store: Store) -> _Finding:
    if tables := health.stray_references(store):
        return False, Message("health_references_stray", {"tables": ", ".join(tables)})
    return True, Message("health_references")


def _usage(store: Store) -> _Finding:
    with store.reading() as connection:
        differing = usage_sums.differences(connection)
    if differing:
        return False, Message("health_usage_differs", {"count": len(differing)})
    return True, Message("health_usage")


def _journal(store: Store) -> _Finding:
    count, unreadable = health.unreadable_acts(store)
    if unreadable:
        return False, Message("health_journal_unreadable", {"count": count, "unreadable": len(unreadable)})
    return True, Message("health_journal", {"count": count})


def _documents(store: Store) -> _Finding:
    report = archive_check.check(store)
    count = {"count": report.documents}
    if report.breaks:
        return False, report.breaks[0].reason
    if not report.is_sound:
        faults = {"missing": len(report.missing), "altered": len(report.altered), "unreadable": len(report.unreadable)}
        return False, Message("health_documents_faulty", {**count, **faults})
    if report.orphans:
        return True, Message("health_documents_orphans", {**count, "orphans": len(report.orphans)})
    return True, Message("health_documents", count)


def _search(store: Store) -> _Finding:
    count, stale = health.unfindable_invoices(store)
    if stale:
        return False, Message("health_search_stale", {"count": count, "stale": stale})
    if not health.search_index_intact(store):
        return False, Message("health_search_faulty")
    return True, Message("health_search", {"count": count})


def _sums(store: Store) -> _Finding:
    if stale := health.invoices_added_up_wrongly(store):
        return False, Message("health_sums_stale", {"count": stale})
    return True, Message("health_sums")


def _permissions(store: Store) -> _Finding:
    if files := health.exposed_files(store):
        return False, Message("health_permissions_open", {"files": ", ".join(files)})
    return True, Message("health_permissions")


def _disk_space(store: Store) -> _Finding:
    free = shutil.disk_usage(store.folder).free // _MEGABYTE
    needed = max(_LEAST_FREE, 2 * health.size_of(store) // _MEGABYTE)
    if free < needed:
        return False, Message("health_disk_space_low", {"free": free, "needed": needed})
    return True, Message("health_disk_space", {"free": free})


def _location(store: Store) -> _Finding:
    match risk_of(store.folder):
        case Risk.NETWORK:
            return False, Message("health_location_network")
        case Risk.SYNCED:
            return False, Message("health_location_synced")
        case None:
            return True, Message("health_location")


def _backups(store: Store) -> _Finding:
    count, altered = health.altered_backups(store)
    if altered:
        return False, Message("health_backups_altered", {"count": count, "copies": ", ".join(altered)})
    return True, Message("health_backups", {"count": count})


def _required() -> list[str]:
    """The packages that this program needs; none when it was never installed (a bare checkout)."""
    try:
        requirements = metadata.requires("telbill-desktop") or []
    except metadata.PackageNotFoundError:
        return []
    return sorted(_name_of(text) for text in requirements if "extra ==" not in text)


def _name_of(requirement: str) -> str:
    end = next((place for place, char in enumerate(requirement) if not (char.isalnum() or char in "-_.")), None)
    return requirement[:end]


_CHECKS: Mapping[str, Callable[[Store], _Finding]] = MappingProxyType(
    {
        "version": _version,
        "libraries": _libraries,
        "structure": _structure,
        "references": _references,
        "journal": _journal,
        "usage": _usage,
        "documents": _documents,
        "search": _search,
        "sums": _sums,
        "permissions": _permissions,
        "disk_space": _disk_space,
        "location": _location,
        "backups": _backups,
    }
)
