"""The window is painted before anything heavy is imported, in a process of its own."""

import subprocess
import sys
from pathlib import Path

from telbill_desktop.system.settings import Settings
from tests.new_stores import new_store

HEAVY = (
    "sqlalchemy", "alembic", "lxml", "pypdf", "pypdfium2", "reportlab", "psutil", "phonenumbers", "stdnum",
    "matplotlib", "numpy", "openpyxl",
)  # fmt: skip

# What the detail of an invoice, a popup, an export, a change of the store and the shell around the page bring.
AFTER_ROWS = {
    "domain.builtin_views", "domain.ready_days", "gui.pages.invoices.advanced_search",
    "gui.pages.invoices.column_popup", "gui.pages.invoices.edits", "gui.pages.invoices.filter_words",
    "gui.view_list", "gui.view_shelf", "gui.widgets.chip", "gui.widgets.offer_list", "services.invoice_edits",
    "services.perimeters", "services.saved_views",
    "domain.amount_text", "domain.date_text", "domain.invoice", "domain.invoice_detail", "exporters.csv_list",
    "gui.finding", "gui.pages.invoices.detail_panel", "gui.undoing", "gui.widgets.range_popup",
    "services.invoice_detail", "services.removal", "store.creation", "store.journal", "store.unit_of_work",
    "gui.crash", "store.backup", "store.tables.contracts", "store.tables.every", "store.tables.fleet", "system.logs",
}  # fmt: skip

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

def told():
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
    print(*sorted(name for name in sys.modules if name.startswith(("telbill_desktop.", "sqlalchemy.dialects."))))
    sys.stdout.flush()
    import os
    os._exit(0)

getattr(program, sys.argv[2]).connect(told)
program.open()
application.exec()
"""


def modules_when(moment: str, folder: Path) -> tuple[set[str], set[str]]:
    """Every package that a new process has imported when the program says so; modules of ours and dialects of SQL."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), moment], capture_output=True, text=True, timeout=60, check=True
    )
    everything, ours = (set(line.split()) for line in done.stdout.splitlines())
    return everything, ours


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    everything, ours = modules_when("painted", tmp_path)
    assert "PySide6" in everything
    assert everything.isdisjoint(HEAVY), everything & set(HEAVY)
    floors = {name.split(".")[1] for name in ours if name.startswith("telbill_desktop.")}
    assert floors.isdisjoint({"store", "services", "importers", "exporters", "documents", "demo", "cli"})


def furnished(page: str, folder: Path) -> tuple[set[str], set[str]]:
    """What is imported when that page of an empty store is there."""
    new_store(folder / "store").close()
    settings = Settings.load(folder / "store" / "settings")
    settings.page = page
    settings.save()
    everything, ours = modules_when("furnished", folder / "store")
    assert f"telbill_desktop.gui.pages.{page}.page" in ours
    assert everything.isdisjoint({"matplotlib", "numpy", "openpyxl", "email", "multiprocessing", "ssl"})
    return everything, ours


def test_the_first_rows_wait_for_nothing_that_a_click_brings(tmp_path: Path) -> None:
    _, ours = furnished("invoices", tmp_path)
    assert not {name for name in ours if name.removeprefix("telbill_desktop.") in AFTER_ROWS}
    dialects = {name.split(".")[2] for name in ours if name.startswith("sqlalchemy.dialects.")} - {"_typing"}
    assert dialects == {"sqlite"}, "a table that names another database's option imports its dialect"


def test_the_overview_waits_for_neither_its_chart_nor_another_page(tmp_path: Path) -> None:
    _, ours = furnished("overview", tmp_path)
    pages = {name.split(".")[3] for name in ours if name.startswith("telbill_desktop.gui.pages.")}
    assert pages == {"overview", "page", "saving"}
    assert "telbill_desktop.exporters.charts" not in ours
