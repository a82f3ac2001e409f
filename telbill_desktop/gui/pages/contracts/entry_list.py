"""The list at the left: operators with their accounts and contracts below them, then the companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from telbill_desktop.domain.contract_fields import ContractKind
from telbill_desktop.domain.contract_list import ContractEntry, EntryKind
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.delegates.cells import Place
    from telbill_desktop.gui.theme import Theme

NAME, STATE = range(2)
_INNER = "\u2003"  # what stands below an operator is indented
_STATE_WIDTH = 114


class EntryTable(RecordTable[ContractEntry]):
    """Name, and what is missing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("Name"), tr("State")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        entry = self.records[row]
        if column == NAME:
            return f"{_INNER if entry.is_inner else ''}{_name(entry)}"
        return tr("To complete") if entry.missing else ""

    def tooltip(self, row: int, column: int) -> str | None:
        """What is missing, and what else the entry is known by."""
        entry = self.records[row]
        if column == STATE:
            return words.missing_words(entry.missing) or None
        return entry.detail or None if entry.kind is EntryKind.ACCOUNT else None

    def pill(self, row: int) -> Pill | None:
        """Whether something is missing, as a word with an icon."""
        return Pill(tr("To complete"), "pencil", "warn") if self.records[row].missing else None

    def row_of(self, kind: EntryKind, record_id: int) -> int | None:
        """Where an entry stands."""
        for row, entry in enumerate(self.records):
            if (entry.kind, entry.id) == (kind, record_id):
                return row
        return None


class _Bold(CellDelegate):
    """Operators and companies."""

    def _use_theme(self) -> None:
        super()._use_theme()
        self._font = QFont(self._font)
        self._font.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self._font)

    def paint_row(self, painter: QPainter, row: int, top: int, height: int, columns: Sequence[Place]) -> None:
        """With the bold font."""
        before = painter.font()
        painter.setFont(self._font)
        super().paint_row(painter, row, top, height, columns)
        painter.setFont(before)


class _Grouped(CellDelegate):
    """The names of what others stand below are bold; a name has all the room where no state stands beside it."""

    def __init__(self, table: RowTable, model: EntryTable, theme: Theme) -> None:
        super().__init__(table, model, theme, right=frozenset(), pills={STATE: model.pill})
        self._entries = model
        self._bold = _Bold(table, model, theme, right=frozenset())

    def paint_row(self, painter: QPainter, row: int, top: int, height: int, columns: Sequence[Place]) -> None:
        """One row."""
        entry = self._entries.records[row]
        if not entry.missing:
            columns = [(NAME, columns[0][1], sum(width for _column, _left, width in columns))]
        if entry.is_inner:
            super().paint_row(painter, row, top, height, columns)
            return
        self._bold.paint_row(painter, row, top, height, [place for place in columns if place[0] == NAME])
        super().paint_row(painter, row, top, height, [place for place in columns if place[0] != NAME])


class EntryList(RowTable):
    """One entry is chosen at a time; Enter or a click opens it."""

    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.entries = EntryTable(self)
        self.setModel(self.entries)
        self.setItemDelegate(_Grouped(self, self.entries, theme))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Operators, accounts, contracts and companies"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(STATE, theme.dp(_STATE_WIDTH))

        self.clicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and F2 open."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def current(self) -> ContractEntry | None:
        """The entry that the keyboard is on."""
        index = self.currentIndex()
        return self.entries.records[index.row()] if index.isValid() else None


def _name(entry: ContractEntry) -> str:
    """A contract says of which kind it is; accounts and operators are known by their names."""
    if entry.kind is not EntryKind.CONTRACT:
        return entry.label
    if entry.detail == ContractKind.FRAMEWORK:
        return tr("{number} — framework contract").format(number=entry.label)
    return tr("{number} — local contract").format(number=entry.label)
