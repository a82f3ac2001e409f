"""The left side of the page: filter, list, and what to do where there is nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.contract_list import ContractEntry, EntryKind, matching
from telbill_desktop.gui.pages.contracts.entry_list import EntryList
from telbill_desktop.gui.widgets.buttons import MenuButton
from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.table_stack import TableStack, nothing_matches
from telbill_desktop.gui.widgets.text import ElidedLabel
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telbill_desktop.gui.theme import Theme


class ListPane(QWidget):
    """Says which entry is chosen; keeps it through a filter and a new reading."""

    chosen = Signal(object)  # ContractEntry
    operator_wanted = Signal()  # there is none, and one is to be written

    def __init__(self, theme: Theme, import_files: Callable[[], object]) -> None:
        super().__init__()
        self._entries: list[ContractEntry] = []
        self._wanted: tuple[EntryKind, int] | None = None
        self.filter = QuickFilter()
        self.filter.setPlaceholderText(tr("Operator, account…"))
        self.filter.setAccessibleName(tr("Filter the contracts"))
        self.filter.setClearButtonEnabled(True)
        self.incomplete = QCheckBox(tr("To complete"))
        self.incomplete.setAccessibleName(tr("Only what is to be completed"))
        self.add = MenuButton(theme, tr("New"))
        self.add.setAccessibleName(tr("Add an operator, an account, a contract, a product or a company"))
        self.perimeter = ElidedLabel(role="small")
        self.table = EntryList(theme)
        self._theme, self._import_files = theme, import_files
        self._lay_out(theme)
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.left.connect(self._on_filter_left)
        self.incomplete.toggled.connect(self._on_filter_changed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def _no_data(self) -> EmptyState:
        """What an empty store offers."""
        empty = EmptyState(
            self._theme,
            icon="building-2",
            heading=tr("No operators yet"),
            sentence=tr(
                "Operators, billing accounts and contracts come with the first invoices that you import, or you write "
                "them here."
            ),
            act=tr("Import…"),
            acted=self._import_files,
        )
        empty.offer(tr("New operator…"), self.operator_wanted.emit, enabled=self.add.isEnabled())
        return empty

    def _all_hidden(self) -> EmptyState:
        """The way back from a filter that hides everything."""
        return nothing_matches(
            self._theme,
            tr("Nothing matches"),
            tr("The filter or the perimeter hides every operator, account and company."),
            act=tr("Clear the filter"),
            acted=self.clear,
        )

    def show_entries(self, entries: Sequence[ContractEntry]) -> None:
        """Shows what was read; the entry that was chosen stays so, or else the first is."""
        self._entries = list(entries)
        self._fill()

    def say_perimeter(self, name: str) -> None:
        """Names the perimeter in force."""
        self.perimeter.setText(labelled(tr("Perimeter"), name or tr("All companies")))

    def choose(self, kind: EntryKind, record_id: int) -> None:
        """Goes to an entry, without a filter where that hides it."""
        self._wanted = (kind, record_id)
        if self.table.entries.row_of(kind, record_id) is None:
            self.clear()
        self._go_to_wanted()

    def expect(self, kind: EntryKind, record_id: int) -> None:
        """Goes to an entry that was just added, as soon as the list is read again."""
        self.clear()
        self._wanted = (kind, record_id)

    def clear(self) -> None:
        """Lets everything through."""
        self.incomplete.setChecked(False)
        self.filter.clear()

    def _fill(self) -> None:
        shown = matching(self._entries, self.filter.text(), only_missing=self.incomplete.isChecked())
        self.table.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.table.entries.show(shown)
        self.table.selectionModel().blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.stack.show_for(len(shown), filtered=self._is_narrowed)
        self._go_to_wanted()

    @property
    def _is_narrowed(self) -> bool:
        return bool(self._entries or self.filter.text() or self.incomplete.isChecked())

    def _go_to_wanted(self) -> None:
        """Puts the keyboard's row on what was chosen; a first entry is chosen by itself."""
        records = self.table.entries.records
        if not records:
            return
        row = self.table.entries.row_of(*self._wanted) if self._wanted else None
        if row is None and self._wanted is not None and self.filter.text():
            return  # hidden by the filter: what is shown at the right stays
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.table.entries.index(row or 0, 0), flags)
        self.table.viewport().update()

    def _on_row_changed(self) -> None:
        entry = self.table.current()
        if entry is not None:
            self._wanted = (entry.kind, entry.id)
            self.chosen.emit(entry)

    def _on_filter_changed(self) -> None:
        self._fill()

    def _on_filter_left(self) -> None:
        self.table.setFocus()
        if self.table.entries.records and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _lay_out(self, theme: Theme) -> None:
        dp = theme.dp
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(self.filter, 1)
        head.addWidget(self.add)
        card = QFrame()
        card.setProperty("role", "card")
        self.stack = TableStack(self.table, no_data=self._no_data, all_hidden=self._all_hidden)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.stack)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(6))
        box.addLayout(head)
        below = QHBoxLayout()
        below.setSpacing(dp(10))
        below.addWidget(self.incomplete)
        below.addWidget(self.perimeter, 1)
        self.perimeter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(below)
        box.addWidget(card, 1)
