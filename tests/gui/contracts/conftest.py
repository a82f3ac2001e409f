"""The page of contracts in its window, on a store with one operator, its account, a product and a line in service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.pages.contracts.fields import FormField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
from telbill_desktop.gui.pages.contracts.page import ContractsPage
from telbill_desktop.gui.pages.contracts.price_table import PricesField
from telbill_desktop.gui.pages.contracts.record_list import RecordList
from telbill_desktop.gui.pages.contracts.sheet import SheetPanel
from telbill_desktop.gui.start import Program
from telbill_desktop.services import fleet, history, products
from telbill_desktop.store.engine import Store
from telbill_desktop.system.settings import Settings
from tests.builders import draft
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT
from tests.new_stores import filled_store, new_store
from tests.services.scenarios import read, take

LONG_AGO = timedelta(days=400)
LABEL = "Forfait 20 Go"


@dataclass
class User:
    """Somebody on the page of contracts."""

    qtbot: QtBot
    desk: Desk
    page: ContractsPage
    answers: Answers
    today: date

    @property
    def store(self) -> Store:
        """What the page writes into."""
        return self.desk.workspace.store

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def choose(self, kind: EntryKind) -> None:
        """Clicks the first entry of that kind and waits for its sheet."""
        entries = self.page.list.table.entries
        row = next(row for row, one in enumerate(entries.records) if one.kind is kind)
        area = self.page.list.table.visualRect(entries.index(row, 0))
        QTest.mouseClick(
            self.page.list.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, area.center()
        )
        panels: dict[EntryKind, Callable[[], QWidget]] = {
            EntryKind.OPERATOR: lambda: self.page.operator,
            EntryKind.CONTRACT: lambda: self.page.operator,
            EntryKind.ACCOUNT: lambda: self.page.account,
            EntryKind.COMPANY: lambda: self.page.company,
        }
        self.wait(lambda: self.page.sheets.currentWidget() is panels[kind]())

    def open_tab(self, name: str) -> None:
        """Opens a tab of the sheet."""
        panel = self.page.sheets.currentWidget()
        assert isinstance(panel, SheetPanel)
        tabs = panel.tabs
        tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at) == name))

    def type(self, field: FormField, text: str) -> None:
        """Writes into a field instead of what stands there."""
        line = field.control
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)

    def pick(self, field: FormField, words: str) -> None:
        """Chooses in a menu of a field."""
        box = field.control
        assert isinstance(box, QComboBox)
        at = box.findText(words)
        assert at >= 0, [box.itemText(each) for each in range(box.count())]
        box.setCurrentIndex(at)
        box.activated.emit(at)

    def click(self, button: QWidget) -> None:
        """Clicks a button that can be clicked."""
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def add(self, records: RecordList) -> FormDialog:
        """Opens the dialog that adds to a list."""
        self.click(records.add)
        return self.dialog()

    def dialog(self) -> FormDialog:
        """The dialog on screen."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), FormDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        return dialog

    def save(self, dialog: FormDialog) -> None:
        """Saves, and waits until the dialog is gone."""
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        self.click(dialog.save_button)
        self.wait(lambda: bool(closed))
        assert closed == [QDialog.DialogCode.Accepted.value]

    def write_cell(self, field: PricesField, row: int, column: int, text: str) -> None:
        """Types into a cell, as one does: the first letter opens it."""
        table = field.table
        table.setFocus()
        table.setCurrentIndex(field.model.index(row, column))
        table.edit(field.model.index(row, column))
        editor = table.indexWidget(table.currentIndex()) or table.viewport().focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.wait(lambda: field.model.rows[row][column] == text)

    def add_from_menu(self, words: str) -> None:
        """Opens the menu above the list and chooses in it."""
        self.click(self.page.list.add)
        menu = self.page.list.add.list
        self.wait(menu.isVisible)
        action = next(one for one in menu.actions() if one.text() == words)
        assert action.isEnabled()
        area = menu.actionGeometry(action)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, area.center())

    def entries(self) -> list[str]:
        """The list at the left, as it is read."""
        entries = self.page.list.table.entries
        return [entries.cell(row, 0).strip() for row in range(entries.rowCount())]

    def cells(self, records: RecordList) -> list[list[str]]:
        """A list as it is read."""
        model = records.model
        return [[model.cell(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]

    def errors(self, form: Form) -> dict[str, str]:
        """What is said at the fields."""
        return {name: field.error.text() for name, field in form.fields.items() if not field.error.isHidden()}

    def last_act(self) -> str:
        """What the history says was done last."""
        return history.history(self.store, 1)[0].kind


def stock(store: Store, today: date) -> None:
    """An invoice was taken in; a product is sold and one of it is in service."""
    take(store, read(draft()))
    prices = (Price(today - LONG_AGO, Decimal("30.00")),)
    fields = ProductFields(LABEL, ProductKind.MOBILE_PLAN, Category.SUBSCRIPTIONS, prices, code="F20")
    chosen = products.add_product(store, 1, fields)
    fleet.add_items(store, FleetItemFields(1, chosen, today - LONG_AGO))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Of somebody who was on the page last: the window opens on it."""
    settings.page = "contracts"
    return settings


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The store in which that is written."""
    filled_store(tmp_path / "store", stock, date.today())  # noqa: DTZ011 - the window's own day
    return tmp_path / "store"


@pytest.fixture
def user(qtbot: QtBot, made: Path, open_window: Callable[[Path], Program], answers: Answers) -> User:
    """Somebody who opened the page."""
    program = open_window(made)
    assert program.session is not None
    assert program.session.desk is not None
    desk = program.session.desk
    page = desk.show_page("contracts")
    assert isinstance(page, ContractsPage)
    user = User(qtbot, desk, page, answers, desk.workspace.today())
    user.wait(lambda: page.sheets.currentWidget() is page.operator)
    return user


@pytest.fixture
def newcomer(qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], Program], answers: Answers) -> User:
    """Somebody who has no invoice, at the page of contracts, which the sidebar opened."""
    new_store(tmp_path / "empty").close()
    program = open_window(tmp_path / "empty")
    assert program.session is not None
    assert program.session.desk is not None
    assert program.window is not None
    desk = program.session.desk
    qtbot.waitUntil(lambda: desk._empty_page is not None, timeout=WAIT)
    QTest.mouseClick(program.window.sidebar.entry("contracts"), Qt.MouseButton.LeftButton)
    page = desk.pages["contracts"]
    assert isinstance(page, ContractsPage)
    qtbot.waitUntil(lambda: page.list.stack.no_data.isVisible(), timeout=WAIT)  # noqa: PLW0108 - it is made meanwhile
    return User(qtbot, desk, page, answers, desk.workspace.today())
