"""« 12 mois »: what the months ahead cost, by operator; the chart is made when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.models.upcoming_table import signed
from telbill_desktop.gui.models.year_words import chart_of, month_words, renewals_words, year_title
from telbill_desktop.gui.widgets.chart_import import import_canvas
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill, labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from types import ModuleType

    from PySide6.QtGui import QShowEvent

    from telbill_desktop.domain.year_ahead import YearAhead
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.widgets.chart_canvas import ChartCanvas

_LEAST_HEIGHT = 180


class YearCard(QFrame):
    """A title with the sum, the chart, and what comes once a year in words."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._jobs = theme, jobs
        self._asked = False
        self._year: YearAhead | None = None
        self.canvas: ChartCanvas | None = None
        self.heading = ElidedLabel(tr("12 months ahead"), "heading")
        self.total = Label(role="soft")
        self.renewals = ElidedLabel(role="small")
        dp = theme.dp
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.total)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(dp(14), dp(10), dp(12), dp(8))
        self._box.setSpacing(dp(4))
        self._box.addLayout(head)
        self._box.addStretch(0)
        self._box.addWidget(self.renewals)
        self.setMinimumHeight(dp(_LEAST_HEIGHT))

    def show_year(self, year: YearAhead, supposed: YearAhead | None) -> None:
        """Shows the months as they would be where something is supposed, with the difference of the sum."""
        shown = supposed or year
        self._year = shown
        self.heading.setText(year_title(shown))
        words = labelled(tr("excl. VAT"), formats.money(shown.total, HOME_CURRENCY))
        if supposed is not None:
            words = fill(tr("{total} ({difference})"), {"total": words, "difference": signed(shown.total - year.total)})
        self.total.setText(words)
        self.renewals.setText(renewals_words(shown))
        self.renewals.setVisible(bool(shown.renewals))
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The first time, what draws is imported on a reader's thread."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self._jobs.read(lambda _progress: import_canvas(), self._on_imported, owner=self)

    def _on_imported(self, module: ModuleType) -> None:
        canvas: ChartCanvas = module.ChartCanvas(self._theme)
        canvas.setAccessibleName(tr("12 months ahead"))
        self.canvas = canvas
        self._box.insertWidget(1, canvas, 1)
        self._draw()

    def _draw(self) -> None:
        if self.canvas is not None and self._year is not None:
            said = [month_words(self._year, at) for at in range(len(self._year.months))]
            self.canvas.show_months(chart_of(self._year), said)
