"""Making the demo company's store: its documents are written, then taken in as a user's would be."""

import hashlib
import shutil
from datetime import date
from pathlib import Path
from typing import Literal

from telbill_desktop import __version__
from telbill_desktop.demo.billing import issued
from telbill_desktop.demo.call_details import call_details
from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.catalogue_files import load
from telbill_desktop.demo.company_papers import archive_papers
from telbill_desktop.demo.contracting import contract
from telbill_desktop.demo.copies import enlarged
from telbill_desktop.demo.paperwork import document_of
from telbill_desktop.demo.signing import TRUSTED_AUTHORITY, trusted_certificate
from telbill_desktop.demo.tidying import tidy
from telbill_desktop.documents.signatures.trust import described
from telbill_desktop.domain.errors import StoreError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.services import trust, usage_privacy
from telbill_desktop.services.intake import FileToRead, Reader, import_files
from telbill_desktop.services.judging import judge_waiting
from telbill_desktop.services.signatures import Inspect
from telbill_desktop.services.usage_intake import UsageReader
from telbill_desktop.store.engine import LOCK, Store, create_store, open_store
from telbill_desktop.system.demo_marker import DemoMark, mark_of, put_mark
from telbill_desktop.system.durable_files import sync_folder
from telbill_desktop.system.lock import FileLock, HeldError
from telbill_desktop.system.resources import database_files

Size = Literal["small", "large"]
REFERENCE_DATE = date(2026, 11, 22)
_COPIES: dict[Size, int] = {"small": 1, "large": 10}
_INCOMING = "incoming"


def create_demo(
    folder: Path,
    read: Reader,
    progress: Progress,
    size: Size = "small",
    *,
    company: Company | None = None,
    inspect: Inspect | None = None,
    usage: UsageReader | None = None,
) -> Store:
    """The demo company's store, open for writing: the one that is there, or a new one (of `company` when it is given).

    With `inspect` its documents are looked at once they are there; without it they wait, as those of any import do.
    With `usage` it has the calls of its last thirteen months too.

    One of another size, of another version of the program or of other data is replaced, once the new one is whole; a
    folder that holds anything else is never touched.

    Raises:
        StoreError: `demo_folder_taken`, `store_held`, or what opening and writing a store raise.
        CancelledError: from `progress`; what was there before is still there.
    """
    wanted = DemoMark(REFERENCE_DATE, size, __version__, _source())
    if mark_of(folder) == wanted:
        return open_store(folder)
    aside = folder.with_name(f"{folder.name}.making")
    for place in (folder, aside):
        _check_ours(place)
    _discard(aside)
    aside.mkdir(parents=True, mode=0o700)
    try:
        _make(aside, wanted, company or company_of(size), read, progress, inspect, usage)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    _discard(folder)
    aside.rename(folder)
    sync_folder(folder.parent)
    return open_store(folder)


def company_of(size: Size) -> Company:
    """What the demo of that size is made from."""
    company = load()
    return enlarged(company, _COPIES[size]) if _COPIES[size] > 1 else company


def _make(
    folder: Path,
    mark: DemoMark,
    company: Company,
    read: Reader,
    progress: Progress,
    inspect: Inspect | None,
    usage: UsageReader | None,
) -> None:
    put_mark(folder, mark)
    files = _written(folder / _INCOMING, company, progress, with_usage=usage is not None)
    with create_store(folder) as store:
        if usage is not None:
            usage_privacy.keep_calls(store, each=True)  # so that the demo has calls to show
        results = import_files(store, files, read, _SecondHalf(progress), usage=usage)
        tidy(store, company)
        contract(store, company)
        archive_papers(store, company, folder / _INCOMING)
        trust.trust(store, described(trusted_certificate(), TRUSTED_AUTHORITY))
        if inspect is not None:
            judge_waiting(store, inspect, progress)
    strangers = [result for result in results if result.status is not FileStatus.IMPORTED]
    if strangers:
        raise RuntimeError(strangers)  # the builders and the readers disagree: a defect, not the user's to mend
    shutil.rmtree(folder / _INCOMING)


def _written(folder: Path, company: Company, progress: Progress, *, with_usage: bool) -> list[FileToRead]:
    """The operators' documents as files, in the order in which they were sent; what was called last."""
    folder.mkdir()
    sent = list(issued(company))
    files = []
    for done, each in enumerate(sent):
        name, content = document_of(each)
        progress.step(done, 2 * len(sent), name)
        files.append(_kept(folder / name, content))
    if with_usage:
        files += [_kept(folder / name, content) for name, content in call_details(company, sent)]
    return files


def _kept(path: Path, content: bytes) -> FileToRead:
    path.write_bytes(content)
    return FileToRead(path, path.name)


class _SecondHalf:
    """The progress of an import that follows as much work before it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int, text: str = "") -> None:
        """Goes on from the middle."""
        self._progress.step(total + done, 2 * total, text)


def _check_ours(folder: Path) -> None:
    """Lets nothing but a demo that nobody uses be replaced."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if mark_of(folder) is None:
        raise StoreError("demo_folder_taken", path=str(folder))
    try:
        FileLock.acquire(folder / LOCK).release()
    except HeldError as error:
        raise StoreError("store_held") from error


def _discard(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _source() -> str:
    """A digest of the data files: a checkout whose company was edited makes its demo anew."""
    digest = hashlib.sha256()
    for path in sorted((database_files() / "demo").glob("*.*")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
