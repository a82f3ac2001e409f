"""Several things of the fleet changed at once: what is ticked they get, and what that makes of them is said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from telbill_desktop.domain.fleet_edits import EditAccount, EditUser, FleetEdit
from telbill_desktop.gui.dialogs.fleet.act_dialog import ActDialog
from telbill_desktop.gui.dialogs.fleet.late_box import LateBox
from telbill_desktop.gui.dialogs.fleet.why_not import WhyNot
from telbill_desktop.gui.models.fleet_edit_words import edit_sentences
from telbill_desktop.gui.models.person_words import offered_people, person_words
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import fleet_edits, people
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.fleet import Person
    from telbill_desktop.domain.fleet_edits import FleetEditPlan
    from telbill_desktop.domain.fleet_view import FleetRow
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

_NOBODY = 0  # no id is 0


class EditSeveralDialog(ActDialog):
    """Account, label, user and end; what is not ticked stays as it is."""

    def __init__(self, context: PageContext, parent: QWidget, rows: Sequence[FleetRow], day: date) -> None:
        count = formats.count(len(rows))
        title = ntr("Edit {count} thing of the fleet", "Edit {count} things of the fleet", len(rows))
        super().__init__(context, parent, title.format(count=count), tr("Save"), day)
        self._ids = [row.item.id for row in rows]
        self._operators = {row.account.operator_id for row in rows}
        self._accounts: dict[int, EditAccount] = {}
        self._names: dict[int, str] = {}
        self._lane = context.jobs.latest(self)
        self.plan: FleetEditPlan | None = None
        self.account, self.label, self.user = QComboBox(), QLineEdit(), QComboBox()
        self.label.setPlaceholderText(tr("empty: the name of the plan"))
        self.end = DayField(tr("First day without it"), context.workspace.today(), day)
        self.end.day_changed.connect(self.on_changed)
        self.ticks: dict[QWidget, QCheckBox] = {}
        self._tick_row(tr("Account"), self.account)
        self._tick_row(tr("Label"), self.label)
        self._tick_row(tr("User"), self.user)
        self.add_day(tr("User from"))
        self._tick_row(tr("First day without it"), self.end)
        self.form.addRow("", self.end.error)
        self.account.currentIndexChanged.connect(self.on_changed)
        self.user.currentIndexChanged.connect(self.on_changed)
        self.label.textChanged.connect(self.on_changed)
        self.content.insertWidget(0, Label(tr("Tick what they all get; the rest stays as it is."), "soft"))
        self.changes, self.reason = MessagePanel(context.theme), WhyNot(context.theme, self.apply_button)
        self.late = LateBox()
        self.late.toggled.connect(self.on_changed)
        for widget in (self.late, self.changes, self.reason):
            self.content.addWidget(widget)
        self.content.addStretch()
        self.finish(540, 420)
        store = context.workspace.store
        context.jobs.read(lambda _progress: fleet_edits.accounts_of(store), self._on_accounts, owner=self)
        context.jobs.read(lambda _progress: people.people(store), self._on_people, owner=self)

    def is_ready(self) -> bool:
        """Whether something would change, and may."""
        return self.plan is not None and self.plan.reason is None and bool(self.plan.changed)

    def on_changed(self) -> None:
        """Asks what the form as it stands makes of the things."""
        self.plan = None
        for field, tick in self.ticks.items():
            field.setEnabled(tick.isChecked())
        self.day.setEnabled(self.user.isEnabled())
        store, ids, edit = self.context.workspace.store, self._ids, self._edit()
        today = self.context.workspace.today()
        if edit is None or edit == FleetEdit():
            self._lane.drop()
            self._show_plan(None)
        else:
            self._lane.ask(
                lambda: fleet_edits.plan_of(store, ids, edit, seen=today), self._show_plan, failed=self._on_not_planned
            )
        super().on_changed()

    def prepared(self) -> Callable[[Store], object]:
        """Writes it, as one act."""
        ids, edit = self._ids, cast("FleetEdit", self._edit())  # is_ready has seen it
        seen = self.late.seen(self.context.workspace.today())
        return lambda store: fleet_edits.edit_items(store, ids, edit, seen=seen)

    def said(self) -> str:
        """What was done."""
        count = len(self.plan.changed) if self.plan else 0
        words = ntr("{count} thing of the fleet changed.", "{count} things of the fleet changed.", count)
        return words.format(count=formats.count(count))

    def _tick_row(self, name: str, field: QWidget) -> None:
        tick = QCheckBox(name.replace("&", "&&"))
        tick.setAccessibleName(formats.fill(tr("Change: {field}"), {"field": name}))
        tick.toggled.connect(self.on_changed)
        field.setAccessibleName(name)
        keep_narrow(field)
        self.ticks[field] = tick
        self.form.addRow(tick, field)
        self.keep(tick, field)

    def _edit(self) -> FleetEdit | None:
        """What the form says; None while a day of it cannot be read or a choice is not made."""
        account, user, end = None, None, None
        if self.account.isEnabled() and (account := self._accounts.get(self.account.currentData())) is None:
            return None
        if self.user.isEnabled():
            key, since = self.user.currentData(), self.day.value
            if key is None or since is None:
                return None
            user = EditUser(key or None, self._names.get(key, ""), since)
        if self.end.isEnabled() and (end := self.end.value) is None:
            return None
        label = " ".join(self.label.text().split()) if self.label.isEnabled() else None
        return FleetEdit(account, label, user, end)

    def _show_plan(self, plan: FleetEditPlan | None) -> None:
        self.plan = plan
        edit = self._edit()
        said = edit_sentences(edit, plan, self.account.currentText()) if plan and edit else []
        late = plan.late if plan else None
        self.late.offer(lack_it=late is not None)
        if late is not None and self.late.isChecked():
            said.append(formats.sentence(late))
        why = formats.sentence(plan.reason) if plan and plan.reason else ""
        self.changes.say("info", tr("What changes; one undo takes it back") if said and not why else "", said)
        self.reason.say_why(why)
        self.apply_button.setEnabled(self.is_ready())

    def _on_not_planned(self, error: TelbillError) -> None:
        self.changes.say("info", "", [])
        self.reason.say_why(formats.sentence(error.message))

    def _on_accounts(self, accounts: Sequence[tuple[str, EditAccount]]) -> None:
        """Those of the operators whose products these are."""
        for label, account in accounts:
            if account.operator_id in self._operators:
                self._accounts[account.id] = account
                self.account.addItem(label, account.id)
        self.keep(self.account)

    def _on_people(self, known: Sequence[Person]) -> None:
        self.user.addItem(tr("Nobody"), _NOBODY)
        for one in offered_people(known):
            self._names[one.id] = one.name
            self.user.addItem(person_words(one.name, one.team), one.id)
        self.keep(self.user)
