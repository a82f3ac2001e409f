"""How long the window's thread is kept from its events while a file of usage is imported beside it.

    python bench/usage_window.py USAGE.csv

The import runs as the window's jobs run it, on the writer's thread. A timer of the window's thread is due every 5 ms;
how late it comes is how long an event waited. Printed: the longest and the 99th of a hundred waits, beside those of the
same time without an import. Bound: 50 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.reading import Reading
from telbill_desktop.gui.jobs import Jobs
from telbill_desktop.services.intake import FileResult, gather, import_files
from telbill_desktop.store.engine import Store, create_store
from telbill_desktop.workspaces import ReadsUsage

BOUND, DUE = 50, 5  # milliseconds


def waits(application: QApplication, begin: Callable[[Callable[[object], None]], None]) -> list[float]:
    """Milliseconds that each of the timer's events waited until what `begin` starts calls what it was given."""
    found: list[float] = []
    last = time.perf_counter()

    def on_timeout() -> None:
        nonlocal last
        now = time.perf_counter()
        found.append(max(0.0, (now - last) * 1000 - DUE))
        last = now

    timer = QTimer()
    timer.setInterval(DUE)
    timer.timeout.connect(on_timeout)
    timer.start()
    begin(lambda _result: application.quit())
    application.exec()
    timer.stop()
    return found


def importing(store: Store, source: str, jobs: Jobs, owner: QObject) -> Callable[[Callable[[object], None]], None]:
    """Starts the import as the dialog does."""

    def work(progress: Progress) -> list[FileResult]:
        return import_files(store, gather([source]), _unread, progress, usage=ReadsUsage())

    def begin(done: Callable[[object], None]) -> None:
        jobs.write(work, done, owner=owner)

    return begin


def main() -> int:
    """Prints the waits; 1 when an event waited longer than the bound."""
    application = QApplication([])
    owner = QObject()
    jobs = Jobs(owner)
    with tempfile.TemporaryDirectory() as folder, create_store(Path(folder) / "store") as store:
        begun = time.perf_counter()
        busy = waits(application, importing(store, sys.argv[1], jobs, owner))
        seconds = time.perf_counter() - begun
        idle = waits(application, lambda done: QTimer.singleShot(int(seconds * 1000), lambda: done(None)))
        jobs.close()
    for name, times in (("importing", busy), ("idle", idle)):
        print(
            f"{name:10} {len(times):6} events, p99 {quantiles(times, n=100)[-1]:5.1f} ms, longest {max(times):5.1f} ms"
        )
    print(f"import: {seconds:.1f} s; bound {BOUND} ms")
    return int(max(busy) > BOUND)


def _unread(_content: bytes, _name: str) -> Reading:
    raise AssertionError


if __name__ == "__main__":
    sys.exit(main())
