"""A state as a pill: a word and an icon on a soft ground, never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPixmap

if TYPE_CHECKING:
    from telbill_desktop.gui.theme import Theme

_HEIGHT, _SIDE, _GAP, _ICON, _TEXT = 19, 7, 3, 11, 11.5


@dataclass(frozen=True, slots=True)
class Pill:
    """A word, an icon of resources/icons, and a tone of the palette: ok, warn, bad, info, neutral.

    `before` stands before the pill as plain text where there is room for both.
    """

    text: str
    icon: str
    tone: str
    before: str = ""


class PillPainter:
    """Paints pills; each is drawn once and kept as a picture."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pictures: dict[tuple[Pill, float], QPixmap] = {}

    def forget(self) -> None:
        """Draws anew: the theme or the size of the text has changed."""
        self._pictures.clear()

    def width(self, pill: Pill) -> int:
        """Pixels that the pill takes."""
        return self._size(pill).width()

    def paint(self, painter: QPainter, area: QRect, pill: Pill) -> None:
        """Paints the pill at the left of the area, in the middle of its height; what does not fit is cut."""
        ratio = painter.device().devicePixelRatio()
        picture = self._pictures.get((pill, ratio))
        if picture is None:
            picture = self._pictures[pill, ratio] = self.picture(pill, ratio)
        height = round(picture.height() / ratio)
        painter.drawPixmap(area.left(), area.top() + (area.height() - height) // 2, picture)

    def picture(self, pill: Pill, ratio: float | None = None) -> QPixmap:
        """The pill as a picture, for a label."""
        ratio = ratio or QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr] # a window is open
        theme, size = self._theme, self._size(pill)
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{pill.tone}_soft"))
        radius = size.height() / 2
        painter.drawRoundedRect(QRect(0, 0, size.width(), size.height()), radius, radius)
        icon = theme.dp(_ICON)
        pixmap = theme.icon(pill.icon, pill.tone, _ICON).pixmap(QSize(icon, icon), ratio)
        painter.drawPixmap(theme.dp(_SIDE - 1), (size.height() - icon) // 2, icon, icon, pixmap)
        painter.setFont(theme.font("medium", _TEXT))
        painter.setPen(theme.color(pill.tone))
        left = theme.dp(_SIDE - 1 + _ICON + _GAP)
        painter.drawText(QRect(left, 0, size.width(), size.height()), int(Qt.AlignmentFlag.AlignVCenter), pill.text)
        painter.end()
        return picture

    def _size(self, pill: Pill) -> QSize:
        words = QFontMetrics(self._theme.font("medium", _TEXT)).horizontalAdvance(pill.text)
        return QSize(words + self._theme.dp(2 * _SIDE + _ICON + _GAP - 1), self._theme.dp(_HEIGHT))
