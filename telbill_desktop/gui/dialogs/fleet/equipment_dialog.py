"""Handsets, tablets and accessories: a list, the form of the one chosen, the invoice that charged it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHeaderView, QLineEdit, QVBoxLayout

from telbill_desktop.domain.equipment import Equipment, EquipmentFields, EquipmentKind
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.dialogs.list_dialog import ListDialog
from telbill_desktop.gui.models.fleet_cells import equipment_name
from telbill_desktop.gui.models.fleet_facts import charged_words
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.services import equipment, fleet_overview, people
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.fleet import Person
    from telbill_desktop.domain.fleet_view import Fleet, FleetRow
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


_WIDTHS = (130, 92, 96)  # pixels at 100 % text of user, day and type


class EquipmentTable(RecordTable[Equipment]):
    """Every piece, newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__((tr("Equipment"), tr("User"), tr("Bought on"), tr("Type")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        piece = self.records[row]
        fields = piece.fields
        return (fields.label, piece.person, formats.day(fields.bought_on), equipment_name(fields.kind))[column]


class EquipmentDialog(ListDialog[Equipment]):
    """Like the people's: a list and a form."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        nothing = tr("No equipment is noted yet. Add a piece, or take over those that invoices charged.")
        super().__init__(context, parent, tr("Equipment"), EquipmentTable(parent), name=tr("Equipment"), empty=nothing)
        self._store = context.workspace.store
        self.piece: Equipment | None = None
        today = context.workspace.today()
        self.kind, self.label, self.serial = QComboBox(), QLineEdit(), QLineEdit()
        self.bought, self.person, self.item = DayField(tr("Bought on"), today, today), QComboBox(), QComboBox()
        for kind in EquipmentKind:
            self.kind.addItem(equipment_name(kind), kind)
        self._fleet: Sequence[FleetRow] = ()
        self.charged = Button("", "link", self._on_invoice_asked)
        self.new_button = Button(tr("New piece"), clicked=self._on_new)
        self.remove_button = Button(tr("Remove…"), "danger", self._on_remove)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS, start=1):
            header.resizeSection(column, self.theme.dp(width))
        self._lay_out()
        self.wish(1040, 560)
        self.show_record(None)
        self.save_button.setEnabled(False)
        self.read()

    def read(self) -> None:
        """Reads the list again; what is chosen stays chosen."""
        store, today = self._store, self.context.workspace.today()
        self.lane.ask(
            lambda: (equipment.pieces(store), people.people(store), fleet_overview.overview(store, today)),
            self._on_read,
        )

    def key_of(self, record: Equipment) -> int:
        """The piece's id."""
        return record.id

    def can_save(self) -> bool:
        """A piece has a name and a day."""
        whole = bool(self.label.text().strip()) and self.bought.value is not None
        return whole and not self._store.read_only

    def show_record(self, record: Equipment | None) -> None:
        """A piece, who has it, what charged it."""
        self.piece = record
        fields = record.fields if record else None
        self.label.setText(fields.label if fields else "")
        self.serial.setText(fields.serial if fields else "")
        self.kind.setCurrentIndex(self.kind.findData(fields.kind) if fields else 0)
        self.bought.show_day(fields.bought_on if fields else self.context.workspace.today())
        self.person.setCurrentIndex(max(self.person.findData(fields.person_id if fields else None), 0))
        self._offer_lines(fields.item_id if fields else None)
        self.charged.setVisible(record is not None and record.charged_on is not None)
        if record is not None and record.charged_on is not None:
            self.charged.say(charged_words(record))
        writable = not self._store.read_only
        self.new_button.setEnabled(writable)
        self.remove_button.setEnabled(writable and record is not None)

    def save(self) -> None:
        """Adds or corrects a piece."""
        piece = self.piece
        fields = EquipmentFields(
            kind=EquipmentKind(self.kind.currentData()),
            label=self.label.text(),
            bought_on=self.bought.value or self.context.workspace.today(),
            serial=self.serial.text(),
            person_id=self.person.currentData(),
            item_id=self.item.currentData(),
            invoice_line_id=piece.fields.invoice_line_id if piece else None,
        )

        def work(store: Store) -> int:
            if piece is None:
                return equipment.add_equipment(store, fields)
            equipment.edit_equipment(store, piece.id, fields)
            return piece.id

        self.write(work, formats.fill(tr("{name} saved."), {"name": fields.label.strip()}))

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.card)
        for text in (self.label, self.serial, self.bought):
            text.textChanged.connect(self.mark_changed)
        for choice in (self.kind, self.person, self.item):
            choice.activated.connect(self.mark_changed)
        form = self.fields_form(
            (tr("Label"), self.label),
            (tr("Type"), self.kind),
            (tr("Serial number (IMEI)"), self.serial),
            (tr("Bought on"), self.bought),
            (tr("User"), self.person),
            (tr("Used with"), self.item),
        )
        right.addLayout(form)
        right.addWidget(self.bought.error)
        right.addWidget(self.charged)
        right.addWidget(self.wrong)
        right.addLayout(self.acts_row(self.new_button, self.remove_button))
        self.lay_beside(left, right, (5, 3))

    def _offer_lines(self, chosen: int | None) -> None:
        """What is in service, in every perimeter, and what the piece is used with though it has ended."""
        self.item.clear()
        self.item.addItem(tr("No line"), None)
        for row in self._fleet:
            if row.item.id == chosen or (row.is_served and row.item.line_id is None):
                name = f"{row.number or row.item.label} {row.holder.person if row.holder else ''}"
                self.item.addItem(name.strip(), row.item.id)
        self.item.setCurrentIndex(max(self.item.findData(chosen), 0))

    def _on_read(self, found: tuple[Sequence[Equipment], Sequence[Person], Fleet]) -> None:
        pieces, everybody, fleet = found
        self._fleet = fleet.rows
        self._offer_lines(self.item.currentData())
        kept = self.person.currentData()
        self.person.clear()
        self.person.addItem(tr("Nobody"), None)
        for one in everybody:
            self.person.addItem(one.name, one.id)
        self.person.setCurrentIndex(max(self.person.findData(kept), 0))
        self.show_records(pieces)

    def _on_new(self) -> None:
        self.begin_new()
        self.label.setFocus()

    def _on_remove(self) -> None:
        piece = self.piece
        if piece is None:
            return
        question = Question(
            title=formats.fill(tr("Remove {name}?"), {"name": piece.fields.label}),
            text=tr("The invoice that charged it stays as it is. One undo takes it back."),
            act=tr("Remove"),
            destructive=True,
        )
        if self.context.ask.confirm(question):

            def work(store: Store) -> None:
                equipment.remove_equipment(store, piece.id)

            self.write(work, formats.fill(tr("{name} removed."), {"name": piece.fields.label}))

    def _on_invoice_asked(self) -> None:
        charged = self.piece.charged_on if self.piece else None
        if charged is not None:
            self.accept()
            if not self.isVisible():
                self.context.go_to("invoices", Target(record_id=charged.invoice_id))
