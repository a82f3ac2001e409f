"""The schedule of the overview: what comes and what is due, by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.ahead import DueEntry, DueState
from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

DAY, NAME, AMOUNT, STATE = range(4)
_LOOKS = {
    DueState.TO_COME: ("history", "neutral"),
    DueState.AWAITED: ("circle-alert", "warn"),
    DueState.DUE: ("receipt-text", "info"),
    DueState.PAST_DUE: ("triangle-alert", "warn"),
}


class ScheduleTable(RecordTable[DueEntry]):
    """As the service gives it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__([tr("Date"), tr("Account"), tr("To pay"), tr("State")], parent, right=frozenset({AMOUNT}))

    def cell(self, row: int, column: int) -> str:
        """A day, a name, an amount, a word."""
        one = self.records[row]
        if column == DAY:
            return formats.day_month(one.day)
        if column == NAME:
            return visible(one.name)
        return formats.money(one.amount, one.currency) if column == AMOUNT else state_word(one.state)

    def tooltip(self, row: int, column: int) -> str | None:
        """The whole date, and what the word means."""
        one = self.records[row]
        if column == DAY:
            return formats.long_day(one.day)
        if column == NAME and one.number:
            return formats.labelled(tr("Invoice"), visible(one.number))
        return _MEANINGS[one.state]() if column == STATE else None

    def pill(self, row: int) -> Pill:
        """The state as a word and an icon."""
        state = self.records[row].state
        return Pill(state_word(state), *_LOOKS[state])


def state_word(state: DueState) -> str:
    """In a word."""
    return {
        DueState.TO_COME: tr("foreseen"),
        DueState.AWAITED: tr("awaited"),
        DueState.DUE: tr("due"),
        DueState.PAST_DUE: tr("past due"),
    }[state]


_MEANINGS = {
    DueState.TO_COME: lambda: tr("An invoice that is to come on that day"),
    DueState.AWAITED: lambda: tr("An invoice that should have come on that day, and is not there"),
    DueState.DUE: lambda: tr("An invoice that is there, and is to be paid by that day"),
    DueState.PAST_DUE: lambda: tr("The due date of an invoice that is there; whether it was paid is not known"),
}
