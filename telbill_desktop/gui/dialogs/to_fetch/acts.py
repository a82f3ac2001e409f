"""What one can do with the lists of the dialog: open, copy, save as CSV or as a workbook."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from telbill_desktop.exporters.to_fetch_columns import missing_months_table, to_fetch_table
from telbill_desktop.gui.pages.saving import CSV, XLSX, save_rows
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.to_fetch import Portal, ToFetch
    from telbill_desktop.exporters.cell_text import Cell
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.dialogs.to_fetch.dialog import ToFetchDialog
    from telbill_desktop.gui.dialogs.to_fetch.tables import PickTable
    from telbill_desktop.services.missing_months import AccountGaps


class ToFetchActs(QObject):
    """The actions of both tables."""

    def __init__(self, dialog: ToFetchDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        keys = QKeySequence.StandardKey
        self.open = QAction(tr("Open the invoice"), self)
        self.fold = QAction("", self)
        self.to_account = QAction(tr("Go to the account"), self)
        self.open.triggered.connect(dialog.open_invoice)
        self.fold.triggered.connect(dialog.toggle_fold)
        self.to_account.triggered.connect(dialog.open_account)
        for table in dialog.tables:
            self._act(table, tr("Open"), dialog.pick_current, ["Return", "Enter"])
            copying = self._act(table, tr("Copy for a spreadsheet"), self.copy_chosen, [keys.Copy])
            choosing = self._act(table, tr("Choose all"), table.selectAll, [keys.SelectAll])
            offer_menu(table, partial(self._fill_menu, [copying, choosing]))
        self.save_csv = QAction(tr("List as shown, CSV…"), self)
        self.save_book = QAction(tr("Both lists, XLSX…"), self)
        self.save_csv.triggered.connect(self._on_save_csv_asked)
        self.save_book.triggered.connect(self._on_save_book_asked)

    def copy_chosen(self) -> None:
        """The chosen rows with their titles; a fold stands for what it holds."""
        from telbill_desktop.exporters.csv_list import tsv  # noqa: PLC0415 - the list is shown without it

        dialog = self._dialog
        rows = dialog.table.chosen_rows()
        if not rows:
            return
        table: Iterable[Sequence[Cell]]
        if dialog.table is dialog.fetch:
            table = to_fetch_table(dialog.fetch_model.items_of(rows))
        else:
            table = missing_months_table(_days_of([dialog.months_model.records[row] for row in rows]))
        QGuiApplication.clipboard().setText(tsv(table))

    def _on_save_csv_asked(self) -> None:
        dialog = self._dialog
        is_fetch, items, gaps = dialog.table is dialog.fetch, *self._shown()

        def write(path: Path) -> Written:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - the list is shown without it

            return write_table(path, to_fetch_table(items) if is_fetch else missing_months_table(gaps))

        name = tr("invoices to fetch") if is_fetch else tr("months without an invoice")
        save_rows(dialog.context, self, tr("Save the list"), (name, CSV), write)

    def _on_save_book_asked(self) -> None:
        items, gaps = self._shown()
        names = tr("Invoices to fetch"), tr("Months without an invoice")

        def write(path: Path) -> Written:
            from telbill_desktop.exporters.workbook import Sheet, write_workbook  # noqa: PLC0415 - see above

            tables = to_fetch_table(items), missing_months_table(gaps)
            return write_workbook(path, [Sheet(name, table) for name, table in zip(names, tables, strict=True)])

        save_rows(self._dialog.context, self, tr("Save the lists"), (tr("invoices to fetch"), XLSX), write)

    def _shown(self) -> tuple[list[ToFetch], list[tuple[Portal, list[date]]]]:
        """What both lists hold now, for a reader's thread."""
        dialog = self._dialog
        return list(dialog.fetch_model.items), _days_of(dialog.months_model.records)

    def _fill_menu(self, acts: Sequence[QAction], menu: QMenu) -> None:
        dialog = self._dialog
        if dialog.invoice_id() is not None:
            menu.addAction(self.open)
        if (fold := dialog.fold()) is not None:
            is_open = dialog.fetch_model.is_unfolded(fold)
            self.fold.setText(tr("Fold these invoices") if is_open else tr("Show each of these invoices"))
            menu.addAction(self.fold)
        if dialog.account_id() is not None:
            menu.addAction(self.to_account)
        menu.addSeparator()
        menu.addActions(list(acts))
        menu.addSeparator()
        menu.addActions([self.save_csv, self.save_book])

    def _act(
        self, table: PickTable, text: str, act: Callable[[], object], keys: list[str | QKeySequence.StandardKey]
    ) -> QAction:
        action = QAction(text, table)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        table.addAction(action)
        return action


def _days_of(gaps: Iterable[AccountGaps]) -> list[tuple[Portal, list[date]]]:
    return [(one.portal, [each.day for each in one.months]) for one in gaps]
