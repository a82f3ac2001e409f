"""Somebody at the overview: clicks and types, and reads what is on the screen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView, QWidget

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.exporters.charts import StackedMonthsChart
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.pages.overview.page import OverviewPage
from telbill_desktop.gui.widgets.chart_canvas import ChartCanvas
from tests.gui.user import NONE, PageUser, plain


class User(PageUser[OverviewPage]):
    """What a test does and sees."""

    def settle(self) -> None:
        """Until everything that was asked for is there."""
        self.wait(lambda: not self.window.jobs.is_running() and (self.canvas.isHidden() or self.canvas.is_drawn()))

    def press(self, widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key, where the keyboard is then."""
        self.come_back()
        widget.setFocus()
        super().press(widget, key, modifiers)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """The middle of a widget, or a place in it."""
        self.page.area.ensureWidgetVisible(widget)
        if at is None:
            self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        else:
            self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def click_row(self, table: QTableView, row: int) -> None:
        """The first cell of a row."""
        area = table.visualRect(table.model().index(row, 0))
        self.click(table.viewport(), area.center())

    @property
    def canvas(self) -> ChartCanvas:
        """The chart."""
        return self.page.chart.canvas

    @property
    def chart(self) -> StackedMonthsChart:
        """What was drawn."""
        assert self.canvas.chart is not None
        return self.canvas.chart

    @property
    def to_do(self) -> list[str]:
        """The lines of the to-do list."""
        return [plain(row.words.accessibleName()) for row in self.page.tasks.rows]

    @property
    def filter(self) -> InvoiceFilter:
        """What the list of invoices is narrowed to; it is the page shown."""
        page = self.desk.pages["invoices"]
        assert self.window.pages.currentWidget() is page
        assert isinstance(page, InvoicesPage)
        return page.filters.filter


def rows(table: QTableView) -> list[list[str]]:
    """What a table holds."""
    model = table.model()
    columns = range(model.columnCount())
    return [[plain(model.index(row, at).data()) for at in columns] for row in range(model.rowCount())]
