"""Amounts of months as bars, drawn with the theme; each is named by a tooltip, all of them for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system import formats

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from PySide6.QtGui import QPaintEvent

    from telbill_desktop.gui.theme import Theme

_HEIGHT, _TEXT, _GAP, _ROUND, _LINE = 92, 10.5, 0.32, 2, 16  # pixels at 100 % text; the gap is a part of a bar's room


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a short name below it, the amount, and both in words."""

    name: str
    amount: Decimal
    words: str


class Bars(QWidget):
    """Bars from a common ground; amounts below zero hang from it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.bars: Sequence[Bar] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Shows these instead of the former."""
        self.bars = bars
        self.setAccessibleDescription(formats.one_after_another(bar.words for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as it is given."""
        return QSize(self._theme.dp(160), self._theme.dp(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        """Names the bar under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.bars:
            at = min(int(event.pos().x() * len(self.bars) / max(self.width(), 1)), len(self.bars) - 1)
            QToolTip.showText(event.globalPos(), tooltip(self.bars[at].words), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints bars, the ground, and the names."""
        if not self.bars:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.height() - theme.dp(_LINE)
        amounts = [float(bar.amount) for bar in self.bars]
        top, low = max(*amounts, 0.0), min(*amounts, 0.0)
        scale = (height - 2) / (top - low) if top > low else 0.0
        ground, room = 1 + top * scale, self.width() / len(self.bars)
        painter.setFont(theme.font(size=_TEXT))
        for at, (bar, amount) in enumerate(zip(self.bars, amounts, strict=True)):
            left = at * room
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if amount >= 0 else "bad"))
            area = QRectF(left + room * _GAP / 2, ground - amount * scale, room * (1 - _GAP), amount * scale)
            painter.drawRoundedRect(area.normalized(), theme.dp(_ROUND), theme.dp(_ROUND))
            painter.setPen(theme.color("text_soft"))
            place = QRectF(left, height, room, theme.dp(_LINE))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), bar.name)
        painter.setPen(theme.color("border"))
        painter.drawLine(0, round(ground), self.width(), round(ground))
