"""The import: choose or drop, read with progress, look at the preview, import, see what became of each file."""

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.progress import Progress
from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.gui.ask import FileType
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.import_detail import Side
from telbill_desktop.gui.dialogs.import_looking import LookingStep
from telbill_desktop.gui.dialogs.import_problems import ProblemsDialog
from telbill_desktop.gui.dialogs.import_steps import ChoosingStep, WorkingStep
from telbill_desktop.gui.dialogs.import_table import is_unmapped_table
from telbill_desktop.gui.dialogs.import_tables import TableWork
from telbill_desktop.gui.dialogs.import_usage import UsageWork, asks_account, is_usage
from telbill_desktop.gui.dialogs.import_words import (
    import_words,
    imported_notice,
    is_without_invoice,
    previewed_text,
    to_write,
    unusable_files,
)
from telbill_desktop.gui.drop import dropped_paths
from telbill_desktop.gui.pages.page import PageContext, Target
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.services import intake, invoices, usage_privacy
from telbill_desktop.services.intake import FileResult, FileToRead
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.jobs import Job

INVOICES, USAGE = "invoices", "usage"
SHORT = 460  # pixels at 100 % text


class _Previewed(NamedTuple):
    """What a preview found; `is_asked`: somebody said already what is kept of calls."""

    files: list[FileToRead]
    hidden: int
    results: list[FileResult]
    is_asked: bool


