"""Reads the next files while the one before is written: the reader's process and the disk work at the same time."""

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from telbill_desktop.domain.errors import CancelledError, TelbillError
from telbill_desktop.domain.keepable import keepable_values
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.reading import OF_USAGE, Outcome, Reading
from telbill_desktop.services.gathering import FileToRead, content_of, opened, unreadable
from telbill_desktop.services.reading_limits import stopped
from telbill_desktop.services.usage_intake import UsageReaders
from telbill_desktop.store import intake, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.system.worker import WorkerError

Reader = Callable[[bytes, str], Reading]
"""Content and original name to what they hold; given by `app`, which runs the importers in the worker process."""

_TEXT = "csv"  # the format of rows of text
_AHEAD = 3  # files read before they are asked for: enough to keep both sides busy, little enough to hold in memory


@dataclass(frozen=True, slots=True)
class Taken:
    """One file off the disk: its bytes and what the reader made of them, or why not.

    A file of usage has neither: it is read while it is written, row by row; `kind` is how its table is written.
    """

    file: FileToRead
    content: bytes = b""
    digest: str = ""
    is_known: bool = False
    is_usage: bool = False
    kind: str = _TEXT
    reading: Reading | None = None
    problem: Message | None = None

    @property
    def may_be_kept(self) -> bool:
        """Whether there is an invoice in it, as far as one can tell without writing."""
        return self.is_known or (self.reading is not None and self.reading.outcome is Outcome.READ)


def readings_of(
    store: Store, files: Sequence[FileToRead], read: Reader, progress: Progress, usage: UsageReaders | None = None
) -> Generator[Taken]:
    """What each file holds, in order. A content that the store knows is not parsed again, unless it is a table.

    Of a table some rows may be missing in the store.

    Raises:
        CancelledError: from `progress`, between two files.
    """
    total, readers = len(files), usage or UsageReaders(None)
    with ThreadPoolExecutor(1, "reading-ahead") as pool:
        under_way: deque[Future[Taken]] = deque()
        waiting = iter(files)
        try:
            for done, file in enumerate(files):
                progress.step(done, total, file.shown)
                while len(under_way) < _AHEAD and (following := next(waiting, None)) is not None:
                    under_way.append(pool.submit(_take, store, following, read, readers))
                yield under_way.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    with suppress(CancelledError):  # whoever asked for them has dealt with every file: there is nothing left to stop
        progress.step(total, total)


def _take(store: Store, file: FileToRead, read: Reader, usage: UsageReaders) -> Taken:
    reader = usage.of(file)
    try:
        if reader is not None and _says(file, lambda stream: reader.is_usage(stream, file.path.name)):
            return Taken(file, is_usage=True)
        content = content_of(file)
    except TelbillError as error:
        if error.message.code == "file_too_large" and reader is not None and _says(file, reader.may_be_usage):
            return Taken(file, reading=Reading(Outcome.UNMAPPED, _TEXT, message=Message("usage_unknown")))
        return Taken(file, problem=error.message)
    digest = vault.digest_of(content)
    with store.reading() as connection:
        known = intake.known_source(connection, digest)
    if known is not None and not known.is_table:
        return Taken(file, content, digest, is_known=True)
    reading = _read(file, content, read)
    if reader is not None and reading.message is not None and reading.message.code == OF_USAGE:
        return Taken(file, is_usage=True, kind=reading.format)
    # The rows of a table are such texts by the way in which tables are opened; there may be a million of them.
    return Taken(file, content, digest, reading=reading if reading.table else keepable_values(reading))


def _says(file: FileToRead, look: Callable[[BinaryIO], bool]) -> bool:
    with opened(file) as stream:
        try:
            return look(stream)
        except OSError as error:
            raise unreadable(file, error) from error


def _read(file: FileToRead, content: bytes, read: Reader) -> Reading:
    try:
        return read(content, file.path.name)
    except WorkerError as error:
        return Reading(Outcome.REFUSED, "", message=stopped(error, file.shown))
