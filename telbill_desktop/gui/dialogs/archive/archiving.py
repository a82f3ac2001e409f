"""Puts files into the archive as they are, with progress, and says what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.import_steps import WorkingStep
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import archive_acts
from telbill_desktop.services.archive_acts import Archived
from telbill_desktop.services.gathering import gather
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.gui.jobs import Job
    from telbill_desktop.gui.pages.page import PageContext

_SIZE = (760, 420)
_STATE, _WIDTH = 1, 150


class ArchivedTable(RecordTable[Archived]):
    """File, what became of it, and as what it was taken in or why it was not."""

    def __init__(self, parent: QObject) -> None:
        super().__init__((tr("File"), tr("State"), tr("Remark")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        one = self.records[row]
        return (visible(one.file), self.pill(row).text, _remark(one))[column]

    def pill(self, row: int) -> Pill:
        """What became of a file."""
        one = self.records[row]
        if one.deposit_id is None:
            return Pill(tr("not archived"), "circle-x", "bad")
        if not one.is_new:
            return Pill(tr("already here"), "copy", "neutral")
        return Pill(tr("archived"), "circle-check", "ok")


class ArchivingDialog(Dialog):
    """Works as soon as it is opened. `show` leads to what was archived."""

    def __init__(
        self, context: PageContext, parent: QWidget, paths: Sequence[Path], show: Callable[[int], object]
    ) -> None:
        super().__init__(context.theme, tr("Archive documents"), parent)
        self._context, self._show = context, show
        self._job: Job | None = None
        self.working = WorkingStep()
        self.summary = Label(role="soft")
        self.summary.setWordWrap(True)
        self.model = ArchivedTable(self)
        self.table = RowTable(context.theme)
        self.table.setModel(self.model)
        pills = {_STATE: self.model.pill}
        self.table.setItemDelegate(CellDelegate(self.table, self.model, context.theme, right=frozenset(), pills=pills))
        self.table.setAccessibleName(tr("Files that were to be archived"))
        self.table.setColumnWidth(_STATE, context.theme.dp(_WIDTH))
        self.table.setColumnWidth(2, context.theme.dp(2 * _WIDTH))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(self._on_show)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(card, 1)
        self.steps = QStackedWidget()
        for step in (self.working, found):
            self.steps.addWidget(step)
        self.body.addWidget(self.steps, 1)
        self.show_button = self.add_button(tr("Show in the archive"), self._on_show)
        self.show_button.hide()
        self.close_button = self.add_button(tr("Cancel"), self.reject, "primary")
        self.wish(*_SIZE)
        self._begin(list(paths))

    def reject(self) -> None:
        """Cancels what runs: it stops after the file at hand, and what is kept stays."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _begin(self, paths: list[Path]) -> None:
        workspace = self._context.workspace
        store, read, usage = workspace.store, workspace.read, workspace.usage_by(None)
        self.working.begin(tr("Archiving"))

        def work(progress: Progress) -> list[Archived]:
            return archive_acts.archive_files(store, gather(paths), read, progress, usage=usage)

        self._job = self._context.jobs.write(work, self._on_archived, owner=self, failed=self._on_failed)
        self._job.progressed.connect(self.working.show_progress)
        self.stay_for(self._job)

    def _on_archived(self, done: list[Archived]) -> None:
        new = sum(one.is_new for one in done)
        words = ntr("{count} document archived", "{count} documents archived", new)
        self._finish(words.format(count=formats.count(new)), done)

    def _on_failed(self, error: TelbillError) -> None:
        self._finish(formats.sentence(error.message), [])

    def _finish(self, words: str, done: list[Archived]) -> None:
        self._job = None
        self.summary.setText(words)
        self.model.show(done)
        self.steps.setCurrentIndex(1)
        self.close_button.say(tr("Close"))
        self.show_button.setVisible(any(one.deposit_id is not None for one in done))
        if done:
            self.table.selectRow(0)
        self.table.setFocus()
        self._context.store_changed()

    def _on_show(self) -> None:
        index = self.table.currentIndex()
        one = self.model.records[index.row()] if index.isValid() else None
        if one is not None and one.deposit_id is not None:
            self.accept()
            self._show(one.deposit_id)


def _remark(one: Archived) -> str:
    if one.problem is not None:
        return visible(formats.sentence(one.problem))
    if one.result is not None and one.result.figures is not None:
        return formats.labelled(tr("Invoice"), visible(one.result.figures.number))
    return ""
