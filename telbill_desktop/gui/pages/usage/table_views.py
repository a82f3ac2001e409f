"""The tables of the page: groups of usage, and calls. A click on a title sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from telbill_desktop.domain.usage_view import CallOrder, UsageGrouping
from telbill_desktop.exporters.usage_columns import UsageColumn, call_titles, usage_titles
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.models.call_table import (
    CALL_COLUMNS,
    CALL_FIGURES,
    CALL_ORDERS,
    CALL_POSITION,
    CALL_SAMPLES,
    CALL_TIGHT_SAMPLES,
)
from telbill_desktop.gui.models.usage_table import (
    FIRST_DOWN,
    USAGE_COLUMNS,
    USAGE_FIGURES,
    USAGE_POSITION,
    USAGE_SAMPLES,
    USAGE_TIGHT_SAMPLES,
)
from telbill_desktop.gui.widgets.column_widths import measured_widths
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QMouseEvent

    from telbill_desktop.gui.models.call_table import CallTable
    from telbill_desktop.gui.models.usage_table import UsageTable
    from telbill_desktop.gui.theme import Theme

RIGHT_OF_GROUPS = frozenset(USAGE_POSITION[one] for one in USAGE_FIGURES)
_RIGHT_OF_CALLS = frozenset(CALL_POSITION[one] for one in CALL_FIGURES)
_ARROW = 12  # pixels of the mark of the order at 100 % text
_DESCENDING, _ASCENDING = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


class _SortedTable(RowTable):
    """A title that is clicked sorts; Ctrl+A chooses rows that are not read yet too."""

    all_chosen = Signal()
    entered = Signal()  # a double click on a row

    def _begin(self, theme: Theme, right: frozenset[int], model: UsageTable | CallTable) -> None:
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self, model, theme, right=right))
        self.part_header_from_selection()
        self.horizontalHeader().setSortIndicatorShown(True)

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Ctrl+A."""
        self.all_chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Goes into the row."""
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.entered.emit()


class UsageTableView(_SortedTable):
    """Groups of usage."""

    order_chosen = Signal(object, bool)  # UsageColumn, descending

    def __init__(self, model: UsageTable, theme: Theme) -> None:
        super().__init__(theme)
        self._begin(theme, RIGHT_OF_GROUPS, model)
        self.setAccessibleName(tr("Usage"))
        self.column, self.descending = UsageColumn.AMOUNT, True
        self.horizontalHeader().sectionClicked.connect(self._on_title_clicked)

    def first_widths(self) -> dict[str, int]:
        """Pixels of each column in which what it usually holds is shown whole."""
        return self._widths(USAGE_SAMPLES)

    def tight_widths(self) -> dict[str, int]:
        """How narrow columns may become for the sake of the name."""
        return self._widths(USAGE_TIGHT_SAMPLES)

    def _widths(self, samples: Mapping[str, str]) -> dict[str, int]:
        """Any column may be sorted by, and its title stays whole beside the arrow."""
        widths, arrow = measured_widths(self._theme, usage_titles(UsageGrouping.USER), {}), self._theme.dp(_ARROW)
        of_texts = measured_widths(self._theme, dict.fromkeys(widths, ""), samples)
        return {name: max(width + arrow, of_texts[name]) for name, width in widths.items()}

    def show_order(self, column: UsageColumn, *, descending: bool) -> None:
        """Marks the column that the groups are sorted by."""
        self.column, self.descending = column, descending
        self.horizontalHeader().setSortIndicator(USAGE_POSITION[column], _DESCENDING if descending else _ASCENDING)

    def _on_title_clicked(self, section: int) -> None:
        column = USAGE_COLUMNS[section]
        self.order_chosen.emit(column, not self.descending if column is self.column else column in FIRST_DOWN)


class CallTableView(_SortedTable):
    """Calls; a title that calls are not sorted by does nothing."""

    order_chosen = Signal(object, bool)  # CallOrder, descending

    def __init__(self, model: CallTable, theme: Theme) -> None:
        super().__init__(theme)
        self._begin(theme, _RIGHT_OF_CALLS, model)
        self.setAccessibleName(tr("Calls, messages and sessions"))
        self._order, self._descending = CallOrder.START, True
        self.horizontalHeader().sectionClicked.connect(self._on_title_clicked)

    def first_widths(self) -> dict[str, int]:
        """Pixels of each column in which what it usually holds is shown whole."""
        return measured_widths(self._theme, call_titles(), CALL_SAMPLES)

    def tight_widths(self) -> dict[str, int]:
        """How narrow columns may become for the sake of the category."""
        return measured_widths(self._theme, call_titles(), CALL_TIGHT_SAMPLES)

    def show_order(self, order: CallOrder, *, descending: bool) -> None:
        """Marks the column that the calls are sorted by."""
        self._order, self._descending = order, descending
        column = next(one for one, known in CALL_ORDERS.items() if known is order)
        self.horizontalHeader().setSortIndicator(CALL_POSITION[column], _DESCENDING if descending else _ASCENDING)

    def _on_title_clicked(self, section: int) -> None:
        order = CALL_ORDERS.get(CALL_COLUMNS[section])
        if order is None:
            self.show_order(self._order, descending=self._descending)  # Qt has marked the title already
            return
        first_down = order in {CallOrder.START, CallOrder.AMOUNT}
        self.order_chosen.emit(order, not self._descending if order is self._order else first_down)
