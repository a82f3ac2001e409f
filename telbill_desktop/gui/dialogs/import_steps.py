"""The first two steps of an import: what is to be read is chosen or dropped, then read with its progress."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class ChoosingStep(QFrame):
    """Where files are dropped, or chosen by two buttons."""

    def __init__(self, theme: Theme, choose_files: Callable[[], object], choose_folder: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("drop_zone")
        icon = Label()
        icon.setPixmap(theme.pixmap("download", "accent", 32))
        column = QVBoxLayout(self)
        column.setSpacing(theme.dp(10))
        column.addStretch()
        words = Label(tr("Drop files here"), "heading")
        more = Label(tr("PDF, Factur-X, XML, CSV, Excel; files and folders, mixed"), "soft")
        for label in (icon, words, more):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(Button(tr("Choose files…"), "primary", choose_files))
        row.addWidget(Button(tr("Choose a folder…"), clicked=choose_folder))
        row.addStretch()
        column.addLayout(row)
        column.addStretch()


class WorkingStep(QWidget):
    """A bar, what is being done, and the file at hand."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch()
        self._doing = Label("", "heading")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("Progress"))
        self._at_hand = ElidedLabel("", "soft", mode=Qt.TextElideMode.ElideMiddle)
        self._share = Label("", "soft")
        for widget in (self._doing, self._bar, self._at_hand, self._share):
            column.addWidget(widget)
        column.addStretch()

    def begin(self, words: str) -> None:
        """Says what is done, of which nobody knows yet how much there is."""
        self._doing.setText(words)
        self._at_hand.setText("")
        self._share.setText("")
        self._bar.setRange(0, 0)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """So much of all that there is to do."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._at_hand.setText(text)
        self._share.setText(formats.percent(Decimal(100 * done // total)) if total else "")
