"""Writes a bundle, and reads all of it again where it went before it gets its name."""

import errno
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from telbill_desktop.domain.bundle import BundleContents, Bundled, BundleDocument, Lacking
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.exporters.archive_log_page import log_page
from telbill_desktop.exporters.bundle import readme
from telbill_desktop.exporters.bundle.inventory import inventory_csv, inventory_page
from telbill_desktop.exporters.bundle.paths import paths_of
from telbill_desktop.exporters.bundle.reports import report_page
from telbill_desktop.exporters.bundle.shelf import Shelf
from telbill_desktop.exporters.bundle.targets import UNREADABLE, Target, target_of
from telbill_desktop.exporters.refusal import unwritable
from telbill_desktop.system.i18n import tr

SUMS = "SHA256SUMS"
_AS_THEY_ARE = frozenset({"application/pdf", "image/png", "image/jpeg"})  # these do not shrink

ReadDocument = Callable[[int], bytes]


def write_bundle(place: Path, contents: BundleContents, read: ReadDocument, progress: Progress) -> Bundled:
    """Writes the bundle into a new folder, or into a zip where the name ends so; `read` gives a deposit's bytes.

    A document that `read` refuses is left out, and named in the bundle and in what is returned.

    Raises:
        TelbillError: `bundle_target_filled`, `bundle_no_room`, `file_unwritable`; `bundle_differs` or
            `bundle_unreadable` when it was not found there as it was written. Nothing is left there then.
        CancelledError: from `progress`; nothing is left either.
    """
    target = target_of(place)
    try:
        with target:
            made = _fill(target, contents, read, progress)
            target.keep()
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise TelbillError("bundle_no_room", place=str(place)) from error
        raise unwritable(place, error) from error
    return made


def _fill(target: Target, contents: BundleContents, read: ReadDocument, progress: Progress) -> Bundled:
    shelf = Shelf(contents, paths_of(contents.documents))
    sums: dict[str, str] = {}
    size = 0
    steps = 2 * len(contents.documents)
    for at, document in enumerate(contents.documents):
        progress.step(at, steps, document.name)
        try:
            content = _content(document, read)
        except TelbillError as error:
            shelf.lacking[document.deposit_id] = Lacking(document, error.message)
            continue
        name = shelf.paths[document.deposit_id]
        target.add(name, content, shrinks=document.media_type not in _AS_THEY_ARE)
        sums[name] = document.digest
        size += len(content)
    for name, content in _papers(shelf):
        sums[name] = hashlib.sha256(content).hexdigest()
        target.add(name, content, shrinks=True)
    content = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode("utf-8")
    target.add(SUMS, content, shrinks=True)
    target.settle()
    _read_again(target, sums | {SUMS: hashlib.sha256(content).hexdigest()}, progress, steps)
    kept = tuple(one.deposit_id for one in contents.documents if one.deposit_id not in shelf.lacking)
    return Bundled(str(target.place), kept, size, tuple(shelf.lacking.values()), contents.faults)


def _content(document: BundleDocument, read: ReadDocument) -> bytes:
    content = read(document.deposit_id)
    if hashlib.sha256(content).hexdigest() != document.digest:
        raise TelbillError("document_altered", digest=document.digest)
    return content


def _papers(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Everything that stands beside the originals."""
    contents = shelf.contents
    yield "inventory.csv", inventory_csv(shelf)
    yield "inventory.html", inventory_page(shelf).encode("utf-8")
    yield "reports.html", report_page(shelf).encode("utf-8")
    yield "log.jsonl", "".join(f"{line}\n" for line in contents.log).encode("utf-8")
    yield "log.html", log_page(contents.log, contents.head, contents.made_at, contents.faults).encode("utf-8")
    yield "head.txt", f"{contents.head.sequence} {contents.head.digest}\n".encode()
    yield f"{readme.NAME}.html", readme.as_page(shelf).encode("utf-8")
    # Two line ends: an old Notepad shows the others as one line.
    yield f"{readme.NAME}.txt", readme.as_text(shelf).replace("\n", "\r\n").encode("utf-8-sig")


def _read_again(target: Target, sums: Mapping[str, str], progress: Progress, steps: int) -> None:
    half = steps // 2
    for at, (name, digest) in enumerate(sums.items()):
        progress.step(min(half + at, steps), steps, tr("Reading again what was copied"))
        found = hashlib.sha256()
        try:
            for piece in target.pieces(name):
                found.update(piece)
        except UNREADABLE as error:
            reason = str(getattr(error, "strerror", None) or error)
            raise TelbillError("bundle_unreadable", file=name, reason=reason) from error
        if found.hexdigest() != digest:
            raise TelbillError("bundle_differs", file=name)
    progress.step(steps, steps)
