"""« Rapports »: what is asked, made by a job that can be cancelled; reports under a name at the left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.import_steps import WorkingStep
from telbill_desktop.gui.dialogs.name import NameDialog
from telbill_desktop.gui.dialogs.reports.asking import AskingStep
from telbill_desktop.gui.dialogs.reports.making import Made, is_entries, make_report, prepare_entries, report_to_print
from telbill_desktop.gui.dialogs.reports.place import ReportPlace
from telbill_desktop.gui.dialogs.reports.result import ResultStep
from telbill_desktop.gui.dialogs.reports.saved_list import SavedList
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services.reports import definitions
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.report_definition import SavedReport
    from telbill_desktop.domain.report_request import ReportRequest
    from telbill_desktop.gui.jobs import Job
    from telbill_desktop.gui.pages.page import PageContext

_LIST_WIDTH = 250  # pixels at 100 % text


class ReportsDialog(Dialog):
    """Asks, makes, and says where the file is. `open_url` is the system's, a test's in tests."""

    def __init__(
        self, context: PageContext, parent: QWidget, perimeter: PerimeterChoice | None, perimeter_name: str
    ) -> None:
        super().__init__(context.theme, tr("Reports"), parent)
        self._context, self._store = context, context.workspace.store
        self._place = ReportPlace(context)
        self._job: Job | None = None
        self.made: Made | None = None
        self.open_url = QDesktopServices.openUrl
        self.saved = SavedList(context)
        self.saved.setFixedWidth(context.theme.dp(_LIST_WIDTH))
        self.asking = AskingStep(context, perimeter, perimeter_name)
        self.working, self.result_step = WorkingStep(), ResultStep(context.theme)
        inside = QVBoxLayout()
        inside.addWidget(self.asking)
        self.asking_page = Scrolled(inside)
        self.steps = QStackedWidget()
        for step in (self.asking_page, self.working, self.result_step):
            self.steps.addWidget(step)
        self.wrong = Label("", "bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(context.theme.dp(20))
        row.addWidget(self.saved)
        row.addWidget(self.steps, 1)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.wrong)
        self.accounts_button = self.add_button(tr("Accounts for entries…"), self._on_accounts)
        self.print_button = self.add_button(tr("Print…"), self._on_print)
        self.keep_button = self.add_button(tr("Keep under a name…"), self._on_keep)
        self.folder_button = self.add_button(tr("Show in the folder"), self._on_show_folder)
        self.open_button = self.add_button(tr("Open"), self._on_open)
        self.another_button = self.add_button(tr("Another report"), lambda: self._show_step(self.asking_page))
        self.close_button = self.add_button(tr("Close"), self.reject)
        self.make_button = self.add_button(tr("Make the report…"), self._on_make, "primary")
        self._connect()
        self._show_step(self.asking_page)
        self.wish(940, 640)

    def reject(self) -> None:
        """Cancels what runs, which leaves the old file as it was; closes else."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _connect(self) -> None:
        self.asking.changed.connect(self._on_changed)
        self.saved.chosen.connect(self._on_chosen)
        self.saved.run_asked.connect(self._on_run)
        self.saved.rename_asked.connect(self._on_rename)
        self.saved.remove_asked.connect(self._on_remove)
        self._context.jobs.crashed.connect(self._on_crashed)

    def _show_step(self, step: QWidget) -> None:
        """Each step has buttons of its own."""
        self.steps.setCurrentWidget(step)
        is_asking, is_result = step is self.asking_page, step is self.result_step
        has_file = is_result and self.made is not None and self.made.path is not None
        self.saved.setEnabled(step is not self.working)
        for button in (self.keep_button, self.print_button, self.make_button):
            button.setVisible(is_asking)
        for button in (self.open_button, self.folder_button):
            button.setVisible(has_file)
        self.another_button.setVisible(is_result)
        self.close_button.say(tr("Cancel") if step is self.working else tr("Close"))
        self._on_changed()

    def _on_changed(self) -> None:
        """What is asked can be made; entries need a store that may be written."""
        report = self.asking.report()
        is_asking = self.steps.currentWidget() is self.asking_page
        is_writable = not self._store.read_only
        self.make_button.setEnabled(report is not None and (is_writable or not self.asking.marks_invoices))
        self.keep_button.setEnabled(report is not None and is_writable)
        self.print_button.setEnabled(report is not None)
        self.accounts_button.setVisible(is_asking and self.asking.needs_accounts)
        self._say_wrong("")
        if self.asking.marks_invoices and not is_writable:
            self._say_wrong(tr("This store is open for reading only: entries cannot be marked as prepared."))

    def _on_chosen(self, saved: SavedReport) -> None:
        if saved.report is not None and self.steps.currentWidget() is not self.working:
            self.asking.show_report(saved.report)
            self._show_step(self.asking_page)

    def _on_make(self) -> None:
        report = self.asking.report()
        if report is None:
            return
        request = replace(report.request_on(self._context.workspace.today()), again=self.asking.again.isChecked())
        path = self._place.asked(request, report.format)
        if path is not None:
            self._start(request, path, is_plain=report.is_plain)

    def _on_print(self) -> None:
        """Entries that are only looked at are not marked."""
        report = self.asking.report()
        if report is None:
            return
        from telbill_desktop.gui.printing.preview import print_report  # noqa: PLC0415 - when it is asked for

        request = replace(report.request_on(self._context.workspace.today()), again=self.asking.again.isChecked())
        store, today = self._store, self._context.workspace.today()
        print_report(self._context, self, self, lambda progress: report_to_print(store, request, today, progress))

    def _on_run(self, saved: SavedReport) -> None:
        """One click: the file goes where the last one went, under a name that nothing bears yet."""
        try:
            report = saved.wanted()
        except TelbillError as error:
            self._say_wrong(formats.sentence(error.message))
            return
        request = report.request_on(self._context.workspace.today())
        path = self._place.usual(request, report.format, saved.name)
        if path is not None:
            self._start(request, path, is_plain=report.is_plain)

    def _start(self, request: ReportRequest, path: Path, *, is_plain: bool) -> None:
        store, today, jobs = self._store, self._context.workspace.today(), self._context.jobs
        self._say_wrong("")
        self.working.begin(formats.fill(tr("Making {file}"), {"file": path.name}))
        self._show_step(self.working)
        if is_entries(path):
            self._job = jobs.write(
                lambda progress: prepare_entries(store, request, today, path, progress),
                self._on_made,
                owner=self,
                failed=self._on_failed,
                title=tr("Preparing entries"),
            )
        else:
            self._job = jobs.read(
                lambda progress: make_report(store, request, today, path, progress, is_plain=is_plain),
                self._on_made,
                owner=self,
                failed=self._on_failed,
                title=tr("Making a report"),
            )
        self._job.progressed.connect(self.working.show_progress)

    def _on_made(self, made: Made) -> None:
        self._job, self.made = None, made
        self.result_step.show_made(made)
        self._show_step(self.result_step)
        (self.open_button if made.path is not None else self.close_button).setFocus()
        if made.is_marked:
            self._context.notify(Notice(made.said, undo=True))
            self._context.store_changed()

    def _on_failed(self, error: TelbillError) -> None:
        self._back(formats.sentence(error.message))

    def _on_crashed(self, _error: Exception) -> None:
        """A defect of ours ended the job; the report of it is shown over this dialog."""
        if self._job is not None:
            self._back(tr("The report was not made. What was there before is as it was."))

    def _back(self, sentence: str) -> None:
        self._job = None
        self._show_step(self.asking_page)
        self._say_wrong(sentence)

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _on_keep(self) -> None:
        report, store = self.asking.report(), self._store
        if report is not None:
            self._ask_name(
                tr("Keep the report under a name"),
                "",
                lambda name: definitions.save_report(store, name, report),
                tr("Report {name} kept."),
            )

    def _on_rename(self, saved: SavedReport) -> None:
        store = self._store
        self._ask_name(
            tr("Rename the report"),
            saved.name,
            lambda name: definitions.rename_report(store, saved.id, name),
            tr("Report renamed {name}."),
        )

    def _on_remove(self, saved: SavedReport) -> None:
        store = self._store

        def done(_nothing: None) -> None:
            self._on_store_changed(formats.fill(tr("Report {name} removed."), {"name": saved.name}))

        self._context.jobs.write(
            lambda _progress: definitions.remove_report(store, saved.id), done, owner=self, failed=self._on_failed
        )

    def _ask_name(self, title: str, name: str, work: Callable[[str], object], said: str) -> None:
        def done(given: str) -> None:
            self._on_store_changed(formats.fill(said, {"name": given}))

        NameDialog(self._context, self, title, name, work, done).open()

    def _on_store_changed(self, said: str) -> None:
        self._context.notify(Notice(said, undo=True))
        self._context.store_changed()
        self.saved.read()

    def _on_accounts(self) -> None:
        from telbill_desktop.gui.dialogs.accounting.dialog import AccountingDialog  # noqa: PLC0415 - when it is opened

        AccountingDialog(self._context, self).open()

    def _on_open(self) -> None:
        if self.made is not None and self.made.path is not None:
            self._open(self.made.path)

    def _on_show_folder(self) -> None:
        if self.made is not None and self.made.path is not None:
            self._open(self.made.path.parent)

    def _open(self, path: Path) -> None:
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            text = formats.fill(tr("No program opens {file}."), {"file": path.name})
            self._context.notify(Notice(text, Tone.WARNING))
            self._say_wrong(text)
