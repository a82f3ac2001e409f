"""Reports, the accounts for entries, and printing what is on screen: what the window's actions of these do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.pages.saving import REPORT_FILES, tell_written
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report import Report
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.desk import Desk
    from telbill_desktop.gui.main_window import MainWindow
    from telbill_desktop.gui.pages.page import Page

_CSV = ".csv"


class _Shown(NamedTuple):
    """What is on screen: the page's name, and what makes a report of it."""

    name: str
    make: Callable[[Progress], Report]


class Reporting(QObject):
    """Each opens what it needs when it is asked for. It goes with the desk."""

    def __init__(self, parent: QObject, window: MainWindow, desk: Desk) -> None:
        super().__init__(parent)
        self._window, self._desk = window, desk
        acts = window.actions_by_name
        self._connections = [
            acts["reports"].triggered.connect(self._on_reports),
            acts["accounting"].triggered.connect(self._on_accounting),
            acts["print"].triggered.connect(self._on_print),
            acts["save_shown"].triggered.connect(self._on_save),
        ]

    def leave(self) -> None:
        """The store is closed."""
        for connection in self._connections:
            QObject.disconnect(connection)

    def offered(self, page: Page) -> list[QAction]:
        """What the Exporter button offers on a page, after what the page has itself."""
        acts = self._window.actions_by_name
        names = ["reports"] if page.printing is None else ["save_shown", "print", "reports"]
        return [acts[name] for name in names]

    def _on_reports(self) -> None:
        from telbill_desktop.gui.dialogs.reports.dialog import ReportsDialog  # noqa: PLC0415 - when it is first needed

        perimeter = self._desk.perimeter
        ReportsDialog(self._desk.context, self._window, perimeter.choice, perimeter.name).open()

    def _on_accounting(self) -> None:
        from telbill_desktop.gui.dialogs.accounting.dialog import AccountingDialog  # noqa: PLC0415 - same

        AccountingDialog(self._desk.context, self._window).open()

    def _on_print(self) -> None:
        from telbill_desktop.gui.printing.preview import print_report  # noqa: PLC0415 - same
        from telbill_desktop.gui.printing.printable import printable  # noqa: PLC0415 - same

        if (shown := self._shown()) is not None:
            make = shown.make
            print_report(self._desk.context, self, self._window, lambda progress: printable(make(progress), progress))

    def _on_save(self) -> None:
        """What is shown as a workbook, a page or a document."""
        shown = self._shown()
        if shown is None:
            return
        context = self._desk.context
        path = context.ask.save_file(tr("Save what is shown"), f"{shown.name}.xlsx", REPORT_FILES)
        if path is None:
            return

        def work(progress: Progress) -> Written:
            from telbill_desktop.exporters.report_file import write_report  # noqa: PLC0415 - for exports only

            report = shown.make(progress)
            if path.suffix.casefold() == _CSV:  # one table alone, as a reader sorts and filters it: the list
                report = replace(report, tables=report.tables[:1], chart=None)
            return write_report(path, report, progress=progress)

        context.jobs.read(work, lambda written: tell_written(context, path, written), owner=self, title=tr("Saving"))

    def _shown(self) -> _Shown | None:
        """What is on screen; where that is nothing to print, it is said."""
        page = self._desk.shown_page()
        if page is None or page.printing is None:
            self._desk.context.notify(Notice(tr("There is nothing to print here."), Tone.INFORMATION))
            return None
        make, perimeter, today = page.printing(), self._desk.perimeter, self._desk.workspace.today()
        narrowed = perimeter.name if perimeter.choice is not None else ""

        def with_facts(progress: Progress) -> Report:
            report = make(progress)
            whose = [(tr("Perimeter"), narrowed)] if narrowed else []
            return replace(report, facts=[*whose, *report.facts, (tr("Made on"), formats.day(today))])

        return _Shown(page.title(), with_facts)
