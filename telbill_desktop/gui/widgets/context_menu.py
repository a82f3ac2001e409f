"""The context menu of a widget: by a right click, the menu key or Shift+F10, where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


def offer_menu(widget: QWidget, fill: Callable[[QMenu], object]) -> None:
    """`fill` puts the actions into a new menu each time; a menu left empty is not shown."""

    def open_at(place: QPoint) -> None:
        menu = QMenu(widget)
        fill(menu)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def on_asked(at: QPoint) -> None:
        inside = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
        open_at(inside.mapToGlobal(at))

    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(on_asked)
    keys = QShortcut(QKeySequence("Shift+F10"), widget, context=Qt.ShortcutContext.WidgetShortcut)
    keys.activated.connect(lambda: open_at(_place_of_keyboard(widget)))


def _place_of_keyboard(widget: QWidget) -> QPoint:
    """The chosen row of a list, the middle of anything else; on the screen."""
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        row = widget.visualRect(widget.currentIndex()) & widget.viewport().rect()
        return widget.viewport().mapToGlobal(row.center() if row.isValid() else QPoint(0, 0))
    return widget.mapToGlobal(widget.rect().center())
