"""A list with a panel at its right that comes and goes; the splitter between them is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.gui.theme import Theme

_LIST, _SIDE, _GAP = 744, 440, 12


class SidePanelSplitter(QSplitter):
    """The side is hidden until it is asked for."""

    def __init__(self, theme: Theme, main: QWidget, side: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._scale = theme.scale
        self._side = side
        self._sizes = [_LIST, _SIDE]
        self._placed = False
        self.was_closed = False
        self.setHandleWidth(theme.dp(_GAP))
        self.setChildrenCollapsible(False)
        self.addWidget(main)
        self.addWidget(side)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        side.hide()

    @property
    def is_side_shown(self) -> bool:
        """Whether the panel is on screen."""
        return not self._side.isHidden()

    def restore(self, sizes: Sequence[int]) -> None:
        """Takes remembered sizes, at 100 % text."""
        if len(sizes) == 2 and all(size > 0 for size in sizes):  # noqa: PLR2004 - two sides
            self._sizes = list(sizes)

    def kept_sizes(self) -> list[int]:
        """The sizes to remember, at 100 % text."""
        if self._placed and self.is_side_shown:
            self._sizes = [round(size / self._scale) for size in self.sizes()]
        return list(self._sizes)

    def show_side(self) -> None:
        """Shows the panel where the splitter stood."""
        self.was_closed = False
        if self.is_side_shown:
            return
        self._side.show()
        self.setSizes([round(size * self._scale) for size in self._sizes])
        self._placed = True

    def hide_side(self) -> None:
        """Gives the list all the room."""
        self.kept_sizes()
        self.was_closed = True
        self._side.hide()
