"""The rows of a table that could not be read: why, what stands there, and what it should be; the rest is imported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyledItemDelegate, QTableView, QVBoxLayout

from telbill_desktop.domain.field_names import FIELD_NAMES
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.services.intake import FileToRead, import_files
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.table_profile import TableChoice
    from telbill_desktop.domain.table_reading import CellProblem
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.intake import FileResult

LINE, FIELD, TEXT, CORRECTION, REASON = range(5)
WIDTHS = {LINE: 70, FIELD: 170, TEXT: 150, CORRECTION: 170}
ROW_HEIGHT = 30
Index = QModelIndex | QPersistentModelIndex


class ProblemTable(RecordTable["CellProblem"]):
    """One row a problem; the correction of a cell is typed into it."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        titles = (tr("Line"), tr("Field"), tr("In the file"), tr("Correction"), tr("Reason"))
        super().__init__(titles, parent, right=frozenset({LINE}))
        self.corrections: dict[tuple[int, int], str] = {}

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        problem = self.records[row]
        if column == CORRECTION:
            return self.corrections.get((problem.line, problem.column), "") if problem.column is not None else ""
        return {
            LINE: formats.count(problem.line),
            FIELD: tr(FIELD_NAMES[problem.field]) if problem.field is not None else tr("The whole row"),
            TEXT: problem.text,
            REASON: formats.sentence(problem.message),
        }[column]

    def tooltip(self, row: int, column: int) -> str | None:
        """The whole of a text that may be cut."""
        return tooltip(self.cell(row, column)) if column in {TEXT, REASON} else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """An editor starts from what stands there."""
        if role != Qt.ItemDataRole.EditRole:
            return super().data(index, role)
        return self.cell(index.row(), CORRECTION) or self.cell(index.row(), TEXT)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The correction of a cell can be edited."""
        is_open = index.column() == CORRECTION and self.records[index.row()].column is not None
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if is_open else super().flags(index)

    def setData(  # noqa: N802 - Qt's own name
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Takes a correction; the text of the file is none."""
        problem = self.records[index.row()]
        if role != Qt.ItemDataRole.EditRole or index.column() != CORRECTION or problem.column is None:
            return False
        place, text = (problem.line, problem.column), str(value).strip()
        if text == problem.text and place not in self.corrections:
            return False
        self.corrections[place] = text
        self.dataChanged.emit(index, index)
        self.typed.emit()
        return True


class NamedEditor(QStyledItemDelegate):
    """The field that one types a correction into says which."""

    def createEditor(  # noqa: N802 - Qt's own name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """With a name for screen readers."""
        editor = super().createEditor(parent, option, index)
        model = index.model()
        line, field = (model.index(index.row(), column).data() for column in (LINE, FIELD))
        editor.setAccessibleName(tr("Correction of line {line}, {field}").format(line=line, field=field))
        return editor


class CorrectionsDialog(Dialog):
    """The grid. What is imported already is not touched: the file is read again, and only new rows are added."""

    imported = Signal(object)  # FileResult

    def __init__(
        self,
        context: PageContext,
        path: Path,
        choice: TableChoice,
        problems: Sequence[CellProblem],
        parent: QWidget,
    ) -> None:
        super().__init__(context.theme, tr("Rows that could not be read"), parent)
        self._context, self._path, self._choice = context, path, choice
        self._is_writing = False
        self.model = ProblemTable(self)
        self.model.corrections.update(choice.corrections)
        self.model.typed.connect(self._on_typed)
        self.table = self._grid()
        self.state = Label(role="soft")
        self.state.setWordWrap(True)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.body.addWidget(ElidedLabel(str(path), "soft", mode=Qt.TextElideMode.ElideMiddle))
        self.body.addWidget(self.state)
        self.body.addWidget(card, 1)
        self.add_button(tr("Close"), self.reject)
        self.correct_button = self.add_button(tr("Correct and import the rest"), self._on_correct, "primary")
        self.correct_button.setEnabled(False)
        context.jobs.crashed.connect(self._on_crashed)
        self.wish(1000, 560)
        self._show(problems, "")

    def reject(self) -> None:
        """Leaves; what is being written is waited for."""
        if not self._is_writing:
            super().reject()

    def _grid(self) -> QTableView:
        dp = self.theme.dp
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(NamedEditor(table))
        table.setAccessibleName(tr("Rows that could not be read"))
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(dp(ROW_HEIGHT))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        for section, width in WIDTHS.items():
            header.resizeSection(section, dp(width))
        return table

    def _show(self, problems: Sequence[CellProblem], before: str) -> None:
        self.model.show(problems)
        count = len(problems)
        left = ntr("{count} row was left out.", "{count} rows were left out.", count).format(count=formats.count(count))
        how = tr("Type what it should be as the file writes it, then import the rest.")
        words = f"{left} {how}" if count else tr("Every row of the file is in.")
        self.state.setText(f"{before} {words}".strip())
        self.correct_button.setEnabled(False)
        if count:
            self.table.setCurrentIndex(self.model.index(0, CORRECTION))
            self.table.setFocus()

    def _on_typed(self) -> None:
        self.correct_button.setEnabled(not self._is_writing)

    def _on_correct(self) -> None:
        self._is_writing = True
        self.correct_button.setEnabled(False)
        workspace, path = self._context.workspace, self._path
        choice = replace(self._choice, corrections=dict(self.model.corrections))
        self._context.jobs.write(
            lambda progress: import_files(
                workspace.store,
                [FileToRead(path, str(path))],
                workspace.read_by(choice),
                progress,
                usage=workspace.usage_by(choice),
            ),
            lambda results: self._on_imported(results[0]),
            owner=self,
            failed=self._on_refused,
            title=tr("Importing"),
        )

    def _on_imported(self, result: FileResult) -> None:
        self._is_writing = False
        said = formats.sentence(result.message) if result.message is not None else ""
        if result.table is None:
            self.state.setText(said)
            return
        self._show(result.table.problems, said)
        self.imported.emit(result)

    def _on_crashed(self, _error: Exception) -> None:
        """A defect of ours ended the job; the report is shown over this dialog, which can be left."""
        self._is_writing = False
        self.correct_button.setEnabled(True)

    def _on_refused(self, error: TelbillError) -> None:
        self._is_writing = False
        self.state.setText(formats.sentence(error.message))
        self.correct_button.setEnabled(True)
