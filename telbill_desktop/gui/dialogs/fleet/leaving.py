"""« Départ… »: everything of somebody who leaves is released at once, after a list of what that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.domain.numbering import number_facts
from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import people
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.fleet import FleetItem, Person
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class LeaveDialog(ActDialog):
    """The list follows the day."""

    def __init__(self, context: PageContext, parent: QWidget, person: Person) -> None:
        title = formats.fill(tr("{person} leaves"), {"person": person.name})
        super().__init__(context, parent, title, tr("Release everything"), context.workspace.today(), is_dangerous=True)
        self._person = person
        self._lane = context.jobs.latest(self)
        self.add_day(tr("First day without them"))
        self.count = Label(role="strong")
        self.count.setWordWrap(True)
        self.held = AmountRows(context.theme)
        self.content.addWidget(self.count)
        self.content.addWidget(self.held)
        self.content.addStretch()
        self.finish(480, 420)

    def on_changed(self) -> None:
        """Reads what they have that day or get later."""
        super().on_changed()
        store, person_id, day = self.context.workspace.store, self._person.id, self.day.value
        if day is not None:
            self._lane.ask(lambda: people.held_by(store, person_id, day), self._on_held)

    def prepared(self) -> Callable[[Store], object]:
        """Releases everything, as one act."""
        person_id, day = self._person.id, self.day.value
        return lambda store: people.leave(store, person_id, day)  # type: ignore[arg-type] # is_ready has seen it

    def said(self) -> str:
        """What was done."""
        return formats.fill(tr("{person} leaves: everything is released."), {"person": self._person.name})

    def _on_held(self, items: Sequence[FleetItem]) -> None:
        words = ntr("{count} thing is released in one act:", "{count} things are released in one act:", len(items))
        self.count.setText(
            words.format(count=formats.count(len(items))) if items else tr("There is nothing to be released.")
        )
        self.held.show_rows(AmountRow(item.label, number_facts(item.number).shown) for item in items)
