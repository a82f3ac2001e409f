"""What stands above each column of the preview: its title, what it is, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.table_profile import DATES, NUMBERS, TableField
from telbill_desktop.domain.table_sketch import Confidence
from telbill_desktop.gui.dialogs.mapping.field_choices import NOTHING, coded, decoded, type_name
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QStandardItemModel, QWheelEvent

    from telbill_desktop.domain.table_profile import ColumnFormat
    from telbill_desktop.domain.table_sketch import ColumnSurvey
    from telbill_desktop.gui.theme import Theme


class Chooser(QComboBox):
    """A list to choose from, that the wheel scrolls past."""

    reached = Signal()  # the keyboard is on it

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """The table is scrolled, not the choice changed."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Says when the keyboard comes."""
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        return super().event(event)

    def show_data(self, data: str | None) -> None:
        """Shows the choice with this data; None: nothing is chosen."""
        self.setCurrentIndex(self.findData(data) if data is not None else -1)


def _why(sure: Confidence) -> str:
    """Where the meaning comes from."""
    return {
        Confidence.CHOSEN: tr("Chosen by you or by the profile."),
        Confidence.TITLE: tr("Proposed by the title of the column; its cells look so."),
        Confidence.ASKED: tr("Not certain: a question is open."),
        Confidence.NONE: tr("Nothing in the title or the cells says what this is."),
    }[sure]


class Models(QObject):
    """The lists of choices, shared by all columns."""

    def __init__(self, fields: QStandardItemModel, numbers: QStandardItemModel, dates: QStandardItemModel) -> None:
        super().__init__()
        self.fields, self.numbers, self.dates = fields, numbers, dates


class ColumnHead(QWidget):
    """One column's. `chosen` carries its meaning, None for none; `written` a format."""

    chosen = Signal(object)
    written = Signal(object)
    reached = Signal()

    def __init__(self, theme: Theme, column: ColumnSurvey, models: Models) -> None:
        super().__init__()
        self._models = models
        self._column = column
        title = column.title or tr("(no title)")
        self.title = ElidedLabel(title, "small_strong")
        self.meaning = Chooser()
        self.meaning.setModel(models.fields)
        self.meaning.setAccessibleName(tr("What the column {title} is").format(title=title))
        self.meaning.setPlaceholderText(tr("To be answered"))
        self.meaning.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.format = Chooser()
        self.format.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.format.setPlaceholderText(tr("To be answered"))
        self.format.setAccessibleName(tr("How the column {title} is written").format(title=title))
        self.kind = Label("", "small")
        dp = theme.dp
        inside = QVBoxLayout(self)
        inside.setContentsMargins(dp(5), dp(5), dp(5), dp(4))
        inside.setSpacing(dp(3))
        inside.addWidget(self.title)
        inside.addWidget(self.meaning)
        written = QHBoxLayout()
        written.setSpacing(0)
        written.addWidget(self.kind)
        written.addWidget(self.format, 1)
        inside.addLayout(written)
        self.meaning.setEnabled(bool(column.title))
        self.meaning.activated.connect(self._on_meaning)
        self.format.activated.connect(self._on_format)
        self.meaning.reached.connect(self.reached)
        self.format.reached.connect(self.reached)
        keeps = self.format.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the heads stay of one height
        self.format.setSizePolicy(keeps)

    def show_plan(self, field: TableField | None, sure: Confidence, written: ColumnFormat | None) -> None:
        """Shows what the plan says of the column; `written` is None where that is asked about."""
        is_open = sure is Confidence.ASKED
        self.meaning.show_data(field.value if field is not None else None if is_open else NOTHING)
        self.meaning.setToolTip(tooltip(_why(sure)))
        self.meaning.setAccessibleDescription(_why(sure))
        model = self._models.numbers if field in NUMBERS else self._models.dates if field in DATES else None
        if model is None or not self._is_text(field):
            self.kind.setText(type_name(field))
            self.kind.show()
            self.format.hide()
            return
        if self.format.model() is not model:
            self.format.setModel(model)
        self.format.show_data(coded(written) if written is not None else None)
        self.kind.hide()
        self.format.show()

    def _is_text(self, field: TableField | None) -> bool:
        """Whether cells are texts that must be read; a spreadsheet's own numbers and days are what they are."""
        return bool(self._column.numbers.formats if field in NUMBERS else self._column.dates.orders)

    def _on_meaning(self) -> None:
        data = self.meaning.currentData()
        self.chosen.emit(None if data == NOTHING else TableField(data))

    def _on_format(self) -> None:
        self.written.emit(decoded(self.format.currentData()))
