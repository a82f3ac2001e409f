"""Operators, accounts or companies as rows: name, whether something is missing, how many invoices."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from telbill_desktop.domain.choice import Choice
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

NAME, STATE, COUNT = range(3)
Index = QModelIndex | QPersistentModelIndex


class PartyTable(QAbstractTableModel):
    """What the list at the left shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show(self, choices: Sequence[Choice]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """A flat table."""
        return 0 if parent is not None and parent.isValid() else len(self.choices)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """Three columns."""
        return 0 if parent is not None and parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words."""
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.cell(index.row(), index.column())
        return None

    def headerData(  # noqa: N802 - Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Name"), tr("State"), tr("Invoices"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == COUNT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        choice = self.choices[row]
        if column == STATE:
            return tr("To complete") if choice.to_complete else ""
        return choice.label if column == NAME else formats.count(choice.count)

    def pill(self, row: int) -> Pill | None:
        """Whether something is missing, as a word with an icon."""
        return Pill(tr("To complete"), "pencil", "warn") if self.choices[row].to_complete else None
