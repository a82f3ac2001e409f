"""Stores for tests that ask what is done in one: copies of what was made once, by the program, in this process.

How stores are made is tested in `tests/store`, and by what imports into a folder that holds none.
"""

import atexit
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from telbill_desktop.store.engine import Store, create_store, open_store

Filled = TypeVar("Filled")


def new_store(folder: Path) -> Store:
    """An empty store, open for writing, in a tenth of the time."""
    filled_store(folder, _not_at_all)
    return open_store(folder)


def filled_store(folder: Path, fill: Callable[..., Filled], *given: object) -> Filled:
    """Puts a store there that `fill(store, *given)` has filled, and returns what that returned (ids, for instance)."""
    filled: Filled
    made, filled = _made(fill, *given)
    shutil.copytree(made, folder)
    return filled


@cache
def _made(fill: Callable[..., Filled], *given: object) -> tuple[Path, Filled]:
    folder = Path(mkdtemp(prefix="telbill-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with create_store(folder / "store") as store:
        filled = fill(store, *given)
    return folder / "store", filled


def _not_at_all(_store: Store) -> None:
    """Leaves it as it was made."""
