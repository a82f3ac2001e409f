"""What stands where a list has nothing to show: a sentence and the one thing to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.gui.theme import Theme

_ICON = 36


class EmptyState(QWidget):
    """An icon, a heading, a sentence and a button, in the middle."""

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str,
        heading: str,
        sentence: str,
        act: str,
        acted: Callable[[], object],
        primary: bool = True,
    ) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon
        self._icon = Label()
        self.heading = Label(heading, "heading")
        self.sentence = Label(sentence, "soft")
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        width = theme.dp(380)
        self.sentence.setFixedWidth(width)
        self.sentence.ensurePolished()
        self.sentence.setMinimumHeight(self.sentence.heightForWidth(width))
        self.button = Button(act, "primary" if primary else "", acted)
        self._box = box = QVBoxLayout(self)
        box.setSpacing(theme.dp(10))
        box.addStretch(2)
        for widget in (self._icon, self.heading, self.sentence, self.button):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def offer(self, act: str, acted: Callable[[], object], *, enabled: bool = True) -> Button:
        """Another thing to do, below the first."""
        button = Button(act, "", acted)
        button.setEnabled(enabled)
        self._box.insertWidget(self._box.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def _on_theme_changed(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "text_soft", _ICON))
