"""Somebody at the page of usage: clicks and types, and reads what is on the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.exporters.usage_columns import CallColumn, UsageColumn
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.models.call_table import CALL_POSITION
from telbill_desktop.gui.models.usage_table import USAGE_POSITION
from telbill_desktop.gui.pages.usage.page import UsagePage
from telbill_desktop.gui.start import Program
from telbill_desktop.gui.widgets.row_table import RowTable

WAIT = 20_000
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class User:
    """What a test does and sees."""

    qtbot: QtBot
    application: QApplication
    program: Program
    window: MainWindow
    page: UsagePage

    @property
    def desk(self) -> Desk:
        assert self.program.session is not None
        assert self.program.session.desk is not None
        return self.program.session.desk

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is on the screen."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def wait_for_answer(self) -> None:
        """Until what was asked for is shown."""
        self.wait(lambda: self.page.asking.is_complete)

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.qtbot.keyClick(widget, key, modifiers)
        self.wait_for_answer()

    def click(self, widget: QWidget) -> None:
        """The middle of a widget that may be pressed."""
        assert widget.isVisible()
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def search(self, text: str) -> None:
        """Ctrl+F, then letters."""
        self.press(self.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert self.page.filters.text.hasFocus()
        self.qtbot.keyClicks(self.page.filters.text, text)

    @property
    def groups(self) -> list[str]:
        """The names of the groups, from the top."""
        return self.column(UsageColumn.NAME)

    def column(self, column: UsageColumn) -> list[str]:
        """A column of the groups, from the top."""
        model = self.page.groups.model
        return [plain(model.index(row, USAGE_POSITION[column]).data()) for row in range(model.rowCount())]

    def calls(self, column: CallColumn) -> list[str]:
        """A column of the calls, once it is read."""
        model = self.page.calls.model

        def told() -> list[str]:
            return [plain(model.cell(row, CALL_POSITION[column])) for row in range(model.rowCount())]

        self.wait(lambda: model.rowCount() == 0 or bool(model.cell(0, CALL_POSITION[CallColumn.START])))
        return told()

    def click_row(self, name: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A group."""
        table = self.page.groups.table
        self.qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, modifiers, self._place(table, self.groups.index(name))
        )

    def open(self, name: str) -> None:
        """A double click on a group."""
        self.click_row(name)
        table = self.page.groups.table
        place = self._place(table, self.groups.index(name))
        self.qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.wait_for_answer()

    def click_title(self, table: RowTable, section: int) -> None:
        """A title."""
        header = table.horizontalHeader()
        at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        self.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.wait_for_answer()

    def choose_in_menu(self, button: QWidget, words: str) -> None:
        """Opens a menu with a click and takes what begins with these words."""
        self.click(button)
        self.wait(lambda: isinstance(self.application.activePopupWidget(), QMenu))
        menu = self.application.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(action for action in menu.actions() if action.text().startswith(words))
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        self.wait_for_answer()

    def offered(self, words: str) -> QAction:
        """What the Export button offers that begins with these words."""
        return next(one for one in self.window.top_bar.exports() if one.text().startswith(words))

    @property
    def steps(self) -> list[str]:
        """The way that was come, the last one being where one is."""
        bar = self.page.path_bar
        return [*(one.text() for one in bar.steps), bar.here.text()]

    @property
    def status(self) -> str:
        """The right-hand end of the status bar."""
        return plain(self.window.status.page.text())

    def clipboard(self) -> list[list[str]]:
        """Rows and cells."""
        return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]

    def _place(self, table: RowTable, row: int) -> QPoint:
        return table.visualRect(table.model().index(row, 0)).center()


def plain(text: str) -> str:
    """With spaces that may be broken."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
