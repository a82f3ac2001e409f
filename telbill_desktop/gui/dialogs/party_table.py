"""Operators, accounts or companies as rows: name, whether something is missing, how many invoices."""

from PySide6.QtWidgets import QWidget

from telbill_desktop.domain.choice import Choice
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

NAME, STATE, COUNT = range(3)


class PartyTable(RecordTable[Choice]):
    """What the list at the left shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("Name"), tr("State"), tr("Invoices")), parent, right=frozenset({COUNT}))

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        choice = self.records[row]
        if column == STATE:
            return tr("To complete") if choice.to_complete else ""
        return choice.label if column == NAME else formats.count(choice.count)

    def pill(self, row: int) -> Pill | None:
        """Whether something is missing, as a word with an icon."""
        return Pill(tr("To complete"), "pencil", "warn") if self.records[row].to_complete else None
