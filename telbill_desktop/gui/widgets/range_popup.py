"""A small window under a filter with two fields, from and to; what cannot be read is said beside the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.placing import place_popup
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from telbill_desktop.gui.theme import Theme

T = TypeVar("T")


class RangeField(QLineEdit, Generic[T]):
    """One end of a range: empty is open."""

    def __init__(self, name: str, hint: str, parse: Callable[[str], T]) -> None:
        super().__init__()
        self._parse = parse
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("invalid", "false")
        self.error = Label(role="bad")
        self.error.setWordWrap(True)
        self.error.hide()
        self.value: T | None = None

    def read(self) -> bool:
        """Reads what is typed into `value`; False and a sentence beside the field when it cannot be read."""
        try:
            self.value = self._parse(self.text()) if self.text().strip() else None
        except TelbillError as error:
            self.say(formats.sentence(error.message))
            return False
        self.say("")
        return True

    def say(self, problem: str) -> None:
        """Shows or hides the sentence about this field."""
        self.error.setText(problem)
        self.error.setVisible(bool(problem))
        self.setAccessibleDescription(problem)
        invalid = "true" if problem else "false"
        if self.property("invalid") != invalid:
            self.setProperty("invalid", invalid)
            restyled(self)


class RangePopup(QFrame, Generic[T]):
    """From and to, with ready-made ranges. Enter applies and closes, Esc gives up, a click elsewhere applies."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        *,
        names: tuple[str, str],
        hint: str,
        parse: Callable[[str], T],
        show: Callable[[T], str],
        apply: Callable[[T | None, T | None], None],
        reversed_error: Callable[[T, T], TelbillError],
        ready: Sequence[tuple[str, T, T]] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self._show, self._apply, self._reversed_error = show, apply, reversed_error
        self._given_up = False
        self.fields = (RangeField(names[0], hint, parse), RangeField(names[1], hint, parse))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.dp(8))
        grid.setVerticalSpacing(theme.dp(4))
        for position, (name, field) in enumerate(zip(names, self.fields, strict=True)):
            label = Label(name, "soft")
            label.setBuddy(field)
            grid.addWidget(label, 2 * position, 0)
            grid.addWidget(field, 2 * position, 1)
            grid.addWidget(field.error, 2 * position + 1, 1)
            field.returnPressed.connect(self._on_entered)
            field.editingFinished.connect(self._is_readable)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.dp(12),) * 4)
        box.setSpacing(theme.dp(8))
        box.addLayout(grid)
        if ready:
            box.addWidget(self._ready_made(ready, theme))
        buttons = QHBoxLayout()
        buttons.addStretch()
        self.apply_button = QPushButton(tr("Apply"))
        self.apply_button.setProperty("kind", "primary")
        self.apply_button.clicked.connect(self._on_entered)
        buttons.addWidget(self.apply_button)
        box.addLayout(buttons)
        self.setFixedWidth(theme.dp(300))

    def open_at(self, place: QPoint, low: T | None, high: T | None) -> None:
        """Opens with the range in force."""
        for field, value in zip(self.fields, (low, high), strict=True):
            field.setText("" if value is None else self._show(value))
            field.read()
        self._given_up = False
        self._fit()
        place_popup(self, place)
        self.show()
        self.fields[0].setFocus()
        self.fields[0].selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._given_up = True
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving by a click elsewhere applies what can be read."""
        super().hideEvent(event)
        if not self._given_up and not event.spontaneous():
            self._given_up = True
            self._applied()

    def _on_entered(self) -> None:
        if self._applied():
            self._given_up = True
            self.hide()

    def _applied(self) -> bool:
        if not self._is_readable():
            return False
        low, high = self.fields
        self._apply(low.value, high.value)
        return True

    def _is_readable(self) -> bool:
        """Reads both fields and says beside them what is wrong."""
        low, high = self.fields
        is_readable = all([low.read(), high.read()])
        if is_readable and low.value is not None and high.value is not None and high.value < low.value:  # type: ignore[operator] # dates or amounts
            high.say(formats.sentence(self._reversed_error(low.value, high.value).message))
            is_readable = False
        if self.isVisible():
            self._fit()
        return is_readable

    def _fit(self) -> None:
        """As tall as the fields with their sentences need."""
        self.ensurePolished()
        height = self.heightForWidth(self.width())
        self.setFixedHeight(height if height > 0 else self.sizeHint().height())

    def _ready_made(self, ready: Sequence[tuple[str, T, T]], theme: Theme) -> QWidget:
        row = FlowRow(gap=theme.dp(6))
        for name, low, high in ready:
            button = QPushButton(name)
            button.setProperty("kind", "link")
            button.clicked.connect(lambda _=False, low=low, high=high: self._on_ready_chosen(low, high))
            row.add(button)
        return row

    def _on_ready_chosen(self, low: T, high: T) -> None:
        for field, value in zip(self.fields, (low, high), strict=True):
            field.setText(self._show(value))
        self._on_entered()
