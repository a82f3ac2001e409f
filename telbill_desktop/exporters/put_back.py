"""Files that come back as they were when what they belong to fails after they were written."""

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.exporters.refusal import unwritable


@contextlib.contextmanager
def put_back(*paths: Path) -> Iterator[None]:
    """Whatever fails inside leaves at these paths what was there before, nothing where nothing was.

    A device, a pipe and a folder are left alone: they are never replaced.

    Raises:
        TelbillError: `file_unwritable`: what is there cannot be kept meanwhile; nothing was done. `file_left_behind`:
            something failed, and what was written meanwhile cannot be taken away again.
    """
    targets = [Path(os.path.realpath(path)) for path in paths]
    with contextlib.ExitStack() as stack:
        kept = {one: stack.enter_context(_kept(one)) for one in targets if one.is_file() or not one.exists()}
        try:
            yield
        except BaseException as error:
            if left := [target for target, aside in kept.items() if not _is_restored(target, aside)]:
                raise TelbillError("file_left_behind", file=left[0].name) from error
            raise


def _is_restored(target: Path, aside: Path | None) -> bool:
    try:
        if aside is None:
            target.unlink(missing_ok=True)
        else:
            aside.replace(target)
    except OSError:  # another program may have opened it at that very moment
        return False
    return True


@contextlib.contextmanager
def _kept(target: Path) -> Iterator[Path | None]:
    """A second name of the file, a copy where the drive knows no such thing; None where there is no file."""
    if not target.exists():
        yield None
        return
    aside = target.with_name(f".{target.name[:80]}.{uuid.uuid4().hex}.old")
    try:
        try:
            os.link(target, aside)
        except OSError:
            shutil.copy2(target, aside)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise unwritable(target, error) from error
    try:
        yield aside
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
