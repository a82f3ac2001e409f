"""What the export button offers on the page of contracts: each table as CSV, all of them as one workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from telbill_desktop.gui.pages.saving import CSV, XLSX, save_rows
from telbill_desktop.services.contract_book import contract_book
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from telbill_desktop.domain.contract_book import ContractBook
    from telbill_desktop.exporters.cell_text import Cell
    from telbill_desktop.gui.ask import FileType
    from telbill_desktop.gui.pages.contracts.page import ContractsPage

    Tables = dict[str, Iterator[Sequence[Cell]]]


class ContractExports(QObject):
    """Writes what the list shows: filter and perimeter hold."""

    def __init__(self, page: ContractsPage) -> None:
        super().__init__(page)
        self._page = page
        self.book = self._act(tr("Everything of the contracts, XLSX…"), self._on_book_asked)
        self.contracts = self._act(tr("Contracts, CSV…"), lambda: self._on_table_asked(0))
        self.accounts = self._act(tr("Billing accounts with their terms, CSV…"), lambda: self._on_table_asked(1))
        self.prices = self._act(tr("Products with their prices, CSV…"), lambda: self._on_table_asked(2))
        self.conditions = self._act(tr("Special conditions, CSV…"), lambda: self._on_table_asked(3))
        self.acts = [self.book, self.contracts, self.accounts, self.prices, self.conditions]

    def _on_book_asked(self) -> None:
        def write(path: Path, book: ContractBook) -> int:
            from telbill_desktop.exporters.workbook import Sheet, write_workbook  # noqa: PLC0415 - for exports only

            return write_workbook(path, [Sheet(name, table) for name, table in _tables(book).items()])

        self._export(tr("Save the contracts"), tr("contracts"), XLSX, write)

    def _on_table_asked(self, at: int) -> None:
        def write(path: Path, book: ContractBook) -> int:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - for exports only

            return write_table(path, list(_tables(book).values())[at])

        names = (tr("contracts"), tr("billing accounts"), tr("products and prices"), tr("special conditions"))
        self._export(tr("Save the list"), names[at], CSV, write)

    def _export(self, title: str, name: str, kind: FileType, write: Callable[[Path, ContractBook], int]) -> None:
        context = self._page.context
        store, entries = context.workspace.store, list(self._page.list.table.entries.records)
        save_rows(context, self, title, (name, kind), lambda path: write(path, contract_book(store, entries)))

    def _act(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self._page)
        action.triggered.connect(lambda _checked=False: act())
        return action


def _tables(book: ContractBook) -> Tables:
    """By their names, in the order of the menu."""
    from telbill_desktop.exporters import contract_columns as columns  # noqa: PLC0415 - for exports only

    return {
        tr("Contracts"): columns.contract_table(book.contracts),
        tr("Billing accounts"): columns.account_table(book.accounts),
        tr("Products and prices"): columns.price_table(book.products),
        tr("Special conditions"): columns.condition_table(book.conditions),
    }
