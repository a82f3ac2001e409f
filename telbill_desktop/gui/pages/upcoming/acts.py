"""What one can do with the invoices to come: open, copy, save as CSV or as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from telbill_desktop.exporters.upcoming_columns import UpcomingColumn, upcoming_lines, upcoming_list
from telbill_desktop.gui.pages.saving import CSV, XLSX, save_rows
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.said_filters import said_filters
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.fleet_view import Fleet
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report import Report
    from telbill_desktop.domain.what_if import WhatIf
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.pages.upcoming.page import UpcomingPage


class UpcomingActs(QObject):
    """The actions of the page, on its table."""

    def __init__(self, page: UpcomingPage) -> None:
        super().__init__(page)
        self._page = page
        keys = QKeySequence.StandardKey
        self.open = self._act(tr("Open the detail"), page.open_current, ["Return", "Enter"])
        self.close = self._act(tr("Close the detail"), page.close_side, ["Esc"])
        self.what_if = self._act(tr("What if…"), page.open_what_if, [])
        self.copy = self._act(tr("Copy for a spreadsheet"), self.copy_chosen, [keys.Copy])
        self.choose_all = self._act(tr("Choose all"), page.table.selectAll, [keys.SelectAll])
        self.export_list = self._act(tr("List as shown, CSV…"), self._on_export_list_asked, [])
        self.export_lines = self._act(tr("Lines of the invoices to come, CSV…"), self._on_export_lines_asked, [])
        self.export_book = self._act(tr("Invoices to come with their lines, XLSX…"), self._on_export_book_asked, [])
        self.exports = [self.export_list, self.export_lines, self.export_book]
        page.printing = self._printing
        offer_menu(page.table, self._fill_menu)

    def _printing(self) -> Callable[[Progress], Report]:
        """The list as shown."""
        rows, columns = list(self._page.model.records), self._columns()
        facts = [(tr("Narrowed to"), said_filters(self._page.card))]

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports.lists import list_report  # noqa: PLC0415 - see above

            title = tr("Invoices to come")
            return list_report(title, facts, [(title, upcoming_list(rows, columns))])

        return make

    def copy_chosen(self) -> None:
        """The chosen rows, with their titles, in the columns as shown."""
        from telbill_desktop.exporters.csv_list import tsv  # noqa: PLC0415 - the list is shown without it

        page = self._page
        rows = [page.model.records[row] for row in page.table.chosen_rows()]
        if rows:
            QGuiApplication.clipboard().setText(tsv(upcoming_list(rows, self._columns())))

    def do_supposed(self, what_if: WhatIf, done: Callable[[], object]) -> None:
        """Opens the quote of what was supposed; `done` follows when it is done."""
        from telbill_desktop.services import fleet_overview  # noqa: PLC0415 - the list is shown without it

        page, store = self._page, self._page.context.workspace.store
        page.context.jobs.read(
            lambda _progress: fleet_overview.overview(store, what_if.on),
            lambda fleet: self._open_quote(what_if, fleet, done),
            owner=page,
        )

    def _open_quote(self, what_if: WhatIf, fleet: Fleet, done: Callable[[], object]) -> None:
        """More at once, fewer one at a time: one that is free, or else one with what keeps it."""
        from telbill_desktop.gui.dialogs.fleet.adding import AddDialog  # noqa: PLC0415 - when it is opened
        from telbill_desktop.gui.dialogs.fleet.removing import RemoveDialog  # noqa: PLC0415 - when it is opened

        page, key = self._page, (what_if.product_id, what_if.account_id)
        if what_if.count > 0:
            adding = AddDialog(page.context, page.window(), fleet, what_if.on, key)
            adding.offer_count(what_if.count)
            adding.accepted.connect(done)
            adding.open()
            return
        served = [row for row in fleet.rows if row.is_served and (row.item.product.id, row.account.id) == key]
        rows = [row for row in served if row.holder is None] or served
        if rows:
            removing = RemoveDialog(page.context, page.window(), rows, what_if.on)
            removing.accepted.connect(done)
            removing.open()

    def _on_export_list_asked(self) -> None:
        rows, columns = list(self._page.model.records), self._columns()

        def write(path: Path) -> Written:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - the list is shown without it

            return write_table(path, upcoming_list(rows, columns))

        save_rows(self._page.context, self, tr("Save the list"), (tr("invoices to come"), CSV), write)

    def _on_export_lines_asked(self) -> None:
        rows = list(self._page.model.records)

        def write(path: Path) -> Written:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - the list is shown without it

            return write_table(path, upcoming_lines(rows))

        save_rows(self._page.context, self, tr("Save the lines"), (tr("lines to come"), CSV), write)

    def _on_export_book_asked(self) -> None:
        rows, columns = list(self._page.model.records), self._columns()
        names = tr("Invoices to come"), tr("Lines")

        def write(path: Path) -> Written:
            from telbill_desktop.exporters.workbook import Sheet, write_workbook  # noqa: PLC0415 - see above

            tables = upcoming_list(rows, columns), upcoming_lines(rows)
            return write_workbook(path, [Sheet(name, table) for name, table in zip(names, tables, strict=True)])

        save_rows(self._page.context, self, tr("Save the invoices to come"), (tr("invoices to come"), XLSX), write)

    def _columns(self) -> list[UpcomingColumn]:
        return [UpcomingColumn(name) for name in self._page.layout_of_table.shown()]

    def _fill_menu(self, menu: QMenu) -> None:
        if not self._page.table.chosen_rows():
            menu.addAction(self.choose_all)
            return
        for part in ([self.open, self.what_if], [self.copy, self.choose_all], self.exports):
            menu.addActions(list(part))
            menu.addSeparator()

    def _act(self, text: str, act: Callable[[], object], keys: list[str | QKeySequence.StandardKey]) -> QAction:
        action = QAction(text, self._page.table)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self._page.table.addAction(action)
        return action
