"""The table of the archive's documents: whole rows are chosen, a click on a title sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from telbill_desktop.domain.archive_view import ArchiveOrder
from telbill_desktop.domain.signature import Integrity, Trust
from telbill_desktop.exporters.archive_columns import ArchiveColumn, archive_titles
from telbill_desktop.gui.delegates.archive_pills import signature_pill
from telbill_desktop.gui.delegates.cells import PADDING, CellDelegate
from telbill_desktop.gui.models.archive_table import ARCHIVE_COLUMNS, ARCHIVE_POSITION, ARCHIVE_SAMPLES, ORDERS
from telbill_desktop.gui.widgets.column_widths import measured_widths
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.delegates.pills import Pill
    from telbill_desktop.gui.models.archive_table import ArchiveTable
    from telbill_desktop.gui.theme import Theme

_ARROW = 12  # pixels of the mark of the order at 100 % text
_COLUMN_OF = {order: column for column, order in ORDERS.items()}


class ArchiveTableView(RowTable):
    """The list of documents."""

    order_chosen = Signal(object, bool)  # ArchiveOrder, reversed
    all_chosen = Signal()

    def __init__(self, model: ArchiveTable, theme: Theme) -> None:
        super().__init__(theme)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Documents of the archive"))
        pills = {ARCHIVE_POSITION[ArchiveColumn.SIGNATURE]: self._pill}
        self._delegate = CellDelegate(self, model, theme, right=frozenset(), pills=pills)
        self.setItemDelegate(self._delegate)
        self.part_header_from_selection()
        self._order, self._reverse = ArchiveOrder.DEPOSITED, True
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_title_clicked)

    def first_widths(self) -> dict[str, int]:
        """Pixels of each column in which what it usually holds is shown whole."""
        widths = measured_widths(self._theme, archive_titles(), ARCHIVE_SAMPLES)
        longest = signature_pill(Integrity.MODIFIED, Trust.UNKNOWN)
        pill = self._delegate.pill_width(longest) + 2 * self._theme.dp(PADDING) + 1
        received = widths[ArchiveColumn.RECEIVED] + self._theme.dp(_ARROW)  # the list is sorted by it at first
        return widths | {ArchiveColumn.SIGNATURE: pill, ArchiveColumn.RECEIVED: received}

    def show_order(self, order: ArchiveOrder, *, reverse: bool) -> None:
        """Marks the column that the list is sorted by."""
        self._order, self._reverse = order, reverse
        direction = Qt.SortOrder.DescendingOrder if reverse else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(ARCHIVE_POSITION[_COLUMN_OF[order]], direction)

    def selectAll(self) -> None:  # noqa: N802 - Qt's name
        """Ctrl+A: the whole list, also rows that are not read yet."""
        self.all_chosen.emit()

    def _pill(self, row: int) -> Pill | None:
        shown = self._model.row_at(row)
        return signature_pill(shown.integrity, shown.trust) if shown else None

    def _on_title_clicked(self, section: int) -> None:
        order = ORDERS[ARCHIVE_COLUMNS[section]]
        reverse = not self._reverse if order is self._order else order is ArchiveOrder.DEPOSITED
        self.order_chosen.emit(order, reverse)
