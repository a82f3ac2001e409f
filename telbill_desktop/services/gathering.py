"""Which files an import is about: what was named, and what lies in the folders that were named."""

import codecs
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.system.ordinary_files import FLAGS

LARGEST_FILE_MB = 50
_LARGEST_FILE = LARGEST_FILE_MB * 1000 * 1000
_PACKED = b"PK"  # how a workbook begins


@dataclass(frozen=True, slots=True)
class FileToRead:
    """One file: `shown` is its path as the user gave it. `problem` says why there is nothing to read."""

    path: Path
    shown: str
    problem: Message | None = None


def gather(
    paths: Iterable[str | os.PathLike[str]], on_hidden: Callable[[Path], None] | None = None
) -> list[FileToRead]:
    """The files to read, in the order given; folders are walked in the order of their names.

    Inside a folder, hidden entries (`.DS_Store`, `._invoice.pdf`, `.git`) are the system's or another program's and
    are left out: `on_hidden` is told. A hidden file that is named itself is read. Links inside folders are not
    followed and are listed with their problem, so that nothing is left out in silence and no walk goes in circles.
    """
    found: list[FileToRead] = []
    for given in paths:
        path = Path(given)
        shown = os.fspath(given)
        if not shown:  # a script's variable that nobody set: not the folder that it happens to run in
            found.append(FileToRead(path, shown, Message("file_missing", {"file": '""'})))
            continue
        found.extend(_walked(path, shown, on_hidden) if _is_folder(path) else [FileToRead(path, shown)])
    return found


def content_of(file: FileToRead) -> bytes:
    """The bytes of an ordinary file, read once: what is hashed, parsed and kept is the same.

    Raises:
        TelbillError: as `opened`; `file_too_large`.
    """
    with opened(file) as stream:
        try:
            content = stream.read(_LARGEST_FILE + 1)
        except OSError as error:
            raise unreadable(file, error) from error
    if len(content) > _LARGEST_FILE:
        raise TelbillError("file_too_large", file=file.shown, limit=LARGEST_FILE_MB)
    return content


def beginning_of(file: FileToRead, most: int) -> tuple[bytes, bool]:
    """The bytes of a file, and whether they are all: of a text larger than `most` bytes the first whole lines are.

    Raises:
        TelbillError: as `content_of`, which a large file of another kind is too large for.
    """
    with opened(file) as stream:
        try:
            head = stream.read(most + 1)
        except OSError as error:
            raise unreadable(file, error) from error
    if len(head) <= most or head.startswith(_PACKED):
        return content_of(file), True
    line = b"\n\0" if head.startswith(codecs.BOM_UTF16_LE) else b"\n"
    cut = head.rfind(line, 0, most)
    return (head[: cut + len(line)] if cut > 0 else head), False


def opened(file: FileToRead) -> BinaryIO:
    """An ordinary file that holds something, however large.

    Raises:
        TelbillError: `file_missing`, `file_is_link`, `file_not_regular`, `file_empty`, `file_unreadable`.
    """
    if file.problem is not None:
        raise TelbillError(file.problem.code, **dict(file.problem.params))
    try:
        if file.path.is_symlink():
            raise TelbillError("file_is_link", file=file.shown)
        stream = open(os.open(file.path, FLAGS), "rb")  # noqa: PTH123, SIM115 - opened with flags, for the caller to close
        status = os.fstat(stream.fileno())
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the name
        raise TelbillError("file_missing", file=file.shown) from error
    except OSError as error:
        raise unreadable(file, error) from error
    if stat.S_ISREG(status.st_mode) and status.st_size:
        return stream
    stream.close()
    raise TelbillError("file_empty" if stat.S_ISREG(status.st_mode) else "file_not_regular", file=file.shown)


def unreadable(file: FileToRead, error: OSError) -> TelbillError:
    """What to tell when the disk does not give the file."""
    if isinstance(error, IsADirectoryError):
        return TelbillError("file_not_regular", file=file.shown)
    return TelbillError("file_unreadable", file=file.shown, reason=error.strerror or type(error).__name__)


def _walked(folder: Path, shown: str, on_hidden: Callable[[Path], None] | None) -> Iterator[FileToRead]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield FileToRead(folder, shown, Message("folder_unreadable", {"file": shown, "reason": reason}))
        return
    for entry in entries:
        path, name = Path(entry.path), os.path.join(shown, entry.name)  # noqa: PTH118 - as given, not normalised
        if entry.name.startswith("."):
            if on_hidden is not None:
                on_hidden(path)
        elif entry.is_symlink():
            yield FileToRead(path, name, Message("file_is_link", {"file": name}))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walked(path, name, on_hidden)
        else:
            yield FileToRead(path, name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that the system refuses: said when it is read
        return False
