"""A form: fields under names, in columns; what a service refuses is said at the field that it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.contracts.fields import FormField
    from telbill_desktop.gui.theme import Theme


class Form(QWidget):
    """Rows of fields. `codes` says at which field an error's code is shown; the others stand at the foot."""

    changed = Signal()

    def __init__(self, theme: Theme, codes: Mapping[str, str], *, columns: int = 2) -> None:
        super().__init__()
        self._theme, self._codes, self._columns = theme, codes, columns
        self.fields: dict[str, FormField] = {}
        self._kept: dict[str, object] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.dp(12))
        self._grid.setVerticalSpacing(theme.dp(8))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(8))
        box.addLayout(self._grid)
        box.addWidget(self.wrong)
        box.addStretch(1)

    def add_title(self, words: str) -> None:
        """A heading above the fields that follow."""
        self._grid.addWidget(Label(words, "heading"), self._grid.rowCount(), 0, 1, self._columns)

    def add_row(self, **fields: FormField) -> None:
        """Fields beside each other, under their names; the last one takes what is left of the row."""
        row = self._grid.rowCount()
        for column, (name, field) in enumerate(fields.items()):
            is_last = column == len(fields) - 1
            self._grid.addWidget(field, row, column, 1, self._columns - column if is_last else 1)
            self.fields[name] = field
            field.changed.connect(self._on_changed)

    def add_widget(self, widget: QWidget) -> None:
        """Something across the whole form."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, self._columns)

    def add_at_foot(self, widget: QWidget) -> None:
        """Something below everything else."""
        self._box.insertWidget(self._box.count() - 1, widget)

    def show_values(self, **values: Any) -> None:  # noqa: ANN401 - each field has its own
        """Shows these values, as nobody's changes."""
        for name, value in values.items():
            self.fields[name].put(value)
        self.wrong.hide()
        self.keep()

    def values(self) -> dict[str, Any]:
        """What each field holds; after `check`."""
        return {name: field.value() for name, field in self.fields.items()}

    def keep(self, saved: dict[str, object] | None = None) -> None:
        """What stands there now is what is saved; or what stood there when it was written, a former `snapshot`."""
        self._kept = self.snapshot() if saved is None else saved

    @property
    def is_changed(self) -> bool:
        """Whether something was changed since."""
        return self.snapshot() != self._kept

    def check(self) -> bool:
        """Whether every field can be saved; the keyboard goes to the first that cannot."""
        self.wrong.hide()
        bad = [field for field in self.fields.values() if not field.check()]
        if bad:
            bad[0].control.setFocus()
        return not bad

    def refuse(self, error: TelbillError) -> None:
        """Says what a service refused, at its field if it has one."""
        words = formats.sentence(error.message)
        name = self._codes.get(error.message.code)
        if name is None:
            self.wrong.setText(words)
            self.wrong.show()
            return
        self.fields[name].say(words)
        self.fields[name].control.setFocus()

    def focus_first(self) -> None:
        """The keyboard goes to the first field."""
        names: Sequence[str] = list(self.fields)
        self.fields[names[0]].control.setFocus()

    def snapshot(self) -> dict[str, object]:
        """What tells whether somebody changed the fields."""
        return {name: field.snapshot() for name, field in self.fields.items()}

    def _on_changed(self) -> None:
        self.wrong.hide()
        self.changed.emit()
