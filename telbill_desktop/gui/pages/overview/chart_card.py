"""Cost by month and category: a chart, made when it is first seen; a table of the same; what is saved and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from telbill_desktop.domain.overview import ROLLING, OverviewPeriod
from telbill_desktop.gui.models.overview_tables import TOTAL, MonthTable
from telbill_desktop.gui.models.overview_words import chart_of, month_words, period_name
from telbill_desktop.gui.pages.overview.rows import CardRows
from telbill_desktop.gui.widgets.buttons import IconButton, MenuButton
from telbill_desktop.gui.widgets.chart_canvas import ChartCanvas
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.text import ElidedLabel
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.overview import Costs
    from telbill_desktop.exporters.stacked_months import ChartLook, StackedMonths
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.theme import Theme

SERIES = tuple(f"cost_{name}" for name in ("subscriptions", "options", "usage", "equipment", "one_off", "unclassified"))
_LEAST_HEIGHT = 300
_SIDE = 1  # pixels of the card's frame


class ChartCard(QFrame):
    """`month_opened` follows a press on a month; the period and the currency are chosen here for the whole page."""

    month_opened = Signal(object)  # the first day of a month
    period_chosen = Signal(object)  # OverviewPeriod
    currency_chosen = Signal(str)
    save_asked = Signal(str)  # png or svg

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self._costs: Costs | None = None
        self.canvas = ChartCanvas(theme, jobs, SERIES)
        self.heading = ElidedLabel(tr("Monthly cost by category"), "heading")
        self.period, self.currency = MenuButton(theme, kind="soft"), MenuButton(theme, kind="soft")
        self.currency.hide()
        self.model = MonthTable(self)
        self.table = self._table()
        self.stack = QStackedWidget()
        self.nothing = EmptyState(
            theme,
            icon="receipt-text",
            heading=tr("No invoice in this period"),
            sentence=tr("Another period may have some, or the perimeter leaves them all out."),
            act=tr("The last 24 months"),
            acted=lambda: self.period_chosen.emit(OverviewPeriod()),
            primary=False,
        )
        for page in (self.canvas, self.table, self.nothing):
            self.stack.addWidget(page)
        self._make_actions()
        self._prepare_canvas()
        self._lay_out()

    def show_costs(self, costs: Costs) -> None:
        """Other months."""
        self._costs = costs
        self.model.show_costs(costs)
        self.table.setColumnHidden(TOTAL - 1, self.model.hides_unclassified())
        self._offer_periods(costs)
        self._offer_currencies(costs)
        self._show_part()
        said = [month_words(costs, at) for at in range(len(costs.months))]
        self.canvas.show_months(chart_of(costs), said)
        self._show_acts()

    def picture(self) -> tuple[StackedMonths, ChartLook, tuple[int, int]] | None:
        """What is drawn, in which look and how large; None: nothing is."""
        if self._costs is None or not self._costs.count or self.canvas.image.isNull():
            return None
        return self.canvas.shown, self.canvas.look, (self.canvas.width(), self.canvas.height())

    def _prepare_canvas(self) -> None:
        canvas = self.canvas
        canvas.setAccessibleName(self.heading.text())
        canvas.opens = True
        canvas.month_opened.connect(self._on_month_opened)
        canvas.drawn.connect(self._show_acts)
        canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as tall as it is given
        offer_menu(canvas, self._fill_menu)

    def _show_acts(self) -> None:
        """A chart that was drawn and is of something can be copied and saved."""
        is_there = self.picture() is not None
        for action in (self.copy_action, self.png, self.svg):
            action.setEnabled(is_there)

    def _show_part(self) -> None:
        has_any = self._costs is None or self._costs.count
        page = (self.table if self.as_table.isChecked() else self.canvas) if has_any else self.nothing
        self.stack.setCurrentWidget(page)

    def _on_month_opened(self, at: int) -> None:
        if self._costs is not None:
            self.month_opened.emit(self._costs.months[at].month)

    def _on_row_opened(self, row: int) -> None:
        self.month_opened.emit(self.model.records[row].month)

    def _make_actions(self) -> None:
        self.as_table = QAction(tr("As a table"), self, checkable=True)
        self.as_table.toggled.connect(lambda _checked: self._show_part())
        self.copy_action = QAction(tr("Copy the picture"), self)
        self.copy_action.triggered.connect(self.canvas.copy)
        self.png, self.svg = (
            QAction(tr("Save the chart as {kind}…").format(kind=kind), self) for kind in ("PNG", "SVG")
        )
        for action, kind in ((self.png, "png"), (self.svg, "svg")):
            action.triggered.connect(lambda _checked=False, kind=kind: self.save_asked.emit(kind))
        for action in (self.copy_action, self.png, self.svg):
            action.setEnabled(False)  # until there is a picture

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addActions([self.as_table, self.copy_action, self.png, self.svg])

    def _offer_periods(self, costs: Costs) -> None:
        self.period.say(period_name(costs.period))
        offered = [
            *(OverviewPeriod(months) for months in ROLLING),
            *(OverviewPeriod(year=year) for year in costs.years),
        ]
        self.period.list.clear()
        for one in offered:
            action = self.period.list.addAction(period_name(one))
            action.setCheckable(True)
            action.setChecked(one == costs.period)
            action.triggered.connect(lambda _checked=False, one=one: self.period_chosen.emit(one))

    def _offer_currencies(self, costs: Costs) -> None:
        self.currency.setVisible(len(costs.currencies) > 1)
        self.currency.say(costs.currency)
        self.currency.list.clear()
        for code in costs.currencies:
            action = self.currency.list.addAction(code)
            action.setCheckable(True)
            action.setChecked(code == costs.currency)
            action.triggered.connect(lambda _checked=False, code=code: self.currency_chosen.emit(code))

    def _table(self) -> CardRows:
        right = frozenset(range(1, self.model.columnCount()))
        table = CardRows(self.model, self._theme, self.heading.text(), right=right, titled=True, scrolls=True)
        table.opened.connect(self._on_row_opened)
        return table

    def _lay_out(self) -> None:
        dp = self._theme.dp
        self.period.setAccessibleDescription(tr("The period of the whole page"))
        self.currency.setAccessibleDescription(tr("The currency of the costs: amounts of two are never added"))
        self.more = IconButton(self._theme, "menu", tr("The chart: as a table, copy, save"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        self._fill_menu(menu)
        self.more.setMenu(menu)
        head = QHBoxLayout()
        head.setSpacing(dp(6))
        head.addWidget(self.heading, 1)
        for widget in (self.currency, self.period, self.more):
            head.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(8), dp(10), dp(8))
        box.setSpacing(dp(4))
        box.addLayout(head)
        box.addWidget(self.stack, 1)
        self.setMinimumHeight(dp(_LEAST_HEIGHT))
