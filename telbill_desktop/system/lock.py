"""One writing copy at a time: a lock on a file, which the system gives back when the process ends, however it ends."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_OPEN = b"open"
_CLOSED = b"closed"
_FAR = 1 << 20  # Windows locks bytes against reading too: one that holds nothing


class HeldError(Exception):
    """Another process, or another part of this one, holds the lock."""


@dataclass(slots=True)
class FileLock:
    """A lock that is held until `release`. `unclean`: whoever held it last ended without releasing it."""

    unclean: bool
    _descriptor: int

    @classmethod
    def acquire(cls, path: Path) -> "FileLock":
        """Takes the lock at once.

        The file stays when the lock goes: removing it would let two processes lock two files of one name.

        Raises:
            HeldError: somebody has it.
            OSError: the file cannot be written, or its disk knows no locks.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(descriptor)
            unclean = _starts(descriptor)
            _write(descriptor, _OPEN + f" {os.getpid()}\n".encode())
        except BaseException:
            os.close(descriptor)
            raise
        return cls(unclean, descriptor)

    def release(self) -> None:
        """Gives the lock back, and notes that it was; a second call does nothing."""
        if self._descriptor < 0:
            return
        _write(self._descriptor, _CLOSED + b"\n")
        _give_back(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = -1


def _starts(descriptor: int) -> bool:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, 16).startswith(_OPEN)


def _write(descriptor: int, text: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text)
    os.ftruncate(descriptor, len(text))


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise HeldError from error

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        # flock, not lockf: a lock of lockf is lost as soon as any part of this process closes the file.
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HeldError from error

    def _give_back(descriptor: int) -> None:
        # Closing alone is not enough: a process that is just being started (the worker) holds a copy until it execs.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
