"""The things of the fleet, and its products, as rows."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from telbill_desktop.domain.fleet_view import FleetRow, ProductRow
from telbill_desktop.gui.models.fleet_cells import (
    COLUMNS,
    FIGURES,
    POSITION,
    PRODUCT_COLUMNS,
    PRODUCT_FIGURES,
    PRODUCT_POSITION,
    FleetColumn,
    ProductColumn,
    fleet_text,
    fleet_titles,
    product_text,
    product_titles,
    sort_key,
)
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject


class FleetTable(RecordTable[FleetRow]):
    """One row for each thing, in the order that was chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(
            [fleet_titles()[column] for column in COLUMNS],
            parent,
            right=frozenset(POSITION[column] for column in FIGURES),
        )
        self.order: tuple[FleetColumn, bool] | None = None

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        return fleet_text(self.records[row], COLUMNS[column])

    def show(self, records: Sequence[FleetRow]) -> None:
        """Replaces everything; sorted as it was."""
        super().show(self._sorted(records))

    def row_of(self, item_id: int) -> int | None:
        """Where an item stands."""
        return next((at for at, row in enumerate(self.records) if row.item.id == item_id), None)

    def _sorted(self, records: Sequence[FleetRow]) -> list[FleetRow]:
        if self.order is None:
            return list(records)
        column, descending = self.order
        keyed = [(sort_key(row, column), row) for row in records]
        known = sorted((one for one in keyed if not one[0][0]), key=itemgetter(0), reverse=descending)
        return [row for _key, row in known] + [row for key, row in keyed if key[0]]


class ProductTable(RecordTable[ProductRow]):
    """One row for each product of an account."""

    def __init__(self, parent: QObject) -> None:
        right = frozenset(PRODUCT_POSITION[column] for column in PRODUCT_FIGURES)
        super().__init__([product_titles()[column] for column in PRODUCT_COLUMNS], parent, right=right)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        return product_text(self.records[row], PRODUCT_COLUMNS[column])

    def tooltip(self, row: int, column: int) -> str | None:
        """What the total holds beyond what is in service."""
        shown = self.records[row]
        if PRODUCT_COLUMNS[column] is not ProductColumn.TOTAL or not shown.missing:
            return None
        words = ntr(
            "{count} missing to the committed minimum is charged too.",
            "{count} missing to the committed minimum are charged too.",
            shown.missing,
        )
        return words.format(count=formats.count(shown.missing))