class ImportDialog(Dialog):
    """One import. Nothing is written before its button is pressed; then one undo takes all of it back."""

    def __init__(self, context: PageContext, parent: QWidget, title: str = "") -> None:
        super().__init__(context.theme, title or tr("Import files"), parent)
        self._context = context
        self._paths: list[Path] = []
        self._files: list[FileToRead] = []
        self._job: Job | None = None
        self._is_writing = False
        self.setAcceptDrops(True)
        self.steps = QStackedWidget()
        self.body.addWidget(self.steps, 1)
        self._choosing = ChoosingStep(context.theme, self._on_choose_files, self._on_choose_folder)
        self._working = WorkingStep()
        self._usage = UsageWork(context, self)
        self._tables = TableWork(context, self)
        self._looking = LookingStep(context, self._usage.panel)
        self.model, self.table, self.detail = self._looking.model, self._looking.table, self._looking.detail
        for step in (self._choosing, self._working, self._looking):
            self.steps.addWidget(step)
        self.open_button = Button(tr("Show the invoice"), clicked=self._on_open)
        self.foot.insertWidget(0, self.open_button)
        self.close_button = self.add_button(tr("Cancel"), self.reject)
        self.import_button = self.add_button("", self._on_import, "primary")
        self.open_button.hide()
        self.import_button.hide()
        self._connect()
        self.wish(1180, 720)
        # Large text on a small screen: the table keeps some rows.
        self._looking.give_room(self.size(), beside=self.height() < self.theme.dp(SHORT))

    def take(self, paths: Sequence[Path]) -> None:
        """Reads these files and folders, with those taken before; with none, offers to choose."""
        if not paths or self._is_writing:
            return
        self._paths += [path for path in paths if path not in self._paths]
        self._read()

    def _read(self) -> None:
        self._work(tr("Reading the files"))
        workspace, wanted, own = self._context.workspace, list(self._paths), self._usage.readers()

        def work(progress: Progress) -> _Previewed:
            hidden: list[Path] = []
            files = intake.gather(wanted, hidden.append)
            store, usual = workspace.store, workspace.usage_by(None)
            results = intake.preview_files(store, files, workspace.read, progress, usual, own)
            return _Previewed(files, len(hidden), results, usage_privacy.is_asked(store))

        if self._job is not None:
            self._job.cancel()
        self._job = self._context.jobs.read(work, self._on_previewed, owner=self, failed=self._on_preview_failed)
        self._job.progressed.connect(self._working.show_progress)

    def reject(self) -> None:
        """Cancels what runs; an import that is being written stops after the file at hand and tells what it did."""
        if self._job is not None:
            self._job.cancel()
        if not self._is_writing:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own name
        """More files may be dropped before the import."""
        if dropped_paths(event.mimeData()) and not self._is_writing and not self.model.is_done:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own name
        """They are read with the others."""
        event.acceptProposedAction()
        self.take(dropped_paths(event.mimeData()))

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.activated.connect(self._on_open)
        self.detail.can_enter = not self._context.workspace.store.read_only
        self.detail.entry_asked.connect(self._on_entry_asked)
        self.detail.table_asked.connect(self._on_table_asked)
        self.detail.rows_asked.connect(self._on_rows_asked)
        self.detail.account_asked.connect(self._on_account_asked)
        self._tables.imported.connect(self._on_table_imported)
        self._tables.described.connect(self._usage.read_by)
        self._usage.changed.connect(self._read)
        self._usage.answered.connect(self._show_import_button)
        self._context.jobs.crashed.connect(self._on_crashed)

    def _work(self, words: str) -> None:
        self._working.begin(words)
        self.steps.setCurrentWidget(self._working)
        self.import_button.hide()
        self.open_button.hide()
        self.close_button.say(tr("Cancel"))

    def _look(self, results: Sequence[FileResult], *, is_asked: bool = True, is_done: bool) -> None:
        self._usage.look(results, is_asked=is_asked, is_done=is_done)
        self._looking.show_results(results, is_done=is_done)
        self._context.jobs.read(lambda _progress: unusable_files(), self._looking.say_troubles, owner=self)
        self.steps.setCurrentWidget(self._looking)
        self.open_button.setHidden(is_without_invoice(results))

    def _on_choose_files(self) -> None:
        kinds = (FileType(tr("Invoices and usage"), ("pdf", "xml", "csv", "tsv", "txt", "xlsx", "ods")),)
        self.take(self._context.ask.open_files(tr("Import files"), kinds))

    def _on_choose_folder(self) -> None:
        folder = self._context.ask.open_folder(tr("Import a folder"))
        if folder is not None:
            self.take([folder])

    def _on_previewed(self, found: _Previewed) -> None:
        self._files = found.files
        self._job = None
        counts = to_write(found.results)
        self._looking.summary.setText(previewed_text(len(found.results), counts.total, found.hidden))
        self._look(found.results, is_asked=found.is_asked, is_done=False)
        self.import_button.say(import_words(counts))
        self.import_button.setVisible(counts.total > 0)
        self._show_import_button()
        self.close_button.say(tr("Cancel") if counts.total else tr("Close"))

    def _show_import_button(self) -> None:
        self.import_button.setEnabled(not self._usage.is_open)
        self.import_button.setToolTip(tr("Say first what is to be kept of calls.") if self._usage.is_open else "")

    def _on_preview_failed(self, error: TelbillError) -> None:
        if error.message.code == "cancelled":
            return
        self._job = None
        self._looking.summary.setText(formats.sentence(error.message))
        self._look([], is_done=False)

    def _on_import(self) -> None:
        self._is_writing = True
        self._work(tr("Importing"))
        workspace, files, own, keeps = self._context.workspace, self._files, self._usage.readers(), self._usage.decision
        done: list[FileResult] = []

        def work(progress: Progress) -> list[FileResult]:
            store, usual = workspace.store, workspace.usage_by(None)
            if keeps is not None:  # an act of its own: who takes the import back has decided all the same
                usage_privacy.keep_calls(store, each=keeps)
            return intake.import_files(
                store, files, workspace.read, progress, usage=usual, usage_for=own, on_result=done.append
            )

        self._job = self._context.jobs.write(
            work,
            self._on_imported,
            owner=self,
            failed=lambda error: self._on_import_failed(error, done),
        )
        self._job.progressed.connect(self._working.show_progress)

    def _on_imported(self, results: list[FileResult]) -> None:
        self._finish(results, tr("Each file with what became of it."))

    def _on_import_failed(self, error: TelbillError, done: list[FileResult]) -> None:
        self._finish(done, formats.sentence(error.message))

    def _on_crashed(self, _error: Exception) -> None:
        """A defect of ours ended the job; the report is shown over this dialog."""
        if self._job is not None:
            self._finish([], tr("The import was stopped. What was imported before stays, and can be undone."))

    def _finish(self, results: list[FileResult], words: str) -> None:
        self._job = None
        self._is_writing = False
        self._looking.summary.setText(words)
        self._look(results, is_done=True)
        self.import_button.hide()
        self.close_button.say(tr("Close"))
        self.close_button.setDefault(True)
        self._context.store_changed()
        self._notify(results)

    def _notify(self, results: Sequence[FileResult]) -> None:
        show = self._context.go_to
        notice = imported_notice(
            results, lambda invoice: show(INVOICES, Target(record_id=invoice)), lambda: show(USAGE, Target())
        )
        if notice is not None:
            self._context.notify(notice)

    def _known_id(self, result: FileResult | None) -> int | None:
        """The invoice in the store that the row leads to; what a preview would make is not there yet."""
        if result is None:
            return None
        return result.invoice_id if self.model.is_done or self._made_here(result) is None else None

    def _on_row_changed(self) -> None:
        result = self._looking.shown()
        invoice_id = self._known_id(result)
        self.open_button.setEnabled(invoice_id is not None)
        if result is None:
            return
        self.detail.show_file(result)
        if result.status is not FileStatus.CONFLICT or result.figures is None:
            return
        first = self._made_here(result)
        if first is not None and first.figures is not None:
            self._show_conflict(result, Side.of_figures(PurePath(first.file).name, first.figures))
        elif invoice_id is not None:
            store = self._context.workspace.store
            self._context.jobs.read(
                lambda _progress: invoices.rows(store, [invoice_id]),
                lambda rows: self._show_conflict(result, Side.of_row(rows[0])) if rows else None,
                owner=self,
            )

    def _show_conflict(self, result: FileResult, known: Side) -> None:
        if result is self._looking.shown() and result.figures is not None:
            in_file = Side.of_figures(tr("This file"), result.figures)
            self.detail.show_conflict(known, in_file, result, is_done=self.model.is_done)

    def _made_here(self, result: FileResult) -> FileResult | None:
        """The file of this very import that the invoice comes from."""
        makers = (one for one in self.model.records if one.status is FileStatus.IMPORTED)
        return next((one for one in makers if one.invoice_id == result.invoice_id), None)

    def _on_entry_asked(self) -> None:
        """Enters a PDF that nothing reads; the files are then read again, as a template of it may read others."""
        from telbill_desktop.gui.dialogs.entry.entry_dialog import open_entry  # noqa: PLC0415 - seldom needed

        if (result := self._looking.shown()) is not None:
            open_entry(self._context, Path(result.file), self, self._read)

    def _on_table_asked(self) -> None:
        if (result := self._looking.shown()) is not None:
            self._tables.describe(Path(result.file))

    def _on_rows_asked(self) -> None:
        result = self._looking.shown()
        if result is None or result.table is None:
            return
        if is_usage(result):
            ProblemsDialog(self.theme, result.file, result.table, self).open()
        else:
            self._tables.correct(Path(result.file), result.table)

    def _on_account_asked(self) -> None:
        if (result := self._looking.shown()) is not None:
            self._usage.choose_account(result)

    def _on_table_imported(self, result: FileResult) -> None:
        """One file was imported by itself; the others are looked at anew, as its profile may read them too."""
        if self.model.is_done or len(self._files) == 1:
            kept = [result if one.file == result.file else one for one in self.model.records]
            self._finish(kept, tr("Each file with what became of it."))
        else:
            self._context.store_changed()
            self._notify([result])
            self._read()

    def _on_open(self) -> None:
        if asks_account(self._looking.shown()) and self.detail.can_enter:
            self._on_account_asked()
            return
        if is_unmapped_table(self._looking.shown()) and self.detail.can_enter:
            self._on_table_asked()
            return
        invoice_id = self._known_id(self._looking.shown())
        if invoice_id is not None:
            self.accept()
            self._context.go_to(INVOICES, Target(record_id=invoice_id))
