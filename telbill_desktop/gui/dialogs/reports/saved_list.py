"""The reports that are kept under a name: run with one click, renamed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QStackedLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.report_definition import SavedReport
from telbill_desktop.exporters.reports.names import asked_words, report_name
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services.reports import definitions
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from telbill_desktop.gui.pages.page import PageContext


class SavedReports(RecordTable[SavedReport]):
    """One row for each: its name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__([tr("Report")], parent)

    def cell(self, row: int, column: int) -> str:  # noqa: ARG002 - there is one column
        """The name."""
        return self.records[row].name

    def tooltip(self, row: int, column: int) -> str | None:  # noqa: ARG002 - same
        """What it asks for."""
        return words_of(self.records[row])


class SavedList(QWidget):
    """The list, and what can be done with the report that is chosen."""

    run_asked = Signal(object)  # SavedReport
    rename_asked = Signal(object)
    remove_asked = Signal(object)
    chosen = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._store = context, context.workspace.store
        self._lane = context.jobs.latest(self)
        self.model = SavedReports(self)
        self.table = RowTable(context.theme)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, context.theme, right=frozenset()))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName(tr("Reports under a name"))
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().hide()
        self.what = Label("", "soft")
        self.what.setWordWrap(True)
        self.run = Button(tr("Run"), clicked=lambda: self._tell(self.run_asked))
        self.rename = Button(tr("Rename…"), clicked=lambda: self._tell(self.rename_asked))
        self.remove = Button(tr("Remove"), clicked=lambda: self._tell(self.remove_asked))
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.doubleClicked.connect(lambda _index: self._tell(self.run_asked))
        self._on_row_changed()
        self.read()

    def read(self) -> None:
        """Reads the list again; the report that is chosen stays so."""
        store = self._store
        self._lane.ask(lambda: definitions.saved_reports(store), self._on_read)

    def current(self) -> SavedReport | None:
        """The report of the row that the keyboard is on."""
        index = self.table.currentIndex()
        return self.model.records[index.row()] if index.isValid() else None

    def let_go(self) -> None:
        """No row is chosen: what is asked is of none of them."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, 0))

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        nothing = Label(tr("Ask for a report at the right, then keep it under a name to run it again."), "soft")
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        card = QFrame()
        card.setProperty("role", "card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(8))
        column.addWidget(Label(tr("Reports under a name"), "strong"))
        column.addWidget(card, 1)
        column.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(dp(6))
        for button in (self.run, self.rename, self.remove):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)

    def _on_read(self, found: Sequence[SavedReport]) -> None:
        before = self.current()
        self.model.show(found)
        self._stack.setCurrentIndex(0 if found else 1)
        at = next((row for row, one in enumerate(found) if before is not None and one.id == before.id), None)
        if at is not None:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._on_row_changed()

    def _on_row_changed(self) -> None:
        report = self.current()
        is_writable = not self._store.read_only
        self.run.setEnabled(report is not None)
        for button in (self.rename, self.remove):
            button.setEnabled(report is not None and is_writable)
        self.what.setText(words_of(report) if report is not None else "")
        if report is not None:
            self.chosen.emit(report)

    def _tell(self, signal: SignalInstance) -> None:
        if (report := self.current()) is not None:
            signal.emit(report)


def words_of(saved: SavedReport) -> str:
    """What a kept report asks for, or that this program cannot read it."""
    if saved.report is None:
        return tr("Saved by a newer version of Telbill.")
    return f"{report_name(saved.report.kind)} · {asked_words(saved.report)}"
