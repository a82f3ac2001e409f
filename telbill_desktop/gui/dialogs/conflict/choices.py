"""The fields of both documents beside each other, each with a choice, and what the invoice will say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from telbill_desktop.domain.conflict import ConflictField
from telbill_desktop.gui.models.conflict_rows import conflict_rows, field_text
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from telbill_desktop.domain.conflict import Conflict
    from telbill_desktop.domain.figures import InvoiceFigures
    from telbill_desktop.gui.models.conflict_rows import ConflictRow
    from telbill_desktop.gui.theme import Theme

_ROW = 28
_NAME, _MARK, _STORED, _OTHER, _RESULT = range(5)


class ConflictChoices(QWidget):
    """A row for each field: its name, whether it differs, both sides to choose from, and the result."""

    changed = Signal()

    def __init__(self, theme: Theme, conflict: Conflict, *, writable: bool) -> None:
        super().__init__()
        self._theme, self._conflict, self._writable = theme, conflict, writable
        self.rows = conflict_rows(conflict)
        self.stored: dict[ConflictField, QRadioButton] = {}
        self.other: dict[ConflictField, QRadioButton] = {}
        self.results: dict[ConflictField, Label] = {}
        dp = theme.dp
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, dp(4), 0)
        self._grid.setHorizontalSpacing(dp(10))
        self._grid.setVerticalSpacing(dp(2))
        for column in (_STORED, _OTHER, _RESULT):
            self._grid.setColumnStretch(column, 1)
        self._add_head()
        for at, row in enumerate(self.rows, start=3):
            self._add_row(at, row)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    @property
    def taken(self) -> frozenset[ConflictField]:
        """The fields for which the other document counts."""
        return frozenset(field for field, button in self.other.items() if button.isChecked())

    def take(self, wanted: Collection[ConflictField]) -> None:
        """The other document counts for these fields, the invoice as it is for the rest."""
        for field in self.other:
            button = self.other[field] if field in wanted else self.stored[field]
            button.setChecked(True)

    def show_result(self, figures: InvoiceFigures | None) -> None:
        """What the invoice will say; nothing where the choice cannot be."""
        for field, label in self.results.items():
            label.setText(field_text(figures, field) if figures is not None else "")

    def _add_head(self) -> None:
        conflict = self._conflict
        shown = conflict.document.name if conflict.document else ""
        titles = (
            (_STORED, tr("Stored invoice"), shown),
            (_OTHER, tr("Other document"), conflict.other_document.name),
            (_RESULT, tr("The invoice will say"), ""),
        )
        for column, title, name in titles:
            self._grid.addWidget(Label(title, "small_strong"), 0, column)
            self._grid.addWidget(ElidedLabel(name, "small", mode=Qt.TextElideMode.ElideMiddle), 1, column)
        self.take_none = Button(tr("Keep all of it"), "link", lambda: self.take(()))
        self.take_all = Button(tr("Take all of it"), "link", lambda: self.take(conflict.everything))
        for column, button in ((_STORED, self.take_none), (_OTHER, self.take_all)):
            button.setEnabled(self._writable)
            self._grid.addWidget(button, 2, column, Qt.AlignmentFlag.AlignLeft)

    def _add_row(self, at: int, row: ConflictRow) -> None:
        self._grid.setRowMinimumHeight(at, self._theme.dp(_ROW))
        self._grid.addWidget(Label(row.name, "strong" if row.differs else "soft"), at, _NAME)
        if row.differs:
            self._grid.addWidget(self._mark(), at, _MARK)
        result = Label(row.stored, "strong" if row.differs else "")
        result.setAccessibleName(formats.labelled(tr("The invoice will say"), row.name))
        self.results[row.field] = result
        self._grid.addWidget(result, at, _RESULT)
        if row.can_take:
            self._add_choice(at, row)
            return
        for column, text in ((_STORED, row.stored), (_OTHER, row.other)):
            label = Label(text, "" if row.differs else "soft")
            label.setIndent(self._theme.dp(23))  # under the words of the choices above and below
            self._grid.addWidget(label, at, column)

    def _add_choice(self, at: int, row: ConflictRow) -> None:
        group = QButtonGroup(self)
        sides = ((_STORED, self.stored, row.stored, tr("Stored invoice")), (_OTHER, self.other, row.other, ""))
        for column, buttons, text, side in sides:
            button = QRadioButton(text.replace("&", "&&"))
            whose = side or tr("Other document")
            button.setAccessibleName(formats.labelled(f"{row.name}, {whose}", text))
            button.setEnabled(self._writable)
            button.setChecked(column == _STORED)
            if row.field is ConflictField.LINES:
                button.setToolTip(tooltip(tr("The lines, the VAT table, allowances and charges go together.")))
            group.addButton(button)
            buttons[row.field] = button
            self._grid.addWidget(button, at, column)
        self.other[row.field].toggled.connect(lambda _checked: self.changed.emit())

    def _mark(self) -> QWidget:
        holder = QWidget()
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._theme.dp(4))
        icon = Label()
        icon.setPixmap(self._theme.pixmap("triangle-alert", "warn", 13))
        box.addWidget(icon)
        box.addWidget(Label(tr("differs"), "badge_warn"), 0, Qt.AlignmentFlag.AlignVCenter)
        box.addStretch()
        return holder
