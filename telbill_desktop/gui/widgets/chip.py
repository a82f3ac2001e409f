"""What one part of a filter is set to, with a cross that removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

    from telbill_desktop.gui.theme import Theme

_ICON = 13
_LONGEST = 36  # characters on the chip; the tooltip has all of them


class Chip(QFrame):
    """A click on its words opens what set it; its cross, Del and Backspace remove it."""

    opened = Signal()
    removed = Signal()

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = words
        self.setProperty("role", "filter")
        self.setProperty("active", "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        cut = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        self.button = QPushButton(cut.replace("&", "&&"))
        self.button.setAccessibleName(words)
        self.button.setToolTip(tooltip(words))
        self.button.clicked.connect(self.opened)
        self.cross = QToolButton()
        self.cross.setProperty("kind", "cross")
        said = fill(tr("Remove the filter “{name}”"), {"name": words})
        self.cross.setAccessibleName(said)
        self.cross.setToolTip(tooltip(said))
        self.cross.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.button)
        row.addWidget(self.cross)
        theme.changed.connect(self._show_icon)
        self._show_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Del and Backspace remove it; Down opens what set it."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _show_icon(self) -> None:
        side = self._theme.dp(_ICON)
        self.cross.setIconSize(QSize(side, side))
        self.cross.setIcon(self._theme.icon("x", "accent_soft_text", _ICON))


def order_keys(before: QWidget, chips: Iterable[Chip]) -> None:
    """Tab goes over chips where they stand, behind what is before them, though they were made later than all else."""
    for chip in chips:
        QWidget.setTabOrder(before, chip.button)
        QWidget.setTabOrder(chip.button, chip.cross)
        before = chip.cross
