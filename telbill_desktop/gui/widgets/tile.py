"""A figure with its name above it and notes below; notes may be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.system.formats import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.gui.theme import Theme


_SPARE = 4  # pixels: as wide as its words alone, Qt wraps some
_INDENT = 2  # pixels: as a button's frame and Qt's own margin indent its words


@dataclass(frozen=True, slots=True)
class Note:
    """Words below a figure; `value` is what a press on them asks for, None: they are only read.

    `tone`: bad, ok or none. `more` says what the words mean, where they are short.
    """

    words: str
    value: object = None
    tone: str = ""
    more: str = ""


class _Words(Label):
    """One line where there is room for it; wraps where there is not."""

    def __init__(self, text: str, role: str, indent: int) -> None:
        super().__init__(text, role)
        self.setWordWrap(True)
        self.setContentsMargins(indent, 0, 0, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for one line."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        left = self.contentsMargins().left()
        return QSize(metrics.horizontalAdvance(self.text()) + left + _SPARE, metrics.height())


class Tile(QFrame):
    """`pressed` says what was asked for by a press on a note, or on the figure where it has a value."""

    pressed = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._value: object = None
        self._notes: tuple[Note, ...] = ()
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        dp = theme.dp
        self._title = ElidedLabel(name, "small")
        self.figure = Label(role="display")
        for words in (self._title, self.figure):
            words.setContentsMargins(_INDENT, 0, 0, 0)
        self.button = Button("", "figure", lambda: self.pressed.emit(self._value))
        self.button.hide()
        self._row = FlowRow(gap=dp(7))
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(9), dp(10), dp(9))
        box.setSpacing(dp(1))
        for widget in (self._title, self.figure, self.button, self._row):
            box.addWidget(widget)
        box.addStretch()

    def show_figure(self, words: str, notes: Sequence[Note], *, tone: str = "", value: object = None) -> None:
        """Shows a figure in a tone (ok, bad, or none), and what is to be known of it."""
        self._value = value
        self.figure.setVisible(value is None)
        self.button.setVisible(value is not None)
        self.button.say(words)
        self.button.setAccessibleName(labelled(self._name, words))
        self.figure.setText(words)
        self.figure.setAccessibleName(labelled(self._name, words))
        role = f"display_{tone}" if tone else "display"
        if self.figure.property("role") != role:
            self.figure.setProperty("role", role)
            restyled(self.figure)
        if tuple(notes) != self._notes:
            self._notes = tuple(notes)
            self._row.clear()
            before = self.button
            for shown in map(self._shown, notes):
                self._row.add(shown)
                if isinstance(shown, Button):  # in its place for the keyboard: Qt puts what comes later behind all else
                    QWidget.setTabOrder(before, shown)
                    before = shown

    def say_name(self, name: str) -> None:
        """Another figure of the same kind: of another month."""
        self._name = name
        self._title.setText(name)
        self.setAccessibleName(name)

    def notes(self) -> list[str]:
        """What stands below the figure."""
        return [note.words for note in self._notes]

    def _shown(self, note: Note) -> Label | Button:
        if note.value is None:
            words = _Words(note.words, f"{note.tone}_small" if note.tone else "small", _INDENT)
            words.setToolTip(tooltip(note.more))
            return words
        button = Button(note.words, "note", lambda: self.pressed.emit(note.value))
        button.setProperty("tone", note.tone)
        button.setToolTip(tooltip(note.more))
        button.setAccessibleDescription(note.more)
        return button
