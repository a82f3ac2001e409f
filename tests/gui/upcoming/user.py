"""Somebody at the page of the invoices to come: clicks and types, and reads what is on the screen."""

from PySide6.QtCore import QPoint, Qt

from telbill_desktop.exporters.upcoming_columns import UpcomingColumn
from telbill_desktop.gui.models.upcoming_table import UPCOMING_POSITION
from telbill_desktop.gui.pages.upcoming.page import UpcomingPage
from tests.gui.user import NONE, PageUser, plain


class User(PageUser[UpcomingPage]):
    """What a test does and sees."""

    def filter(self, text: str) -> None:
        """Ctrl+F, then letters."""
        self.press(self.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert self.page.card.text.hasFocus()
        self.qtbot.keyClicks(self.page.card.text, text)

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
