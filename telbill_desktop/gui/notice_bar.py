"""Notices on screen: a bar at the foot of the page that stops nobody, and the list of what was said."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

ICONS = {
    Tone.DONE: ("circle-check", "ok"),
    Tone.INFORMATION: ("info", "info"),
    Tone.WARNING: ("triangle-alert", "warn"),
    Tone.FAILURE: ("circle-x", "bad"),
}
STAYS = 12_000  # milliseconds; warnings and failures stay until they are dismissed
KEPT = 200


class NoticeBar(QFrame):
    """Shows the newest notice; keeps the last two hundred."""

    undo_asked = Signal()
    said = Signal(object)  # Notice

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self.kept: list[Notice] = []
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.hide)
        self._icon = Label()
        self.text = Label()
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._acts = QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.dp(12), theme.dp(6), theme.dp(6), theme.dp(6))
        row.setSpacing(theme.dp(10))
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addLayout(self._acts)
        row.addWidget(IconButton(theme, "x", tr("Dismiss"), self.hide))
        self.hide()

    def say(self, notice: Notice) -> None:
        """Shows a notice in place of the former one."""
        self.kept = [*self.kept[-KEPT + 1 :], notice]
        icon, color = ICONS[notice.tone]
        self._icon.setPixmap(self._theme.pixmap(icon, color))
        self.text.setText(notice.text)
        self.setAccessibleName(notice.text)
        self.setProperty("tone", notice.tone.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._fill_acts(notice)
        self.show()
        self.raise_()
        if notice.tone in {Tone.DONE, Tone.INFORMATION}:
            self._timer.start()
        else:
            self._timer.stop()
        self.said.emit(notice)

    def _fill_acts(self, notice: Notice) -> None:
        while (item := self._acts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for act in notice.acts:
            self._acts.addWidget(Button(act.text, "link", act.act))
        if notice.undo:
            self._acts.addWidget(Button(tr("Undo"), "link", self._on_undo))

    def _on_undo(self) -> None:
        self.hide()
        self.undo_asked.emit()
