"""What the window can do without a store: settings, shortcuts, messages, about; each imported when asked for."""

from PySide6.QtCore import QObject, Signal

from telbill_desktop.gui.main_window import MainWindow


class House(QObject):
    """Opens the dialogs that are always there."""

    language_chosen = Signal(str)
    text_size_chosen = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        acts = window.actions_by_name
        acts.connect_act("settings", self._on_settings)
        acts.connect_act("shortcuts", self._on_shortcuts)
        acts.connect_act("messages", self._on_messages)
        acts.connect_act("about", self._on_about)

    def _on_settings(self) -> None:
        from telbill_desktop.gui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - see above

        dialog = SettingsDialog(self._window.theme, self._window.settings, self._window)
        dialog.language_chosen.connect(self.language_chosen)
        dialog.text_size_chosen.connect(self.text_size_chosen)
        dialog.open()

    def _on_shortcuts(self) -> None:
        from telbill_desktop.gui.dialogs.shortcuts import ShortcutSheet  # noqa: PLC0415 - see above

        ShortcutSheet(self._window.theme, self._window).open()

    def _on_messages(self) -> None:
        from telbill_desktop.gui.dialogs.messages import MessagesDialog  # noqa: PLC0415 - see above

        MessagesDialog(self._window.theme, self._window.notices.kept, self._window).open()

    def _on_about(self) -> None:
        from telbill_desktop.gui.dialogs.about import AboutDialog  # noqa: PLC0415 - see above

        AboutDialog(self._window.theme, self._window).open()
