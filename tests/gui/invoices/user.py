"""Somebody at the window: types, clicks, and reads what is on the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.models.invoice_cells import POSITION
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.start import Program

WAIT = 20_000


@dataclass
class User:
    """What a test does and sees."""

    qtbot: QtBot
    application: QApplication
    program: Program
    window: MainWindow
    page: InvoicesPage

    def wait_for_list(self) -> None:
        """Until the whole list is there."""
        self.qtbot.waitUntil(lambda: self.page.listing.is_complete, timeout=WAIT)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is on the screen."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def type(self, text: str) -> None:
        """Types into the filter that Ctrl+F leads to, letter by letter."""
        self.press(self.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(self.page.filters.text, text)
        self.wait_for_list()

    def press(
        self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key."""
        if widget is self.window:
            self.come_back()
        self.qtbot.keyClick(widget, key, modifiers)

    def come_back(self) -> None:
        """To the window, once a popup or dialog is closed: a window manager does it, without a screen nobody does."""
        if self.application.activePopupWidget() is None and self.application.activeModalWidget() is None:
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, where the keyboard is."""
        self.come_back()
        focused = self.application.focusWidget()
        assert focused is not None
        self.press(focused, key, modifiers)

    def column(self, column: InvoiceColumn) -> list[str]:
        """A column of the list, from its top."""
        model = self.page.model
        return [model.index(row, POSITION[column]).data() for row in range(model.rowCount())]

    @property
    def numbers(self) -> list[str]:
        """The invoice numbers of the list."""
        return self.column(InvoiceColumn.NUMBER)

    def click_row(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Clicks the number of a row."""
        table = self.page.table
        area = table.visualRect(self.page.model.index(row, POSITION[InvoiceColumn.NUMBER]))
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, area.center())

    def drag(self, handle: QWidget, sideways: int) -> None:
        """Drags the middle of a widget to the left or right."""
        start = handle.rect().center()
        self.qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
        self.qtbot.mouseMove(handle, start + QPoint(sideways, 0))
        self.qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)

    def click_title(self, column: InvoiceColumn) -> None:
        """Clicks a title of the list."""
        header = self.page.table.horizontalHeader()
        section = POSITION[column]
        at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        self.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.wait_for_list()

    def open(self, number: str) -> None:
        """Opens an invoice's detail with a click."""
        self.click_row(self.numbers.index(number))
        self.wait(lambda: number in self.page.detail.heading.text())

    def choose_in_menu(self, button: QWidget, words: str) -> None:
        """Opens a menu with a click and takes what begins with these words."""
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait(lambda: isinstance(self.application.activePopupWidget(), QMenu))
        menu = self.application.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(action for action in menu.actions() if action.text().startswith(words))
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        self.wait_for_list()

    @property
    def status(self) -> str:
        """The right-hand end of the status bar, its spaces plain."""
        return plain(self.window.status.page.text())

    @property
    def clipboard(self) -> list[list[str]]:
        """What a spreadsheet would get."""
        return [row.split("\t") for row in QGuiApplication.clipboard().text().split("\n")]


def plain(text: str) -> str:
    """No-break spaces as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")
