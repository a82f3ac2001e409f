"""A module that is imported later is empty until something of it is asked for, and then is what it would have been."""

import importlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from telbill_desktop.system.later_module import later

PLAIN = """
from . import told
told.append(__name__)
VALUE = 3
def double(number, *, plus=0):
    return 2 * number + plus
"""
CIRCLE = "import later_pack.plain\nfrom later_pack import told\ntold.append(__name__)\nSEEN = later_pack.plain.VALUE\n"


@pytest.fixture(name="told")
def made_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A package `later_pack` whose modules say when they are loaded."""
    folder = tmp_path / "later_pack"
    folder.mkdir()
    (folder / "__init__.py").write_text("told = []\n")
    (folder / "plain.py").write_text(PLAIN)
    (folder / "circle.py").write_text(CIRCLE)
    (folder / "broken.py").write_text("VALUE = 1\nraise ValueError('as it would have')\n")
    (folder / "slow.py").write_text("import time\ndef early():\n    return LATE\ntime.sleep(0.2)\nLATE = 1\n")
    for name, other in (("left", "right"), ("right", "left")):
        (folder / f"{name}.py").write_text(
            f"import time\nimport later_pack.{other}\ntime.sleep(0.1)\nTOLD = later_pack.{other}.__doc__\nVALUE = 1\n"
        )
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield importlib.import_module("later_pack").told
    for name in [each for each in sys.modules if each.partition(".")[0] == "later_pack"]:
        del sys.modules[name]


def test_a_module_is_loaded_by_the_first_question_and_once(told: list[str]) -> None:
    with later({"later_pack.plain": ()}):
        module = importlib.import_module("later_pack.plain")
    assert told == []
    assert module.VALUE == 3
    assert module.double(2, plus=1) == 5
    assert told == ["later_pack.plain"]
    assert importlib.import_module("later_pack.plain") is module


def test_a_name_is_imported_from_it_as_from_any_module(told: list[str]) -> None:
    with later({"later_pack.plain": ()}):
        importlib.import_module("later_pack.plain")
    scope: dict[str, object] = {}
    exec("from later_pack.plain import double", scope)  # noqa: S102 - the statement itself is tried
    assert scope["double"] is sys.modules["later_pack.plain"].double
    assert told == ["later_pack.plain"]


def test_a_function_may_be_picked_up_before_and_loads_the_module_when_it_is_called(told: list[str]) -> None:
    with later({"later_pack.plain": ("double",)}):
        double = importlib.import_module("later_pack.plain").double
    assert told == []
    assert double(4, plus=1) == 9
    assert told == ["later_pack.plain"]


def test_what_a_module_has_not_is_missing_as_always(told: list[str]) -> None:
    with later({"later_pack.plain": ()}):
        module = importlib.import_module("later_pack.plain")
    with pytest.raises(AttributeError):
        module.nothing_of_the_kind  # noqa: B018 - the question itself is tried
    with pytest.raises(ImportError):
        exec("from later_pack.plain import nothing_of_the_kind")  # noqa: S102 - same
    assert told == ["later_pack.plain"]


def test_the_other_modules_and_the_time_after_are_as_always(told: list[str]) -> None:
    before = sys.meta_path
    with later({"later_pack.plain": ()}):
        importlib.import_module("later_pack.circle")
    assert sys.meta_path is before
    assert told == ["later_pack.circle", "later_pack.plain"]


def test_a_finder_that_puts_itself_first_does_not_undo_it(told: list[str]) -> None:
    class Eager:
        find_spec = staticmethod(PathFinder.find_spec)

    with later({"later_pack.plain": ()}):
        finder = Eager()
        sys.meta_path.insert(0, finder)
        importlib.import_module("later_pack.plain")
        sys.meta_path.remove(finder)
    assert told == []


def test_a_module_that_fails_says_so_to_whoever_asks_until_it_does_not(told: list[str], tmp_path: Path) -> None:
    with later({"later_pack.broken": ("double",)}):
        module = importlib.import_module("later_pack.broken")
    for _ in range(2):
        with pytest.raises(ValueError, match="as it would have"):
            module.VALUE  # noqa: B018 - the question itself is tried
        with pytest.raises(ValueError, match="as it would have"):
            module.double(2)
        assert "VALUE" not in object.__getattribute__(module, "__dict__")
    (tmp_path / "later_pack" / "broken.py").write_text("def double(number):\n    return 2 * number  # mended\n")
    assert module.double(2) == 4
    assert type(module) is type(sys)
    assert told == []


def test_threads_that_ask_together_see_the_whole_module(told: list[str]) -> None:
    with later({"later_pack.slow": ()}):
        module = importlib.import_module("later_pack.slow")
    start, seen, wrong = threading.Barrier(8), [], []

    def ask() -> None:
        start.wait()
        try:
            seen.append(module.early())
        except NameError as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (seen, wrong) == ([1] * 8, [])
    assert told == []


def test_two_that_need_each_other_do_not_wait_for_each_other(told: list[str]) -> None:
    with later({"later_pack.left": (), "later_pack.right": ()}):
        modules = [importlib.import_module(f"later_pack.{name}") for name in ("left", "right")]
    start, seen = threading.Barrier(2), []

    def ask(module: object) -> None:
        start.wait()
        seen.append(module.VALUE)  # type: ignore[attr-defined] # a module made above

    threads = [threading.Thread(target=ask, args=(module,), daemon=True) for module in modules]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert seen == [1, 1]
    assert told == []


def test_a_finder_added_meanwhile_stays(told: list[str]) -> None:
    finder = PathFinder()
    with later({"later_pack.plain": ()}):
        sys.meta_path.insert(0, finder)
    assert finder in sys.meta_path
    sys.meta_path.remove(finder)
    assert told == []


MISTAKES = """
import sys
if sys.argv[1] == "quick":
    from telbill_desktop.gui import quick_qt
    parser = sys.modules["shibokensupport.signature.parser"]
    assert "pyside_type_init" not in object.__getattribute__(parser, "__dict__"), "it was there at once"
from PySide6.QtCore import QObject, QTimer
for mistake in (lambda: QObject().setObjectName(3), lambda: QTimer(colour=3), lambda: QObject(1, 2, 3)):
    try:
        mistake()
    except Exception as error:
        print(type(error), error)
from PySide6.support.signature.lib import pyi_generator as generator
generator.generate_pyi
print(sorted(name for name in vars(generator) if not name.startswith("__")))
"""


def test_qt_says_of_a_mistake_what_it_says_without_us() -> None:
    def said(how: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", MISTAKES, how], capture_output=True, text=True, timeout=60, check=True
        ).stdout

    assert "setObjectName" in said("quick")
    assert said("quick") == said("plain")


def test_what_sqlalchemy_does_not_need_is_there_for_whoever_does() -> None:
    script = (
        "import sys, telbill_desktop.store.engine\n"
        "assert 'ssl' not in sys.modules and 'email' not in sys.modules\n"
        "import asyncio, importlib.metadata\n"
        "async def three(): return 3\n"
        "from sqlalchemy.util.concurrency import iscoroutine\n"
        "waiting = three()\n"
        "print(iscoroutine(waiting), iscoroutine(3), asyncio.run(waiting))\n"
        "print(importlib.metadata.version('sqlalchemy') == __import__('sqlalchemy').__version__)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["True", "False", "3", "True"]
