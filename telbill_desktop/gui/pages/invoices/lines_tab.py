"""« Lignes »: what the invoice charges, line by line, with the sum of the chosen ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.exporters.csv_list import tsv
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.models.line_cells import (
    BESIDE_LABEL,
    LEAST_LABEL,
    LINE_AMOUNTS,
    LINE_COLUMNS,
    LINE_SAMPLES,
    LineColumn,
    line_copied,
    line_titles,
)
from telbill_desktop.gui.models.line_table import LineTable
from telbill_desktop.gui.widgets.column_widths import Stretch, measured_widths
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.row_ranges import chosen_rows
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.table_layout import TableLayout
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from telbill_desktop.domain.invoice_detail import InvoiceDetail
    from telbill_desktop.exporters.cell_text import Cell
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.system.settings import Settings

VIEW = "invoice_lines"


class LinesTab(QWidget):
    """A click on a title sorts: up, down, then as the document has them."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._kept = settings.view(VIEW)
        self._currency = ""
        self.model = LineTable(self)
        self.table = RowTable(theme)
        self.table.setModel(self.model)
        self.table.part_header_from_selection()
        self.table.setAccessibleName(tr("Lines of the invoice"))
        right = frozenset(at for at, column in enumerate(LINE_COLUMNS) if column in LINE_AMOUNTS)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, theme, right=right))
        self.sums = Label(role="small")
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._on_title_clicked)
        header.customContextMenuRequested.connect(self._on_header_menu_asked)
        self.layout_of_table = TableLayout(
            header,
            LINE_COLUMNS,
            shown=LINE_COLUMNS,
            widths=measured_widths(theme, line_titles(), LINE_SAMPLES),
            stretch=Stretch(LineColumn.LABEL, LEAST_LABEL, BESIDE_LABEL),
            scale=theme.scale,
        )
        self.layout_of_table.apply(self._kept)
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._say_sums)
        self.table.selectionModel().selectionChanged.connect(self._settled.start)
        self.copy_act = self._act(tr("Copy the lines"), QKeySequence.StandardKey.Copy, self.copy)
        self.choose_all = self._act(tr("Choose all"), QKeySequence.StandardKey.SelectAll, self.table.selectAll)
        offer_menu(self.table, lambda menu: menu.addActions([self.copy_act, self.choose_all]))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.dp(8), 0, theme.dp(4))
        box.setSpacing(theme.dp(6))
        box.addWidget(self.table, 1)
        box.addWidget(self.sums)

    def show_detail(self, detail: InvoiceDetail) -> None:
        """Shows another invoice's lines."""
        self._currency = detail.invoice.currency
        self.model.show_lines(detail.invoice.lines, self._currency)
        self._say_sums()

    def copy(self) -> None:
        """The chosen lines for Excel; all of them when none is chosen."""
        rows = self._chosen_rows() or list(range(self.model.rowCount()))
        columns = [LineColumn(name) for name in self.layout_of_table.shown()]
        titles, lines = line_titles(), self.model.lines
        table: list[list[Cell]] = [[titles[column] for column in columns]]
        table += [[line_copied(lines[row], column) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(tsv(table))

    def save_layout(self) -> None:
        """Columns and widths."""
        self.layout_of_table.keep(self._kept)

    def _act(self, text: str, keys: QKeySequence.StandardKey, act: Callable[[], object]) -> QAction:
        action = QAction(text, self.table)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self.table.addAction(action)
        return action

    def _chosen_rows(self) -> list[int]:
        return chosen_rows(self.table.selectionModel().selection())

    def _say_sums(self) -> None:
        chosen = self._chosen_rows()
        count = len(chosen) or self.model.rowCount()
        if not count:
            self.sums.setText(tr("The document has no lines."))
            return
        if chosen:
            words = ntr("{count} line selected", "{count} lines selected", count)
            total = self.model.sum_of(chosen)
        else:
            words = ntr("{count} line", "{count} lines", count)
            total = self.model.sum_of(range(count))
        amount = formats.money(total, self._currency)
        self.sums.setText(f"{words.format(count=formats.count(count))} · {tr('excl. VAT')} {amount}")

    def _on_title_clicked(self, section: int) -> None:
        header = self.table.horizontalHeader()
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        sorted_by_it = header.isSortIndicatorShown() and header.sortIndicatorSection() == section
        if sorted_by_it and header.sortIndicatorOrder() == down:
            header.setSortIndicatorShown(False)
            self.model.sort(-1, up)
            return
        order = down if sorted_by_it else up
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self.model.sort(section, order)

    def _on_header_menu_asked(self, at: QPoint) -> None:
        named = {column.value: title for column, title in line_titles().items()}
        self.layout_of_table.open_menu(at, named, lambda: self.layout_of_table.reset(self._kept))
