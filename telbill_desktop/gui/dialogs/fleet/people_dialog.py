"""People and teams: who there is, in which team, what they have; added, edited, gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from telbill_desktop.domain.fleet import Person
from telbill_desktop.domain.folding import fold, search_terms
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.fleet.leaving import LeaveDialog
from telbill_desktop.gui.models.fleet_facts import equipment_rows
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import equipment, people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.equipment import Equipment
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.fleet import FleetItem
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

NAME, TEAM, LEFT = range(3)


class PeopleTable(RecordTable[Person]):
    """Everybody by name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__((tr("Name"), tr("Team"), tr("Left on")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        one = self.records[row]
        return (one.name, one.team, formats.day(one.left_on) if one.left_on else "")[column]


class PeopleDialog(Dialog):
    """A list at the left, the form of the one chosen at the right with what they have."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("People and teams"), parent)
        self._context, self._store = context, context.workspace.store
        self._lane, self._held_lane = context.jobs.latest(self), context.jobs.latest(self)
        self._everybody: Sequence[Person] = ()
        self.person: Person | None = None
        self.filter = QuickFilter()
        self.filter.setPlaceholderText(tr("Name, team…"))
        self.filter.setAccessibleName(tr("Filter the people"))
        self.filter.textChanged.connect(self._show_people)
        self.model = PeopleTable(self)
        self.table = self._list()
        self.name, self.team, self.email = QLineEdit(), QComboBox(), QLineEdit()
        self.team.setEditable(True)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.held_title, self.held = Label(role="small_strong"), AmountRows(context.theme)
        self.new_button = Button(tr("New person"), clicked=self._on_new)
        self.save_button = Button(tr("Save"), "primary", self._on_save)
        self.leave_button = Button(tr("Leaves…"), "danger", self._on_leave)
        self.filter.left.connect(self.table.setFocus)
        self._lay_out()
        self.add_button(tr("Close"), self.accept)
        self.wish(860, 560)
        self._show_person(None)
        self.read()

    def read(self) -> None:
        """Reads everybody again; who is chosen stays chosen."""
        store = self._store
        self._lane.ask(lambda: (people.people(store), people.teams(store)), self._on_read)

    def _list(self) -> RowTable:
        table = RowTable(self.theme)
        table.setModel(self.model)
        table.setItemDelegate(CellDelegate(table, self.model, self.theme, right=frozenset()))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(tr("People"))
        table.horizontalHeader().resizeSection(NAME, self.theme.dp(190))
        table.horizontalHeader().resizeSection(TEAM, self.theme.dp(130))
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        return table

    def _lay_out(self) -> None:
        dp = self.theme.dp
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        left, right, form, acts = QVBoxLayout(), QVBoxLayout(), QFormLayout(), QHBoxLayout()
        left.addWidget(self.filter)
        left.addWidget(card, 1)
        left.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(dp(16))
        form.setVerticalSpacing(dp(8))
        for words, field in ((tr("Name"), self.name), (tr("Team"), self.team), (tr("E-mail"), self.email)):
            field.setAccessibleName(words)
            form.addRow(Label(words, "soft"), field)
        self.name.textChanged.connect(self._on_edited)
        self.email.textChanged.connect(self._on_edited)
        self.team.editTextChanged.connect(self._on_edited)
        acts.addWidget(self.leave_button)
        acts.addStretch()
        acts.addWidget(self.save_button)
        right.addLayout(form)
        right.addWidget(self.wrong)
        right.addLayout(acts)
        right.addSpacing(dp(8))
        right.addWidget(self.held_title)
        right.addWidget(self.held)
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(dp(16))
        both.addLayout(left, 3)
        side = Scrolled(right)
        side.keep_width()
        both.addWidget(side, 2)
        self.body.addLayout(both, 1)

    def _on_read(self, found: tuple[Sequence[Person], Sequence[tuple[int, str]]]) -> None:
        self._everybody, teams = found
        kept = self.team.currentText()
        self.team.clear()
        self.team.addItem("")
        for _key, name in teams:
            self.team.addItem(name)
        self.team.setCurrentText(kept)
        self._show_people()

    def _show_people(self) -> None:
        terms = search_terms(self.filter.text())
        shown = [one for one in self._everybody if all(term in fold(f"{one.name} {one.team}") for term in terms)]
        kept = self.person.id if self.person else None
        self.model.show(shown)
        row = next((at for at, one in enumerate(shown) if one.id == kept), 0 if self.person is None else None)
        if shown and row is not None:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)

    def _on_row_changed(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._show_person(self.model.records[index.row()])

    def _show_person(self, person: Person | None) -> None:
        self.person = person
        self.name.setText(person.name if person else "")
        self.team.setCurrentText(person.team if person else "")
        self.email.setText(person.email if person else "")
        self.wrong.hide()
        writable = not self._store.read_only
        self.new_button.setEnabled(writable)
        self.save_button.setEnabled(False)
        self.leave_button.setEnabled(writable and person is not None and person.left_on is None)
        self.held_title.setText("")
        self.held.show_rows([])
        if person is not None:
            store, today = self._store, self._context.workspace.today()
            self._held_lane.ask(
                lambda: (
                    people.held_by(store, person.id, today),
                    [one for one in equipment.pieces(store) if one.fields.person_id == person.id],
                ),
                self._on_held,
            )

    def _on_held(self, found: tuple[Sequence[FleetItem], Sequence[Equipment]]) -> None:
        items, pieces = found
        rows = [(item.label, number_facts(item.number).shown) for item in items] + equipment_rows(pieces)
        self.held_title.setText(tr("What they have") if rows else tr("They have nothing."))
        self.held.show_rows(AmountRow(name, text) for name, text in rows)

    def _on_edited(self) -> None:
        self.wrong.hide()
        self.save_button.setEnabled(not self._store.read_only and bool(self.name.text().strip()))

    def _on_new(self) -> None:
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, 0))
        self._show_person(None)
        self.name.setFocus()

    def _on_save(self) -> None:
        fields = PersonFields(self.name.text(), self.team.currentText(), self.email.text())
        person = self.person
        self.save_button.setEnabled(False)

        def work(store: Store) -> int:
            if person is None:
                return people.add_person(store, fields)
            people.edit_person(store, person.id, fields)
            return person.id

        def done(person_id: int) -> None:
            self.person = Person(person_id, fields.name)
            self._context.notify(Notice(formats.fill(tr("{name} saved."), {"name": fields.name.strip()}), undo=True))
            self._context.store_changed()
            self.read()

        store = self._store
        self._context.jobs.write(lambda _progress: work(store), done, owner=self, failed=self._on_refused)

    def _on_leave(self) -> None:
        if self.person is not None:
            dialog = LeaveDialog(self._context, self, self.person)
            dialog.accepted.connect(self.read)
            dialog.open()

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()
        self.save_button.setEnabled(True)
