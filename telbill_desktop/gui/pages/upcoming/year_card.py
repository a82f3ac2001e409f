"""« 12 mois »: what the months ahead cost, by operator; the chart is made when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.models.upcoming_table import signed
from telbill_desktop.gui.models.year_words import chart_of, month_words, renewals_words, year_title
from telbill_desktop.gui.widgets.chart_canvas import ChartCanvas
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill, labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.year_ahead import YearAhead
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.theme import Theme

_LEAST_HEIGHT = 180


class YearCard(QFrame):
    """A title with the sum, the chart, and what comes once a year in words."""

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.canvas = ChartCanvas(theme, jobs)
        self.canvas.setAccessibleName(tr("12 months ahead"))
        self.heading = ElidedLabel(tr("12 months ahead"), "heading")
        self.total = Label(role="soft")
        self.renewals = ElidedLabel(role="small")
        dp = theme.dp
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.total)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(10), dp(12), dp(8))
        box.setSpacing(dp(4))
        box.addLayout(head)
        box.addWidget(self.canvas, 1)
        box.addWidget(self.renewals)
        self.setMinimumHeight(dp(_LEAST_HEIGHT))

    def show_year(self, year: YearAhead, supposed: YearAhead | None) -> None:
        """Shows the months as they would be where something is supposed, with the difference of the sum."""
        shown = supposed or year
        self.heading.setText(year_title(shown))
        words = labelled(tr("excl. VAT"), formats.money(shown.total, HOME_CURRENCY))
        if supposed is not None:
            words = fill(tr("{total} ({difference})"), {"total": words, "difference": signed(shown.total - year.total)})
        self.total.setText(words)
        self.renewals.setText(renewals_words(shown))
        self.renewals.setVisible(bool(shown.renewals))
        said = [month_words(shown, at) for at in range(len(shown.months))]
        self.canvas.show_months(chart_of(shown), said)
