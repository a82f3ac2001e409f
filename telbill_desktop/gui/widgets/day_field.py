"""A field for one day, read as people write it; what cannot be read is said beside the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from telbill_desktop.gui.widgets.range_popup import RangeField
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date


class DayField(RangeField["date"]):
    """`value` is the day, None while the field is empty or cannot be read; `day_changed` follows what it says."""

    day_changed = Signal()

    def __init__(self, name: str, today: date, day: date | None = None) -> None:
        from telbill_desktop.domain.date_text import parse_date  # noqa: PLC0415 - with the first field

        self.is_readable = True  # an empty one is
        super().__init__(name, tr("dd/mm/yyyy"), lambda text: parse_date(text, today=today))
        self.show_day(day)
        self.textEdited.connect(self._on_edited)

    def show_day(self, day: date | None) -> None:
        """Puts a day into the field."""
        self.setText(formats.day(day) if day else "")
        self.value, self.is_readable = day, True
        self.say("")

    def _on_edited(self) -> None:
        before, self.value = (self.value, self.is_readable), None
        self.is_readable = self.read()
        if (self.value, self.is_readable) != before:
            self.day_changed.emit()
