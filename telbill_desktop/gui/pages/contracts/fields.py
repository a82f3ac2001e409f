"""Fields of the forms of contracts: a name above, a control, and beneath it what is wrong or what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QWheelEvent

    from telbill_desktop.gui.theme import Theme

Value = TypeVar("Value")
_LONGEST = 300  # characters of a text
_NARROWEST = 90  # pixels at 100 % text


class FormField(QWidget):
    """What every field has. `value` is what it holds, `put` shows another value."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, control: QWidget) -> None:
        super().__init__()
        self.name, self.control = name, control
        control.setAccessibleName(name)
        control.setMinimumWidth(theme.dp(_NARROWEST))
        self.label = Label(name, "small_strong")
        self.label.setBuddy(control)
        self.error = _Sentence("bad")
        self.meaning = _Sentence("small")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(2))
        for widget in (self.label, control, self.error, self.meaning):
            box.addWidget(widget)
        box.addStretch()

    def value(self) -> Any:  # noqa: ANN401 - each field has its own
        """What the field holds; only to be asked where `check` found nothing wrong."""
        raise NotImplementedError

    def put(self, value: Any) -> None:  # noqa: ANN401 - each field has its own
        """Shows a value, as nobody's change."""
        raise NotImplementedError

    def snapshot(self) -> object:
        """What tells whether somebody changed it; never fails."""
        raise NotImplementedError

    def check(self) -> bool:
        """Whether the field can be saved as it is; says beneath it why not."""
        self.say("")
        return True

    def say(self, wrong: str) -> None:
        """Says what is wrong, for the eye and for the screen reader; an empty text takes it back."""
        self.error.setText(wrong)
        self.error.setVisible(bool(wrong))
        self.control.setAccessibleDescription(wrong or self.meaning.text())
        invalid = "true" if wrong else "false"
        if self.control.property("invalid") != invalid:
            self.control.setProperty("invalid", invalid)
            restyled(self.control)

    def explain(self, sentence: str) -> None:
        """Says what the value means."""
        self.meaning.setText(sentence)
        self.meaning.setVisible(bool(sentence))
        self.control.setAccessibleDescription(self.error.text() or sentence)


class TextField(FormField, Generic[Value]):
    """A line that is read: `parse` makes the value of its text, `empty` is the value of none."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        parse: Callable[[str], Value],
        *,
        empty: Value | None = None,
        show: Callable[[Value], str] = str,
        required: bool = False,
        hint: str = "",
    ) -> None:
        self.line = QLineEdit()
        super().__init__(theme, name, self.line)
        self._parse, self._empty, self._show, self._required = parse, empty, show, required
        self.line.setPlaceholderText(hint)
        self.line.setMaxLength(_LONGEST)
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self._on_left)

    def value(self) -> Value | None:
        """What the text means, or the value of an empty one."""
        text = self.line.text().strip()
        return self._parse(text) if text else self._empty

    def put(self, value: Value | None) -> None:
        """Shows a value; None and the value of an empty text are an empty field."""
        self.line.setText("" if value is None or value == self._empty else self._show(value))
        self.line.setCursorPosition(0)
        self.say("")

    def snapshot(self) -> object:
        """The text."""
        return self.line.text().strip()

    def check(self) -> bool:
        """Reads the text."""
        wrong = ""
        try:
            if (self.value() is None and self._required) or (self._required and not self.line.text().strip()):
                wrong = tr("This field must be filled in.")
        except TelbillError as error:
            wrong = formats.sentence(error.message)
        self.say(wrong)
        return not wrong

    def _on_edited(self) -> None:
        if not self.error.isHidden():
            self.check()
        self.changed.emit()

    def _on_left(self) -> None:
        if self.line.text().strip():
            self.check()


class ChoiceField(FormField, Generic[Value]):
    """One of some values, each with its words, and with a sentence that says what it means."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        offers: Sequence[tuple[Value, str]] = (),
        meanings: Callable[[Value], str] | None = None,
    ) -> None:
        self.box = _Box()
        super().__init__(theme, name, self.box)
        self._meanings = meanings
        self._values: list[Value] = []
        self.offer(offers)
        self.box.currentIndexChanged.connect(self._on_chosen)
        self.box.activated.connect(self.changed)

    def offer(self, offers: Sequence[tuple[Value, str]]) -> None:
        """Offers other values; the one that is chosen stays chosen where it is among them."""
        kept = self.value() if self._values else None
        self.box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.box.clear()
        self._values = [value for value, _ in offers]
        for _, words in offers:
            self.box.addItem(words)
        self.box.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.box.setCurrentIndex(self._values.index(kept) if kept in self._values else 0)
        self._on_chosen()

    def value(self) -> Value:
        """What is chosen."""
        return self._values[max(self.box.currentIndex(), 0)]

    def put(self, value: Value) -> None:
        """Chooses a value that is offered."""
        self.box.setCurrentIndex(self._values.index(value))
        self.say("")

    def snapshot(self) -> object:
        """What is chosen, if anything can be."""
        return self.value() if self._values else None

    def _on_chosen(self) -> None:
        self.say("")
        if self._meanings is not None and self._values:
            self.explain(self._meanings(self.value()))


class TickField(FormField):
    """Yes or no."""

    def __init__(self, theme: Theme, name: str) -> None:
        self.tick = QCheckBox(name.replace("&", "&&"))
        super().__init__(theme, name, self.tick)
        self.label.setText("")
        self.tick.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def put(self, value: bool) -> None:  # noqa: FBT001 - as every field
        """Ticks it or not."""
        self.tick.setChecked(value)

    def snapshot(self) -> object:
        """Whether it is ticked."""
        return self.tick.isChecked()


class LinesField(FormField):
    """Several lines of text; Tab leaves it."""

    def __init__(self, theme: Theme, name: str, *, rows: int = 3) -> None:
        self.text = QPlainTextEdit()
        super().__init__(theme, name, self.text)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.dp(12) + rows * self.text.fontMetrics().lineSpacing())
        self.text.textChanged.connect(self._on_typed)

    def value(self) -> tuple[str, ...]:
        """The lines."""
        return tuple(self.text.toPlainText().splitlines())

    def put(self, value: Sequence[str]) -> None:
        """Shows these lines."""
        self.text.setPlainText("\n".join(value))
        self.say("")

    def snapshot(self) -> object:
        """The text."""
        return self.text.toPlainText()

    def _on_typed(self) -> None:
        self.say("")
        self.changed.emit()


class _Box(QComboBox):
    """Rolled over while a form is scrolled, it keeps its value."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel scrolls the form."""
        event.ignore()


class _Sentence(Label):
    """As wide as the field and as high as it needs; hidden while it is empty."""

    def __init__(self, role: str) -> None:
        super().__init__(role=role)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width will do: long sentences break."""
        return QSize(0, super().minimumSizeHint().height())
