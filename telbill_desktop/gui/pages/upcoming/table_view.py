"""The table of the invoices to come: whole rows are chosen, how each is paid stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

from telbill_desktop.exporters.upcoming_columns import UpcomingColumn
from telbill_desktop.gui.delegates.cells import PADDING, CellDelegate
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.upcoming_table import (
    UPCOMING_AMOUNTS,
    UPCOMING_POSITION,
    UPCOMING_SAMPLES,
    UPCOMING_TIGHT_SAMPLES,
    short_titles,
)
from telbill_desktop.gui.models.upcoming_words import payment_pill
from telbill_desktop.gui.widgets.column_widths import measured_widths
from telbill_desktop.gui.widgets.row_ranges import chosen_rows, selection_of
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.gui.models.upcoming_table import UpcomingTable
    from telbill_desktop.gui.theme import Theme


class UpcomingTableView(RowTable):
    """By date; nothing is sorted by a click: what comes first is what one must know first."""

    def __init__(self, model: UpcomingTable, theme: Theme) -> None:
        super().__init__(theme)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Invoices to come"))
        right = frozenset(UPCOMING_POSITION[column] for column in UPCOMING_AMOUNTS)
        pills = {UPCOMING_POSITION[UpcomingColumn.PAYMENT]: self._payment_pill}
        self._delegate = CellDelegate(self, model, theme, right=right, pills=pills)
        self.setItemDelegate(self._delegate)
        self.part_header_from_selection()
        self.horizontalHeader().setSectionsClickable(False)

    def first_widths(self) -> dict[str, int]:
        """Pixels of each column in which what it usually holds is shown whole."""
        return self._widths(UPCOMING_SAMPLES)

    def tight_widths(self) -> dict[str, int]:
        """How narrow columns may become for the sake of the account."""
        return self._widths(UPCOMING_TIGHT_SAMPLES)

    def _widths(self, samples: Mapping[str, str]) -> dict[str, int]:
        widths = measured_widths(self._theme, short_titles(), samples)
        pill = self._delegate.pill_width(Pill(UPCOMING_SAMPLES[UpcomingColumn.PAYMENT], "triangle-alert", "warn"))
        return widths | {UpcomingColumn.PAYMENT: pill + 2 * self._theme.dp(PADDING) + 1}

    def chosen_rows(self) -> list[int]:
        """From the top."""
        return chosen_rows(self.selectionModel().selection())

    def choose_also(self, rows: Sequence[int]) -> None:
        """Adds rows to those that are chosen; the keyboard stays where it is."""
        self.selectionModel().select(selection_of(self._model, rows), QItemSelectionModel.SelectionFlag.Select)

    def _payment_pill(self, row: int) -> Pill | None:
        return payment_pill(self._model.records[row].invoice, short=True)
