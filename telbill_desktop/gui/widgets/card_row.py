"""Cards side by side, or below one another where there is no room for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.gui.theme import Theme


class CardRow(QWidget):
    """`shares` are the parts of the width that the cards take in one row; below `narrowest` each, they break.

    `steps` are how many stand in a row, from the widest arrangement to the narrowest. A hidden card takes no room.
    """

    def __init__(
        self,
        theme: Theme,
        cards: Sequence[QWidget],
        *,
        narrowest: int,
        steps: Sequence[int],
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._theme, self._cards = theme, list(cards)
        self._narrowest, self._steps, self._shares = narrowest, steps, tuple(shares) or (1,) * len(cards)
        self._arranged: tuple[int, tuple[bool, ...]] = (0, ())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.dp(12))
        for card in self._cards:
            self._grid.addWidget(card)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many in a row as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def show_card(self, card: QWidget, *, shown: bool) -> None:
        """Shows or hides one; the others take its room."""
        card.setVisible(shown)
        self._arrange()

    def _arrange(self) -> None:
        shown = [card for card in self._cards if not card.isHidden()]
        room, least = self.width(), self._theme.dp(self._narrowest)
        columns = next((step for step in self._steps if min(step, len(shown)) * least <= room), self._steps[-1])
        state = (columns, tuple(card.isHidden() for card in self._cards))
        if state == self._arranged:
            return
        self._arranged = state
        for card in self._cards:
            self._grid.removeWidget(card)
        alone = columns >= len(shown)
        for at, card in enumerate(shown):
            self._grid.addWidget(card, *divmod(at, columns))
        for at in range(max(len(self._cards), columns)):
            share = self._shares[self._cards.index(shown[at])] if alone and at < len(shown) else 1
            self._grid.setColumnStretch(at, share if at < min(columns, len(shown)) else 0)
