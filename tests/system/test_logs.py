"""What the log holds, and what it never holds."""

import logging
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from telbill_desktop.system import logs

SECRETS = [
    "FR76 3000 6000 0112 3456 7890 189",
    "FR7630006000011234567890189",
    "fr76 3000 6000 0112 3456 7890 189",
    "DE89370400440532013000",
    "06 39 98 01 01",
    "06.39.98.01.01",
    "0639980101",
    "+33 6 39 98 01 01",
    "+33639980101",
    "+33 (0)6 39 98 01 01",
    "0033639980101",
    "33639980101",
    "07\u00a000\u00a012\u00a034\u00a056\u00a078\u00a090",
    "camille.perrin@atelier-roche.example",
    "prenom+facture@exemple.fr",
]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    before = sys.excepthook, threading.excepthook
    yield logs.start_logging(tmp_path / "logs")
    logs.stop_logging()
    sys.excepthook, threading.excepthook = before


@pytest.mark.parametrize("secret", SECRETS)
def test_the_log_holds_no_secret_wherever_it_comes_from(secret: str, log: Path) -> None:
    logs.LOGGER.info("file of %s, refused", secret)
    try:
        raise ValueError(secret)
    except ValueError:
        logs.LOGGER.exception("in a traceback")
    written = log.read_text(encoding="utf-8")
    assert secret not in written
    assert "refused" in written
    assert "in a traceback" in written


@pytest.mark.parametrize(
    "kept",
    ["facture 62268557 du 17/11/2026", "4 278,41", "a3" * 32, "2026-11-17 14:05:33", "line 1042", "SIREN 999100019"],
)
def test_what_a_defect_is_understood_by_stays(kept: str, log: Path) -> None:
    logs.LOGGER.info("import: %s", kept)
    assert kept in log.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's; Windows has the profile's access list")
def test_the_log_is_the_users_alone(log: Path) -> None:
    logs.LOGGER.info("written")
    assert [stat.S_IMODE(path.stat().st_mode) for path in sorted(log.parent.iterdir())] == [0o600, 0o600]
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_the_log_turns_over_and_never_fills_the_disk(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (handler,) = [each for each in logs.LOGGER.handlers if isinstance(each, RotatingFileHandler)]
    monkeypatch.setattr(handler, "maxBytes", 1000)
    for number in range(200):
        logs.LOGGER.info("event %d of a long day of work", number)
    names = sorted(path.name for path in log.parent.glob("telbill.log*"))
    assert names == ["telbill.log", *(f"telbill.log.{number}" for number in range(1, logs.FILES_KEPT + 1))]
    assert all(path.stat().st_size <= 1000 for path in log.parent.glob("telbill.log*"))


def test_what_escapes_is_logged_and_told_on_every_thread(log: Path) -> None:
    told: list[BaseException] = []
    logs.catch_what_escapes(told.append)

    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    try:
        raise RuntimeError("in the main thread")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert [str(error) for error in told] == ["in a thread", "in the main thread"]
    written = log.read_text(encoding="utf-8")
    assert "in a thread" in written
    assert "in the main thread" in written
    assert "Traceback" in written


def test_a_teller_that_fails_is_logged_too(log: Path) -> None:
    def tell(_: BaseException) -> None:
        raise OSError("no terminal")

    logs.catch_what_escapes(tell)
    sys.excepthook(RuntimeError, RuntimeError("first"), None)
    written = log.read_text(encoding="utf-8")
    assert "first" in written
    assert "no terminal" in written


def test_without_a_writable_folder_the_program_works_on(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file is in the way")
    logs.start_logging(tmp_path / "logs")
    logs.LOGGER.log(logging.INFO, "goes nowhere")


def test_without_a_log_a_defect_is_not_spilt_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file is in the way")
    code = (
        "import pathlib, sys; from telbill_desktop.system import logs;"
        "logs.start_logging(pathlib.Path(sys.argv[1])); logs.LOGGER.critical('a defect', exc_info=ValueError('x'))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "logs")]
    assert subprocess.run(command, capture_output=True, check=True).stderr == b""


def test_a_hard_crash_leaves_its_stack(tmp_path: Path) -> None:
    code = (
        "import faulthandler, pathlib, sys; from telbill_desktop.system import logs;"
        "logs.start_logging(pathlib.Path(sys.argv[1])); faulthandler._sigsegv()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode != 0
    assert "Segmentation fault" in (tmp_path / logs.CRASH_NAME).read_text()
