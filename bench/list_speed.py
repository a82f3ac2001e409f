"""What the list of 100 000 invoices costs a user: typing, the wheel, Ctrl+A, sorting; on the real page.

    python bench/list_speed.py [COUNT]

A keystroke is a key event to the filter, measured until the table has been painted again. The floor is a bare
QTableView of the same size and columns whose model is one text: a reset and a repaint of it.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QEvent, QEventLoop, QModelIndex, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from bench.many_invoices import make_store
from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.dialogs.answers import DialogAsk
from telbill_desktop.gui.jobs import Jobs
from telbill_desktop.gui.models.invoice_cells import POSITION, SHOWN_FIRST
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.pages.page import PageContext
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.workspace import Workspace
from telbill_desktop.system.settings import Settings
from telbill_desktop.system.worker import Worker
from telbill_desktop.workspaces import ReadsUsage, describe_in, inspect_in, reader_in

COUNT = 100_000
SIZE = (1196, 776)  # what the window leaves to a page at 1440 x 900
WORDS = ("forfait", "hexamobile", "lefevre", "1312", "nantes", "62268557", "option monde", "zoe")
BETWEEN_LETTERS = 0.12  # seconds; a fast typist
WHEEL_STEPS = 300
TARGETS = {"keystroke": 15.0, "wheel step": 12.0}
Spent = tuple[float, float]  # milliseconds on the wall, and of them on this thread's processor


class Painted(QObject):
    """Counts the repaints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Sees every paint."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Bench:
    """The page on a store, and a stopwatch."""

    def __init__(self, application: QApplication, page: InvoicesPage) -> None:
        self.application, self.page = application, page
        self.painted = Painted(page.table.viewport())

    def until_painted(self, act: Callable[[], object]) -> Spent:
        """What it takes until the act has changed the screen."""
        before, wall, cpu = self.painted.count, time.perf_counter(), time.thread_time()
        act()
        for _ in range(4):  # a letter that finds the same rows paints none of them
            self.application.processEvents()
            if self.painted.count != before:
                break
        return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000

    def until_complete(self, act: Callable[[], object] | None = None) -> Spent:
        """What it takes until all ids of the list are there."""
        wall, cpu = time.perf_counter(), time.thread_time()
        if act is not None:
            act()
        loop = QEventLoop()
        self.page.listing.completed.connect(loop.quit)
        if not self.page.listing.is_complete:
            loop.exec()
        self.page.listing.completed.disconnect(loop.quit)
        return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000

    def typing(self, pause: Callable[[], object]) -> list[Spent]:
        """Every letter of every word, the field emptied between words."""
        field, spent = self.page.filters.text, []
        for word in WORDS:
            for letter in word:
                spent.append(self.until_painted(partial(QTest.keyClicks, field, letter)))
                pause()
            field.clear()
            self.until_complete()
        return spent

    def idle(self, seconds: float) -> None:
        """Lets the window do what it does between two keys."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.application.processEvents()
            time.sleep(0.002)

    def wheel(self) -> None:
        """One notch."""
        viewport = self.page.table.viewport()
        place = QPointF(viewport.rect().center())
        event = QWheelEvent(
            place,
            viewport.mapToGlobal(place),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's signature
        )
        QApplication.sendEvent(viewport, event)


class Texts(QAbstractTableModel):
    """The floor: nothing but texts at hand."""

    def rowCount(self, _parent: QModelIndex | None = None) -> int:  # type: ignore[override] # noqa: N802 - Qt's name
        """A page."""
        return 200

    def columnCount(self, _parent: QModelIndex | None = None) -> int:  # type: ignore[override] # noqa: N802 - Qt's name
        """As the list has them at first."""
        return len(SHOWN_FIRST)

    def data(self, index: QModelIndex, role: int = 0) -> Any:  # type: ignore[override] # noqa: ANN401 - Qt's signature
        """The same text everywhere."""
        return "Atelier Roche" if role == 0 and index.isValid() else None


def floor(application: QApplication, page: InvoicesPage) -> float:
    """Milliseconds of a reset and a repaint of a bare table of the same size: the median."""
    view, model = QTableView(), Texts()
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(page.table.verticalHeader().defaultSectionSize())
    view.resize(page.table.size())
    view.show()
    application.processEvents()
    spent = []
    for _ in range(60):
        wall = time.perf_counter()
        model.beginResetModel()
        model.endResetModel()
        view.viewport().repaint()
        spent.append((time.perf_counter() - wall) * 1000)
    view.close()
    return statistics.median(spent)


def main() -> int:
    """Prints the table; 1 when a target is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as place, make_store(Path(place) / "store", count) as store, Worker() as worker:
        application = QApplication([])
        theme = Theme(application)
        theme.use("light", 100)
        jobs = Jobs(application)
        context = PageContext(
            workspace=Workspace(
                store,
                reader_in(worker),
                partial(reader_in, worker),
                ReadsUsage,
                worker,
                inspect_in(worker),
                describe_in(worker),
            ),
            jobs=jobs,
            settings=Settings(),
            theme=theme,
            ask=DialogAsk(theme),
            notify=print,
            store_changed=lambda: None,
            go_to=lambda _page, _target: None,
            look_again=lambda _deposits: None,
        )
        page = InvoicesPage(context)
        page.resize(*SIZE)
        page.show()
        bench = Bench(application, page)
        bench.until_complete()
        bench.idle(0.5)
        missed = measure(bench, count)
        page.close()
        jobs.close()
    return int(missed)


