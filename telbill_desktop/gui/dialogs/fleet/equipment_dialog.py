"""Handsets, tablets and accessories: a list, the form of the one chosen, the invoice that charged it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from telbill_desktop.domain.equipment import Equipment, EquipmentFields, EquipmentKind
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.models.fleet_cells import equipment_name
from telbill_desktop.gui.models.fleet_facts import charged_words
from telbill_desktop.gui.models.record_table import RecordTable
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import equipment, people
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.fleet import Person
    from telbill_desktop.domain.fleet_view import Fleet
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class EquipmentTable(RecordTable[Equipment]):
    """Every piece, newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__((tr("Equipment"), tr("User"), tr("Bought on"), tr("Type")), parent)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        piece = self.records[row]
        fields = piece.fields
        return (fields.label, piece.person, formats.day(fields.bought_on), equipment_name(fields.kind))[column]


class EquipmentDialog(Dialog):
    """Like the people's: a list and a form."""

    def __init__(self, context: PageContext, parent: QWidget, fleet: Fleet) -> None:
        super().__init__(context.theme, tr("Equipment"), parent)
        self._context, self._store, self._fleet = context, context.workspace.store, fleet
        self._lane = context.jobs.latest(self)
        self.piece: Equipment | None = None
        self._wanted: int | None = None
        self.model = EquipmentTable(self)
        self.table = self._list()
        today = context.workspace.today()
        self.kind, self.label, self.serial = QComboBox(), QLineEdit(), QLineEdit()
        self.bought, self.person, self.item = DayField(tr("Bought on"), today, today), QComboBox(), QComboBox()
        for kind in EquipmentKind:
            self.kind.addItem(equipment_name(kind), kind)
        self.item.addItem(tr("No line"), None)
        for row in fleet.rows:
            if row.is_served and row.item.line_id is None:
                name = f"{row.number or row.item.label} {row.holder.person if row.holder else ''}"
                self.item.addItem(name.strip(), row.item.id)
        self.charged = Button("", "link", self._on_invoice_asked)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.new_button = Button(tr("New piece"), clicked=self._on_new)
        self.save_button = Button(tr("Save"), "primary", self._on_save)
        self.remove_button = Button(tr("Remove…"), "danger", self._on_remove)
        self._lay_out()
        self.add_button(tr("Close"), self.accept)
        self.wish(960, 560)
        self._show_piece(None)
        self.read()

    def read(self) -> None:
        """Reads the list again; what is chosen stays chosen."""
        store = self._store
        self._lane.ask(lambda: (equipment.pieces(store), people.people(store)), self._on_read)

    def _list(self) -> RowTable:
        table = RowTable(self.theme)
        table.setModel(self.model)
        table.setItemDelegate(CellDelegate(table, self.model, self.theme, right=frozenset()))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(tr("Equipment"))
        for column, width in enumerate((172, 116, 84)):
            table.horizontalHeader().resizeSection(column, self.theme.dp(width))
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        return table

    def _lay_out(self) -> None:
        dp = self.theme.dp
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        right, form, acts = QVBoxLayout(), QFormLayout(), QHBoxLayout()
        form.setHorizontalSpacing(dp(16))
        form.setVerticalSpacing(dp(8))
        for words, field in (
            (tr("Label"), self.label),
            (tr("Type"), self.kind),
            (tr("Serial number (IMEI)"), self.serial),
            (tr("Bought on"), self.bought),
            (tr("User"), self.person),
            (tr("Used with"), self.item),
        ):
            field.setAccessibleName(words)
            form.addRow(Label(words, "soft"), field)
        for text in (self.label, self.serial, self.bought):
            text.textChanged.connect(self._on_edited)
        for choice in (self.kind, self.person, self.item):
            choice.activated.connect(self._on_edited)
        for button in (self.new_button, self.remove_button):
            acts.addWidget(button)
        acts.addStretch()
        acts.addWidget(self.save_button)
        right.addLayout(form)
        right.addWidget(self.bought.error)
        right.addWidget(self.charged)
        right.addWidget(self.wrong)
        right.addLayout(acts)
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(dp(16))
        both.addWidget(card, 5)
        side = Scrolled(right)
        side.keep_width()
        both.addWidget(side, 4)
        self.body.addLayout(both, 1)

    def _on_read(self, found: tuple[Sequence[Equipment], Sequence[Person]]) -> None:
        pieces, everybody = found
        self.person.clear()
        self.person.addItem(tr("Nobody"), None)
        for one in everybody:
            self.person.addItem(one.name, one.id)
        self.model.show(pieces)
        row = next((at for at, one in enumerate(pieces) if one.id == self._wanted), 0)
        if pieces:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
        else:
            self._show_piece(None)

    def _on_row_changed(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._show_piece(self.model.records[index.row()])

    def _show_piece(self, piece: Equipment | None) -> None:
        self.piece, self._wanted = piece, piece.id if piece else None
        fields = piece.fields if piece else None
        self.label.setText(fields.label if fields else "")
        self.serial.setText(fields.serial if fields else "")
        self.kind.setCurrentIndex(self.kind.findData(fields.kind) if fields else 0)
        self.bought.show_day(fields.bought_on if fields else self._context.workspace.today())
        self.person.setCurrentIndex(max(self.person.findData(fields.person_id if fields else None), 0))
        self.item.setCurrentIndex(max(self.item.findData(fields.item_id if fields else None), 0))
        self.charged.setVisible(piece is not None and piece.charged_on is not None)
        if piece is not None and piece.charged_on is not None:
            self.charged.say(charged_words(piece))
        self.wrong.hide()
        writable = not self._store.read_only
        self.new_button.setEnabled(writable)
        self.save_button.setEnabled(False)
        self.remove_button.setEnabled(writable and piece is not None)

    def _on_edited(self) -> None:
        self.wrong.hide()
        whole = bool(self.label.text().strip()) and self.bought.value is not None
        self.save_button.setEnabled(whole and not self._store.read_only)

    def _on_new(self) -> None:
        self.table.clearSelection()
        self._show_piece(None)
        self.label.setFocus()

    def _on_save(self) -> None:
        piece = self.piece
        fields = EquipmentFields(
            kind=EquipmentKind(self.kind.currentData()),
            label=self.label.text(),
            bought_on=self.bought.value or self._context.workspace.today(),
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

        self._write(work, formats.fill(tr("{name} saved."), {"name": fields.label.strip()}))

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
        if self._context.ask.confirm(question):

            def work(store: Store) -> int:
                equipment.remove_equipment(store, piece.id)
                return 0

            self._write(work, formats.fill(tr("{name} removed."), {"name": piece.fields.label}))

    def _write(self, work: Callable[[Store], int], said: str) -> None:
        def done(piece_id: int) -> None:
            self._wanted = piece_id
            self._context.notify(Notice(said, undo=True))
            self._context.store_changed()
            self.read()

        store = self._store
        self.save_button.setEnabled(False)
        self._context.jobs.write(lambda _progress: work(store), done, owner=self, failed=self._on_refused)

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()
        self.save_button.setEnabled(True)

    def _on_invoice_asked(self) -> None:
        charged = self.piece.charged_on if self.piece else None
        if charged is not None:
            self.accept()
            self._context.go_to("invoices", Target(record_id=charged.invoice_id))
