"""Somebody at the page of usage: clicks and types, and reads what is on the screen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from telbill_desktop.exporters.usage_columns import CallColumn, UsageColumn
from telbill_desktop.gui.models.call_table import CALL_POSITION
from telbill_desktop.gui.models.usage_table import USAGE_POSITION
from telbill_desktop.gui.pages.usage.page import UsagePage
from telbill_desktop.gui.widgets.row_table import RowTable
from tests.gui.user import NONE, PageUser, plain


class User(PageUser[UsagePage]):
    """What a test does and sees."""

    def wait_for_answer(self) -> None:
        """Until what was asked for is shown."""
        self.wait(lambda: self.page.asking.is_complete)

    def settle(self) -> None:
        self.wait_for_answer()

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key, and what it asks for."""
        super().press(widget, key, modifiers)
        self.wait_for_answer()

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

    def offered(self, words: str) -> QAction:
        """What the Export button offers that begins with these words."""
        return next(one for one in self.window.top_bar.exports() if one.text().startswith(words))

    @property
    def steps(self) -> list[str]:
        """The way that was come, the last one being where one is."""
        bar = self.page.path_bar
        return [*(one.text() for one in bar.steps), bar.here.text()]

    def _place(self, table: RowTable, row: int) -> QPoint:
        return table.visualRect(table.model().index(row, 0)).center()
