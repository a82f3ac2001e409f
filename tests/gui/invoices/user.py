"""Somebody at the window: types, clicks, and reads what is on the screen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from telbill_desktop.domain.invoice_list import InvoiceColumn
from telbill_desktop.gui.models.invoice_cells import POSITION
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from tests.gui.user import PageUser


class User(PageUser[InvoicesPage]):
    """What a test does and sees."""

    def wait_for_list(self) -> None:
        """Until the whole list is there."""
        self.wait(lambda: self.page.listing.is_complete)

    def settle(self) -> None:
        self.wait_for_list()

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
