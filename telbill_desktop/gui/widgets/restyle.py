"""Makes the stylesheet look again at widgets whose properties have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def restyled(*widgets: QWidget) -> None:
    """Qt looks at a property only when the stylesheet is applied."""
    for widget in widgets:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.updateGeometry()
        widget.update()
