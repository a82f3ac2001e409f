"""The window is painted before anything heavy is imported, in a process of its own."""

import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlalchemy", "alembic", "lxml", "pypdf", "pypdfium2", "reportlab", "psutil", "phonenumbers", "stdnum")

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from telbill_desktop.gui.start import Program, Start
from telbill_desktop.gui.theme import Theme
from telbill_desktop.system.settings import Settings
from telbill_desktop.workspaces import StoreWorkspaces

application = QApplication([])
theme = Theme(application)
settings = Settings.load(Path(sys.argv[1]) / "settings")
theme.use(settings.theme, settings.text_size)
workspaces = StoreWorkspaces(Path(sys.argv[1]) / "demo", "small")
program = Program(application, theme, workspaces, settings, Start(Path(sys.argv[1])))

def painted():
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
    print(*sorted(name for name in sys.modules if name.startswith("telbill_desktop.")))
    sys.stdout.flush()
    import os
    os._exit(0)

program.painted.connect(painted)
program.open()
application.exec()
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    everything, ours = (set(line.split()) for line in done.stdout.splitlines())
    assert "PySide6" in everything
    assert everything.isdisjoint(HEAVY), everything & set(HEAVY)
    floors = {name.split(".")[1] for name in ours}
    assert floors.isdisjoint({"store", "services", "importers", "exporters", "documents", "demo", "cli"})
