"""The fleet as files: the list as it is shown, and the whole of it, which can be imported again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from telbill_desktop.exporters.losses import losses_told
from telbill_desktop.gui.models.fleet_cells import FleetColumn, fleet_titles, fleet_value
from telbill_desktop.gui.pages.saving import CSV, XLSX, Saved, save_rows
from telbill_desktop.gui.widgets.said_filters import said_filters
from telbill_desktop.services import fleet_overview
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from telbill_desktop.domain.fleet_view import FleetRow
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report import Report
    from telbill_desktop.exporters.cell_text import Cell
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.pages.fleet.page import FleetPage


class FleetExports(QObject):
    """What the Exporter button and the context menu offer."""

    def __init__(self, page: FleetPage) -> None:
        super().__init__(page)
        self._page = page
        self.list_as_shown = QAction(tr("List as shown, CSV…"), page)
        self.list_as_shown.triggered.connect(lambda _checked=False: self._on_export_asked())
        self.whole_fleet = QAction(tr("Whole fleet to import again, XLSX…"), page)
        self.whole_fleet.triggered.connect(lambda _checked=False: self._on_export_fleet_asked())
        self.actions = [self.list_as_shown, self.whole_fleet]
        page.printing = self._printing

    def _printing(self) -> Callable[[Progress], Report]:
        """The list as shown, on its day."""
        page = self._page
        rows = self.table(page.items.model.records)
        facts = [(tr("As of"), formats.day(page.day)), (tr("Narrowed to"), said_filters(page.filters))]

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports.lists import list_report  # noqa: PLC0415 - see above

            return list_report(tr("Fleet"), facts, [(tr("Fleet"), rows)])

        return make

    def _on_export_asked(self) -> None:
        rows = self.table(self._page.items.model.records)

        def write(path: Path) -> Written:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - the list is shown without it

            return write_table(path, rows)

        save_rows(self._page.context, self, tr("Save the list"), (tr("fleet"), CSV), write)

    def _on_export_fleet_asked(self) -> None:
        from telbill_desktop.exporters.fleet_table import can_be_told, fleet_table  # noqa: PLC0415 - see above

        store, day, name = self._page.context.workspace.store, self._page.day, tr("Fleet")

        def write(path: Path) -> Saved:
            from telbill_desktop.exporters.workbook import Sheet, write_workbook  # noqa: PLC0415 - see above

            rows = fleet_overview.overview(store, day).rows  # whatever perimeter and filter leave of it on the page
            table = fleet_table(rows, fleet_overview.product_words(store))
            written = write_workbook(path, [Sheet(name, table)])
            lacking = [_lacking(len(rows) - len(can_be_told(rows))), losses_told(written)]
            return Saved(written.rows, " ".join(filter(None, lacking)))

        save_rows(self._page.context, self, tr("Save the fleet"), (tr("fleet"), XLSX), write)

    def table(self, rows: Sequence[FleetRow]) -> list[list[Cell]]:
        """The rows with their titles, in the columns as shown."""
        columns = [FleetColumn(name) for name in self._page.items.layout_of_table.shown()]
        titles = fleet_titles()
        head: list[Cell] = [titles[column] for column in columns]
        return [head, *([fleet_value(row, column) for column in columns] for row in rows)]


def _lacking(untold: int) -> str:
    words = ntr(
        "{count} option of a line without a number is not among them.",
        "{count} options of lines without a number are not among them.",
        untold,
    )
    return words.format(count=formats.count(untold)) if untold else ""
