"""A dialog of a list and a form: records at the left, the one chosen at the right. Left with changes, it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFormLayout, QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout

from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.models.record_table import RecordTable
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

Record = TypeVar("Record")


class ListDialog(Dialog, Generic[Record]):
    """A subclass lays the form out and answers `read`, `key_of`, `show_record`, `can_save` and `save`."""

    def __init__(
        self, context: PageContext, parent: QWidget, title: str, model: RecordTable[Record], *, name: str, empty: str
    ) -> None:
        """`name` is what a screen reader calls the list; `empty` stands in it where there is nothing."""
        super().__init__(context.theme, title, parent)
        self.context = context
        self.lane = context.jobs.latest(self)  # of the list: two readers may answer in any order
        self.model = model
        model.setParent(self)
        self.table = RowTable(self.theme)
        self.table.setModel(model)
        self.table.setItemDelegate(CellDelegate(self.table, model, self.theme, right=frozenset()))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName(name)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.card = self._list_card(empty)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.save_button = Button(tr("Save"), "primary", self._on_save_asked)
        self.add_button(tr("Close"), self.accept)
        self.is_changed = False
        self._wanted: Hashable | None = None
        self._is_new = self._is_showing = self._is_going_back = False
        self._then: Callable[[], object] | None = None

    def read(self) -> None:
        """Reads the records again, and gives them to `show_records`."""
        raise NotImplementedError

    def key_of(self, record: Record) -> Hashable:
        """What a record is known by when it is read again."""
        raise NotImplementedError

    def show_record(self, record: Record | None) -> None:
        """Fills the form; None: with nothing."""
        raise NotImplementedError

    def can_save(self) -> bool:
        """Whether the form holds what a record needs."""
        return True

    def save(self) -> None:
        """Writes what the form holds, through `write` or with `on_saved` and `on_refused`."""
        raise NotImplementedError

    def chosen(self) -> Record | None:
        """The record of the row that the keyboard is on."""
        index = self.table.currentIndex()
        return self.model.records[index.row()] if index.isValid() else None

    def show_records(self, records: Sequence[Record], *, only_found: bool = False) -> None:
        """Replaces the list; who was chosen stays so. `only_found`: a filter hides the others, the form stays."""
        self.model.show(records)
        self._stack.setCurrentIndex(0 if records or only_found else 1)
        if self._is_new:
            return
        row = next((at for at, one in enumerate(records) if self.key_of(one) == self._wanted), None)
        if row is None and only_found and self._wanted is not None:
            return
        if records:
            self._go_to(row or 0)
        else:
            self._show(None)

    def begin_new(self) -> None:
        """Empties the form for a new record, once what was changed is settled."""
        self.leave_then(self._on_new_begun)

    def leave_then(self, go: Callable[[], object]) -> None:
        """Does it at once, or when what was changed is saved or given up; not at all while something is written."""
        if self.is_writing:
            return
        if not self.is_changed:
            go()
            return
        chosen = self.context.ask.leave(tr("Save the changes?"), tr("What you changed here is not saved."))
        if chosen is Leaving.DISCARD:
            self.is_changed = False
            go()
        elif chosen is Leaving.SAVE and self.can_save():
            self._then = go
            self._on_save_asked()

    def mark_changed(self) -> None:
        """The user changed something in the form."""
        if self._is_showing:
            return
        self.is_changed = True
        self.say("")
        self.save_button.setEnabled(self.can_save() and not self.is_writing)

    def write(self, work: Callable[[Store], Hashable], said: str) -> None:
        """Changes the store on the writer's thread; `work` returns the key of what is chosen then."""
        store = self.context.workspace.store

        def done(key: Hashable) -> None:
            self.on_saved(key, said, undo=True)
            self.context.store_changed()

        self.stay_for(self.context.jobs.write(lambda _progress: work(store), done, owner=self, failed=self.on_refused))

    def on_saved(self, key: Hashable, said: str, *, undo: bool) -> None:
        """Says so, and goes on with what waited for it."""
        self.is_changed = self._is_new = False
        self._wanted = key
        if said:
            self.context.notify(Notice(said, undo=undo))
        then, self._then = self._then, None
        if then is not None:
            then()
        if self.isVisible():
            self.read()

    def on_refused(self, error: TelbillError) -> None:
        """Says what was refused; one stays here."""
        self._then = None
        self.say(formats.sentence(error.message))
        self.save_button.setEnabled(self.is_changed)

    def say(self, wrong: str) -> None:
        """What is wrong with the record; nothing."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    def accept(self) -> None:
        """Close."""
        self.leave_then(super().accept)

    def reject(self) -> None:
        """Esc, and the cross of the window."""
        self.leave_then(super().reject)

    def fields_form(self, *fields: tuple[str, QWidget]) -> QFormLayout:
        """Fields with their names beside them."""
        form = QFormLayout()
        form.setHorizontalSpacing(self.theme.dp(16))
        form.setVerticalSpacing(self.theme.dp(8))
        for words, field in fields:
            field.setAccessibleName(words)
            label = Label(words, "soft")
            label.setBuddy(field)
            keep_narrow(field)
            form.addRow(label, field)
        return form

    def acts_row(self, *buttons: Button) -> QHBoxLayout:
        """What else may be done with the record; saving it at the right."""
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.save_button)
        return row

    def lay_beside(self, left: QVBoxLayout, right: QVBoxLayout, shares: tuple[int, int]) -> None:
        """The list at the left, the form at the right, which scrolls where there is little room."""
        right.addStretch()
        side = Scrolled(right)
        side.keep_width()
        both = QHBoxLayout()
        both.setSpacing(self.theme.dp(16))
        both.addLayout(left, shares[0])
        both.addWidget(side, shares[1])
        self.body.addLayout(both, 1)

    def _list_card(self, empty: str) -> QFrame:
        dp, card = self.theme.dp, QFrame()
        card.setProperty("role", "card")
        nothing = Label(empty, "soft")
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setContentsMargins(dp(20), dp(12), dp(20), dp(12))
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing)
        return card

    def _on_row_changed(self) -> None:
        record = self.chosen()
        if record is None or self._is_going_back:
            return
        key = self.key_of(record)
        if not self.is_changed:
            self._show(record)
        elif key != self._wanted or self._is_new:
            self._go_back()
            self.leave_then(lambda: self._choose(key))

    def _on_new_begun(self) -> None:
        self._is_new, self._wanted = True, None
        self._go_back()
        self._show(None)

    def _on_save_asked(self) -> None:
        self.save_button.setEnabled(False)  # once is enough
        self.save()

    def _choose(self, key: Hashable) -> None:
        self._is_new, self._wanted = False, key
        row = next((at for at, one in enumerate(self.model.records) if self.key_of(one) == key), None)
        if row is not None:
            self._go_to(row)

    def _show(self, record: Record | None) -> None:
        self._is_showing = True
        if record is not None:
            self._is_new, self._wanted = False, self.key_of(record)
        self.say("")
        self.show_record(record)
        self.save_button.setEnabled(False)
        self.is_changed = self._is_showing = False

    def _go_to(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)

    def _go_back(self) -> None:
        """The list shows again what the form does; a new record is in no row."""
        self._is_going_back = True
        row = next((at for at, one in enumerate(self.model.records) if self.key_of(one) == self._wanted), None)
        if row is None or self._is_new:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        else:
            self._go_to(row)
        self._is_going_back = False
