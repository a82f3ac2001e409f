"""Somebody at the archive's page: clicks and types, and reads what is on the screen."""

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from telbill_desktop.exporters.archive_columns import ArchiveColumn
from telbill_desktop.gui.models.archive_table import ARCHIVE_POSITION
from telbill_desktop.gui.pages.archive.page import ArchivePage
from tests.gui.user import NONE, PageUser

Shown = TypeVar("Shown", bound=QWidget)


class User(PageUser[ArchivePage]):
    """What a test does and sees."""

    def wait_for_list(self) -> None:
        """Until the list is the one that was asked for."""
        self.wait(lambda: self.page.listing.is_complete)

    def settle(self) -> None:
        self.wait_for_list()

    def search(self, text: str) -> None:
        """Ctrl+F, then letters."""
        self.press(self.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert self.page.filters.text.hasFocus()
        self.qtbot.keyClicks(self.page.filters.text, text)
        self.wait_for_list()

    def column(self, column: ArchiveColumn) -> list[str]:
        """A column of the list, from its top."""
        model = self.page.model
        return [model.index(row, ARCHIVE_POSITION[column]).data() for row in range(model.rowCount())]

    @property
    def files(self) -> list[str]:
        """The names of the list."""
        return self.column(ArchiveColumn.FILE)

    def click_row(self, row: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """The date of a row."""
        index = self.page.model.index(row, ARCHIVE_POSITION[ArchiveColumn.RECEIVED])
        area = self.page.table.visualRect(index)
        self.qtbot.mouseClick(self.page.table.viewport(), Qt.MouseButton.LeftButton, modifiers, area.center())

    def open(self, name: str) -> None:
        """A document, by a click on its row; until it is read."""
        self.click_row(self.files.index(name))
        self.wait(lambda: self.page.detail.document is not None and self.page.detail.heading.text() == name)

    def click_title(self, column: ArchiveColumn) -> None:
        """A title of the list."""
        header = self.page.table.horizontalHeader()
        at = QPoint(header.sectionViewportPosition(ARCHIVE_POSITION[column]) + 20, header.height() // 2)
        self.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        self.wait_for_list()

    def tab(self, widget: QWidget) -> None:
        """A tab of the detail, by a click."""
        tabs = self.page.detail.tabs
        bar = tabs.tabBar()
        self.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(tabs.indexOf(widget)).center())
        assert tabs.currentWidget() is widget

    def dialog(self, kind: type[Shown]) -> Shown:
        """The dialog that is open, once it is."""
        self.wait(lambda: isinstance(self.application.activeModalWidget(), kind))
        found = self.application.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def button(self, words: str) -> QAbstractButton:
        """A button of the page, by its words, once it is on the screen."""

        def shown() -> list[QAbstractButton]:
            buttons = self.page.findChildren(QAbstractButton)
            return [one for one in buttons if one.accessibleName() == words and one.isVisible()]

        self.wait(lambda: bool(shown()))
        return shown()[0]

    @property
    def row_of(self) -> dict[str, int]:
        """Deposits by name."""
        return {name: self.page.model.id_at(row) for row, name in enumerate(self.files)}
