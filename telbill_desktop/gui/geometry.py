"""Where the window stands: as it was left, pulled back onto a screen that is still there."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize

from telbill_desktop.system.settings import WindowLayout

FIRST_SIZE = QSize(1440, 900)
SMALLEST = QSize(900, 560)


def placed(layout: WindowLayout, screens: Sequence[QRect]) -> QRect:
    """The window's rectangle on screens whose free areas are given, the first being the main one."""
    main = screens[0]
    if layout.width <= 0:
        size = FIRST_SIZE.boundedTo(main.size())
        return _centred(size, main)
    wanted = QRect(layout.x, layout.y, layout.width, layout.height)
    screen = max(screens, key=lambda area: _area(area.intersected(wanted)))
    size = wanted.size().boundedTo(screen.size())
    if not screen.intersects(wanted):
        return _centred(size, main)
    return _inside(QRect(wanted.topLeft(), size), screen)


def _inside(rect: QRect, screen: QRect) -> QRect:
    left = min(max(rect.left(), screen.left()), screen.right() - rect.width() + 1)
    top = min(max(rect.top(), screen.top()), screen.bottom() - rect.height() + 1)
    return QRect(left, top, rect.width(), rect.height())


def _centred(size: QSize, screen: QRect) -> QRect:
    fitting = size.boundedTo(screen.size())
    left = screen.left() + (screen.width() - fitting.width()) // 2
    top = screen.top() + (screen.height() - fitting.height()) // 2
    return QRect(left, top, fitting.width(), fitting.height())


def _area(rect: QRect) -> int:
    return 0 if rect.isEmpty() else rect.width() * rect.height()
