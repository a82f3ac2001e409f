"""Processes that are killed in the middle, and processes that meet."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store import sqlite
from telbill_desktop.store.engine import DATABASE, LOCK, Store, create_store, open_or_create, open_store
from telbill_desktop.system.lock import FileLock
from tests.store_contents import contents

Refusal = Callable[[str], pytest.RaisesExc[TelbillError]]

_START = """
import os, signal, sys
from pathlib import Path
from telbill_desktop.store.engine import create_store, open_store
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.store.unit_of_work import unit_of_work
folder = Path(sys.argv[1])
def die(): os.kill(os.getpid(), signal.SIGKILL)
def add(unit, name): return unit.insert_many(operator, [{"name": name, "to_complete": True}] * 500)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL; TerminateProcess is its like")


def child(folder: Path, code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _START + code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def killed(folder: Path, code: str) -> None:
    with child(folder, code) as process:
        assert process.wait(30) == -9


def test_a_kill_in_the_middle_of_an_act_leaves_nothing_of_it(store: Store) -> None:
    store.close()
    killed(
        store.folder,
        """
store = open_store(folder)
with unit_of_work(store, "import", {"name": "whole.pdf"}) as unit: add(unit, "whole")
with unit_of_work(store, "import", {"name": "half.pdf"}) as unit:
    add(unit, "half")
    unit.connection.exec_driver_sql("PRAGMA cache_spill=1")
    die()
""",
    )
    with open_store(store.folder) as again:
        assert {row["name"] for row in contents(again)["operator"]} == {"whole"}
        assert len(contents(again)["operator"]) == 500
        with again.reading() as connection:
            assert sqlite.integrity_faults(connection) == []
            assert connection.exec_driver_sql("SELECT count(*), max(id) FROM act").one() == (1, 1)


def test_a_kill_right_after_an_act_keeps_it(store: Store) -> None:
    store.close()
    killed(
        store.folder,
        """
store = open_store(folder)
with unit_of_work(store, "import", {"name": "whole.pdf"}) as unit: add(unit, "whole")
die()
""",
    )
    with open_store(store.folder) as again:
        assert len(contents(again)["operator"]) == 500


def test_a_kill_while_a_store_is_made_leaves_none(folder: Path) -> None:
    killed(
        folder,
        """
from telbill_desktop.store import creation
creation.put_in_place = lambda *_: die()
create_store(folder)
""",
    )
    assert not (folder / DATABASE).exists()
    with open_or_create(folder) as store:
        assert contents(store)["operator"] == []


def test_the_structure_is_looked_at_only_after_an_unclean_end(store: Store, refusal: Refusal) -> None:
    store.close()
    database = store.folder / DATABASE
    content = bytearray(database.read_bytes())
    page = content[16] * 256 + content[17]
    root = _root_page_of_an_index(store.folder)
    content[(root - 1) * page : (root - 1) * page + 1] = b"\x63"  # no kind of page
    database.write_bytes(content)
    open_store(store.folder).close()
    killed(
        store.folder,
        "FileLock = __import__('telbill_desktop.system.lock', fromlist=['x']).FileLock\n"
        f"FileLock.acquire(folder / {LOCK!r}); die()",
    )
    with refusal("store_damaged"):
        open_store(store.folder)


def test_a_writing_process_keeps_others_from_writing_until_it_ends(store: Store, refusal: Refusal) -> None:
    store.close()
    with child(
        store.folder, "store = open_store(folder); print('open', flush=True); sys.stdin.read(1); die()"
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        with refusal("store_held"):
            open_store(store.folder)
        with open_store(store.folder, for_writing=False) as reader:
            assert contents(reader)["operator"] == []
        other.stdin.write("x")
        other.stdin.flush()
        assert other.wait(30) == -9
    open_store(store.folder).close()


def test_the_lock_tells_a_clean_end_from_another(folder: Path) -> None:
    create_store(folder).close()
    lock = FileLock.acquire(folder / LOCK)
    assert not lock.unclean
    lock.release()
    killed(folder, f"from telbill_desktop.system.lock import FileLock\nFileLock.acquire(folder / {LOCK!r}); die()")
    lock = FileLock.acquire(folder / LOCK)
    assert lock.unclean
    lock.release()


def _root_page_of_an_index(folder: Path) -> int:
    with open_store(folder, for_writing=False) as store, store.reading() as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_company_siren'"
        return int(connection.exec_driver_sql(query).scalar_one())
