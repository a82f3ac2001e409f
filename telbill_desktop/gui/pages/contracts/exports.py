"""What the export button offers on the page of contracts: each table as CSV, all of them as one workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from telbill_desktop.gui.pages.saving import CSV, XLSX, save_rows
from telbill_desktop.gui.widgets.said_filters import said_filters
from telbill_desktop.services.contract_book import contract_book
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from telbill_desktop.domain.contract_book import ContractBook
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.domain.report import Report
    from telbill_desktop.exporters.cell_text import Cell
    from telbill_desktop.exporters.losses import Written
    from telbill_desktop.gui.ask import FileType
    from telbill_desktop.gui.pages.contracts.page import ContractsPage


@dataclass(frozen=True, slots=True)
class _Table:
    """One of the tables: what the menu says, the name of its sheet and of its file, its rows."""

    act: str
    sheet: str
    file: str
    rows: Callable[[ContractBook], Iterator[Sequence[Cell]]]


class ContractExports(QObject):
    """Writes what the list shows: filter and perimeter hold."""

    def __init__(self, page: ContractsPage) -> None:
        super().__init__(page)
        self._page = page
        self.book = self._act(tr("Everything of the contracts, XLSX…"), self._on_book_asked)
        page.printing = self._printing
        self.acts = [self.book, *(self._act(one.act, partial(self._on_table_asked, one)) for one in _tables())]

    def _on_book_asked(self) -> None:
        def write(path: Path, book: ContractBook) -> Written:
            from telbill_desktop.exporters.workbook import Sheet, write_workbook  # noqa: PLC0415 - for exports only

            return write_workbook(path, [Sheet(one.sheet, one.rows(book)) for one in _tables()])

        self._export(tr("Save the contracts"), tr("contracts"), XLSX, write)

    def _printing(self) -> Callable[[Progress], Report]:
        """Every table of what the list shows."""
        store, entries = self._page.context.workspace.store, list(self._page.list.table.entries.records)
        facts = [(tr("Narrowed to"), said_filters(self._page.list))]

        def make(_progress: Progress) -> Report:
            from telbill_desktop.exporters.reports.lists import list_report  # noqa: PLC0415 - for exports only

            book = contract_book(store, entries)
            return list_report(tr("Contracts"), facts, [(one.sheet, one.rows(book)) for one in _tables()])

        return make

    def _on_table_asked(self, table: _Table) -> None:
        def write(path: Path, book: ContractBook) -> Written:
            from telbill_desktop.exporters.csv_list import write_table  # noqa: PLC0415 - for exports only

            return write_table(path, table.rows(book))

        self._export(tr("Save the list"), table.file, CSV, write)

    def _export(self, title: str, name: str, kind: FileType, write: Callable[[Path, ContractBook], Written]) -> None:
        context = self._page.context
        store, entries = context.workspace.store, list(self._page.list.table.entries.records)
        save_rows(context, self, title, (name, kind), lambda path: write(path, contract_book(store, entries)))

    def _act(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self._page)
        action.triggered.connect(lambda _checked=False: act())
        return action


def _tables() -> tuple[_Table, ...]:
    """In the order of the menu, and of the sheets."""
    return (
        _Table(tr("Contracts, CSV…"), tr("Contracts"), tr("contracts"), _contracts),
        _Table(
            tr("Billing accounts with their terms, CSV…"), tr("Billing accounts"), tr("billing accounts"), _accounts
        ),
        _Table(tr("Products with their prices, CSV…"), tr("Products and prices"), tr("products and prices"), _prices),
        _Table(tr("Special conditions, CSV…"), tr("Special conditions"), tr("special conditions"), _conditions),
        _Table(tr("Contacts, CSV…"), tr("Contacts"), tr("contacts"), _contacts),
    )


def _contracts(book: ContractBook) -> Iterator[Sequence[Cell]]:
    from telbill_desktop.exporters.contract_columns import contract_table  # noqa: PLC0415 - for exports only

    return contract_table(book.contracts)


def _accounts(book: ContractBook) -> Iterator[Sequence[Cell]]:
    from telbill_desktop.exporters.contract_columns import account_table  # noqa: PLC0415 - for exports only

    return account_table(book.accounts)


def _prices(book: ContractBook) -> Iterator[Sequence[Cell]]:
    from telbill_desktop.exporters.contract_columns import price_table  # noqa: PLC0415 - for exports only

    return price_table(book.products)


def _conditions(book: ContractBook) -> Iterator[Sequence[Cell]]:
    from telbill_desktop.exporters.contract_columns import condition_table  # noqa: PLC0415 - for exports only

    return condition_table(book.conditions)


def _contacts(book: ContractBook) -> Iterator[Sequence[Cell]]:
    from telbill_desktop.exporters.contract_columns import contact_table  # noqa: PLC0415 - for exports only

    return contact_table(book.contacts)
