"""What every test stands on: no display, English, and nothing written outside its own folder."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import URL, Compiled, Engine, create_engine
from sqlalchemy.util import LRUCache

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from telbill_desktop.system import i18n, paths
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import import_readers

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

hypothesis.settings.register_profile(
    "telbill",
    deadline=None,  # the machine that runs the suite has other things to do
    derandomize=bool(os.environ.get("CI")),  # a red run is the same when it is run again
)
hypothesis.settings.load_profile("telbill")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the collector of cycles need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, stores and logs of a folder of its own; English before and after, whatever the test speaks."""
    home = tmp_path_factory.mktemp("user")
    monkeypatch.setenv(paths.SETTINGS_VARIABLE, str(home / "settings"))
    monkeypatch.setenv(paths.DATA_VARIABLE, str(home / "data"))
    monkeypatch.delenv(paths.STORE_VARIABLE, raising=False)
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture(autouse=True, scope="session")
def _statements_are_compiled_once() -> Iterator[None]:
    """Stores of one process share what SQLAlchemy made of statements, as the days of one store do in a program.

    It keeps that by dialect, and each store has its own.
    """
    first, statements = create_engine("sqlite://"), LRUCache[object, Compiled](2000)
    first.connect().close()  # which settles what its dialect knows of the library

    def engine(url: URL, **options: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's
        made = create_engine(url, execution_options={"compiled_cache": statements}, **options)
        made.dialect = first.dialect
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("telbill_desktop.store.engine.create_engine", engine)
        yield


@pytest.fixture(scope="session")
def reading_process() -> Iterator[Worker]:
    """The process that reads files, kept for every window and verb of the session: each would start one in a second.

    That they start and end their own is seen where the program is a process itself, and in `tests/app`.
    """
    with Worker(import_readers) as worker:
        yield worker


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real invoices beside the checkout; the test is skipped, and says so, where there is none."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus of real invoices at {CORPUS}")
    return CORPUS
