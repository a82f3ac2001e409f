"""Files dropped anywhere on the window: what is taken, and what is shown while they hover."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr


def dropped_paths(data: QMimeData) -> list[Path]:
    """The files and folders of this computer in what is dragged; web addresses are none of them."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


class DropOverlay(QWidget):
    """Covers the window while files hover over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        zone = QFrame()
        zone.setObjectName("drop_zone")
        self._icon = Label()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = Label(role="heading")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.more = Label(role="soft")
        self.more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.more.setWordWrap(True)
        inside = QVBoxLayout(zone)
        inside.setContentsMargins(*(theme.dp(28),) * 4)
        inside.setSpacing(theme.dp(8))
        for label in (self._icon, self.words, self.more):
            inside.addWidget(label)
        zone.setFixedWidth(theme.dp(420))
        around = QVBoxLayout(self)
        around.addWidget(zone, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def cover(self, words: str = "", more: str = "") -> None:
        """Lies down over the whole parent and says what a drop does: an import, where the page says nothing else."""
        self.words.setText(words or tr("Drop to import"))
        imported = tr(
            "Files and folders: PDF, Factur-X, XML, CSV, Excel. Nothing is written before you have seen the preview."
        )
        self.more.setText(more or imported)
        self._icon.setPixmap(self._theme.pixmap("download", "accent", 32))
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Dims what is below."""
        veil = self._theme.color("veil")
        veil.setAlphaF(0.45)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
