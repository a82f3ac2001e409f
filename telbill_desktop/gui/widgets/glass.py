"""The magnifying glass at the left of a field that searches: as large as the text, which Qt's own icons are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from telbill_desktop.gui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from telbill_desktop.gui.theme import Theme

_SIDE, _LEFT, _GAP = 16, 9, 8  # pixels at 100 % text


class Glass(Label):
    """Stands in the field and keeps the text off itself."""

    def __init__(self, field: QLineEdit, theme: Theme) -> None:
        super().__init__(parent=field)
        self._field, self._theme = field, theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.installEventFilter(self)
        theme.changed.connect(self._draw)
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stays in the middle of the field's height."""
        if watched is self._field and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        dp = self._theme.dp
        self.setPixmap(self._theme.pixmap("search", size=_SIDE))
        self.resize(dp(_SIDE), dp(_SIDE))
        self._field.setTextMargins(dp(_SIDE + _GAP), 0, 0, 0)
        self._place()

    def _place(self) -> None:
        self.move(self._theme.dp(_LEFT), (self._field.height() - self.height()) // 2)
