"""Somebody at a page of the window: what every page's own user clicks, types and reads there."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.pages.page import Page
from telbill_desktop.gui.start import Program
from telbill_desktop.system.demo_marker import DemoMark, put_mark
from tests.gui.conftest import WAIT

NONE = Qt.KeyboardModifier.NoModifier
AnyPage = TypeVar("AnyPage", bound=Page)


@dataclass
class PageUser(Generic[AnyPage]):
    """What a test does and sees, whichever the page."""

    qtbot: QtBot
    application: QApplication
    program: Program
    page: AnyPage

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> Desk:
        return desk_of(self.program)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is on the screen."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def settle(self) -> None:
        """Until the page shows what was asked of it; a page that reads in the background says when."""

    def come_back(self) -> None:
        """To the window, once a popup or dialog is closed: a window manager does it, without a screen nobody does."""
        if self.application.activePopupWidget() is None and self.application.activeModalWidget() is None:
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        self.come_back()
        self.qtbot.keyClick(widget, key, modifiers)

    def click(self, widget: QWidget) -> None:
        """The middle of a widget that may be pressed."""
        assert widget.isVisible()
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def choose_in_menu(self, button: QWidget, words: str) -> None:
        """Opens a menu with a click and takes what begins with these words."""
        self.click(button)
        self.wait(lambda: isinstance(self.application.activePopupWidget(), QMenu))
        menu = self.application.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(action for action in menu.actions() if action.text().startswith(words))
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        self.settle()

    @property
    def status(self) -> str:
        """The right-hand end of the status bar."""
        return plain(self.window.status.page.text())

    @property
    def clipboard(self) -> list[list[str]]:
        """What a spreadsheet would get: rows and cells."""
        return [row.split("\t") for row in QGuiApplication.clipboard().text().split("\n")]


def desk_of(program: Program) -> Desk:
    """What its window does with the store."""
    assert program.session is not None
    assert program.session.desk is not None
    return program.session.desk


def shown_page(program: Program, name: str, kind: type[AnyPage]) -> AnyPage:
    """Goes to a page."""
    page = desk_of(program).show_page(name)
    assert isinstance(page, kind)
    return page


def dated_copy(made: Path, folder: Path, today: date) -> None:
    """A store to work on whose day is fixed: a copy of `made`, or what a test has put there."""
    if not folder.exists():
        shutil.copytree(made, folder)
    put_mark(folder, DemoMark(today, "small", "", ""))


def plain(text: str) -> str:
    """No-break spaces as plain ones."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")
