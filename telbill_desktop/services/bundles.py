"""What a year's bundle holds, and the telling of the log once it was found whole where it went."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from telbill_desktop.domain.bundle import (
    BundleAccount,
    BundleContents,
    Bundled,
    BundleDocument,
    BundleRequest,
    BundleSize,
)
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.services.archive_acts import tell_export
from telbill_desktop.services.documents import content
from telbill_desktop.store import archive_head, whole_log
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import bundles as queries

ReadDocument = Callable[[int], bytes]  # a deposit's bytes, or a TelbillError that says what became of them
WriteBundle = Callable[[BundleContents, ReadDocument, Progress], Bundled]


def bundle_size(store: Store, request: BundleRequest) -> BundleSize:
    """How much a bundle would hold."""
    with store.reading() as connection:
        found = queries.of_year(connection, request)
    return BundleSize(len(found), sum(size for _, size in found))


def bundle_accounts(store: Store) -> list[BundleAccount]:
    """The billing accounts that can be chosen, by operator and label."""
    with store.reading() as connection:
        return queries.accounts(connection)


def bundle_contents(store: Store, request: BundleRequest) -> BundleContents:
    """All that a bundle holds but the documents' bytes, as it was at one moment.

    Raises:
        TelbillError: `bundle_empty`: no document has a date of that year.
    """
    kept = archive_head.kept(store.folder)
    with store.reading() as connection:
        found = [deposit_id for deposit_id, _ in queries.of_year(connection, request)]
        if not found:
            raise TelbillError("bundle_empty", year=str(request.year))
        known = tuple(queries.documents(connection, found))
        log = whole_log.read(connection, kept)
    return BundleContents(request, log.read_at, known, log.lines, log.head, log.faults)


def documents(store: Store, deposit_ids: Sequence[int]) -> list[BundleDocument]:
    """These documents with what is known of each, in the order of their ids."""
    with store.reading() as connection:
        return queries.documents(connection, deposit_ids)


def make_bundle(store: Store, request: BundleRequest, write: WriteBundle, progress: Progress) -> Bundled:
    """Has the bundle written and read again where it is, then tells the log.

    Documents are read one at a time, and never changed. One that is missing or altered is left out, and named in the
    bundle and in what is returned.

    Raises:
        TelbillError: `bundle_empty`; what `write` raises: then the log is told nothing.
        CancelledError: from `progress`.
    """
    made = copy_out(store, request, write, progress)
    tell_bundle(store, made)
    return made


def copy_out(store: Store, request: BundleRequest, write: WriteBundle, progress: Progress) -> Bundled:
    """Has the bundle written and read again, and nothing told: a store is read meanwhile, never held.

    Raises what `make_bundle` raises.
    """
    made = write(bundle_contents(store, request), lambda deposit_id: content(store, deposit_id), progress)
    return replace(made, is_elsewhere=_device(Path(made.place)) != _device(store.folder))


def tell_bundle(store: Store, made: Bundled) -> None:
    """Tells the log of a bundle that was found whole where it is."""
    tell_export(store, made.deposit_ids, made.place, is_verified=True, is_elsewhere=made.is_elsewhere)


def _device(path: Path) -> int:
    return path.stat().st_dev
