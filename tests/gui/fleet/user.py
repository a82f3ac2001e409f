"""Somebody at the page of the fleet: types, clicks, and reads what is on the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.fleet_view import ProductRow
from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.models.fleet_cells import POSITION, FleetColumn
from telbill_desktop.gui.pages.fleet.page import FleetPage
from telbill_desktop.gui.start import Program
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.store.engine import Store
from telbill_desktop.system import formats
from tests.gui.conftest import WAIT
from tests.gui.user import plain

D = TypeVar("D", bound=QWidget)


@dataclass
class User:
    """What a test does and sees."""

    qtbot: QtBot
    program: Program
    window: MainWindow
    page: FleetPage
    store: Store
    today: date

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def column(self, column: FleetColumn) -> list[str]:
        model = self.page.items.model
        return [plain(model.index(row, POSITION[column]).data()) for row in range(model.rowCount())]

    def product(self, label: str) -> tuple[int, ProductRow]:
        rows = self.page.products.model.records
        return next((at, one) for at, one in enumerate(rows) if one.product.label == label)

    def click(self, button: QWidget) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def open(self, row: int) -> None:
        """Clicks a row and waits for its detail."""
        table = self.page.items.table
        wanted = self.page.items.model.records[row].item.id
        area = table.visualRect(self.page.items.model.index(row, 0))
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
        self.wait(lambda: self.page.detail.sheet is not None and self.page.detail.sheet.detail.item.id == wanted)

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def apply(self, dialog: ActDialog) -> None:
        """Waits until the act is possible, does it, and waits for the page to know."""
        self.wait(dialog.apply_button.isEnabled)
        before = self.page.fleet
        self.click(dialog.apply_button)
        self.wait(lambda: QApplication.activeModalWidget() is not dialog)
        self.wait(lambda: self.page.fleet is not before)

    def set_day(self, field: DayField, day: date) -> None:
        """Types a day as people do."""
        self.retype(field, formats.day(day))

    def retype(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def choose(self, box: QComboBox, words: str) -> None:
        """Takes the entry that begins with these words."""
        self.wait(lambda: box.findText(words, Qt.MatchFlag.MatchStartsWith) >= 0)
        box.setFocus()
        box.setCurrentIndex(box.findText(words, Qt.MatchFlag.MatchStartsWith))

    def choose_in_menu(self, button: QPushButton, words: str) -> None:
        """Opens a menu with a click and takes what begins with these words."""
        self.click(button)
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(action for action in menu.actions() if action.text().startswith(words))
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    @property
    def status(self) -> str:
        return plain(self.window.status.page.text())

    @property
    def clipboard(self) -> list[list[str]]:
        return [row.split("\t") for row in QGuiApplication.clipboard().text().split("\n")]


def shown(widget: QWidget) -> bool:
    """Whether the user sees it."""
    return widget.isVisible()
