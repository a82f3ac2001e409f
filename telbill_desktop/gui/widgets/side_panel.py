"""A list with a panel at its right that comes and goes; the splitter between them is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.gui.theme import Theme

# Pixels at 100 % text. Narrower than that, list and panel would both be of no use: the panel takes all the room.
_NARROW = 680
_LIST, _SIDE, _SHARE, _GAP = 792, 370, 0.36, 12  # what a list wants, what a panel needs, and its part of more


class SidePanelSplitter(QSplitter):
    """The side is hidden until it is asked for. Where there is no room for both it covers the list."""

    def __init__(self, theme: Theme, main: QWidget, *, least: int = _SIDE) -> None:
        """`least`: pixels at 100 % text that the panel has beside a list which wants all the rest."""
        super().__init__(Qt.Orientation.Horizontal)
        self._least = least
        self._theme = theme
        self._scale = theme.scale
        self._main = main
        self._side: QWidget | None = None
        self._sizes: list[int] = []
        self.was_closed = False
        self.setHandleWidth(theme.dp(_GAP))
        self.setChildrenCollapsible(False)
        self.addWidget(main)
        self.setStretchFactor(0, 3)
        self.splitterMoved.connect(lambda _at, _index: self._keep())

    def add_side(self, side: QWidget) -> None:
        """Puts the panel at the right, hidden; once, before `show_side`."""
        side.hide()
        self._side = side
        self.addWidget(side)
        self.setStretchFactor(1, 2)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As low as it may be: it is given what is left, and a scrolled column is as tall as its parts wish."""
        return QSize(super().sizeHint().width(), max(self.minimumHeight(), self.minimumSizeHint().height()))

    @property
    def is_side_shown(self) -> bool:
        """Whether the panel is on screen."""
        return self._side is not None and not self._side.isHidden()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of the two only."""
        return self.width() < self._theme.dp(_NARROW)

    def restore(self, sizes: Sequence[int]) -> None:
        """Takes remembered sizes, at 100 % text."""
        if len(sizes) == 2 and all(size > 0 for size in sizes):  # noqa: PLR2004 - two sides
            self._sizes = list(sizes)

    def kept_sizes(self) -> list[int]:
        """The sizes to remember, at 100 % text; none when the user never moved the splitter."""
        return list(self._sizes)

    def show_side(self) -> None:
        """Shows the panel where the splitter stood."""
        self.was_closed = False
        if self._side is None or self.is_side_shown:
            return
        self._side.show()
        self._share()

    def hide_side(self) -> None:
        """Gives the list all the room."""
        self.was_closed = True
        self._main.show()
        if self._side is not None:
            self._side.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Follows the window, which may have become too narrow for both, or wide enough."""
        super().resizeEvent(event)
        if self.is_side_shown and (self._main.isHidden() != self.is_narrow or not self._sizes):
            self._share()

    def _share(self) -> None:
        """Shares the width between both as the user left it, or else so that the panel's figures fit."""
        self._main.setHidden(self.is_narrow)
        room = self.width() - self.handleWidth()
        side = min(max(self._theme.dp(self._least), min(room - self._theme.dp(_LIST), round(room * _SHARE))), room // 2)
        self.setSizes([round(size * self._scale) for size in self._sizes] or [room - side, side])

    def _keep(self) -> None:
        if self.is_side_shown and not self._main.isHidden():
            self._sizes = [round(size / self._scale) for size in self.sizes()]
