"""Where a popup is put: where it was asked for, but never beyond the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget


def place_popup(popup: QWidget, place: QPoint) -> None:
    """Moves the popup's upper left corner there, or as near as the screen lets it; a popup that is too tall shrinks."""
    screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
    limit = screen.availableGeometry()
    if popup.height() > limit.height():
        popup.resize(popup.width(), limit.height())
    left = max(min(place.x(), limit.right() - popup.width()), limit.left())
    top = max(min(place.y(), limit.bottom() - popup.height()), limit.top())
    popup.move(left, top)
