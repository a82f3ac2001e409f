"""One filter of a list: a button that opens its choices, and says what it is set to, with a cross that removes it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from telbill_desktop.gui.widgets.button_icon import set_trailing_icon
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system.formats import fill, labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from telbill_desktop.gui.theme import Theme

_ICON = 13
_LONGEST = 26  # characters of a value on the button; the tooltip has all of it


class FilterField(QFrame):
    """A filter by its name. `show_value("")` is « not set »."""

    opened = Signal()
    cleared = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._theme = name, theme
        self._value: str | None = None
        self.setProperty("role", "filter")
        self.setProperty("active", "false")
        self.button = QPushButton(name)
        self.button.clicked.connect(self.opened)
        theme.changed.connect(self._show_icons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value("")

    @cached_property
    def cross(self) -> QToolButton:
        """What removes the filter; made when it is first set."""
        cross = QToolButton()
        cross.setProperty("kind", "cross")
        cross.setToolTip(tooltip(fill(tr("Remove the filter “{name}”"), {"name": self._name})))
        cross.setAccessibleName(fill(tr("Remove the filter “{name}”"), {"name": self._name}))
        cross.clicked.connect(self.cleared)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(cross)
        QWidget.setTabOrder(self.button, cross)
        return cross

    @property
    def said(self) -> str:
        """What it is set to, under its name; nothing while it is not set."""
        return labelled(self._name, self._value) if self._value else ""

    def show_value(self, value: str) -> None:
        """Says what the filter is set to; looks active when it is."""
        if value == self._value:
            return
        self._value = value
        cut = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        self.button.setText((cut or self._name).replace("&", "&&"))
        said = labelled(self._name, value) if value else ""
        self.button.setAccessibleName(said or self._name)
        self.button.setToolTip(tooltip(said))
        active = "true" if value else "false"
        if self.property("active") != active:
            self.setProperty("active", active)
            self.cross.setVisible(bool(value))
            restyled(self, self.button, self.cross)
        self._show_icons()

    def _show_icons(self) -> None:
        if self.is_active:
            side = self._theme.dp(_ICON)
            self.cross.setIconSize(QSize(side, side))
            self.cross.setIcon(self._theme.icon("x", "accent_soft_text", _ICON))
            self.button.setIcon(QIcon())
            self.button.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        else:
            set_trailing_icon(self.button, self._theme, "chevron-down", "text_soft", _ICON)

    @property
    def is_active(self) -> bool:
        """Whether it narrows the list."""
        return bool(self.property("active") == "true")

    def set_menu(self, menu: QMenu) -> None:
        """Opens a menu instead of a popup of its own."""
        self.button.clicked.connect(lambda: menu.popup(self.below()))

    def below(self) -> QPoint:
        """Where what it opens is put, on the screen."""
        return self.mapToGlobal(QPoint(0, self.height() + 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Del and Backspace remove the filter; Down opens it."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.is_active:
            self.cleared.emit()
            self.button.setFocus()
        elif event.key() == Qt.Key.Key_Down:
            self.button.click()
        else:
            super().keyPressEvent(event)
