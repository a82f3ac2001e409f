"""The pinned views of the overview, two in a row, and the way to pin others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from telbill_desktop.gui.pages.overview.pinned_card import PinnedCard
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.services import pinned_views
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.saved_views import SavedView
    from telbill_desktop.gui.pages.page import PageContext

_NARROWEST = 430  # pixels of a card at 100 % text


class PinnedViews(QWidget):
    """Reads which views are pinned; a card that is there already stays, with what is searched in it."""

    opened = Signal(int)  # an invoice
    whole_asked = Signal(object)  # SavedView
    closed = Signal(object)  # SavedView
    manage_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._lane = context.jobs.latest(self)
        self._perimeter: PerimeterChoice | None = None
        self._columns = 1
        self.cards: list[PinnedCard] = []
        self.manage = Button(tr("Pin a saved view…"), "link", self.manage_asked.emit)
        self._grid = QGridLayout()
        self._grid.setSpacing(context.theme.dp(12))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(context.theme.dp(6))
        box.addLayout(self._grid)
        box.addWidget(self.manage)

    def ask(self, perimeter: PerimeterChoice | None) -> None:
        """Reads everything anew."""
        self._perimeter = perimeter
        store = self._context.workspace.store
        self._lane.ask(lambda: pinned_views.pinned(store), self._on_read)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two in a row where there is room."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= 2 * self._context.theme.dp(_NARROWEST) else 1
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _on_read(self, views: list[SavedView]) -> None:
        known = {_seen(card.view): card for card in self.cards}
        kept = [known.pop(_seen(view)) if _seen(view) in known else self._card(view) for view in views]
        for card in known.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = kept
        self._arrange()
        for card in kept:
            card.ask(self._perimeter)

    def _card(self, view: SavedView) -> PinnedCard:
        card = PinnedCard(self._context, view)
        card.opened.connect(self.opened)
        card.whole_asked.connect(lambda: self.whole_asked.emit(view))
        card.closed.connect(lambda: self.closed.emit(view))
        return card

    def _arrange(self) -> None:
        for at, card in enumerate(self.cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *divmod(at, self._columns))
        self._order_keys()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < min(self._columns, len(self.cards)) else 0)

    def _order_keys(self) -> None:
        """Tab goes over the cards where they stand, and to what is below them last."""
        before: QWidget = self.manage
        for card in self.cards:
            for widget in (card.search, card.cross, card.rows, card.back, card.on, card.whole):
                QWidget.setTabOrder(before, widget)
                before = widget
        if self.cards:
            QWidget.setTabOrder(before, self.manage)


def _seen(view: SavedView) -> SavedView:
    """What a card shows of a view: not where it is in the side bar."""
    return replace(view, position=0, is_aside=False)
