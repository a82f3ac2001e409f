"""One field of the entry form: its name above, its text, and beneath it in words what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from telbill_desktop.domain.pdf_template import TemplateField
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.importers.pdf_text.picking import Picked


class _Line(QLineEdit):
    """A line that says when the keyboard comes to it."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The field is the one at hand now."""
        super().focusInEvent(event)
        self.entered.emit()


class EntryField(QWidget):
    """A field that reads its text. `of` is what it is for a template, None for a name or an identifier."""

    at_hand = Signal(object)  # itself
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        parse: Callable[[str], object],
        *,
        of: TemplateField | None = None,
        required: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.name, self.of = name, of
        self.place: Picked | None = None
        self._parse, self._required = parse, required
        self.line = _Line()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.entered.connect(lambda: self.at_hand.emit(self))
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(lambda: self.read(leave_empty=True))
        label = Label(name, "small_strong")
        label.setBuddy(self.line)
        self.error = _Sentence()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(2))
        for widget in (label, self.line, self.error):
            box.addWidget(widget)
        box.addStretch()

    def put(self, text: str, place: Picked | None) -> None:
        """Shows a value, and remembers where on the page it stands."""
        self.line.setText(text)
        self.place = place
        self.read(leave_empty=True)
        self.changed.emit()

    @property
    def value(self) -> object | None:
        """What the text means; None while it is empty or cannot be read."""
        text = self.line.text().strip()
        try:
            return self._parse(text) if text else None
        except TelbillError:
            return None

    def read(self, *, leave_empty: bool = False) -> bool:
        """Whether the field can be saved as it is; says beneath it why not. An empty one may wait for its turn."""
        text = self.line.text().strip()
        wrong = ""
        if text:
            try:
                self._parse(text)
            except TelbillError as error:
                wrong = formats.sentence(error.message)
        elif self._required and not leave_empty:
            wrong = tr("This field must be filled in.")
        self._say(wrong)
        return not wrong

    def _say(self, wrong: str) -> None:
        self.error.setText(wrong)
        self.error.setVisible(bool(wrong))
        self.line.setAccessibleDescription(wrong)
        invalid = "true" if wrong else "false"
        if self.line.property("invalid") != invalid:
            self.line.setProperty("invalid", invalid)
            restyled(self.line)

    def _on_edited(self) -> None:
        self.place = None
        if self.error.isVisible():
            self.read(leave_empty=True)
        self.changed.emit()


class _Sentence(Label):
    """What is wrong, as wide as the field and as high as it needs."""

    def __init__(self) -> None:
        super().__init__(role="bad")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width will do: long sentences break."""
        return QSize(0, super().minimumSizeHint().height())
