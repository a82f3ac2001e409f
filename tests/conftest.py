"""What every test stands on: no display, English, and nothing written outside its own folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from telbill_desktop.system import i18n, paths

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

hypothesis.settings.register_profile(
    "telbill",
    deadline=None,  # the machine that runs the suite has other things to do
    derandomize=bool(os.environ.get("CI")),  # a red run is the same when it is run again
)
hypothesis.settings.load_profile("telbill")


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


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real invoices beside the checkout; the test is skipped, and says so, where there is none."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus of real invoices at {CORPUS}")
    return CORPUS
