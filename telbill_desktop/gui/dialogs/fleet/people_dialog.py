"""People and teams: who there is, in which team, what they have; added, edited, gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout

from telbill_desktop.domain.fleet import Person
from telbill_desktop.domain.folding import fold, search_terms
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.gui.dialogs.fleet.leaving import LeaveDialog
from telbill_desktop.gui.dialogs.list_dialog import ListDialog
from telbill_desktop.gui.dialogs.privacy.purging import purge_person
from telbill_desktop.gui.models.fleet_facts import equipment_rows
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import equipment, people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.equipment import Equipment
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.fleet import FleetItem
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

NAME, TEAM, LEFT, PROTECTED = range(4)


class PeopleTable(RecordTable[Person]):
    """Everybody by name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("Name"), tr("Team"), tr("Last day"), tr("Protected")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        one = self.records[row]
        last = formats.day(last_day_before(one.left_on)) if one.left_on else ""
        return (one.name, one.team, last, tr("yes") if one.is_protected else "")[column]


class PeopleDialog(ListDialog[Person]):
    """A list at the left, the form of the one chosen at the right with what they have."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        nobody = tr("Nobody is in the list yet. Add somebody here, or name them when you assign something.")
        super().__init__(context, parent, tr("People and teams"), PeopleTable(parent), name=tr("People"), empty=nobody)
        self._store = context.workspace.store
        self._held_lane = context.jobs.latest(self)
        self._everybody: Sequence[Person] = ()
        self.person: Person | None = None
        self.filter = QuickFilter()
        self.filter.setPlaceholderText(tr("Name, team…"))
        self.filter.setAccessibleName(tr("Filter the people"))
        self.filter.textChanged.connect(self._show_people)
        self.filter.left.connect(self.table.setFocus)
        self.name, self.team, self.email = QLineEdit(), QComboBox(), QLineEdit()
        self.team.setEditable(True)
        self.protected = QCheckBox(tr("Protected person"))
        self._newly_protected = False
        self.held_title, self.held = Label(role="small_strong"), AmountRows(context.theme)
        self.new_button = Button(tr("New person"), clicked=self._on_new)
        self.leave_button = Button(tr("Leaves…"), "danger", self._on_leave)
        for column, width in ((NAME, 170), (TEAM, 110), (LEFT, 100)):
            self.table.horizontalHeader().resizeSection(column, self.theme.dp(width))
        self._lay_out()
        self.wish(940, 560)
        self.show_record(None)
        self.save_button.setEnabled(False)
        self.read()

    def read(self) -> None:
        """Reads everybody again; who is chosen stays chosen."""
        store = self._store
        self.lane.ask(lambda: (people.people(store), people.teams(store)), self._on_read)

    def key_of(self, record: Person) -> int:
        """The person's id."""
        return record.id

    def can_save(self) -> bool:
        """A person has a name."""
        return not self._store.read_only and bool(self.name.text().strip())

    def show_record(self, record: Person | None) -> None:
        """Who it is, and what they have."""
        self.person = record
        self.name.setText(record.name if record else "")
        self.team.setCurrentText(record.team if record else "")
        self.email.setText(record.email if record else "")
        self.protected.setChecked(record is not None and record.is_protected)
        writable = not self._store.read_only
        self.new_button.setEnabled(writable)
        self.leave_button.setEnabled(writable and record is not None and record.left_on is None)
        self.held_title.setText("")
        self.held.show_rows([])
        self._held_lane.drop()
        if record is not None:
            store, today = self._store, self.context.workspace.today()
            self._held_lane.ask(
                lambda: (
                    people.held_by(store, record.id, today),
                    [one for one in equipment.pieces(store) if one.fields.person_id == record.id],
                ),
                self._on_held,
            )

    def save(self) -> None:
        """Adds or corrects somebody."""
        is_protected = self.protected.isChecked()
        fields = PersonFields(self.name.text(), self.team.currentText(), self.email.text(), is_protected)
        person = self.person
        self._newly_protected = is_protected and not (person is not None and person.is_protected)

        def work(store: Store) -> int:
            if person is None:
                return people.add_person(store, fields)
            people.edit_person(store, person.id, fields)
            return person.id

        self.write(work, formats.fill(tr("{name} saved."), {"name": fields.name.strip()}))

    def on_saved(self, key: Hashable, said: str, *, undo: bool) -> None:
        """Of somebody who is protected from now on, the calls that are kept may become totals too."""
        name = self.name.text().strip()
        super().on_saved(key, said, undo=undo)
        if self._newly_protected and isinstance(key, int):
            self._newly_protected = False
            purge_person(self.context, self, key, name, self.read)

    def on_refused(self, error: TelbillError) -> None:
        """See `ListDialog.on_refused`."""
        self._newly_protected = False
        super().on_refused(error)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.filter)
        left.addWidget(self.card, 1)
        left.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.name.textChanged.connect(self.mark_changed)
        self.email.textChanged.connect(self.mark_changed)
        self.protected.toggled.connect(self.mark_changed)
        self.team.editTextChanged.connect(self.mark_changed)
        right.addLayout(self.fields_form((tr("Name"), self.name), (tr("Team"), self.team), (tr("E-mail"), self.email)))
        right.addWidget(self.protected)
        protects = Label(tr("Of their calls totals alone are kept, as of staff representatives."), "small")
        protects.setWordWrap(True)
        self.protected.setAccessibleDescription(protects.text())
        right.addWidget(protects)
        right.addWidget(self.wrong)
        right.addLayout(self.acts_row(self.leave_button))
        right.addSpacing(self.theme.dp(8))
        right.addWidget(self.held_title)
        right.addWidget(self.held)
        self.lay_beside(left, right, (3, 2))

    def _on_read(self, found: tuple[Sequence[Person], Sequence[tuple[int, str]]]) -> None:
        self._everybody, teams = found
        kept = self.team.currentText()
        self.team.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.team.clear()
        self.team.addItem("")
        for _key, name in teams:
            self.team.addItem(name)
        self.team.setCurrentText(kept)
        self.team.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._show_people()

    def _show_people(self) -> None:
        terms = search_terms(self.filter.text())
        shown = [one for one in self._everybody if all(term in fold(f"{one.name} {one.team}") for term in terms)]
        self.show_records(shown, only_found=bool(terms))

    def _on_held(self, found: tuple[Sequence[FleetItem], Sequence[Equipment]]) -> None:
        items, pieces = found
        rows = [(item.label, number_facts(item.number).shown) for item in items] + equipment_rows(pieces)
        self.held_title.setText(tr("What they have") if rows else tr("They have nothing."))
        self.held.show_rows(AmountRow(name, text) for name, text in rows)

    def _on_new(self) -> None:
        self.begin_new()
        self.name.setFocus()

    def _on_leave(self) -> None:
        self.leave_then(self._open_leaving)

    def _open_leaving(self) -> None:
        if self.person is not None:
            dialog = LeaveDialog(self.context, self, self.person)
            dialog.accepted.connect(self.read)
            dialog.open()
