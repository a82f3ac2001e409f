"""A chart's figure as a widget. It is imported when the first chart is shown: matplotlib takes half a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QToolTip

from telbill_desktop.exporters.charts import ChartLook, StackedMonths, StackedMonthsChart
from telbill_desktop.gui.widgets.text import tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from telbill_desktop.gui.theme import Theme

_SERIES = 6  # colours of the palette
_LEAST_HEIGHT = 90  # pixels at 100 % text
_SMALL = 11  # pixels at 100 % text


class ChartCanvas(FigureCanvasQTAgg):
    """Stacked months. The mouse and the arrow keys walk through them; each says what it is made of."""

    month_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.chart = StackedMonthsChart(_look_of(theme))
        super().__init__(self.chart.figure)  # type: ignore[no-untyped-call] # matplotlib's canvas has no types
        self._said: Sequence[str] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(theme.dp(_LEAST_HEIGHT))
        theme.changed.connect(self._on_theme_changed)

    def show_months(self, shown: StackedMonths, said: Sequence[str]) -> None:
        """Shows other months; `said` tells of each in words."""
        self._said = said
        self._current = -1
        self.chart.show(shown)
        self.setAccessibleDescription("\n".join(said))
        self.draw_idle()  # type: ignore[no-untyped-call] # see above

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Says what the month under the mouse is made of."""
        ratio, at = self.device_pixel_ratio, event.position()
        place = self.chart.month_at(at.x() * ratio, (self.height() - at.y()) * ratio)
        if place is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), tooltip(self._said[place]), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The arrows go from month to month."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._said:
            event.ignore()
            return
        self._current = min(max(self._current + step, 0), len(self._said) - 1)
        QToolTip.showText(self.mapToGlobal(QPoint(self.width() // 2, 0)), tooltip(self._said[self._current]), self)
        self.month_chosen.emit(self._current)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many names of months as there is room for."""
        self.chart.fit(event.size().width())
        super().resizeEvent(event)  # type: ignore[no-untyped-call] # see above

    def _on_theme_changed(self) -> None:
        self.chart.dress(_look_of(self._theme))
        self.draw_idle()  # type: ignore[no-untyped-call] # see above


def _look_of(theme: Theme) -> ChartLook:
    def name(color: str) -> str:
        return theme.color(color).name()

    return ChartLook(
        ground=name("surface"),
        text=name("text"),
        soft=name("text_soft"),
        line=name("border"),
        series=tuple(name(f"chart_{at}") for at in range(1, _SERIES + 1)),
        pixels=theme.dp(_SMALL),
    )
