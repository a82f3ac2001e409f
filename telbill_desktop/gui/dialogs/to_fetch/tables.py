"""The two tables of the dialog: what is to be fetched, and the months without an invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication

from telbill_desktop.domain.to_fetch import FetchFold, FetchState
from telbill_desktop.exporters.to_fetch_columns import ToFetchColumn, fetch_state_name, missing_months_titles
from telbill_desktop.gui.delegates.cells import PADDING, CellDelegate
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.to_fetch_tables import (
    ACCOUNT,
    COUNT,
    FETCH_COLUMNS,
    FETCH_POSITION,
    MONTHS_COLUMNS,
    short_fetch_titles,
)
from telbill_desktop.gui.widgets.column_widths import Stretch, measured_widths
from telbill_desktop.gui.widgets.row_ranges import chosen_rows
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.table_layout import TableLayout
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telbill_desktop.domain.to_fetch import FetchRow
    from telbill_desktop.gui.models.to_fetch_tables import MissingMonthsTable, ToFetchTable
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.system.settings import ViewLayout

_SAMPLES: Mapping[str, str] = {
    ToFetchColumn.OPERATOR: "Hexamobile Pro",
    ToFetchColumn.ACCOUNT: "CF 3 Commerciaux",
    ToFetchColumn.INVOICE: "Facture de septembre 2026",
    ToFetchColumn.AVAILABLE: "depuis le 00/00/0000",
    ToFetchColumn.LATE: "00/00/0000",
}
_TIGHT_SAMPLES: Mapping[str, str] = dict(_SAMPLES) | {
    ToFetchColumn.OPERATOR: "Hexamobile",
    ToFetchColumn.INVOICE: "Facture du 00/00/0000",
}
_LEAST_ACCOUNT, _LEAST_MONTHS = 110, 160  # pixels at 100 % text
_MONTHS_SAMPLES: Mapping[str, str] = {
    "operator": "Hexamobile Pro",
    "account": "CF 3 Commerciaux Nord-Ouest",
    "count": "000",
}


class PickTable(RowTable):
    """Rows lead somewhere: a plain click on some of their cells picks one; with Ctrl or Shift rows are chosen."""

    picked = Signal(QModelIndex)
    columns: TableLayout  # each table lays its own out

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_left)

    def leads_somewhere(self, index: QModelIndex) -> bool:
        """Whether a click on a cell picks its row."""
        raise NotImplementedError

    def chosen_rows(self) -> list[int]:
        """From the top."""
        return chosen_rows(self.selectionModel().selection())

    def _on_clicked(self, index: QModelIndex) -> None:
        if not QGuiApplication.keyboardModifiers() and self.leads_somewhere(index):
            self.picked.emit(index)

    def _on_entered(self, index: QModelIndex) -> None:
        leads = self.leads_somewhere(index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def _on_left(self) -> None:
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)


class FetchTable(PickTable):
    """In the service's order: nothing is sorted by a click, what must be done first comes first."""

    def __init__(self, model: ToFetchTable, theme: Theme, kept: ViewLayout) -> None:
        super().__init__(theme)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Invoices to fetch"))
        pills = {
            FETCH_POSITION[ToFetchColumn.STATE]: model.state_pill,
            FETCH_POSITION[ToFetchColumn.DELETED]: model.deletion_pill,
        }
        self._delegate = CellDelegate(self, model, theme, right=frozenset(), pills=pills)
        self.setItemDelegate(self._delegate)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        self.columns = TableLayout(
            header,
            FETCH_COLUMNS,
            shown=FETCH_COLUMNS,
            widths=self._widths(_SAMPLES),
            stretch=Stretch(
                ToFetchColumn.ACCOUNT,
                _LEAST_ACCOUNT,
                [one for one in FETCH_COLUMNS if one is not ToFetchColumn.ACCOUNT],
                tight=self._widths(_TIGHT_SAMPLES),
            ),
            scale=theme.scale,
        )
        self.columns.apply(kept)

    def row(self, index: QModelIndex) -> FetchRow:
        """What stands there."""
        return self._model.records[index.row()]

    def show_from(self, row: int, more: int) -> None:
        """Puts the keyboard on a row, and as many of the rows below it in sight as there is room for with it."""
        self.selectRow(row)
        for one in (row + more, row):
            self.scrollTo(self._model.index(one, 0))

    def leads_somewhere(self, index: QModelIndex) -> bool:
        """An account where one is named, an invoice that is known, a fold."""
        row = self.row(index)
        if index.column() == FETCH_POSITION[ToFetchColumn.ACCOUNT] and row.account_id is not None:
            return True
        return isinstance(row, FetchFold) or row.invoice_id is not None

    def _widths(self, samples: Mapping[str, str]) -> dict[str, int]:
        widths = measured_widths(self._theme, short_fetch_titles(), samples)
        padding = 2 * self._theme.dp(PADDING) + 1
        words = [*(fetch_state_name(state) for state in FetchState), tr("XML archived")]
        state = max(self._delegate.pill_width(Pill(word, "dot", "neutral")) for word in words)
        left = ntr("in {count} day", "in {count} days", 30).format(count="00")
        deleted = self._delegate.pill_width(Pill(left, "triangle-alert", "warn", before="00/00/0000"))
        return widths | {ToFetchColumn.STATE: state + padding, ToFetchColumn.DELETED: deleted + padding}


class MonthsTable(PickTable):
    """By operator and account."""

    def __init__(self, model: MissingMonthsTable, theme: Theme, kept: ViewLayout) -> None:
        super().__init__(theme)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Months without an invoice"))
        self.setItemDelegate(CellDelegate(self, model, theme, right=frozenset({COUNT})))
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        titles = dict(zip(MONTHS_COLUMNS, missing_months_titles(), strict=True))
        stretched = MONTHS_COLUMNS[-1]
        beside = MONTHS_COLUMNS[:-1]
        self.columns = TableLayout(
            header,
            MONTHS_COLUMNS,
            shown=MONTHS_COLUMNS,
            widths=measured_widths(theme, titles, _MONTHS_SAMPLES),
            stretch=Stretch(stretched, _LEAST_MONTHS, beside),
            scale=theme.scale,
        )
        self.columns.apply(kept)

    def leads_somewhere(self, index: QModelIndex) -> bool:
        """The account."""
        return index.column() == ACCOUNT and self._model.records[index.row()].account_id is not None
