"""What one can do with the chosen invoices: the same actions in the keys, the context menu and the export button."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.models.invoice_cells import HOME_CURRENCY
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.pages.saving import CSV, save_rows
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.said_filters import said_filters
from telbill_desktop.services import invoices
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.invoice_list import InvoiceRow
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report import Report
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.pages.invoices.edits import InvoiceEdits
    from telbill_desktop.gui.pages.invoices.page import InvoicesPage

_AT_ONCE = 500  # rows read from the store at a time


class InvoiceActs(QObject):
    """The actions of the page, on its table."""

    def __init__(self, page: InvoicesPage) -> None:
        super().__init__(page)
        self._page = page
        keys = QKeySequence.StandardKey
        self.open = self._act(tr("Open the detail"), page.open_current, ["Return", "Enter"])
        self.close = self._act(tr("Close the detail"), page.close_detail, ["Esc"])
        self.copy = self._act(tr("Copy for a spreadsheet"), self.copy_chosen, [keys.Copy])
        self.choose_all = self._act(tr("Choose all"), page.chosen.choose_all, [keys.SelectAll])
        self.remove = self._act(tr("Remove from the list"), self.remove_chosen, [keys.Delete])
        self.original = self._act(tr("Open the original"), self._on_original_asked, ["Ctrl+Return"])
        self.export_list = self._act(tr("List as shown, CSV…"), self._on_export_list_asked, [])
        self.export_lines = self._act(tr("Lines of the chosen invoices, CSV…"), self._on_export_lines_asked, [])
        self.exports = [self.export_list, self.export_lines]
        self.remove.setEnabled(not page.context.workspace.store.read_only)
        self.export_chosen = self._act(tr("Chosen invoices, CSV…"), self._on_export_chosen_asked, [])
        page.printing = self._printing
        offer_menu(page.table, self._fill_menu)

    @cached_property
    def edits(self) -> InvoiceEdits:
        """Changes of the chosen invoices; made when a menu first shows them."""
        from telbill_desktop.gui.pages.invoices.edits import InvoiceEdits  # noqa: PLC0415 - see above

        return InvoiceEdits(self._page)

    def in_edit_menu(self) -> list[QAction]:
        """What changes the chosen invoices, each on or off as it may; the removal is the last."""
        actions = self.edits.actions()
        self.remove.setEnabled(not self._page.context.workspace.store.read_only)
        return [*actions, self.remove]

    def _printing(self) -> Callable[[Progress], Report]:
        """The list with its filter, order and columns as they are now."""
        page, store = self._page, self._page.context.workspace.store
        wanted, order, columns, sums = page.listing.filter, page.listing.order, self._columns(), page.listing.sums
        facts = [(tr("Narrowed to"), said_filters(page.filters))]

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports.invoice_list import invoice_list_report  # noqa: PLC0415 - see above

            ids = invoices.find_ids(store, wanted, order)

            def rows() -> Iterator[InvoiceRow]:
                for at in range(0, len(ids), _AT_ONCE):
                    yield from invoices.rows(store, ids[at : at + _AT_ONCE])

            return invoice_list_report(facts, rows, columns, sums, len(ids))

        return make

    def copy_chosen(self) -> None:
        """The chosen rows, with their titles, in the columns as shown."""
        page, ids = self._page, self._page.chosen.ids()
        if not ids:
            return
        columns = self._columns()

        store = page.context.workspace.store

        def work(_progress: Progress) -> str:
            from telbill_desktop.exporters import csv_list  # noqa: PLC0415 - the list is shown without it

            return csv_list.invoice_list_tsv(invoices.rows(store, ids), columns)

        page.context.jobs.read(work, QGuiApplication.clipboard().setText, owner=self, title=tr("Copying"))

    def remove_chosen(self) -> None:
        """Takes the chosen invoices out of the list, in one step that the notice offers to undo."""
        page, ids = self._page, self._page.chosen.ids()
        if not ids:
            return
        store, first = page.context.workspace.store, page.model.row_of(ids[0])

        def work(progress: Progress) -> None:
            from telbill_desktop.services import removal  # noqa: PLC0415 - the list is shown without it

            removal.remove_invoices(store, ids, progress)

        def done(_result: None) -> None:
            words = ntr("{count} invoice removed", "{count} invoices removed", len(ids))
            page.context.notify(Notice(words.format(count=formats.count(len(ids))), undo=True))
            page.choose_row_when_read(first)
            page.context.store_changed()

        page.context.jobs.write(work, done, owner=self, title=tr("Removing invoices"))

    def _on_original_asked(self) -> None:
        """Opens the detail's document, once the detail is there."""
        self._page.open_current()
        self._page.detail.open_original()

    def _on_export_list_asked(self) -> None:
        page, store = self._page, self._page.context.workspace.store
        wanted, order, columns = page.listing.filter, page.listing.order, self._columns()

        def write(path: Path) -> Written:
            from telbill_desktop.exporters import csv_list  # noqa: PLC0415 - the list is shown without it

            ids = invoices.find_ids(store, wanted, order)
            return csv_list.write_invoice_list(path, invoices.rows(store, ids), columns)

        self._export(tr("Save the list"), tr("invoices"), write)

    def _on_export_chosen_asked(self) -> None:
        page, store = self._page, self._page.context.workspace.store
        ids, columns = page.chosen.ids(), self._columns()

        def write(path: Path) -> Written:
            from telbill_desktop.exporters import csv_list  # noqa: PLC0415 - the list is shown without it

            return csv_list.write_invoice_list(path, invoices.rows(store, ids), columns)

        if ids:
            self._export(tr("Save the chosen invoices"), tr("invoices"), write)

    def _on_export_lines_asked(self) -> None:
        page, store = self._page, self._page.context.workspace.store
        ids = page.chosen.ids() or list(page.model.ids)

        def write(path: Path) -> Written:
            from telbill_desktop.exporters import csv_list  # noqa: PLC0415 - the list is shown without it
            from telbill_desktop.services import invoice_detail  # noqa: PLC0415 - the list is shown without it

            return csv_list.write_lines(path, invoice_detail.with_lines(store, ids))

        self._export(tr("Save the lines"), tr("lines"), write)

    def _export(self, title: str, name: str, write: Callable[[Path], Written]) -> None:
        save_rows(self._page.context, self, title, (name, CSV), write)

    def _columns(self) -> list[InvoiceColumn]:
        """The columns as shown; the currency too where it is not the books' own, or amounts would lose it."""
        columns = [InvoiceColumn(name) for name in self._page.layout_of_table.shown()]
        foreign = any(one.currency != HOME_CURRENCY for one in self._page.listing.sums)
        if foreign and InvoiceColumn.CURRENCY not in columns:
            columns.append(InvoiceColumn.CURRENCY)
        return columns

    def _fill_menu(self, menu: QMenu) -> None:
        if not self._page.chosen.count():
            menu.addAction(self.choose_all)
            return
        edits = self.in_edit_menu()
        for part in (
            [self.open, self.original],
            [self.copy, self.choose_all],
            edits[:-1],
            [self.export_chosen, self.export_lines],
            edits[-1:],
        ):
            menu.addActions(list(part))
            menu.addSeparator()

    def _act(self, text: str, act: Callable[[], object], keys: list[str | QKeySequence.StandardKey]) -> QAction:
        action = QAction(text, self._page.table)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self._page.table.addAction(action)
        return action
