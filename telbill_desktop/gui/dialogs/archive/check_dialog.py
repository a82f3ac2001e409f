"""Reads the whole archive again with its progress, and says by name what is not as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.import_steps import WorkingStep
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.services import archive_acts
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.jobs import Job
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.archive_acts import ArchiveCheck

_SIZE = (680, 420)


class CheckDialog(Dialog):
    """Esc cancels while it reads, and closes afterwards."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Verify the archive"), parent)
        self._context = context
        self._job: Job | None = None
        self.working = WorkingStep()
        self.verdict = MessagePanel(context.theme)
        self.faults = QPlainTextEdit()
        self.faults.setReadOnly(True)
        self.faults.setAccessibleName(tr("What is not as it should be"))
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.verdict)
        column.addWidget(self.faults, 1)
        column.addStretch()
        self.steps = QStackedWidget()
        for step in (self.working, found):
            self.steps.addWidget(step)
        self.body.addWidget(self.steps, 1)
        self.copy_button = self.add_button(tr("Copy"), self._on_copy)
        self.copy_button.hide()
        self.close_button = self.add_button(tr("Cancel"), self.reject, "primary")
        self.wish(*_SIZE)
        self._begin()

    def reject(self) -> None:
        """Cancels what runs; then nothing was told to the log."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _begin(self) -> None:
        store = self._context.workspace.store
        self.working.begin(tr("Reading every document again"))
        self._job = self._context.jobs.read(
            lambda progress: archive_acts.verify(store, progress), self._on_verified, owner=self, failed=self._on_failed
        )
        self._job.progressed.connect(self._on_progressed)

    def _on_progressed(self, done: int, total: int, _text: str) -> None:
        words = {"done": done, "total": total}
        self.working.show_progress(done, total, formats.fill(tr("{done} of {total} documents"), words) if total else "")

    def _on_verified(self, found: ArchiveCheck) -> None:
        words = ntr(
            "{intact} of {count} document is as it came.", "{intact} of {count} documents are as they came.",
            found.documents,
        )  # fmt: skip
        said = words.format(intact=formats.count(found.intact), count=formats.count(found.documents))
        log = tr("The log is whole.") if not found.breaks else tr("The log is not whole.")
        faults = _faults(found)
        if found.is_sound:
            self._show("ok", tr("The archive is as it should be"), [said, log], faults)
        else:
            advice = tr("Take back what is named below from a backup, or fetch it again from the operator's portal.")
            self._show("bad", tr("Something in the archive is not as it should be"), [said, log, advice], faults)
        self._context.store_changed()

    def _on_failed(self, error: TelbillError) -> None:
        self._show("warn", formats.sentence(error.message), [], [])

    def _show(self, tone: str, title: str, sentences: list[str], faults: list[str]) -> None:
        self._job = None
        self.verdict.say(tone, title, sentences)
        self.faults.setPlainText("\n".join(faults))
        self.faults.setVisible(bool(faults))
        self.copy_button.setVisible(bool(faults))
        self.steps.setCurrentIndex(1)
        self.close_button.say(tr("Close"))
        self.close_button.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.faults.toPlainText())


def _faults(found: ArchiveCheck) -> list[str]:
    """Each thing that is wrong in a line; files that the register does not know harm nothing and come last."""
    lines = [
        formats.labelled(word, visible(one.shown))
        for word, documents in (
            (tr("missing"), found.missing),
            (tr("altered"), found.altered),
            (tr("unreadable"), found.unreadable),
        )
        for one in documents
    ]
    lines += [formats.labelled(tr("log"), visible(formats.sentence(one.reason))) for one in found.breaks]
    return [
        *lines,
        *(formats.labelled(tr("file that the register does not know"), visible(name)) for name in found.orphans),
    ]
