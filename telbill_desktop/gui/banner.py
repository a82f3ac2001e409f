"""A line under the top bar that stays: the demo company and its fixed day, a store open for reading only."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import Label


class Banner(QFrame):
    """One sentence and at most one act."""

    def __init__(self, theme: Theme, text: str, *, tone: str = "information", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.dp(18), theme.dp(4), theme.dp(18), theme.dp(4))
        self._icon = Label()
        self._icon_name = ("triangle-alert", "warn") if tone == "warning" else ("info", "info")
        self.text = Label(text)
        self.text.setWordWrap(True)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.text, 1)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def add(self, button: Button) -> None:
        """Puts an act at the end of the line."""
        self._row.addWidget(button)

    def _on_theme_changed(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(*self._icon_name, size=14))
