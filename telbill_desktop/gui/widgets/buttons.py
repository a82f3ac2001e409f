"""Buttons with their looks and accessible names in one place."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import tooltip

_CHEVRON = 13
_NARROWEST = 80
_ROUNDED = 1  # pixels by which the widths of two texts, each of them rounded, may be less than they are


class Button(QPushButton):
    """A push button; `kind` is what the stylesheet calls it: primary, danger, soft, link, or nothing."""

    def __init__(
        self, text: str, kind: str = "", clicked: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        if kind:
            self.setProperty("kind", kind)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def say(self, text: str) -> None:
        """Changes the words, for the eye and for the screen reader."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)


class MenuButton(Button):
    """A button that opens a menu below itself, with a chevron at its end."""

    def __init__(self, theme: Theme, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, kind, self._on_clicked, parent)
        self._theme = theme
        self._whole = text
        self.list = QMenu(self)
        self.setProperty("menu", "true")

    def say(self, text: str) -> None:
        """Changes the words; where there is no room for them they end in an ellipsis."""
        self._whole = text
        super().say(text)
        self.updateGeometry()
        if self.isVisible():  # the room may stay as it is
            self._fit_words()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Room for the whole of the words, whatever is shown of them."""
        self.ensurePolished()
        missing = self._wide(self._whole) - self._wide(self.text().replace("&&", "&"))
        hint = super().sizeHint()
        return QSize(hint.width() + missing + (_ROUNDED if missing else 0), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """A few letters and the chevron."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.dp(_NARROWEST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Shows as much of the words as there is room for."""
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        if self.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed:
            return
        room = self.width() - (self.sizeHint().width() - self._wide(self._whole))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room + 1, 0))
        if shown != self.text().replace("&&", "&"):
            self.setText(shown.replace("&", "&&"))

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paints the chevron over the button's right-hand padding."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._theme.dp(_CHEVRON)
        color = "accent_text" if self.property("kind") == "primary" and self.isEnabled() else "text_soft"
        area = QRect(self.width() - side - self._theme.dp(9), (self.height() - side) // 2, side, side)
        self._theme.icon("chevron-down", color, _CHEVRON).paint(painter, area)

    def _on_clicked(self) -> None:
        if not self.list.isEmpty():
            self.list.setMinimumWidth(self.width())
            self.list.popup(self.mapToGlobal(self.rect().bottomLeft()))


class IconButton(QToolButton):
    """A button of one icon; its name is its tooltip and what a screen reader says."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setProperty("kind", "icon")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setToolTip(tooltip(name))
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def follow(self, action: QAction) -> None:
        """Is enabled when the action is, and does it."""
        self.clicked.connect(lambda _checked=False: action.trigger())
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())

    def _on_theme_changed(self) -> None:
        self.setIcon(self._theme.icon(self._icon))
        self.setIconSize(QSize(self._theme.dp(16), self._theme.dp(16)))
