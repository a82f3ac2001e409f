"""What the months of usage cost, by kind; the chart is made when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.models.usage_months import FEWEST, chart_of, month_words, months_title
from telbill_desktop.gui.widgets.chart_canvas import ChartCanvas
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system import formats
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.models.usage_months import UsageMonths
    from telbill_desktop.gui.theme import Theme

_LEAST_HEIGHT = 170


class UsageChartCard(QFrame):
    """A title with the sum, and the chart; nothing where there are too few months to compare.

    `month_opened` follows a press on a month.
    """

    month_opened = Signal(object)  # the first day of a month

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.shown: UsageMonths | None = None
        self.canvas = self._canvas(theme, jobs)
        self.heading = ElidedLabel(tr("Cost by month and kind"), "heading")
        self.total = Label(role="soft")
        dp = theme.dp
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.total)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(10), dp(12), dp(8))
        box.setSpacing(dp(4))
        box.addLayout(head)
        box.addWidget(self.canvas, 1)
        self.setMinimumHeight(dp(_LEAST_HEIGHT))
        self.hide()

    def show_months(self, shown: UsageMonths) -> None:
        """Shows these months instead of the former."""
        self.shown = shown
        self.heading.setText(months_title(shown))
        self.total.setText(labelled(tr("excl. VAT"), formats.money(shown.total, HOME_CURRENCY)))
        self.setVisible(len(shown.months) >= FEWEST)
        said = [month_words(shown, at) for at in range(len(shown.months))]
        self.canvas.show_months(chart_of(shown), said)

    def _canvas(self, theme: Theme, jobs: Jobs) -> ChartCanvas:
        canvas = ChartCanvas(theme, jobs)
        canvas.setAccessibleName(tr("Cost by month and kind"))
        canvas.opens = True
        canvas.month_opened.connect(self._on_month_opened)
        canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as tall as it is given
        offer_menu(canvas, self._fill_menu)
        return canvas

    def _on_month_opened(self, at: int) -> None:
        if self.shown is not None:
            self.month_opened.emit(self.shown.months[at])

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addAction(tr("Copy the picture")).triggered.connect(lambda _checked=False: self.canvas.copy())
