"""The year's bundle: chosen, copied with its progress, read again where it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from telbill_desktop.gui.dialogs.archive_bundle.choosing import ZIP, ChoosingStep
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.import_steps import WorkingStep
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import bundles
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.bundle import BundleContents, Bundled
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.gui.jobs import Job
    from telbill_desktop.gui.pages.page import PageContext


class BundleDialog(Dialog):
    """Asks, copies, and says where the bundle was found whole. `open_url` is the system's, a test's in tests."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Bundle of a year"), parent)
        self._context = context
        self._job: Job | None = None
        self.made: Bundled | None = None
        self.open_url = QDesktopServices.openUrl
        explained = Label(
            tr(
                "The originals with an inventory, the log and the verdicts on signatures, and a page that says how to "
                "check them without this program. Everything is read again where it was copied."
            ),
            "soft",
        )
        explained.setWordWrap(True)
        self.choosing, self.working = ChoosingStep(context), WorkingStep()
        self.steps = QStackedWidget()
        for step in (self.choosing, self.working, self._result_step()):
            self.steps.addWidget(step)
        self.wrong = Label("", "bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        for widget, stretch in ((explained, 0), (self.steps, 1), (self.wrong, 0)):
            self.body.addWidget(widget, stretch)
        self.close_button = self.add_button(tr("Cancel"), self.reject)
        self.open_button = self.add_button(tr("Open the folder"), self._on_open)
        self.open_button.hide()
        self.make_button = self.add_button(tr("Make the bundle"), self._on_make, "primary")
        self.choosing.answered.connect(self._on_answered)
        context.jobs.crashed.connect(self._on_crashed)
        self._on_answered()
        if context.workspace.store.read_only:
            self._say_wrong(tr("This store is open for reading only."))
        self.wish(620, 600)

    def reject(self) -> None:
        """Cancels what runs, which leaves nothing; closes else."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _result_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        self.said = Label("", "heading")
        self.said.setWordWrap(True)
        self.more = Label("", "soft")
        self.more.setWordWrap(True)
        self.problems = MessagePanel(self.theme)
        for widget in (self.said, self.more, self.problems):
            column.addWidget(widget)
        column.addStretch()
        return step

    def _on_answered(self) -> None:
        may = self.choosing.documents > 0 and self.choosing.place is not None
        self.make_button.setEnabled(may and not self._context.workspace.store.read_only)

    def _on_make(self) -> None:
        request, place, store = self.choosing.request(), self.choosing.place, self._context.workspace.store
        if request is None or place is None:
            return

        def write(contents: BundleContents, read: bundles.ReadDocument, progress: Progress) -> Bundled:
            from telbill_desktop.exporters.bundle.writing import write_bundle  # noqa: PLC0415 - for exports only

            return write_bundle(place, contents, read, progress)

        self.wrong.hide()
        self.working.begin(tr("Copying, then reading again what was copied"))
        self.steps.setCurrentWidget(self.working)
        self.make_button.hide()
        self._job = self._context.jobs.read(
            lambda progress: bundles.copy_out(store, request, write, progress),
            self._on_copied,
            owner=self,
            failed=self._on_failed,
            title=tr("Bundle of a year"),
        )
        self._job.progressed.connect(self.working.show_progress)

    def _on_copied(self, made: Bundled) -> None:
        self._job, self.made = None, made
        store = self._context.workspace.store
        telling = self._context.jobs.write(
            lambda _progress: bundles.tell_bundle(store, made), self._on_told, owner=self, failed=self._on_failed
        )
        self.stay_for(telling)

    def _on_told(self, _nothing: None) -> None:
        made = self.made
        if made is None:
            return
        self.said.setText(formats.fill(tr("Verified in {place}."), {"place": made.place}))
        count = len(made.deposit_ids)
        words = ntr(
            "{count} document ({size}) was read again there, byte by byte. The log says so.",
            "{count} documents ({size}) were read again there, byte by byte. The log says so.",
            count,
        )
        lines = [words.format(count=formats.count(count), size=formats.size(made.size))]
        if not made.is_elsewhere:
            lines.append(tr("The copy lies on the same disk as the archive: a copy elsewhere is still needed."))
        self.more.setText("\n".join(lines))
        lacking = [formats.labelled(one.document.name, formats.sentence(one.reason)) for one in made.lacking]
        problems = [*lacking, *(formats.sentence(one) for one in made.faults)]
        self.problems.say("warn", tr("Not everything is there") if problems else "", problems)
        self.steps.setCurrentIndex(self.steps.count() - 1)
        self.open_button.show()
        self.close_button.say(tr("Close"))
        self.close_button.setDefault(True)
        self._context.store_changed()

    def _on_failed(self, error: TelbillError) -> None:
        self._back(formats.sentence(error.message))

    def _on_crashed(self, _error: Exception) -> None:
        """A defect of ours ended the job; the report is shown over this dialog."""
        if self._job is not None:
            self._back(tr("The copying was stopped. Nothing was left there."))

    def _back(self, sentence: str) -> None:
        self._job = None
        self.steps.setCurrentWidget(self.choosing)
        self.make_button.show()
        self._say_wrong(sentence)

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.show()

    def _on_open(self) -> None:
        if self.made is not None:
            place = Path(self.made.place)
            is_zip = place.suffix.casefold() == f".{ZIP}"
            self.open_url(QUrl.fromLocalFile(str(place.parent if is_zip else place)))
