"""A file that an export writes: the old one stays until the new one is whole."""

import contextlib
import errno
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from telbill_desktop.exporters.refusal import unwritable
from telbill_desktop.system.durable_files import put_in_place


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of `path` when all of it is written; a link goes on pointing where it did.

    Raises:
        TelbillError: `file_unwritable`; what was at `path` is unchanged and nothing is left beside it. A device or a
            pipe is no file, and renaming one onto it would put it out of service.
    """
    target = Path(os.path.realpath(path))
    aside = target.with_name(f".{target.name[:80]}.{uuid.uuid4().hex}.part")
    try:
        with aside.open("xb") as stream:
            if target.exists():
                _take_over(target, aside)
            yield stream
        put_in_place(aside, target)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink()


def _take_over(target: Path, aside: Path) -> None:
    """The new file may be read and written by whom the old one was; one that nobody may change is not replaced."""
    if not target.is_file() and not target.is_dir():
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
    with target.open("rb+"):
        shutil.copymode(target, aside)