def measure(bench: Bench, count: int) -> bool:
    """Prints every figure; whether a target is missed."""
    page, table = bench.page, bench.page.table
    bare = floor(bench.application, page)
    print(f"{count} invoices, {SIZE[0]}x{SIZE[1]}; wall ms, of them CPU of the GUI thread; floor {bare:.1f} ms")
    missed = False
    spent = {
        "keystroke, one after the other": bench.typing(lambda: None),
        "keystroke, 120 ms apart": bench.typing(lambda: bench.idle(BETWEEN_LETTERS)),
        "typing at 250 ms a letter": bench.typing(lambda: bench.idle(2 * BETWEEN_LETTERS)),
        "keystroke, whole list read before": bench.typing(bench.until_complete),
    }
    table.scrollToTop()
    bench.idle(0.2)
    spent["wheel step"] = [bench.until_painted(bench.wheel) for _ in range(WHEEL_STEPS)]
    rows = [count * step // 40 for step in range(1, 40)]
    spent["far jump"] = [bench.until_painted(partial(table.show_at_top, row)) for row in rows]
    for name, times in spent.items():
        missed |= _say(name, times, bare)
    for name, act in (
        ("Ctrl+A, painted", lambda: QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)),
        ("sort by amount, first rows painted", lambda: _click(page, InvoiceColumn.TTC)),
        ("sort by operator, first rows painted", lambda: _click(page, InvoiceColumn.SUBSCRIBER)),
    ):
        table.setFocus()
        _say(name, [bench.until_painted(act)], bare)
        _say("  until every row is known", [bench.until_complete()], bare)
    return missed


def _click(page: InvoicesPage, column: InvoiceColumn) -> None:
    page.table.horizontalHeader().sectionClicked.emit(POSITION[column])


def _say(name: str, spent: list[Spent], bare: float) -> bool:
    """Prints one row; whether its target is missed."""
    wall, cpu = sorted(one[0] for one in spent), sorted(one[1] for one in spent)
    at = min(round(len(spent) * 0.95), len(spent) - 1)
    middle, high = statistics.median(wall), wall[at]
    target = next((limit for kind, limit in TARGETS.items() if name.startswith(kind)), None)
    verdict = "" if target is None else f"target {target:.0f}: {'met' if high <= target else 'MISSED'}"
    print(
        f"  {name:<38} p50 {middle:7.1f} ({statistics.median(cpu):6.1f})  p95 {high:7.1f} ({cpu[at]:6.1f})"
        f"   x {middle / bare:5.2f}   {verdict}"
    )
    return target is not None and high > target


if __name__ == "__main__":
    sys.exit(main())
