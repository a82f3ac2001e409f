"""Where a bundle is written: a new folder or a zip. It grows aside, and gets its name once it was found whole."""

import contextlib
import errno
import os
import shutil
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol, Self

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.system.durable_files import sync_folder

_AT_ONCE = 1 << 20  # octets
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES}
_FILE_MODE = 0o644 << 16


class Target(Protocol):
    """Used inside `with`: unless `keep` was called, nothing of it is left when that ends."""

    def __enter__(self) -> Self:
        """Begins, aside."""

    def __exit__(self, *_: object) -> None:
        """Takes away what was not kept."""

    @property
    def place(self) -> Path:
        """The folder or file that it will be."""

    def add(self, name: str, content: bytes, *, shrinks: bool) -> None:
        """Writes a file; `name` is its path with slashes; `shrinks`: it is text. It is on the medium afterwards."""

    def settle(self) -> None:
        """Everything was added: it is on the medium, and no longer in the system's memory where that can be had."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """A file's content as it is where it went.

        Raises:
            OSError, zipfile.BadZipFile, zlib.error, KeyError: it cannot be read.
        """

    def keep(self) -> None:
        """Gives it its name."""


def target_of(place: Path) -> Target:
    """A zip where the name ends so, else a folder."""
    return ZipTarget(place) if place.suffix.casefold() == ".zip" else FolderTarget(place)


class _Aside:
    """What grows beside its place, on the same medium."""

    def __init__(self, place: Path) -> None:
        self.place = Path(os.path.realpath(place))
        self._aside = self.place.with_name(f".{self.place.name[:80]}.{uuid.uuid4().hex}.part")


class FolderTarget(_Aside):
    """Implements `Target` as a folder that is new, or empty until then."""

    def __enter__(self) -> Self:
        """Begins.

        Raises:
            TelbillError: `bundle_target_filled`.
            OSError: the folder cannot be made.
        """
        if self.place.exists() and (not self.place.is_dir() or any(self.place.iterdir())):
            raise TelbillError("bundle_target_filled", folder=str(self.place))
        self._aside.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        """Takes away what was not kept."""
        shutil.rmtree(self._aside, ignore_errors=True)

    def add(self, name: str, content: bytes, *, shrinks: bool) -> None:
        """Writes a file that was not there."""
        del shrinks  # files lie in a folder as they are
        path = self._aside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(content)
            _write_out(stream)

    def settle(self) -> None:
        """The folders are on the medium too."""
        for folder, _, _ in os.walk(self._aside):
            _sync(Path(folder))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The file's content."""
        with (self._aside / name).open("rb", buffering=0) as stream:
            _forget(stream.fileno())
            while piece := stream.read(_AT_ONCE):
                yield piece

    def keep(self) -> None:
        """Takes the place of the empty folder, where there is one."""
        if self.place.exists():
            self.place.rmdir()
        self._aside.rename(self.place)
        _sync(self.place.parent)


class ZipTarget(_Aside):
    """Implements `Target` as a zip, which replaces what bore its name; PDFs lie in it octet by octet as they are."""

    def __enter__(self) -> Self:
        """Begins. Raises what `FolderTarget` raises: a folder bears that name."""
        if self.place.is_dir():
            raise TelbillError("bundle_target_filled", folder=str(self.place))
        self._stream: IO[bytes] = self._aside.open("xb")
        self._zip = zipfile.ZipFile(self._stream, "w", allowZip64=True)
        self._read: zipfile.ZipFile | None = None
        self._now = datetime.now(UTC).astimezone().timetuple()[:6]
        return self

    def __exit__(self, *_: object) -> None:
        """Takes away what was not kept."""
        for one in (self._read, self._zip, self._stream):
            if one is not None:
                with contextlib.suppress(OSError, ValueError):  # a full disk refuses the last of it too
                    one.close()
        with contextlib.suppress(OSError):
            self._aside.unlink(missing_ok=True)

    def add(self, name: str, content: bytes, *, shrinks: bool) -> None:
        """Writes an entry."""
        info = zipfile.ZipInfo(name, self._now)
        info.compress_type = zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED
        info.external_attr = _FILE_MODE
        self._zip.writestr(info, content)

    def settle(self) -> None:
        """The zip is whole and on the medium."""
        self._zip.close()
        _write_out(self._stream)
        self._stream.close()

    def pieces(self, name: str) -> Iterator[bytes]:
        """An entry's content."""
        if self._read is None:
            with self._aside.open("rb", buffering=0) as stream:
                _forget(stream.fileno())
            self._read = zipfile.ZipFile(self._aside)
        with self._read.open(name) as stream:
            while piece := stream.read(_AT_ONCE):
                yield piece

    def keep(self) -> None:
        """Takes the place of an older zip, where there is one."""
        if self._read is not None:
            self._read.close()
        self._aside.replace(self.place)
        _sync(self.place.parent)


UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, KeyError, EOFError)


def _write_out(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _forget(descriptor: int) -> None:
    """What is read next comes from the medium, not from the memory of what was written a moment ago."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync(folder: Path) -> None:
    try:
        sync_folder(folder)
    except OSError as error:
        if (
            error.errno not in _NO_FOLDER_SYNC
        ):  # some sticks and network drives cannot; the files are there all the same
            raise
