"""The command line as a script has it: words in; exit code, standard output and messages out."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from telbill_desktop.app import main
from telbill_desktop.system import paths
from telbill_desktop.system.worker import Worker
from tests.builders import credit_note, draft, facturx_pdf, ubl_xml
from tests.cli import source_004
from tests.new_stores import filled_store

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """What a run gave."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - what json.loads gives
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of the test's own, and English also for processes."""
    monkeypatch.setenv(paths.STORE_VARIABLE, str(tmp_path / "store"))
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path / "data"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.setenv(name, "C.UTF-8")


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reading_process: Worker) -> Run:
    """Runs `telbill` in this process, with the process of the session that reads files."""
    monkeypatch.setattr("telbill_desktop.system.worker.Worker", lambda _prepare: nullcontext(reading_process))

    def words(*argv: str) -> Ran:
        capfd.readouterr()
        code = main(argv)
        sys.stdout.flush()
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return words


@pytest.fixture
def command() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `python -m telbill_desktop` as a process of its own."""

    def words(*argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "telbill_desktop", *argv],
            capture_output=True,
            check=False,
            cwd=ROOT,
            env={**os.environ, **environment},
        )

    return words


@pytest.fixture
def account(tmp_path: Path) -> int:
    """The account of source 004, in the test's own store."""
    return filled_store(tmp_path / "store", source_004.account)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Four invoices and a credit note, a Factur-X among them, and a text that is no invoice."""
    folder = tmp_path / "papers"
    (folder / "sub").mkdir(parents=True)
    for number, day in (("F-1", 1), ("F-2", 2), ("F-3", 3)):
        content = ubl_xml(draft(number=number, issue_date=date(2026, 11, day)))
        (folder / f"{number}.xml").write_bytes(content)
    (folder / "sub" / "F-4.pdf").write_bytes(facturx_pdf(draft(number="F-4", issue_date=date(2026, 11, 4))))
    (folder / "sub" / "N-5.xml").write_bytes(ubl_xml(credit_note(number="N-5", issue_date=date(2026, 11, 5))))
    (folder / "zz.txt").write_text("Bonjour", encoding="utf-8")
    return folder
