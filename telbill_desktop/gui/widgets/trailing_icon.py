"""An icon that stands behind the words of a button, with a gap before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from telbill_desktop.gui.theme import Theme

_GAP = 4


def set_trailing_icon(button: QAbstractButton, theme: Theme, name: str, color: str, size: int) -> None:
    """Puts the icon at the right end. Qt leaves no room between words and an icon that stands behind them."""
    side, gap = theme.dp(size), theme.dp(_GAP)
    icon = QIcon()
    for ratio in {1.0, 2.0, button.devicePixelRatioF()}:
        picture = QPixmap(QSize(side + gap, side) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.drawPixmap(gap, 0, side, side, theme.icon(name, color, size).pixmap(QSize(side, side), ratio))
        painter.end()
        icon.addPixmap(picture)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.setIconSize(QSize(side + gap, side))
    button.setIcon(icon)
