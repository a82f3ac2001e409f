"""Giving a thing to somebody who is known or new, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from telbill_desktop.domain.period import last_day_before
from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.models.person_words import offered_people, person_words
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.offer_list import Offer, OfferList
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import fleet, people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.fleet import Assignment, Person
    from telbill_desktop.domain.fleet_view import FleetRow
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class AssignDialog(ActDialog):
    """Whoever had it has it until the day before."""

    def __init__(self, context: PageContext, parent: QWidget, row: FleetRow, day: date) -> None:
        name = row.number or row.item.label
        super().__init__(context, parent, formats.fill(tr("Who gets {item}?"), {"item": name}), tr("Assign"), day)
        self._row, self._name = row, name
        self._names: dict[int | str, str] = {}
        self.add_day(tr("From"))
        self.until = Label(role="soft")
        self.until.setWordWrap(True)
        self.paid = MessagePanel(context.theme)
        self.people = OfferList(context.theme, tr("People"), checkable=False)
        self.people.changed.connect(self.on_changed)
        self.people.activated.connect(self._on_apply)
        self.newcomer, self.team = QLineEdit(), QLineEdit()
        for field, words in ((self.newcomer, tr("Name of somebody new")), (self.team, tr("Team"))):
            field.setAccessibleName(words)
            field.setPlaceholderText(words)
            field.textChanged.connect(self.on_changed)
        self.keep(self.people, self.newcomer, self.team)
        for widget in (self.until, self.paid):
            self.content.addWidget(widget)
        self.content.addWidget(self.people, 1)
        self.content.addWidget(Label(tr("Or somebody who is not in the list yet"), "small_strong"))
        self.content.addWidget(self.newcomer)
        self.content.addWidget(self.team)
        self.finish(460, 560)
        store = context.workspace.store
        context.jobs.read(lambda _progress: people.people(store), self._on_people, owner=self)
        self.people.field.setFocus()

    def is_ready(self) -> bool:
        """Somebody is chosen or named."""
        return super().is_ready() and bool(self.newcomer.text().strip() or self.people.current())

    def on_changed(self) -> None:
        """Says until when whoever has it keeps it, and what is paid already."""
        super().on_changed()
        item, day = self._row.item, self.day.value
        self.team.setEnabled(bool(self.newcomer.text().strip()))
        holder = self._row.holder
        self.until.setVisible(holder is not None and day is not None)
        if holder is not None and day is not None:
            params = {"person": holder.person, "day": last_day_before(day)}
            self.until.setText(formats.fill(tr("{person} has it until {day}."), params))
        paid = item.paid_until is not None and day is not None and item.paid_until > day
        last = last_day_before(item.paid_until or item.start)
        words = formats.fill(tr("Paid already: it costs nothing until {day}."), {"day": last})
        self.paid.say("ok", words if paid else "", [])

    def prepared(self) -> Callable[[Store], object]:
        """Gives it to somebody known, or to the newcomer."""
        item_id, day, offer = self._row.item.id, self.day.value, self.people.current()
        fields = PersonFields(self.newcomer.text(), self.team.text())
        if fields.name.strip():
            return lambda store: people.give_to_newcomer(store, item_id, fields, day)  # type: ignore[arg-type] # is_ready
        return lambda store: fleet.assign(store, item_id, int(offer.key), day)  # type: ignore[union-attr,arg-type] # is_ready

    def said(self) -> str:
        """What was done."""
        offer = self.people.current()
        person = self.newcomer.text().strip() or (self._names[offer.key] if offer else "")
        return formats.fill(tr("{item} given to {person}."), {"item": self._name, "person": person})

    def _on_people(self, known: Sequence[Person]) -> None:
        holder = self._row.holder.person_id if self._row.holder else None
        others = [one for one in offered_people(known) if one.id != holder]
        self._names = {one.id: one.name for one in others}
        self.people.show_offers([Offer(one.id, person_words(one.name, one.team), None) for one in others])
        self.keep(self.people)
        self.on_changed()


class ReleaseDialog(ActDialog):
    """Nobody has it from that day on."""

    def __init__(self, context: PageContext, parent: QWidget, row: FleetRow, assignment: Assignment, day: date) -> None:
        params = {"item": row.number or row.item.label, "person": assignment.person}
        super().__init__(
            context,
            parent,
            formats.fill(tr("Take {item} back from {person}?"), params),
            tr("Release"),
            max(day, assignment.start),
        )
        self._item_id, self._params = row.item.id, params
        self.add_day(tr("Free from"))
        words = Label(tr("It stays in service and is paid for: it can be given to somebody else, or ended."), "soft")
        words.setWordWrap(True)
        self.content.addWidget(words)
        self.content.addStretch()
        self.finish(460, 240)

    def prepared(self) -> Callable[[Store], object]:
        """Takes it back."""
        item_id, day = self._item_id, self.day.value
        return lambda store: fleet.release(store, item_id, day)  # type: ignore[arg-type] # is_ready has seen it

    def said(self) -> str:
        """What was done."""
        return formats.fill(tr("{item} taken back from {person}."), self._params)
