"""Widgets in a row that wraps where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Puts widgets side by side, as tall as the row, and goes on in a next row."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 0) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802, D102 - Qt's name
        self._items.append(item)

    def count(self) -> int:  # noqa: D102 - Qt's name
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:  # noqa: N802, D102 - Qt's name
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value] # Qt asks so

    def takeAt(self, index: int) -> QLayoutItem:  # noqa: N802, D102 - Qt's name
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value] # same

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802, D102 - Qt's name
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802, D102 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802, D102 - Qt's name
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, area: QRect) -> None:  # noqa: N802, D102 - Qt's name
        super().setGeometry(area)
        self._arrange(area, place=True)

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802, D102 - Qt's name
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, *, place: bool) -> int:
        """The height that is needed."""
        left, top, row = area.left(), area.top(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if left > area.left() and left + size.width() > area.right() + 1:
                left, top, row = area.left(), top + row + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            row = max(row, size.height())
        return top + row - area.top()
