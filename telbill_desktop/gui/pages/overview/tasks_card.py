"""« À traiter »: what is to be done; each line opens its cause, and can be put off; what is put off can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from telbill_desktop.domain.tasks import PutOff
from telbill_desktop.gui.models.task_words import (
    put_off_words,
    snooze_words,
    task_figure,
    task_look,
    task_sentence,
    task_tooltip,
)
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.domain.tasks import Snooze, Task, Tasks
    from telbill_desktop.gui.theme import Theme

_ROWS_HEIGHT = 150


class TaskButton(Button):
    """What is to be done, on one line that ends in an ellipsis where there is no room for it."""

    def __init__(self, words: str, clicked: object) -> None:
        super().__init__(words, "row", clicked)  # type: ignore[arg-type] # a callable
        self._whole = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The room of the whole words, whatever is shown of them."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As much of the words as there is room for."""
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(tooltip(self._whole) if shown != self._whole else "")


class TaskRow(QFrame):
    """One task: an icon, the words, a figure, and what puts it off or tells it again."""

    opened = Signal()
    put_off = Signal(object)  # PutOff
    told_again = Signal()

    def __init__(self, theme: Theme, task: Task, today: date, snooze: Snooze | None, *, writable: bool) -> None:
        super().__init__()
        self.setProperty("role", "task")
        icon, tone = task_look(task)
        sentence = task_sentence(task)
        self._icon = Label()
        self._icon.setPixmap(theme.pixmap(icon, tone, 14))
        self.words = TaskButton(sentence, self.opened.emit)
        self.words.setAccessibleDescription(task_tooltip(task))
        self.figure = Label(snooze_words(snooze) if snooze is not None else task_figure(task, today), "soft")
        self.figure.setToolTip(tooltip(task_tooltip(task)))
        name = fill(tr("Put off: {task}"), {"task": sentence})
        if snooze is None:
            self.later = IconButton(theme, "history", name)
            self.later.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(self.later)
            self._fill(menu)
            self.later.setMenu(menu)
            if writable:
                offer_menu(self.words, self._fill)
        else:
            again = fill(tr("To be done again: {task}"), {"task": sentence})
            self.later = IconButton(theme, "undo-2", again, self.told_again.emit)
        self.later.setEnabled(writable)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.dp(7))
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.figure)
        row.addWidget(self.later)

    def _fill(self, menu: QMenu) -> None:
        for how_long in PutOff:
            action = menu.addAction(put_off_words(how_long))
            action.triggered.connect(lambda _checked=False, how_long=how_long: self.put_off.emit(how_long))


class TasksCard(QFrame):
    """`opened`, `put_off` and `told_again` name the task."""

    opened = Signal(object)  # Task
    put_off = Signal(object, object)  # Task, PutOff
    told_again = Signal(object, object)  # Task, Snooze

    def __init__(self, theme: Theme, today: Callable[[], date], *, writable: bool) -> None:
        """Nothing is put off in a store that is open for reading."""
        super().__init__()
        self.setProperty("role", "card")
        self._theme, self._today, self._writable = theme, today, writable
        self._tasks: Tasks | None = None
        self.rows: list[TaskRow] = []
        self.heading = ElidedLabel(tr("To be done"), "heading")
        self.aside = Button("", "link", self._on_aside_asked)
        self.aside.setCheckable(True)
        self.aside.hide()
        self._nothing = Label(tr("Nothing is to be done."), "soft")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.area = Scrolled(self._column)
        self.area.setMinimumHeight(theme.dp(_ROWS_HEIGHT))
        dp = theme.dp
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.aside)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(10), dp(8), dp(8))
        box.setSpacing(dp(4))
        box.addLayout(head)
        box.addWidget(self.area, 1)

    def show_tasks(self, tasks: Tasks) -> None:
        """Shows what is to be done; the keyboard stays where it was."""
        if tasks == self._tasks:
            return
        self._tasks = tasks
        if not tasks.put_off:
            self.aside.setChecked(False)
        self.aside.setVisible(bool(tasks.put_off))
        self._say_aside()
        self._fill()

    def _fill(self) -> None:
        if self._tasks is None:
            return
        at = next((at for at, row in enumerate(self.rows) if row.isAncestorOf(self._focused())), None)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        shows_aside = self.aside.isChecked()
        shown: list[tuple[Task, Snooze | None]] = (
            list(self._tasks.put_off) if shows_aside else [(one, None) for one in self._tasks.open]
        )
        self.rows = [self._row(task, snooze) for task, snooze in shown]
        before: QWidget = self.aside
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
            for widget in (row.words, row.later):  # Qt puts what comes later behind the whole page
                QWidget.setTabOrder(before, widget)
                before = widget
        self._nothing.setVisible(not self.rows)
        self.heading.setText(tr("Put off") if shows_aside else tr("To be done"))
        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].words.setFocus()

    def _focused(self) -> QWidget:
        return self.window().focusWidget() or self

    def _row(self, task: Task, snooze: Snooze | None) -> TaskRow:
        row = TaskRow(self._theme, task, self._today(), snooze, writable=self._writable)
        row.opened.connect(lambda: self.opened.emit(task))
        row.put_off.connect(lambda how_long: self.put_off.emit(task, how_long))
        row.told_again.connect(lambda: self.told_again.emit(task, snooze))
        return row

    def _on_aside_asked(self) -> None:
        self._say_aside()
        self._fill()

    def _say_aside(self) -> None:
        many = len(self._tasks.put_off) if self._tasks is not None else 0
        words = ntr("{count} put off", "{count} put off", many).format(count=formats.count(many))
        self.aside.say(tr("Back to what is to be done") if self.aside.isChecked() else words)
