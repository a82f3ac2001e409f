"""A chart of stacked months as a widget: its picture is drawn on a reader's thread, the window's only shows it.

The first picture brings matplotlib with it, half a second of imports that no other widget needs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from telbill_desktop.exporters.stacked_months import ChartLook, StackedMonths
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system.collector import collector_paused, leave_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from telbill_desktop.exporters.charts import StackedMonthsChart
    from telbill_desktop.exporters.stacked_months import ChartPicture
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.theme import Theme

SERIES = tuple(f"chart_{at}" for at in range(1, 11))
_DRAWS = "telbill_desktop.exporters.charts"  # imported when the first picture is drawn
_LEAST_HEIGHT = 90  # pixels at 100 % text
_SMALL = 11  # pixels at 100 % text
_BY_KEYS = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
_BAND = 0.27  # how much the band over the month that is meant hides of it


class _Wanted(NamedTuple):
    """Everything that a picture depends on; sizes in pixels of the window, of which the screen has `ratio` each."""

    shown: StackedMonths
    look: ChartLook
    width: int
    height: int
    ratio: float


class ChartCanvas(QWidget):
    """Stacked months. The mouse and the arrow keys walk through them; each says what it is made of.

    A click on a month, or Enter where the keys are, opens it. `drawn` follows each new picture.
    """

    month_chosen = Signal(int)
    month_opened = Signal(int)
    drawn = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, series: Sequence[str] = SERIES) -> None:
        """`series` are the colours of the parts, by what the palette calls them."""
        super().__init__()
        self._theme, self._series = theme, series
        self._lane = jobs.latest(self)
        self._lane.idle.connect(self._on_idle)
        self._afterwards: list[Callable[[], None]] = []
        self.shown = StackedMonths()
        self.chart: StackedMonthsChart | None = None  # made and changed where it is drawn: see `_draw`
        self._said: Sequence[str] = ()
        self._current = -1
        self._marked: int | None = None
        self._asked = _Wanted(self.shown, self.look, 0, 0, 1.0)
        self._answer: tuple[_Wanted, ChartPicture] | None = None  # as `chart`
        self._drawn: _Wanted | None = None
        self._picture: ChartPicture | None = None
        self._image = QImage()
        self._is_to_copy = False
        self.opens = False  # whether a click on a month does something
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(theme.dp(_LEAST_HEIGHT))
        theme.changed.connect(self.update)

    @property
    def look(self) -> ChartLook:
        """The colours and sizes of the theme."""
        return look_of(self._theme, self._series)

    @property
    def image(self) -> QImage:
        """What was drawn last; null before."""
        return self._image

    def is_drawn(self) -> bool:
        """Whether the picture is of what is to be shown, as large as the widget."""
        return self._drawn is not None and self._drawn == self._wanted()

    def room_of(self, place: int) -> QRectF:
        """Where the bar of a month stands, in pixels of the widget; empty until it is drawn."""
        picture = self._picture_of_shown()
        if picture is None or place >= picture.months:
            return QRectF()
        across, down = self.width() / picture.width, self.height() / picture.height
        left, top, width, height = picture.room_of(place)
        return QRectF(left * across, top * down, width * across, height * down)

    def show_months(self, shown: StackedMonths, said: Sequence[str]) -> None:
        """Shows other months, or the same ones read again; `said` tells of each in words."""
        if shown.months != self.shown.months:
            self._current = -1
            self._mark(None)
        self.shown, self._said = shown, said
        self.setAccessibleDescription("\n".join(said))
        if self.isVisible() and not self._image.isNull():
            self._ask_for(self._wanted())
        self.update()

    def after_drawing(self, then: Callable[[], None]) -> None:
        """Calls `then` when no picture is being drawn, which may be now: two readers at once take twice the time.

        Once, however often it was asked for until then.
        """
        if not self._lane.is_busy():
            then()
        elif then not in self._afterwards:
            self._afterwards.append(then)

    def copy(self) -> None:
        """Puts the picture on the clipboard; where that is of other months or a former look, as soon as it is drawn."""
        self._is_to_copy = not self.is_drawn()
        if self._is_to_copy:
            self._ask_for(self._wanted())
        else:
            QGuiApplication.clipboard().setImage(self._image)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Shows the last picture, stretched until one of the new size is there, and has another drawn if need be."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self.is_drawn():
                painter.drawImage(QPoint(0, 0), self._image)
            else:
                painter.drawImage(self.rect(), self._image)
        if self._marked is not None:
            painter.setOpacity(_BAND)
            painter.fillRect(self.room_of(self._marked), self._theme.color("text_soft"))
        painter.end()
        if self._image.isNull():  # whatever else is painted now comes first
            QTimer.singleShot(0, self, lambda: self._ask_for(self._wanted()))
        else:
            self._ask_for(self._wanted())

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
        super().leaveEvent(event)
        self._mark(self._current if self.hasFocus() and self._current >= 0 else None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys have come: the month that they are on is marked, at first the latest."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS and self._said:
            self._current = self._current if self._current >= 0 else len(self._said) - 1
            self._mark(self._current)

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
        before = self._current if self._current >= 0 else last + 1  # to the left of nowhere is the latest
        to = {
            Qt.Key.Key_Left: max(before - 1, 0),
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

    def _wanted(self) -> _Wanted:
        return _Wanted(self.shown, self.look, self.width(), self.height(), self.devicePixelRatioF())

    def _ask_for(self, wanted: _Wanted) -> None:
        if self.shown.months and self._asked != wanted:
            self._asked = wanted
            self._lane.ask(self._draw, self._on_drawn)

    def _draw(self) -> tuple[_Wanted, ChartPicture]:
        """On a reader's thread, one picture after the other: of what is wanted when its turn has come."""
        if self.chart is None:
            with collector_paused():
                module = importlib.import_module(_DRAWS)
            leave_alone()  # matplotlib's hundred thousand objects stay, and are not looked through for garbage
            self.chart = module.StackedMonthsChart(self._asked.look)
        wanted = self._asked
        if self._answer is not None and self._answer[0] == wanted:  # asked for once more while it was drawn
            return self._answer
        if self.chart.look != wanted.look:
            self.chart.dress(wanted.look)
        if self.chart.shown != wanted.shown:
            self.chart.show(wanted.shown)
        self._answer = wanted, self.chart.picture(wanted.width, wanted.height, wanted.ratio)
        return self._answer

    def _on_drawn(self, answer: tuple[_Wanted, ChartPicture]) -> None:
        wanted, picture = answer
        self._drawn, self._picture = wanted, picture
        self._image = QImage(
            picture.rgba, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBA8888
        ).copy()
        self._image.setDevicePixelRatio(wanted.ratio)
        self.update()
        if self._is_to_copy:
            self.copy()
        self.drawn.emit()

    def _on_idle(self) -> None:
        waiting, self._afterwards = self._afterwards, []
        for then in waiting:
            then()

    def _place(self, event: QMouseEvent) -> int | None:
        at, picture = event.position(), self._picture_of_shown()
        if picture is None or not self.width() or not self.height():
            return None
        place = picture.month_at(at.x() * picture.width / self.width(), at.y() * picture.height / self.height())
        return place if place is not None and place < len(self._said) else None

    def _picture_of_shown(self) -> ChartPicture | None:
        """None while the picture is still of other months: a place in it would be taken for another month."""
        return self._picture if self._drawn is not None and self._drawn.shown == self.shown else None

    def _mark(self, place: int | None) -> None:
        if place != self._marked:
            self._marked = place
            self.update()


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
