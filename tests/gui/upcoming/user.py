"""Somebody at the page of the invoices to come: clicks and types, and reads what is on the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.exporters.upcoming_columns import UpcomingColumn
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.models.upcoming_table import UPCOMING_POSITION
from telbill_desktop.gui.pages.upcoming.page import UpcomingPage
from telbill_desktop.gui.start import Program

WAIT = 20_000
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class User:
    """What a test does and sees."""

    qtbot: QtBot
    application: QApplication
    program: Program
    window: MainWindow
    page: UpcomingPage

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is on the screen."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.qtbot.keyClick(widget, key, modifiers)

    def filter(self, text: str) -> None:
        """Ctrl+F, then letters."""
        self.press(self.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert self.page.card.text.hasFocus()
        self.qtbot.keyClicks(self.page.card.text, text)

    def click(self, widget: QWidget) -> None:
        """The middle of a widget."""
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click_row(self, row: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """The date of a row."""
        area = self.page.table.visualRect(self.page.model.index(row, UPCOMING_POSITION[UpcomingColumn.DATE]))
        self.qtbot.mouseClick(self.page.table.viewport(), Qt.MouseButton.LeftButton, modifiers, area.center())

    def click_tab(self, at: int) -> None:
        """A tab of the panel."""
        bar = self.page.side.tabs.tabBar()
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())

    def click_line(self, row: int) -> None:
        """The name of a line."""
        lines = self.page.side.invoice.lines
        area = lines.visualRect(lines.lines.index(row, 0))
        at = area.topLeft() + QPoint(20, 8)
        self.qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def column(self, column: UpcomingColumn) -> list[str]:
        """A column of the list, from its top."""
        model = self.page.model
        return [plain(model.index(row, UPCOMING_POSITION[column]).data()) for row in range(model.rowCount())]

    @property
    def lines(self) -> list[str]:
        """The lines of the chosen invoice, in words."""
        model = self.page.side.invoice.lines.lines
        return [plain(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def totals(self) -> list[tuple[str, str]]:
        """Below them."""
        return [(plain(name), plain(amount)) for name, amount in self.page.side.invoice.totals.texts()]

    @property
    def status(self) -> str:
        """The right-hand end of the status bar."""
        return plain(self.window.status.page.text())

    @property
    def clipboard(self) -> list[list[str]]:
        """What a spreadsheet would get."""
        return [row.split("\t") for row in QGuiApplication.clipboard().text().split("\n")]


def plain(text: str) -> str:
    """No-break spaces as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")
