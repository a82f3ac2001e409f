"""Language, theme and size of the text; each change is seen at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.start_screen import LANGUAGE_NAMES
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.i18n import tr
from telbill_desktop.system.settings import TEXT_SIZES, Settings


class SettingsDialog(Dialog):
    """A form whose fields act at once; nothing has to be confirmed."""

    language_chosen = Signal(str)  # empty: as the system has it
    text_size_chosen = Signal(int)  # percent

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(theme, tr("Settings"), parent)
        self._settings = settings
        form = QFormLayout()
        form.setHorizontalSpacing(theme.dp(24))
        form.setVerticalSpacing(theme.dp(12))
        languages = [("", tr("As the system has it")), *LANGUAGE_NAMES]
        self.language = self._chooser(tr("Language"), languages, settings.language)
        themes = [("system", tr("As the system has it")), ("light", tr("Light")), ("dark", tr("Dark"))]
        self.look = self._chooser(tr("Theme"), themes, settings.theme)
        sizes = [(size, f"{size}\u00a0%") for size in TEXT_SIZES]
        self.text_size = self._chooser(tr("Size of the text"), sizes, settings.text_size)
        for chooser in (self.language, self.look, self.text_size):
            form.addRow(Label(chooser.accessibleName()), chooser)
        if settings.path is not None:
            form.addRow(Label(tr("Settings file")), ElidedLabel(str(settings.path), "small"))
        self.body.addLayout(form)
        self.body.addStretch()
        self.language.activated.connect(self._on_language)
        self.look.activated.connect(self._on_look)
        self.text_size.activated.connect(self._on_text_size)
        self.add_button(tr("Close"), self.accept, "primary")
        self.wish(460, 280)

    def _chooser(self, name: str, entries: Sequence[tuple[str | int, str]], chosen: str | int) -> QComboBox:
        chooser = QComboBox()
        chooser.setAccessibleName(name)
        for value, words in entries:
            chooser.addItem(words, value)
        chooser.setCurrentIndex([value for value, _words in entries].index(chosen))
        return chooser

    def _on_look(self) -> None:
        self._settings.theme = self.look.currentData()
        self._settings.save()
        self.theme.use(self._settings.theme, self._settings.text_size)

    def _on_language(self) -> None:
        chosen = self.language.currentData()
        if chosen != self._settings.language:
            self.accept()
            self.language_chosen.emit(chosen)

    def _on_text_size(self) -> None:
        chosen = self.text_size.currentData()
        if chosen != self._settings.text_size:
            self.accept()
            self.text_size_chosen.emit(chosen)
