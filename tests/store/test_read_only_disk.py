"""A store on a disk, or in a folder, that its user cannot write."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from telbill_desktop.store.engine import DATABASE, create_store
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import unit_of_work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes do not bind there")

_LOOK = """
import os, sys
from pathlib import Path
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.services.doctor import examine
from telbill_desktop.services.history import history
from telbill_desktop.store.engine import open_store
folder, other = map(Path, sys.argv[1:])
if os.geteuid() == 0:
    with open_store(other, for_writing=False) as store:
        examine(store)  # everything is imported while it can be
    os.setuid(65534)
with open_store(folder, for_writing=False) as store:
    print(len(history(store)), *(check.name for check in examine(store) if not check.ok))
try:
    open_store(folder)
except TelbillError as error:
    print(error.message.code)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A store that anyone can read and nobody can write, in a folder that anyone can enter."""
    # pytest's own folders are closed to other users, and root is bound by no mode: the child becomes another user then.
    above = Path("/tmp") / f"telbill-read-only-{os.getpid()}"  # noqa: S108 - removed below
    above.mkdir(mode=0o755)
    folder = above / "store"
    with create_store(folder) as store, unit_of_work(store, "edit_operator", {"name": "A"}) as unit:
        unit.insert(operator, {"name": "A", "to_complete": True})
    (folder / DATABASE).chmod(0o444)
    for part in (folder / "archive", folder / "backups", folder):
        part.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(above)


def test_it_can_be_read_and_examined_and_not_written(folder: Path, tmp_path: Path) -> None:
    create_store(tmp_path / "other").close()
    arguments = [sys.executable, "-c", _LOOK, str(folder), str(tmp_path / "other")]
    done = subprocess.run(arguments, check=False, capture_output=True, text=True)
    assert done.stderr == ""
    read, written = done.stdout.splitlines()
    count, *ill = read.split()
    assert count == "1"
    assert set(ill) <= {"permissions", "location", "disk_space"}
    assert written == "store_unwritable"
    assert {path.name for path in folder.iterdir()} == {DATABASE, "telbill.lock", "archive", "archive.head", "backups"}
