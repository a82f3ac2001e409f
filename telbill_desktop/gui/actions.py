"""One registry of everything the shell can do: menus, shortcuts, the finder and the shortcut sheet are made from it."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.gui.theme import Theme
from telbill_desktop.system.i18n import tr

Keys = QKeySequence.StandardKey


class Group(StrEnum):
    """Parts of the menu and of the shortcut sheet; the value is the English title."""

    STORE = N_("Store")
    EDIT = N_("Edit")
    GO = N_("Go")
    HELP = N_("Help")


class ActKind(NamedTuple):
    """What an action is before it is wired: its words, keys, icon and place."""

    name: str
    text: str
    group: Group
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    icon: str = ""


ACTS: tuple[ActKind, ...] = (
    ActKind("import", N_("Import files…"), Group.STORE, ("Ctrl+O",), "upload"),
    ActKind("import_folder", N_("Import a folder…"), Group.STORE, ("Ctrl+Shift+O",), "folder-open"),
    ActKind("reports", N_("Reports…"), Group.STORE, ("Ctrl+R",), "file-chart-column"),
    ActKind("save_shown", N_("Save what is shown, XLSX, PDF, HTML…"), Group.STORE, (), "download"),
    ActKind("print", N_("Print…"), Group.STORE, ("Ctrl+P",), "printer"),
    ActKind("new_store", N_("New store…"), Group.STORE, (), "plus"),
    ActKind("open_store", N_("Open a store…"), Group.STORE, (), "folder"),
    ActKind("demo", N_("Open the demo company"), Group.STORE, (), "sparkles"),
    ActKind("quit", N_("Quit"), Group.STORE, ("Ctrl+Q",), "log-out"),
    ActKind("undo", N_("Undo"), Group.EDIT, ("Ctrl+Z",), "undo-2"),
    ActKind("redo", N_("Redo"), Group.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    ActKind("history", N_("History…"), Group.EDIT, ("Ctrl+H",), "history"),
    ActKind("parties", N_("Operators and accounts…"), Group.EDIT, (), "building-2"),
    ActKind("templates", N_("Templates of PDF invoices…"), Group.EDIT, (), "files"),
    ActKind("profiles", N_("Profiles of tables…"), Group.EDIT, (), "receipt-text"),
    ActKind("accounting", N_("Accounts for entries…"), Group.EDIT, (), "calculator"),
    ActKind("privacy", N_("Privacy…"), Group.EDIT, (), "lock"),
    ActKind("settings", N_("Settings…"), Group.EDIT, ("Ctrl+,",), "settings"),
    ActKind("find_anything", N_("Search everywhere"), Group.GO, ("Ctrl+K",), "search"),
    ActKind("filter", N_("Filter this page"), Group.GO, ("Ctrl+F",), "search"),
    ActKind("advanced_search", N_("Advanced search"), Group.GO, ("Ctrl+Shift+F",), "sliders-horizontal"),
    ActKind("to_fetch", N_("To fetch from the operators…"), Group.GO, (), "download"),
    ActKind("refresh", N_("Read again"), Group.GO, ("F5",), "refresh-cw"),
    ActKind("shortcuts", N_("Keyboard shortcuts"), Group.HELP, ("F1", "?"), "keyboard"),
    ActKind("messages", N_("Messages"), Group.HELP, (), "bell"),
    ActKind("about", N_("About Telbill"), Group.HELP, (), "info"),
)
NEEDS_STORE = (
    *("import", "import_folder", "history", "parties", "templates", "profiles", "privacy"),
    *("filter", "advanced_search", "to_fetch", "refresh", "reports", "accounting", "print", "save_shown"),
)

NEEDS_ACT = ("undo", "redo")  # `name_undo` says whether there is one


class Actions(QObject):
    """The shell's actions by name. Pages add theirs to their own widgets; the shortcut sheet finds those too."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._by_name: dict[str, QAction] = {}
        self._drawn = False
        for kind in ACTS:
            action = QAction(tr(kind.text), window)
            action.setObjectName(kind.name)
            action.setProperty("icon_name", kind.icon)
            action.setProperty("group", kind.group.value)
            action.setShortcuts([QKeySequence(keys) for keys in kind.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setEnabled(kind.name not in NEEDS_ACT)
            window.addAction(action)
            self._by_name[kind.name] = action
        theme.changed.connect(self._on_theme_changed)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._by_name.values())

    def of_group(self, group: Group) -> list[QAction]:
        """The actions of one part of the menu, in order."""
        return [self._by_name[kind.name] for kind in ACTS if kind.group is group]

    def connect_act(self, name: str, act: Callable[[], object]) -> None:
        """Says what an action does."""
        self._by_name[name].triggered.connect(lambda _checked=False: act())

    def enable_store(self, *, is_open: bool, is_writable: bool) -> None:
        """Switches what needs a store, and what changes it."""
        for name in NEEDS_STORE:
            self._by_name[name].setEnabled(is_open)
        for name in ("import", "import_folder"):
            self._by_name[name].setEnabled(is_open and is_writable)

    def name_undo(self, undo: str, redo: str) -> None:
        """Names undo and redo after the acts they concern; an empty name: there is nothing."""
        for name, title, words in (
            ("undo", undo, tr("Undo: {act}")),
            ("redo", redo, tr("Redo: {act}")),
        ):
            action = self._by_name[name]
            action.setEnabled(bool(title))
            plain = tr("Undo") if name == "undo" else tr("Redo")
            action.setText(words.format(act=title).replace("&", "&&") if title else plain)

    def draw_icons(self) -> None:
        """Draws what a menu needs that is about to be shown; the window is painted without."""
        if not self._drawn:
            self._drawn = True
            self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        if not self._drawn:
            return
        for action in self._by_name.values():
            action.setIcon(self._theme.icon(action.property("icon_name")))
