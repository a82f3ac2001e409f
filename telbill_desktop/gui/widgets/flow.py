"""Widgets in a row that wraps where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

_ENDLESS = 1 << 20


class FlowRow(QWidget):
    """A widget that lays its children out in a flow and is as tall as that needs."""

    def __init__(self, *, gap: int) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, gap=gap)

    def add(self, widget: QWidget) -> None:
        """Adds a widget at the end."""
        self._flow.addWidget(widget)

    def add_end(self, widget: QWidget) -> None:
        """Adds a widget at the right-hand end of the last row."""
        self._flow.addWidget(widget)
        self._flow.last_at_end = True

    def remove(self, widget: QWidget) -> None:
        """Takes one widget away."""
        self._flow.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def clear(self) -> None:
        """Takes every widget away."""
        while self._flow.count():
            if (widget := self._flow.takeAt(0).widget()) is not None:
                widget.hide()
                widget.deleteLater()


class FlowLayout(QLayout):
    """Puts widgets side by side, as tall as the row, and goes on in a next row."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 0) -> None:
        super().__init__(parent)
        self._gap = gap
        self.last_at_end = False
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
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
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def invalidate(self) -> None:  # noqa: D102 - Qt's name
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:  # noqa: N802, D102 - Qt's name
        super().setGeometry(area)
        self._arrange(area, place=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one row: whoever is as wide as that asks for no more height."""
        sizes = [item.sizeHint() for row in self._rows(_ENDLESS) for item in row]
        wide = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802, D102 - Qt's name
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, *, place: bool) -> int:
        """The height that is needed."""
        top = area.top()
        for row in self._rows(area.width()):
            sizes = [_size_within(item, area.width()) for item in row]
            height = max(size.height() for size in sizes)
            left = area.left()
            for item, size in zip(row, sizes, strict=True):
                if self.last_at_end and item is self._items[-1]:
                    left = area.left() + area.width() - size.width()
                if place:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height + self._gap
        return max(top - self._gap - area.top(), 0)

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """The shown widgets, as many in a row as fit."""
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            wide = item.sizeHint().width()
            if not rows or left + wide > width:
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += wide + self._gap
        return rows


def _size_within(item: QLayoutItem, width: int) -> QSize:
    """As large as it wishes; what is wider than the row and wraps itself is as wide as the row."""
    wished = item.sizeHint()
    if wished.width() <= width or not item.hasHeightForWidth():
        return wished
    return QSize(width, item.heightForWidth(width))
