"""The perimeter in force: chosen in the top bar, remembered for each store, applied to every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.services import invoices
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telbill_desktop.domain.perimeter import Perimeter
    from telbill_desktop.gui.main_window import MainWindow
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

EVERYTHING = ""


class Entry(NamedTuple):
    """One thing to choose: the words that the settings keep of it, its name, and what it is narrowed to."""

    words: str
    name: str
    perimeter: Perimeter | None = None
    company_id: int | None = None

    def choice(self) -> PerimeterChoice | None:
        """What lists are narrowed to; None: everything.

        Raises:
            TelbillError: `perimeter_unreadable`.
        """
        if self.perimeter is not None:
            return self.perimeter.wanted()
        return None if self.company_id is None else PerimeterChoice(company_ids=(self.company_id,))


class PerimeterChooser(QObject):
    """Knows what can be chosen and what is; `changed` follows every change of what is let through."""

    changed = Signal()

    def __init__(self, parent: QObject, window: MainWindow, context: PageContext) -> None:
        super().__init__(parent)
        self._window, self._context = window, context
        self._store = context.workspace.store
        self._entries: list[Entry] = []
        self._group: QActionGroup | None = None
        self._words = context.settings.perimeters.get(str(self._store.folder), EVERYTHING)
        self.choice: PerimeterChoice | None = None
        self.name = ""  # of what is in force; empty: everything, and nobody has looked yet what that is called
        self._remember()

    def look_again(self) -> None:
        """Reads what can be chosen; what was chosen and is gone is said, and everything is shown."""
        store = self._store
        self._context.jobs.read(lambda _progress: _entries(store), self._on_read, owner=self)

    def choose(self, words: str) -> None:
        """Puts an entry in force; one that cannot be read is refused in words."""
        entry = next((one for one in self._entries if one.words == words), None)
        if entry is None:
            return
        try:
            choice = entry.choice()
        except TelbillError as error:
            self._context.notify(Notice(formats.sentence(error.message), Tone.FAILURE))
            self._show()
            return
        self._words = words
        self._keep()
        self._apply(choice, entry.name)

    def leave(self) -> None:
        """The store is closed."""
        self._window.top_bar.say_perimeter("", [])

    def _remember(self) -> None:
        """Puts in force what the settings name, before the first rows are read; its name follows with the menu."""
        if self._words == EVERYTHING:
            return
        try:
            entry = next((one for one in _entries(self._store) if one.words == self._words), None)
            self.choice, self.name = (entry.choice(), entry.name) if entry is not None else (None, "")
        except TelbillError as error:
            self._context.notify(Notice(formats.sentence(error.message), Tone.FAILURE))
            self._words = EVERYTHING

    def _on_read(self, entries: Sequence[Entry]) -> None:
        self._entries = list(entries)
        entry = next((one for one in self._entries if one.words == self._words), None)
        if entry is None:
            text = formats.fill(
                tr("The perimeter {name} is no longer there: everything is shown."), {"name": self.name or self._words}
            )
            self._context.notify(Notice(text, Tone.WARNING))
            self.choose(EVERYTHING)
        else:
            self.choose(entry.words)

    def _apply(self, choice: PerimeterChoice | None, name: str) -> None:
        before = (self.choice, self.name)
        self.choice, self.name = choice, name
        self._show()
        if (choice, name) != before:
            self.changed.emit()

    def _keep(self) -> None:
        settings, folder = self._context.settings, self._store.folder
        if settings.perimeters.get(str(folder), EVERYTHING) != self._words:
            settings.keep_perimeter(folder, self._words)
            settings.save()

    def _show(self) -> None:
        """The menu: everything and each company, the perimeters, and what makes and changes those."""
        menu, actions = self._window.top_bar.perimeter.list, list[QAction]()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self)
        parts = [
            [one for one in self._entries if one.perimeter is None],
            [one for one in self._entries if one.perimeter is not None],
        ]
        for part in filter(None, parts):
            if actions:
                actions.append(self._separator())
            actions += [self._entry_action(one) for one in part]
        if self._entries:
            actions += [self._separator(), self._act(tr("New perimeter…"), self._on_new)]
            actions.append(self._act(tr("Edit this perimeter…"), self._on_edit))
            actions[-1].setEnabled(self._perimeter() is not None)
        for action in actions:
            action.setParent(menu)
        entry = next((one for one in self._entries if one.words == self._words), None)
        self._window.top_bar.say_perimeter(entry.name if entry else "", actions)

    def _perimeter(self) -> Perimeter | None:
        return next((one.perimeter for one in self._entries if one.words == self._words), None)

    def _entry_action(self, entry: Entry) -> QAction:
        action = self._act(entry.name.replace("&", "&&"), lambda: self.choose(entry.words))
        action.setCheckable(True)
        action.setChecked(entry.words == self._words)
        if self._group is not None:
            self._group.addAction(action)
        return action

    def _act(self, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _separator(self) -> QAction:
        line = QAction(self)
        line.setSeparator(True)
        return line

    def _on_new(self) -> None:
        self._open_dialog(None)

    def _on_edit(self) -> None:
        self._open_dialog(self._perimeter())

    def _open_dialog(self, perimeter: Perimeter | None) -> None:
        from telbill_desktop.gui.dialogs.perimeter import PerimeterDialog  # noqa: PLC0415 - when it is asked for

        dialog = PerimeterDialog(self._context, self._window, perimeter)
        dialog.saved.connect(self._on_saved)
        dialog.removed.connect(self._on_removed)
        dialog.open()

    def _on_saved(self, perimeter_id: int) -> None:
        """What was just saved is in force from then on."""
        self._words = _words_of(perimeter_id)
        self._keep()
        self._context.store_changed()

    def _on_removed(self) -> None:
        """The one in force is gone, as the user wished: everything is shown."""
        self._words = EVERYTHING
        self._keep()
        self._context.store_changed()


def _entries(store: Store) -> list[Entry]:
    """What can be chosen: everything, each company, each perimeter. One company alone is everything."""
    from telbill_desktop.services import perimeters  # noqa: PLC0415 - the first rows do not wait for it

    companies = invoices.companies(store)
    everything = companies[0].label if len(companies) == 1 else tr("All companies")
    found = [Entry(EVERYTHING, everything)]
    if len(companies) > 1:
        found += [Entry(f"company:{one.id}", one.label, company_id=one.id) for one in companies]
    return found + [Entry(_words_of(one.id), one.name, one) for one in perimeters.perimeters(store)]


def _words_of(perimeter_id: int) -> str:
    return f"perimeter:{perimeter_id}"
