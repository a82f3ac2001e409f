"""A coloured box with a heading and sentences, inside a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.gui.theme import Theme

_ICONS = {"warn": "triangle-alert", "info": "info", "ok": "circle-check", "bad": "circle-alert"}


class MessagePanel(QFrame):
    """Hidden until it has something to say. `tone` is one of the palette's: warn, info, ok, bad.

    What is to be answered there goes below its `words`.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "warn"
        self._icon = Label()
        self.heading = Label(role="strong")
        self.heading.setWordWrap(True)
        self.body = Label(role="soft")
        self.body.setWordWrap(True)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        dp = theme.dp
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(dp(14), dp(11), dp(14), dp(12))
        row.setSpacing(dp(9))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(dp(3))
        self.words.addWidget(self.heading)
        self.words.addWidget(self.body)
        row.addLayout(self.words, 1)
        theme.changed.connect(self._use_tone)
        self.hide()

    def say(self, tone: str, heading: str, sentences: Sequence[str]) -> None:
        """Shows the box; without a heading it is hidden."""
        self._tone = tone
        self.heading.setText(heading)
        self.body.setText("\n".join(sentences))
        self.body.setVisible(bool(sentences))
        self._use_tone()
        self.setVisible(bool(heading))

    def _use_tone(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(_ICONS[self._tone], self._tone))
        if self.property("role") != f"panel_{self._tone}":
            self.setProperty("role", f"panel_{self._tone}")
            restyled(self)
