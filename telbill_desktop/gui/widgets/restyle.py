"""Makes the stylesheet look again at widgets whose properties have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def restyled(*widgets: QWidget) -> None:
    """Qt looks at a property only when the stylesheet is applied: when the widget is shown first, and here."""
    for widget in widgets:
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            continue
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()
        widget.update()
