"""The status bar: the store at the left, work under way, what the page says at the right."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from telbill_desktop.gui.jobs import Job
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.i18n import tr

HEIGHT = 26
SHOWN_AFTER = 400  # milliseconds: shorter work does not flicker


class StatusBar(QFrame):
    """Three parts in one row; the middle one is there only while a job with a title runs."""

    history_asked = Signal()
    archive_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self._theme = theme
        self._job: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._timer.timeout.connect(self._on_job_lasted)
        self._row = QHBoxLayout(self)
        self._dot = Label()
        self.store = Label()
        self.last_act = Button("", clicked=self.history_asked.emit)
        self.last_act.hide()
        self.archive = Button("", clicked=self.archive_asked.emit)
        self.archive.hide()
        self._dot.hide()
        self._job_text = ElidedLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = Button(tr("Cancel"), clicked=self._on_cancel)
        self.page = ElidedLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._dot)
        self._row.addWidget(self.store)
        self._row.addWidget(self.archive)
        self._row.addWidget(self.last_act)
        self._row.addStretch(1)
        self._row.addWidget(self._job_text, 2)
        self._row.addWidget(self._bar)
        self._row.addWidget(self._cancel)
        self._row.addWidget(self.page)
        self._show_job(visible=False)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def say_store(self, text: str) -> None:
        """What is open and in which state."""
        self.store.setText(text)
        self._dot.setVisible(bool(text))

    def say_last_act(self, text: str) -> None:
        """The last act of the journal; pressing it opens the history."""
        self.last_act.say(text)
        self._make_room()

    def say_archive(self, text: str) -> None:
        """Whether the archive was found whole, and when; pressing it opens the archive."""
        self.archive.say(text)
        self._make_room()

    def say_page(self, text: str) -> None:
        """What the page has to say; the last act gives way to it where the window is narrow."""
        self.page.setText(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """The last act and the archive are shown where there is room for them."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        room -= sum(one.sizeHint().width() + self._row.spacing() for one in (self._dot, self.store, self.page))
        for part in (self.archive, self.last_act):
            room -= part.sizeHint().width() + self._row.spacing() if part.text() else 0
            part.setVisible(bool(part.text()) and room >= 0 and self._job is None)

    def watch(self, job: Job) -> None:
        """Shows a job when it takes long enough to be noticed."""
        self._job = job
        self._job_text.setText(job.title)
        self._bar.setRange(0, 0)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(lambda: self._on_finished(job))
        self._timer.start()

    def _on_job_lasted(self) -> None:
        self._show_job(visible=self._job is not None)

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        if self.sender() is not self._job or self._job is None:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._job_text.setText(f"{self._job.title} — {text}" if text else self._job.title)

    def _on_finished(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._timer.stop()
            self._show_job(visible=False)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_job(self, *, visible: bool) -> None:
        self._make_room()
        for widget in (self._job_text, self._bar, self._cancel):
            widget.setVisible(visible)

    def _on_theme_changed(self) -> None:
        dp = self._theme.dp
        self.setFixedHeight(dp(HEIGHT))
        self._row.setContentsMargins(dp(18), 0, dp(18), 0)
        self._row.setSpacing(dp(8))
        self._bar.setFixedWidth(dp(160))
        self._dot.setPixmap(self._theme.pixmap("dot", "ok", 8))
