"""A defect of ours is caught whenever it happens, logged and shown; in a process of its own, as its hook is global."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from telbill_desktop.store.engine import create_store

SCRIPT = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from telbill_desktop.gui import start
from telbill_desktop.gui.session import Session
from telbill_desktop.system.settings import Settings
from telbill_desktop.workspaces import StoreWorkspaces

folder, when, watched = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "watched"

def fails(*_arguments, **_named):
    raise RuntimeError("on purpose, of alice@example.org")

def look():
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        QTimer.singleShot(20, look)
        return
    print(dialog.windowTitle(), dialog.findChild(QPlainTextEdit).toPlainText())
    sys.stdout.flush()
    os._exit(0)

if when == "painted":  # in a slot, before anything of the store is there
    Session.open = fails
elif when == "opening":  # in a job, on another thread
    StoreWorkspaces.open = fails
else:  # in a slot, with a page on screen
    ready = start.Program._on_ready
    start.Program._on_ready = lambda program: (ready(program), QTimer.singleShot(50, fails))
QTimer.singleShot(0, look) if watched else None
settings = Settings.load(folder / "settings")
picture = None if watched else folder / "picture.png"
workspaces = StoreWorkspaces(folder / "demo", "small")
sys.exit(start.run_window(workspaces, settings, start.Start(folder / "store", picture=picture)))
"""


@pytest.mark.parametrize("when", ["painted", "opening", "later"])
@pytest.mark.parametrize("watched", ["watched", "unwatched"])
def test_a_defect_is_reported_whenever_it_happens(tmp_path: Path, when: str, watched: str) -> None:
    create_store(tmp_path / "store").close()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), when, watched],
        env={**os.environ, "TELBILL_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    report = done.stdout if watched == "watched" else done.stderr
    assert "RuntimeError: on purpose, of [e-mail]" in report, done.stderr
    assert done.returncode == (0 if watched == "watched" else 1)
    log = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "data").rglob("telbill.log"))
    assert "on purpose, of [e-mail]" in log
    assert "alice" not in log
