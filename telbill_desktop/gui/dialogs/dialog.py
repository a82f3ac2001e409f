"""The frame of every dialog: a body, and a foot with buttons named by what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from telbill_desktop.gui.jobs import Job
    from telbill_desktop.gui.theme import Theme

_EDGE = 40  # pixels of the window that stay in sight


class Dialog(QDialog):
    """A window over the window; Esc closes it, and it is gone when it is closed."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._written_by: set[Job] = set()
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = Label(title, "title")
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.dp(10))
        self.body.setContentsMargins(theme.dp(20), theme.dp(16), theme.dp(20), theme.dp(14))
        self.body.addWidget(self.heading)
        self._buttons = foot = QFrame()
        foot.setObjectName("dialog_foot")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(theme.dp(20), theme.dp(10), theme.dp(20), theme.dp(10))
        self.foot.setSpacing(theme.dp(8))
        self.foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.body, 1)
        column.addWidget(foot)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """The keyboard begins in the body and comes to the buttons last, whatever was made first."""
        chain: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                chain.append(widget)
            widget = widget.nextInFocusChain()
        body = [one for one in chain if not self._buttons.isAncestorOf(one)]
        foot = [one for one in chain if self._buttons.isAncestorOf(one)]
        for button in reversed(foot if body else []):
            # Qt leaves alone what follows already: round the circle, the first button does follow the last field.
            QWidget.setTabOrder(body[0], button)
            QWidget.setTabOrder(body[-1], button)
        super().showEvent(event)

    @property
    def is_writing(self) -> bool:
        """Whether something is being written that it was asked for."""
        return bool(self._written_by)

    def stay_for(self, job: Job) -> None:
        """Stays open while the job writes: once gone it could tell no page what was written, nor what was refused."""
        self._written_by.add(job)
        job.finished.connect(lambda: self._written_by.discard(job))

    def done(self, result: int) -> None:
        """Closes, however that was asked for."""
        if not self.is_writing:
            super().done(result)

    def wish(self, width: int, height: int) -> None:
        """That large, in pixels at 100 % text, but never larger than the window under all dialogs."""
        above = self.parentWidget()
        while above is not None and (under := above.window().parentWidget()) is not None:
            above = under
        room = above.window().size() if above is not None else self.screen().availableSize()
        dp = self.theme.dp
        self.resize(min(dp(width), room.width() - _EDGE), min(dp(height), room.height() - _EDGE))

    def add_button(self, text: str, clicked: Callable[[], object], kind: str = "") -> Button:
        """Adds a button at the right end of the foot; the primary one answers to Enter."""
        button = Button(text, kind, clicked)
        if kind == "primary":
            button.setDefault(True)
        self.foot.addWidget(button)
        return button
