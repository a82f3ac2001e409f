"""Files that are there whole or not at all, also after a power cut, and folders for their owner's eyes."""

import os
import sys
from pathlib import Path


def make_folder(folder: Path) -> None:
    """The folder, for its owner only; one that holds somebody's files already keeps its mode."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        folder.chmod(0o700)


def put_in_place(aside: Path, path: Path) -> None:
    """Renames a finished file, replacing what bore the name."""
    with aside.open("rb+") as stream:
        os.fsync(stream.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename last through a power cut; Windows does so by itself and cannot open folders."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
