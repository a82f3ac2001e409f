"""Correcting what is known of a thing, and noting the port of its number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.domain.period import day_after, last_day_before
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.dialogs.fleet.late_box import LateBox
from telbill_desktop.gui.pages.contracts.deposit_field import DepositField
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import deposits, fleet, fleet_corrections
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.fleet_view import FleetRow
    from telbill_desktop.domain.messages import Message
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.fleet_corrections import Correction
    from telbill_desktop.store.engine import Store


class EditDialog(ActDialog):
    """F2: label, number, card, RIO, and the days; what follows other days is said before, as in a quote."""

    def __init__(self, context: PageContext, parent: QWidget, row: FleetRow) -> None:
        name = row.number or row.item.label
        title = formats.fill(tr("Edit {item}"), {"item": name})
        super().__init__(context, parent, title, tr("Save"), row.item.start)
        item, today = row.item, context.workspace.today()
        self._item, self._name = item, name
        self._number_lane, self._lane = context.jobs.latest(self), context.jobs.latest(self)
        self.correction: Correction | None = None
        self._saves_when_ready = False
        self.late, self.notes = LateBox(), MessagePanel(context.theme)
        self.late.toggled.connect(self.on_changed)
        own_label = item.label if item.label != item.product.label else ""
        self.label, self.number = QLineEdit(own_label), QLineEdit(number_facts(item.number).shown)
        self.iccid, self.rio = QLineEdit(item.iccid), QLineEdit(item.rio)
        self.label.setPlaceholderText(item.product.label)
        self.number_wrong = Label(role="bad")
        self.number_wrong.setWordWrap(True)
        self.number_wrong.hide()
        self.end = DayField(tr("Last day in service"), today, last_day_before(item.end))
        self.paid = DayField(tr("Paid until"), today, last_day_before(item.paid_until))
        self.add_row(tr("Label"), self.label)
        self.add_row(tr("Number"), self.number)
        self.form.addRow("", self.number_wrong)
        self.add_row(tr("SIM card (ICCID)"), self.iccid)
        self.add_row(tr("RIO"), self.rio)
        self.add_day(tr("In service since"))
        for field in (self.end, self.paid):
            self.add_row(field.accessibleName(), field)
            self.form.addRow("", field.error)
            field.day_changed.connect(self.on_changed)
        for text in (self.label, self.iccid, self.rio):
            text.textChanged.connect(self.on_changed)
        self.number.textChanged.connect(self._on_number_typed)
        for widget in (self.late, self.notes):
            self.content.addWidget(widget)
        self.content.addStretch()
        self.finish(520, 560)

    def may_leave(self) -> bool:
        """What was changed can also be saved on the way out."""
        chosen = self.context.ask.leave(tr("Save the changes?"), tr("What you changed here is not saved."))
        if chosen is Leaving.SAVE:
            self._saves_when_ready = True
            self._save_if_asked()
        return chosen is Leaving.DISCARD

    def is_ready(self) -> bool:
        """Every day can be read, what follows them is said, and the number may be borne."""
        return super().is_ready() and self.correction is not None and self.number_wrong.isHidden()

    def on_changed(self) -> None:
        """Asks what follows the days as they stand."""
        self.correction, self._saves_when_ready = None, False
        if self._are_days_readable():
            store, item_id, fields = self.context.workspace.store, self._item.id, self._fields()
            today = self.context.workspace.today()
            self._lane.ask(
                lambda: fleet_corrections.correction(store, item_id, fields, today),
                self._on_followed,
                failed=self._on_not_followed,
            )
        else:
            self._lane.drop()
            self.notes.say("info", "", [])
        super().on_changed()

    def prepared(self) -> Callable[[Store], object]:
        """Writes it."""
        item_id, fields, seen = self._item.id, self._fields(), self.late.seen(self.context.workspace.today())
        return lambda store: fleet.edit_item(store, item_id, fields, seen=seen)

    def said(self) -> str:
        """What was done."""
        return formats.fill(tr("{name} saved."), {"name": self._name})

    def _fields(self) -> FleetItemFields:
        item = self._item
        return FleetItemFields(
            account_id=item.account_id,
            product_id=item.product.id,
            start=self.day.value or item.start,
            end=day_after(self.end.value),
            quantity=item.quantity,
            paid_until=day_after(self.paid.value),
            label=self.label.text(),
            number=self.number.text(),
            iccid=self.iccid.text(),
            rio=self.rio.text(),
            ported_on=item.ported_on,
            mandate_id=item.mandate_id,
            line_id=item.line_id,
        )

    def _are_days_readable(self) -> bool:
        return self.day.value is not None and self.end.is_readable and self.paid.is_readable

    def _on_followed(self, found: Correction) -> None:
        self.correction = found
        self.late.offer(lack_it=found.late is not None)
        said = [*found.follows, *([found.late] if found.late and self.late.isChecked() else [])]
        self.notes.say("info", tr("Good to know") if said else "", [formats.sentence(one) for one in said])
        self.apply_button.setEnabled(self.is_ready())
        self._save_if_asked()

    def _save_if_asked(self) -> None:
        """Saving was chosen on the way out, perhaps before it was known what follows."""
        if self._saves_when_ready and self.is_ready():
            self._saves_when_ready = False
            self.apply_button.click()

    def _on_not_followed(self, error: TelbillError) -> None:
        self.notes.say("bad", tr("Not possible"), [formats.sentence(error.message)])

    def _on_number_typed(self) -> None:
        """What is wrong with the number is said at the field."""
        store, item_id, fields = self.context.workspace.store, self._item.id, self._fields()
        self._number_lane.ask(
            lambda: fleet.why_not_number(store, replace(fields, end=None), item_id), self._on_number_checked
        )
        self.on_changed()

    def _on_number_checked(self, problem: Message | None) -> None:
        self.number_wrong.setText(formats.sentence(problem) if problem else "")
        self.number_wrong.setVisible(problem is not None)
        self.number.setAccessibleDescription(self.number_wrong.text())
        self.apply_button.setEnabled(self.is_ready())


class PortDialog(ActDialog):
    """When the number goes over to the operator, with the RIO that asks for it and the mandate that allows it."""

    def __init__(self, context: PageContext, parent: QWidget, row: FleetRow, day: date) -> None:
        title = formats.fill(tr("Port of {number}"), {"number": row.number})
        super().__init__(context, parent, title, tr("Note the port"), row.item.ported_on or day)
        self._item, self._number = row.item, row.number
        self.rio = QLineEdit(row.item.rio)
        self.rio.setPlaceholderText("01P123456789")
        self.rio.textChanged.connect(self.on_changed)
        self.add_row(tr("RIO"), self.rio)
        self.add_day(tr("Day of the port"))
        words = Label(tr("The operator gives the RIO on 3179, called from the line itself; it is free."), "soft")
        words.setWordWrap(True)
        self.content.addWidget(words)
        self.mandate = DepositField(context, tr("Mandate of the port"), ())
        self.is_mandate_known = False
        self.keep(self.mandate)
        self.content.addWidget(self.mandate)
        self.content.addStretch()
        self.finish(480, 340)
        store = context.workspace.store
        context.jobs.read(lambda _progress: deposits.deposits(store), self._on_documents, owner=self)

    def is_ready(self) -> bool:
        """A day that can be read; the mandate that is kept already is shown."""
        return super().is_ready() and self.is_mandate_known

    def prepared(self) -> Callable[[Store], object]:
        """Notes it."""
        item_id, day, rio, mandate = self._item.id, self.day.value, self.rio.text(), self.mandate.value()
        return lambda store: fleet.port(store, item_id, day, rio, mandate)  # type: ignore[arg-type] # is_ready

    def said(self) -> str:
        """What was done."""
        return formats.fill(tr("Port of {number} noted."), {"number": self._number})

    def _on_documents(self, known: Sequence[tuple[int, str]]) -> None:
        """The documents of the archive; what proves something is among them."""
        self.mandate.show_documents(known, self._item.mandate_id)
        self.keep(self.mandate)
        self.is_mandate_known = True
        self.on_changed()
