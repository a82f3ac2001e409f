"""The overview of a store in a window: prints how long it takes from the click until it is drawn, and once again.

python -m bench.overview_page FOLDER
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.pages.overview.page import OverviewPage
from telbill_desktop.gui.start import Program, Start
from telbill_desktop.gui.theme import STYLE, Theme
from telbill_desktop.system.settings import Settings
from telbill_desktop.workspaces import StoreWorkspaces

LONGEST = 60.0  # seconds
SETTLED = 1.5  # seconds until the page that was there first, with its detail, is complete


def until(condition: Callable[[], bool]) -> float:
    """Milliseconds until something holds, with the window's events handled meanwhile."""
    begun = time.perf_counter()
    loop = QEventLoop()
    while not condition():
        if time.perf_counter() - begun > LONGEST:
            raise TimeoutError
        QTimer.singleShot(1, loop.quit)
        loop.exec()
    return (time.perf_counter() - begun) * 1000


def bare_chart() -> float:
    """Milliseconds of importing matplotlib and painting one chart of five times 24 bars."""
    begun = time.perf_counter()
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg  # noqa: PLC0415 - it is what is measured
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    figure = Figure()
    axes = figure.add_subplot()
    for at in range(5):
        axes.bar(range(24), [1.0] * 24, bottom=[float(at)] * 24)
    canvas = FigureCanvasQTAgg(figure)  # type: ignore[no-untyped-call] # matplotlib's canvas has no types
    canvas.resize(740, 300)
    canvas.show()
    canvas.repaint()
    spent = (time.perf_counter() - begun) * 1000
    canvas.close()
    return spent


def main() -> int:
    """Opens the store on the list of invoices, then the overview."""
    application = QApplication(["bench", "-style", STYLE])
    theme = Theme(application)
    theme.use("light", 100)
    settings = Settings(page="invoices")
    folder = Path(sys.argv[1])
    workspaces = StoreWorkspaces(folder.parent / "no-demo", "small")
    program = Program(application, theme, workspaces, settings, Start(folder))
    program.open()
    window, session = program.window, program.session
    assert window is not None
    assert session is not None
    window.resize(1440, 900)
    until(lambda: session.desk is not None)
    desk = session.desk
    assert desk is not None
    opened = time.perf_counter()
    until(lambda: time.perf_counter() - opened > SETTLED and not window.jobs.is_running())
    begun = time.perf_counter()
    desk.open_page("overview")
    page = desk.pages["overview"]
    assert isinstance(page, OverviewPage)
    until(lambda: bool(page.tiles.month.figure.text()))
    window.repaint()
    figures = (time.perf_counter() - begun) * 1000
    canvas = page.chart.canvas
    until(lambda: canvas.is_drawn() and bool(page.who.teams_model.records))
    window.repaint()
    drawn = (time.perf_counter() - begun) * 1000
    until(lambda: not window.jobs.is_running())
    months = canvas.shown
    canvas.show_months(replace(months, currency="XTS"), ())  # so that another picture is to be drawn
    until(canvas.is_drawn)
    begun = time.perf_counter()
    page.refresh()
    until(lambda: canvas.is_drawn() and canvas.shown == months)
    window.repaint()
    refreshed = (time.perf_counter() - begun) * 1000
    until(lambda: not window.jobs.is_running())
    bare = bare_chart()
    print(f"figures={figures:.1f} drawn={drawn:.1f} refreshed={refreshed:.1f} bare={bare:.1f}")
    program.close()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
