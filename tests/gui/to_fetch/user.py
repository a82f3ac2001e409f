"""Somebody at the list of what to fetch: clicks and types, and reads what is on the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.to_fetch.dialog import ToFetchDialog
from telbill_desktop.gui.main_window import MainWindow
from tests.gui.conftest import WAIT
from tests.gui.user import plain

NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class User:
    """What a test does and sees."""

    qtbot: QtBot
    window: MainWindow
    desk: Desk
    dialog: ToFetchDialog

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is on the screen."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def filter(self, text: str) -> None:
        """Ctrl+F, then letters."""
        self.qtbot.keyClick(self.dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self.wait(self.dialog.card.filter.hasFocus)
        self.qtbot.keyClicks(self.dialog.card.filter, text)

    def click(self, row: int, column: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A cell of the list that is shown."""
        table = self.dialog.table
        at = table.visualRect(table.model().index(row, column)).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def click_tab(self, at: int) -> None:
        """A tab of the dialog."""
        bar = self.dialog.tabs
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())

    def menu(self, row: int) -> list[str]:
        """What the context menu of a row offers."""
        table = self.dialog.table
        table.selectRow(row)
        at: QPoint = table.visualRect(table.model().index(row, 0)).center()
        table.customContextMenuRequested.emit(at)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        offered = [action.text() for action in menu.actions() if not action.isSeparator()]
        menu.close()
        return offered

    @property
    def rows(self) -> list[list[str]]:
        """The list that is shown, cell by cell."""
        model = self.dialog.table.model()
        columns = range(model.columnCount())
        return [[plain(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]

    @property
    def clipboard(self) -> list[list[str]]:
        """What a spreadsheet would get."""
        return [row.split("\t") for row in QGuiApplication.clipboard().text().split("\n")]
