"""A short list inside a sheet: its title and buttons above, its rows in a card, a sentence where there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from telbill_desktop.gui.delegates.pills import Pill
    from telbill_desktop.gui.theme import Theme

Record = TypeVar("Record")
_LEAST_COLUMN, _LEAST_HEIGHT = 48, 110  # pixels at 100 % text
_LONGEST = 320  # pixels at 100 % text for which others give way; a longer text ends in an ellipsis and has a tooltip


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """A column: its title, the text of a record, its width at 100 % text (0: what is left), figures at the right.

    Where the texts of the one that takes what is left, `least` at least, would be cut, the others shrink to what they
    hold. One that is `spare` is then not shown; the first column's tooltip says what it holds.
    """

    title: str
    text: Callable[[Record], str]
    width: int = 0
    right: bool = False
    pill: Callable[[Record], Pill | None] | None = None
    least: int = 0
    spare: bool = False


class WordTable(RecordTable[Record]):
    """Records as the columns word them."""

    def __init__(self, columns: Sequence[Column[Record]], parent: QWidget) -> None:
        right = frozenset(at for at, column in enumerate(columns) if column.right)
        super().__init__([column.title for column in columns], parent, right=right)
        self._columns = columns
        self.hidden: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        return self._columns[column].text(self.records[row])

    def tooltip(self, row: int, column: int) -> str | None:
        """What the columns hold that there is no room for."""
        if column or not self.hidden:
            return None
        texts = [(self._columns[at].title, self.cell(row, at)) for at in sorted(self.hidden)]
        return "\n".join(labelled(title, text) for title, text in texts if text) or None

    def pill(self, row: int, column: int) -> Pill | None:
        """The pill of one cell."""
        made = self._columns[column].pill
        return made(self.records[row]) if made is not None else None


class RecordList(QWidget):
    """Add, edit, remove; Enter and a double click edit, Del removes."""

    add_asked = Signal()
    edit_asked = Signal(object)  # the record
    removal_asked = Signal(object)  # the record

    def __init__(self, theme: Theme, title: str, columns: Sequence[Column[Any]], empty: str, *, can_edit: bool) -> None:
        super().__init__()
        self._can_edit = can_edit
        self._theme, self._columns = theme, columns
        self.model: WordTable[Any] = WordTable(columns, self)
        self.table = _Table(theme)
        self.table.setModel(self.model)
        self.table.setAccessibleName(title)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        pills = {at: (lambda row, at=at: self.model.pill(row, at)) for at, column in enumerate(columns) if column.pill}
        right = frozenset(at for at, column in enumerate(columns) if column.right)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, theme, right=right, pills=pills))
        self.heading = ElidedLabel(title, "heading")
        self.head = QHBoxLayout()
        self.add = Button(tr("Add…"), "", self.add_asked.emit)
        self.edit = Button(tr("Edit…"), "", lambda: self._ask(self.edit_asked))
        self.remove = Button(tr("Remove"), "danger", lambda: self._ask(self.removal_asked))
        for button, words in ((self.add, tr("Add")), (self.edit, tr("Edit")), (self.remove, tr("Remove"))):
            button.setAccessibleName(labelled(words, title))
        if not can_edit:  # shown before it is in the list it would be a window of its own
            self.edit.hide()
        self.empty = Label(empty, "soft")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(theme.dp(20), theme.dp(12), theme.dp(20), theme.dp(12))
        self._lay_out(theme, columns)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self._held = [0] * len(columns)
        self._chosen: set[int] = set()
        self._is_fitting = False
        self.table.horizontalHeader().sectionResized.connect(self._on_section_resized)
        self.table.resized.connect(self._fit)
        self.table.opened.connect(lambda: self._ask(self.edit_asked))
        self.table.removed.connect(lambda: self._ask(self.removal_asked))
        self._writable = True
        self._enable()

    def show_records(self, records: Sequence[Any], *, writable: bool = True) -> None:
        """Shows these records; the one that was chosen stays so, or its neighbour where it was removed."""
        before, row = [_key(one) for one in self.model.records], self.table.currentIndex().row()
        now = [_key(one) for one in records]
        self._writable = writable
        self.model.show(records)
        self._stack.setCurrentIndex(0 if records else 1)
        self.measure()
        if row >= 0 and before[row] in now:
            self.table.selectRow(now.index(before[row]))
        elif row >= 0 and now and set(now) <= set(before):
            self.table.selectRow(min(row, len(now) - 1))
        self._enable()

    def measure(self) -> None:
        """Reads how wide the texts are: others stand in the cells."""
        cells, option, header = self.table.itemDelegate(), QStyleOptionViewItem(), self.table.horizontalHeader()
        self._held = [
            max(
                header.sectionSizeHint(at),
                *(cells.sizeHint(option, self.model.index(row, at)).width() for row in range(self.model.rowCount())),
                0,
            )
            for at in range(len(self._columns))
        ]
        self._fit()

    def chosen(self) -> Any:  # noqa: ANN401 - one of the records
        """The record of the chosen row, None without one."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.records[rows[0].row()] if rows else None

    def _ask(self, signal: Any) -> None:  # noqa: ANN401 - one of the two signals
        record = self.chosen()
        if record is not None and self._writable and (self._can_edit or signal is not self.edit_asked):
            signal.emit(record)

    def _fit(self) -> None:
        """Spare columns are shown from the left as far as there is room for all that stands there."""
        tight = [self._tight(at) for at in range(len(self._columns))]
        left = self.table.viewport().width() - sum(
            width for width, column in zip(tight, self._columns, strict=True) if not column.spare
        )
        hidden = set()
        for at, column in enumerate(self._columns):
            if column.spare:
                left -= tight[at]
                if left < 0:
                    hidden.add(at)
        left += sum(tight[at] for at in hidden)
        self.model.hidden = frozenset(hidden)
        self._is_fitting = True
        for at, column in enumerate(self._columns):
            self.table.setColumnHidden(at, at in hidden)
            if column.width and at not in hidden and at not in self._chosen:
                more = min(max(self._theme.dp(column.width) - tight[at], 0), max(left, 0))
                self.table.setColumnWidth(at, tight[at] + more)
                left -= more
        self._is_fitting = False

    def _tight(self, at: int) -> int:
        """How narrow a column may become for another, in pixels on this screen."""
        column, dp = self._columns[at], self._theme.dp
        if not column.width:
            return max(dp(column.least), min(self._held[at], dp(_LONGEST)))
        return self.table.columnWidth(at) if at in self._chosen else min(dp(column.width), self._held[at])

    def _on_section_resized(self, section: int, _before: int, width: int) -> None:
        """A width that the user chose stays."""
        if width and not self._is_fitting and self._columns[section].width:
            self._chosen.add(section)
            self._fit()

    def _enable(self) -> None:
        chosen = self._writable and self.chosen() is not None
        self.add.setEnabled(self._writable)
        self.edit.setEnabled(chosen)
        self.remove.setEnabled(chosen)

    def _lay_out(self, theme: Theme, columns: Sequence[Column[Any]]) -> None:
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(theme.dp(_LEAST_COLUMN))
        for at, column in enumerate(columns):
            if column.width:
                header.resizeSection(at, theme.dp(column.width))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.head.setSpacing(theme.dp(6))
        self.head.addWidget(self.heading, 1)
        for button in (self.add, self.edit, self.remove):
            self.head.addWidget(button)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumHeight(theme.dp(_LEAST_HEIGHT))
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(6))
        box.addLayout(self.head)
        box.addWidget(card, 1)


def _key(record: Any) -> int:  # noqa: ANN401 - one of the records
    """Its id in the store: it stands before what has none of its own."""
    key: int = record[0] if isinstance(record, tuple) else record.id
    return key


class _Table(RowTable):
    """Enter and a double click open a row, Del removes it."""

    opened = Signal()
    removed = Signal()
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Says so: columns give way."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of every list."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
