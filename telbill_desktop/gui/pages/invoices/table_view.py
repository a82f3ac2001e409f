"""The table of invoices: whole rows are chosen, the keyboard walks rows, a click on a title sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from telbill_desktop.domain.invoice_kinds import InvoiceState
from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceOrder
from telbill_desktop.gui.delegates.cells import PADDING, CellDelegate
from telbill_desktop.gui.delegates.invoice_pills import credit_pill, mark_pill, state_pill, type_pill
from telbill_desktop.gui.models.invoice_cells import (
    AMOUNTS,
    COLUMNS,
    POSITION,
    SAMPLES,
    TIGHT_SAMPLES,
    short_titles,
    titles,
)
from telbill_desktop.gui.widgets.column_widths import measured_widths
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.delegates.pills import Pill
    from telbill_desktop.gui.models.invoice_table import InvoiceTable
    from telbill_desktop.gui.theme import Theme

_FIRST_DOWN = frozenset(
    {InvoiceColumn.DATE, InvoiceColumn.DUE_DATE, InvoiceColumn.HT, InvoiceColumn.TTC, InvoiceColumn.VAT}
)


class InvoiceTableView(RowTable):
    """The list of invoices."""

    order_chosen = Signal(object)  # InvoiceOrder
    all_chosen = Signal()

    def __init__(self, model: InvoiceTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Invoices"))
        right = frozenset(POSITION[column] for column in AMOUNTS)
        pills = {
            POSITION[InvoiceColumn.TYPE]: self._type_pill,
            POSITION[InvoiceColumn.STATE]: self._state_pill,
            POSITION[InvoiceColumn.MARK]: self.mark_pill,
        }
        self._delegate = CellDelegate(self, model, theme, right=right, pills=pills)
        self.setItemDelegate(self._delegate)
        self.part_header_from_selection()
        self._order = InvoiceOrder()
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_title_clicked)

    def first_widths(self) -> dict[str, int]:
        """Pixels of each column in which what it usually holds is shown whole."""
        widths = measured_widths(self._theme, titles(), SAMPLES)
        mark = self._delegate.pill_width(state_pill(InvoiceState.TO_CHECK)) + 2 * self._theme.dp(PADDING) + 1
        return widths | dict.fromkeys((InvoiceColumn.TYPE, InvoiceColumn.STATE, InvoiceColumn.MARK), mark)

    def tight_widths(self) -> dict[str, int]:
        """How narrow columns may become for the sake of the subscriber."""
        widths = measured_widths(self._theme, short_titles(), TIGHT_SAMPLES)
        kind = self._delegate.pill_width(credit_pill()) + 2 * self._theme.dp(PADDING) + 1
        return widths | {InvoiceColumn.TYPE: kind}

    def show_order(self, order: InvoiceOrder) -> None:
        """Marks the column that the list is sorted by."""
        self._order = order
        direction = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(POSITION[order.column], direction)

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Ctrl+A: the whole list, also rows that are not read yet."""
        self.all_chosen.emit()

    def show_at_top(self, row: int) -> None:
        """Scrolls so that this row is the first on screen."""
        self.scrollTo(self.model().index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scrolls rows only: choosing an invoice never moves the columns."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def _type_pill(self, row: int) -> Pill | None:
        shown = self._model.row_at(row)
        return type_pill(shown.type, shown.type_code, shown.state) if shown else None

    def _state_pill(self, row: int) -> Pill | None:
        shown = self._model.row_at(row)
        return state_pill(shown.state) if shown else None

    def mark_pill(self, row: int) -> Pill | None:
        """What the user noted of a row's invoice."""
        shown = self._model.row_at(row)
        return mark_pill(shown.mark) if shown and shown.mark else None

    def _on_title_clicked(self, section: int) -> None:
        column = COLUMNS[section]
        descending = not self._order.descending if column is self._order.column else column in _FIRST_DOWN
        self.order_chosen.emit(InvoiceOrder(column, descending))
