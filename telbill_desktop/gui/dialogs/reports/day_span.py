"""Days by a name that moves along with the calendar, or from one day through another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.ready_days import ReadyDays, ready_days
from telbill_desktop.exporters.reports.names import days_name, span_words
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from telbill_desktop.gui.theme import Theme

_BETWEEN = "between"


class DaySpan(QWidget):
    """The choice, and the two fields where days are typed."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Days"))
        for ready in ReadyDays:
            self.which.addItem(days_name(ready), ready)
        self.which.addItem(tr("Between two days"), _BETWEEN)
        self.which.addItem(tr("All"), "")
        self.which.setCurrentIndex(self.which.findData(ReadyDays.LAST_MONTH))
        self.since, self.until = DayField(tr("From"), today), DayField(tr("To"), today)
        self.said = Label("", "soft")
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(theme.dp(8))
        for field in (self.since, self.until):
            row.addWidget(field)
            field.day_changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.dp(6))
        column.addWidget(self.which)
        column.addLayout(row)
        column.addWidget(self.said)
        self.setFocusProxy(self.which)
        self.which.currentIndexChanged.connect(self._on_changed)
        self._show()

    @property
    def is_readable(self) -> bool:
        """Whether both days can be read, and follow each other."""
        if self.which.currentData() != _BETWEEN:
            return True
        return self.since.is_readable and self.until.is_readable and not self._reversed()

    def value(self) -> tuple[ReadyDays | None, date | None, date | None]:
        """Days by their name, or the first and the last one; nothing: all."""
        which = self.which.currentData()
        if which == _BETWEEN:
            return None, self.since.value, self.until.value
        return ReadyDays(which) if which else None, None, None

    def show_days(self, days: ReadyDays | None, since: date | None, until: date | None) -> None:
        """Shows what was kept."""
        is_between = days is None and (since is not None or until is not None)
        self.since.show_day(since)
        self.until.show_day(until)
        self.which.setCurrentIndex(self.which.findData(_BETWEEN if is_between else days or ""))
        self._show()

    def _reversed(self) -> str:
        """That the last day comes before the first one, in words; nothing when it does not."""
        since, until = self.since.value, self.until.value
        if since is None or until is None or since <= until:
            return ""
        return formats.sentence(TelbillError("period_reversed", start=since, end=until).message)

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        which = self.which.currentData()
        is_between = which == _BETWEEN
        for field in (self.since, self.until):
            field.setVisible(is_between)
        words = ""
        if is_between:
            words = self._reversed()
        elif which:
            words = span_words(*ready_days(self._today)[ReadyDays(which)])
        self.said.setText(words)
        self.said.setVisible(bool(words))
