"""The rows of a file of usage that were left out, by line: which cell, what stands there, and why."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from telbill_desktop.domain.field_names import FIELD_NAMES
from telbill_desktop.domain.table_reading import CellProblem
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.table_reading import TableCounts
    from telbill_desktop.gui.theme import Theme

LINE, FIELD, TEXT, REASON = range(4)
WIDTHS = {LINE: 90, FIELD: 200, TEXT: 220}
_FIGURES = frozenset({LINE})


class ProblemTable(RecordTable[CellProblem]):
    """One row a problem."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("Line"), tr("Field"), tr("In the file"), tr("Reason")), parent, right=_FIGURES)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        problem = self.records[row]
        return {
            LINE: formats.count(problem.line),
            FIELD: tr(FIELD_NAMES[problem.field]) if problem.field is not None else tr("The whole row"),
            TEXT: problem.text,
            REASON: formats.sentence(problem.message),
        }[column]

    def tooltip(self, row: int, column: int) -> str | None:
        """The whole of a text that may be cut."""
        return tooltip(self.cell(row, column)) if column in {TEXT, REASON} else None


class ProblemsDialog(Dialog):
    """The list. Usage is not kept but added up: a row is mended in the file, which is then imported once more."""

    def __init__(self, theme: Theme, file: str, counts: TableCounts, parent: QWidget) -> None:
        super().__init__(theme, tr("Rows that could not be read"), parent)
        self.model = ProblemTable(self)
        self.model.show(counts.problems)
        self.table = RowTable(theme)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, theme, right=_FIGURES))
        self.table.setAccessibleName(tr("Rows that could not be read"))
        for section, width in WIDTHS.items():
            self.table.setColumnWidth(section, theme.dp(width))
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        words = Label(_words(counts), "soft")
        words.setWordWrap(True)
        self.body.addWidget(ElidedLabel(PurePath(file).name, "strong", mode=Qt.TextElideMode.ElideMiddle))
        self.body.addWidget(words)
        self.body.addWidget(card, 1)
        self.add_button(tr("Close"), self.accept, "primary")
        self.wish(1000, 560)
        self.table.setFocus()


def _words(counts: TableCounts) -> str:
    left = ntr("{count} row was left out.", "{count} rows were left out.", counts.wrong)
    text = left.format(count=formats.count(counts.wrong))
    if counts.wrong > len(counts.problems):
        text = f"{text} {tr('The first {count} are listed.').format(count=formats.count(len(counts.problems)))}"
    mend = tr("Mend them in the file and import it again: what is in already is not counted twice.")
    return f"{text} {mend}"
