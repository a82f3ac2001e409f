"""An icon before or behind the words of a button, with a gap between them: Qt leaves none beside styled words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from telbill_desktop.gui.theme import Theme

_GAP = 4


def set_leading_icon(button: QAbstractButton, theme: Theme, name: str, color: str, size: int) -> None:
    """Puts the icon at the left end."""
    _put(button, theme, theme.icon(name, color, size), theme.dp(size), before=True)


def set_trailing_icon(button: QAbstractButton, theme: Theme, name: str, color: str, size: int) -> None:
    """Puts the icon at the right end."""
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    _put(button, theme, theme.icon(name, color, size), theme.dp(size), before=False)


def _put(button: QAbstractButton, theme: Theme, drawn: QIcon, side: int, *, before: bool) -> None:
    gap = theme.dp(_GAP)
    icon = QIcon()
    for ratio in {1.0, 2.0, button.devicePixelRatioF()}:
        picture = QPixmap(QSize(side + gap, side) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.drawPixmap(0 if before else gap, 0, side, side, drawn.pixmap(QSize(side, side), ratio))
        painter.end()
        icon.addPixmap(picture)
    button.setIconSize(QSize(side + gap, side))
    button.setIcon(icon)
