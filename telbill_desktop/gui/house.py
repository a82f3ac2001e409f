"""What the window can do without a store: settings, shortcuts, messages, about."""

from PySide6.QtCore import QObject, Signal

from telbill_desktop.gui.dialogs.about import AboutDialog
from telbill_desktop.gui.dialogs.messages import MessagesDialog
from telbill_desktop.gui.dialogs.settings import SettingsDialog
from telbill_desktop.gui.dialogs.shortcuts import ShortcutSheet
from telbill_desktop.gui.main_window import MainWindow


class House(QObject):
    """Opens the dialogs that are always there."""

    language_chosen = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        acts = window.actions_by_name
        acts.connect_act("settings", self._on_settings)
        acts.connect_act("shortcuts", lambda: ShortcutSheet(window.theme, window).open())
        acts.connect_act("messages", lambda: MessagesDialog(window.theme, window.notices.kept, window).open())
        acts.connect_act("about", lambda: AboutDialog(window.theme, window).open())

    def _on_settings(self) -> None:
        dialog = SettingsDialog(self._window.theme, self._window.settings, self._window)
        dialog.language_chosen.connect(self.language_chosen)
        dialog.open()
