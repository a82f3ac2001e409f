"""The step of an import in which one looks: the files with what became of each, and what there is to know of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from telbill_desktop.domain.reading import FileStatus
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.delegates.pills import PillPainter
from telbill_desktop.gui.dialogs.import_detail import FileDetail
from telbill_desktop.gui.dialogs.import_table import FIGURES, STATUS, WIDTHS, ImportTable, count_pills
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.intake import FileResult


class LookingStep(QWidget):
    """The widgets; the dialog says what they show. `asking` is a panel with a question that stands above the table."""

    def __init__(self, context: PageContext, asking: QWidget) -> None:
        super().__init__()
        self._theme = theme = context.theme
        self.summary = Label("", "soft")
        self.summary.setWordWrap(True)
        self._pills = FlowRow(gap=theme.dp(8))
        self.model = ImportTable(self)
        self.table = RowTable(theme)
        self.table.setModel(self.model)
        self.table.setItemDelegate(
            CellDelegate(self.table, self.model, theme, right=FIGURES, pills={STATUS: self.model.pill})
        )
        self.table.setAccessibleName(tr("Files of this import"))
        for section, width in WIDTHS.items():
            self.table.setColumnWidth(section, theme.dp(width))
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.detail = FileDetail(context)
        self.troubles = MessagePanel(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.dp(10))
        for widget in (self.summary, self._pills, self.troubles, asking):
            column.addWidget(widget)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(theme.dp(10))
        self._both.addWidget(card, 1)
        self._both.addWidget(self.detail)
        column.addLayout(self._both, 1)

    def give_room(self, size: QSize, *, beside: bool) -> None:
        """What there is to know stands under the table, or beside it where that leaves too few rows."""
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.detail.give_room(size, beside=beside)

    def show_results(self, results: Sequence[FileResult], *, is_done: bool) -> None:
        """Shows the files, a conflict first chosen; none: that there is nothing."""
        self.model.show_results(results, is_done=is_done)
        self._fill_pills(results, is_done=is_done)
        if not results:
            self.detail.show_nothing()
            return
        notable = next((row for row, one in enumerate(results) if one.status is FileStatus.CONFLICT), 0)
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.model.index(notable, 0), select)
        self.table.setFocus()

    def shown(self) -> FileResult | None:
        """The file of the row that the keyboard is on."""
        index = self.table.currentIndex()
        return self.model.records[index.row()] if index.isValid() else None

    def say_troubles(self, troubles: Sequence[str]) -> None:
        """Why something that was taught cannot be used."""
        self.troubles.say("warn", tr("Not everything that was taught can be used") if troubles else "", troubles)

    def _fill_pills(self, results: Sequence[FileResult], *, is_done: bool) -> None:
        self._pills.clear()
        painter = PillPainter(self._theme)
        for pill in count_pills(results, is_done=is_done):
            label = Label()
            label.setPixmap(painter.picture(pill))
            label.setAccessibleName(pill.text)
            self._pills.add(label)
