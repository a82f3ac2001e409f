"""A new store for a test that asks what is done in one: a copy of what the program makes, in a tenth of the time.

How stores are made is tested in `tests/store`, and by what imports into a folder that holds none.
"""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from telbill_desktop.store.engine import Store, create_store, open_store


def new_store(folder: Path) -> Store:
    """An empty store, open for writing."""
    shutil.copytree(_made(), folder)
    return open_store(folder)


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="telbill-new-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    create_store(folder / "store").close()
    return folder / "store"
