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

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from telbill_desktop.gui.theme import Theme

SERIES = tuple(f"chart_{at}" for at in range(1, 7))
_LEAST_HEIGHT = 90  # pixels at 100 % text
_SMALL = 11  # pixels at 100 % text


class ChartCanvas(FigureCanvasQTAgg):
    """Stacked months. The mouse and the arrow keys walk through them; each says what it is made of.

    A click on a month, or Enter where the keys are, opens it.
    """

    month_chosen = Signal(int)
    month_opened = Signal(int)

    def __init__(self, theme: Theme, series: Sequence[str] = SERIES) -> None:
        """`series` are the colours of the parts, by what the palette calls them."""
        self._theme, self._series = theme, series
        self.chart = StackedMonthsChart(look_of(theme, series))
        super().__init__(self.chart.figure)  # type: ignore[no-untyped-call] # matplotlib's canvas has no types
        self._said: Sequence[str] = ()
        self._current = -1
        self.opens = False  # whether a click on a month does something
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
        place = self._place(event)
        self._mark(place)
        if place is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), tooltip(self._said[place]), self)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self.opens and place is not None else Qt.CursorShape.ArrowCursor
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Opens the month that was clicked."""
        place = self._place(event)
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.month_opened.emit(place)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """No month is marked any more, unless the keys are on one."""
        super().leaveEvent(event)  # type: ignore[no-untyped-call] # see above
        self._mark(self._current if self.hasFocus() and self._current >= 0 else None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys have left."""
        super().focusOutEvent(event)
        self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The arrows, Home and End go from month to month; Enter opens it."""
        key, last = Qt.Key(event.key()), len(self._said) - 1
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current >= 0:
            self.month_opened.emit(self._current)
            return
        to = {
            Qt.Key.Key_Left: max(self._current - 1, 0),
            Qt.Key.Key_Right: min(self._current + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if to is None or not self._said:
            event.ignore()
            return
        self._current = to
        self._mark(to)
        QToolTip.showText(self.mapToGlobal(QPoint(self.width() // 2, 0)), tooltip(self._said[to]), self)
        self.month_chosen.emit(to)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many names of months as there is room for."""
        self.chart.fit(event.size().width())
        super().resizeEvent(event)  # type: ignore[no-untyped-call] # see above

    def _place(self, event: QMouseEvent) -> int | None:
        ratio, at = self.device_pixel_ratio, event.position()
        return self.chart.month_at(at.x() * ratio, (self.height() - at.y()) * ratio)

    def _mark(self, place: int | None) -> None:
        if self.chart.mark(place):
            self.draw_idle()  # type: ignore[no-untyped-call] # see above

    def _on_theme_changed(self) -> None:
        self.chart.dress(look_of(self._theme, self._series))
        self.draw_idle()  # type: ignore[no-untyped-call] # see above


def look_of(theme: Theme, series: Sequence[str]) -> ChartLook:
    """The colours and sizes of the theme."""

    def name(color: str) -> str:
        return theme.color(color).name()

    return ChartLook(
        ground=name("surface"),
        text=name("text"),
        soft=name("text_soft"),
        line=name("border"),
        series=tuple(name(one) for one in series),
        pixels=theme.dp(_SMALL),
    )
