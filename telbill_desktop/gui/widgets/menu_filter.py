"""A filter whose choices are a menu: everything first, then what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from telbill_desktop.gui.widgets.filter_field import FilterField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.gui.theme import Theme

_LONGEST = 60  # characters of a name in the menu


class MenuFilter(FilterField):
    """`value` is what is chosen, None for everything; `chosen` follows what the user chooses."""

    chosen = Signal(object)

    def __init__(self, name: str, everything: str, theme: Theme) -> None:
        super().__init__(name, theme)
        self._everything = everything
        self._choices: Sequence[tuple[str, object]] = ()
        self._notes: Mapping[object, str] = {}
        self.value: object = None
        self._menu = QMenu(self)
        self._group = QActionGroup(self._menu)
        self._menu.aboutToShow.connect(self._on_about_to_show)
        self.set_menu(self._menu)
        self.cleared.connect(lambda: self._on_chosen(None))

    def offer(self, choices: Sequence[tuple[str, object]], notes: Mapping[object, str] | None = None) -> None:
        """What can be chosen, as words and values; what is in force stays in force. `notes` stand in the menu only."""
        self._choices, self._notes = choices, notes or {}
        self.put(self.value)

    def offered(self) -> list[tuple[str, object]]:
        """The entries of the menu but the first, with their values."""
        found = []
        for words, value in self._choices:
            cut = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            note = self._notes.get(value)
            found.append((f"{cut} {note}" if note else cut, value))
        return found

    def put(self, value: object) -> None:
        """Shows a value without telling anybody."""
        self.value = value
        words = next((words for words, one in self._choices if one == value), "…")
        self.show_value("" if value is None else words)

    def _on_about_to_show(self) -> None:
        self._menu.clear()
        for words, value in ((self._everything, None), *self.offered()):
            action = QAction(words.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _checked=False, value=value: self._on_chosen(value))
            self._group.addAction(action)
            self._menu.addAction(action)

    def _on_chosen(self, value: object) -> None:
        self.put(value)
        self.chosen.emit(value)
