"""What the months of usage cost, by kind; the chart is made when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.models.usage_months import FEWEST, chart_of, month_words, months_title
from telbill_desktop.gui.widgets.chart_import import import_canvas
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system import formats
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from types import ModuleType

    from PySide6.QtGui import QShowEvent

    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.models.usage_months import UsageMonths
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.widgets.chart_canvas import ChartCanvas

_LEAST_HEIGHT = 170


class UsageChartCard(QFrame):
    """A title with the sum, and the chart; nothing where there are too few months to compare.

    `month_opened` follows a press on a month.
    """

    month_opened = Signal(object)  # the first day of a month

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._jobs = theme, jobs
        self._asked = False
        self.shown: UsageMonths | None = None
        self.canvas: ChartCanvas | None = None
        self.heading = ElidedLabel(tr("Cost by month and kind"), "heading")
        self.total = Label(role="soft")
        dp = theme.dp
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.total)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(dp(14), dp(10), dp(12), dp(8))
        self._box.setSpacing(dp(4))
        self._box.addLayout(head)
        self._box.addStretch(0)
        self.setMinimumHeight(dp(_LEAST_HEIGHT))
        self.hide()

    def show_months(self, shown: UsageMonths) -> None:
        """Shows these months instead of the former."""
        self.shown = shown
        self.heading.setText(months_title(shown))
        self.total.setText(labelled(tr("excl. VAT"), formats.money(shown.total, HOME_CURRENCY)))
        self.setVisible(len(shown.months) >= FEWEST)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The first time, what draws is imported on a reader's thread."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self._jobs.read(lambda _progress: import_canvas(), self._on_imported, owner=self)

    def _on_imported(self, module: ModuleType) -> None:
        canvas: ChartCanvas = module.ChartCanvas(self._theme)
        canvas.setAccessibleName(tr("Cost by month and kind"))
        canvas.opens = True
        canvas.month_opened.connect(self._on_month_opened)
        canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as tall as it is given
        offer_menu(canvas, self._fill_menu)
        self.canvas = canvas
        self._box.insertWidget(1, canvas, 1)
        self._draw()

    def copy(self) -> None:
        """Puts the picture on the clipboard."""
        if self.canvas is not None:
            QGuiApplication.clipboard().setPixmap(self.canvas.grab())

    def _on_month_opened(self, at: int) -> None:
        if self.shown is not None:
            self.month_opened.emit(self.shown.months[at])

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addAction(tr("Copy the picture")).triggered.connect(lambda _checked=False: self.copy())

    def _draw(self) -> None:
        if self.canvas is not None and self.shown is not None and not self.isHidden():
            said = [month_words(self.shown, at) for at in range(len(self.shown.months))]
            self.canvas.show_months(chart_of(self.shown), said)
