"""What usage is narrowed to: users, teams, categories and the like, ticked in a list under the button that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.offer_list import Offer, OfferList
from telbill_desktop.gui.widgets.placing import place_popup
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme

_WIDTH, _HEIGHT = 320, 380  # pixels at 100 % text


class ChoicePopup(QFrame):
    """`apply` gets the keys that are ticked. Esc, and a click elsewhere, give up."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, apply: Callable[[list[str]], None]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(title)
        self._theme, self._apply = theme, apply
        self._order: dict[str, int] = {}
        self.list = OfferList(theme, title, checkable=True)
        self.list.activated.connect(self._on_activated)
        self.list.changed.connect(self._show_count)
        self.none = Button(tr("Choose none"), "link", self._on_none_asked)
        self.apply_button = Button(tr("Apply"), "primary", self._on_applied)
        foot = QHBoxLayout()
        foot.addWidget(self.none)
        foot.addStretch()
        foot.addWidget(self.apply_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.dp(12),) * 4)
        box.setSpacing(theme.dp(8))
        box.addWidget(Label(title, "strong"))
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self.resize(theme.dp(_WIDTH), theme.dp(_HEIGHT))

    def open_at(self, place: QPoint, chosen: Iterable[str]) -> None:
        """Opens at once; what can be chosen follows."""
        self.list.model.checked = set(chosen)
        self._show_count()
        place_popup(self, place)
        self.show()
        self.list.field.setFocus()

    def show_offers(self, offers: Sequence[tuple[str, str]]) -> None:
        """Keys and names."""
        self._order = {key: at for at, (key, _name) in enumerate(offers)}
        self.list.show_offers([Offer(key, name, None) for key, name in offers])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter applies."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers():
            self._on_applied()
        else:
            super().keyPressEvent(event)

    def _on_activated(self) -> None:
        """Enter or a double click on one takes it, with those that are ticked already."""
        current = self.list.current()
        if current is not None:
            self.list.model.checked.add(current.key)
        self._on_applied()

    def _on_none_asked(self) -> None:
        self.list.model.checked = set()
        self.list.model.narrow(self.list.field.text())
        self._show_count()

    def _show_count(self) -> None:
        self.none.setEnabled(bool(self.list.model.checked))

    def _on_applied(self) -> None:
        chosen = [str(key) for key in self.list.model.checked]
        self.hide()
        self._apply(sorted(chosen, key=lambda key: self._order.get(key, len(self._order))))
