"""The search field of the top bar: its text goes to the finder, and so do the keys that walk through results."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

WIDTH = 280
NARROWEST, SHORT = 40, 120
_WALKING = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class SearchField(QLineEdit):
    """A field that shows its shortcut while it is empty."""

    walked = Signal(int)  # key: an arrow or a page
    chosen = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._room = theme, theme.dp(WIDTH)
        self.setPlaceholderText(tr("Search everywhere…"))
        self.setAccessibleName(tr("Search everywhere"))
        self._glass = Glass(self, theme)
        self._keys = Label("Ctrl+K", "key", self)
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._show_keys)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """As wide as in the pictures where there is room."""
        return QSize(max(min(self._theme.dp(WIDTH), self._room), self._theme.dp(SHORT)), super().sizeHint().height())

    def leave_room(self, room: int) -> None:
        """Wishes for no more than so many pixels, but for a short field: what stands beside it is read whole then."""
        self._room = room
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Gives way to long titles."""
        return QSize(self._theme.dp(NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """The shortcut stands at the right-hand end."""
        super().resizeEvent(event)
        self._keys.adjustSize()
        gap = self._theme.dp(7)
        self._show_keys()
        self._keys.move(self.width() - self._keys.width() - gap, (self.height() - self._keys.height()) // 2)

    def _show_keys(self) -> None:
        """The shortcut is there while the field is empty and has room for both."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self._keys.setVisible(not self.text() and self.width() > words + self._keys.width() + self._theme.dp(56))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Opens the finder."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Closes the finder, unless a menu or another window took the focus for a moment."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Arrows walk, Enter chooses, Esc leaves."""
        key = Qt.Key(event.key())
        if key in _WALKING:
            self.walked.emit(int(key))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)
