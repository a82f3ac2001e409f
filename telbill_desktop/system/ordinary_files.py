"""Opens ordinary files only: no link is followed, no pipe waited for, no device read."""

import errno
import os
import stat
from io import FileIO

FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)  # Windows would translate line ends
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO without a writer would wait for ever
    | getattr(os, "O_CLOEXEC", 0)
)


def open_ordinary(path: str | os.PathLike[str]) -> FileIO:
    """The file, unbuffered, for reading.

    Raises:
        OSError: it is not there, cannot be read, or is no ordinary file.
    """
    descriptor = os.open(path, FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return open(descriptor, "rb", buffering=0)  # noqa: PTH123 - opened above, with flags
