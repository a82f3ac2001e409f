"""Operators, billing accounts and companies: what an import made is completed, and two that are one are merged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from telbill_desktop.domain.choice import Choice
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.list_dialog import ListDialog
from telbill_desktop.gui.dialogs.party_form import PartyForm
from telbill_desktop.gui.dialogs.party_kinds import KINDS, PartyKind
from telbill_desktop.gui.dialogs.party_table import COUNT, NAME, STATE, PartyTable
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import invoices
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telbill_desktop.domain.messages import Message
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class PartiesDialog(ListDialog[Choice]):
    """One tab for each kind: a list, the form of the entry chosen, and what it can be merged into."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        title = tr("Operators and accounts")
        nothing = tr("There is none yet. An import adds those that it finds; the page Contracts adds others.")
        super().__init__(context, parent, title, PartyTable(parent), name=tr(KINDS[0].title), empty=nothing)
        self._store = context.workspace.store
        self._lane, self._fields_lane = context.jobs.latest(self), context.jobs.latest(self)
        self._position = 0
        self._in_form: tuple[int, int] | None = None
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(title)
        self.forms = QStackedWidget()
        for kind in KINDS:
            self.tabs.addTab(tr(kind.title))
            form = PartyForm(self.theme, kind)
            form.edited.connect(self.mark_changed)
            self.forms.addWidget(form)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.target = QComboBox()
        keep_narrow(self.target)
        self.target.setAccessibleName(tr("Merge into"))
        self.merge_button = Button(tr("Merge…"), clicked=self._on_merge)
        self._lay_out()
        self.wish(900, 560)
        self.show_record(None)
        self.save_button.setEnabled(False)
        self.read()

    @property
    def kind(self) -> PartyKind:
        """The kind whose tab is shown."""
        return KINDS[self._position]

    @property
    def form(self) -> PartyForm:
        """Its form."""
        form = self.forms.currentWidget()
        if not isinstance(form, PartyForm):
            raise TypeError(form)
        return form

    def read(self) -> None:
        """Reads the list of the kind; the entry chosen stays chosen."""
        self._lane.ask(partial(self.kind.choices, self._store), self.show_records)

    def key_of(self, record: Choice) -> tuple[int, int]:
        """Kind and id: an operator is no account that has the same id."""
        return self._position, record.id

    def can_save(self) -> bool:
        """What is in the form may be written."""
        return self.form.isEnabled() and not self._store.read_only

    def show_record(self, record: Choice | None) -> None:
        """The form is filled once the fields are read; any other of the kind can be merged into."""
        key = self.key_of(record) if record is not None else None
        if key != self._in_form:  # the one that was just saved stays in sight
            self.form.clear()
        self._in_form = key
        self.target.clear()
        for other in self.model.records if record is not None else ():
            if record is not None and other.id != record.id:
                self.target.addItem(other.label, other.id)
        can_merge = self.target.count() > 0 and not self._store.read_only
        self.target.setEnabled(can_merge)
        self.merge_button.setEnabled(can_merge)
        if record is None:
            self._fields_lane.drop()
        else:
            store, fields, wanted = self._store, self.kind.fields, record.id
            self._fields_lane.ask(lambda: (fields(store, wanted), invoices.companies(store)), self._on_fields)

    def save(self) -> None:
        """Corrects the entry chosen."""
        choice = self.chosen()
        if choice is None:
            return
        edit, fields, key = self.kind.edit, self.form.entry(), self.key_of(choice)

        def work(store: Store) -> tuple[int, int]:
            edit(store, choice.id, fields)
            return key

        self.write(work, formats.fill(tr("{name} saved."), {"name": choice.label}))

    def _lay_out(self) -> None:
        dp = self.theme.dp
        pills = {STATE: self.model.pill} if isinstance(self.model, PartyTable) else {}
        delegate = CellDelegate(self.table, self.model, self.theme, right=frozenset({COUNT}), pills=pills)
        self.table.setItemDelegate(delegate)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(STATE, dp(120))
        header.resizeSection(COUNT, dp(80))
        left, side, merging = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.card)
        side.setSpacing(dp(10))
        side.addWidget(self.forms)
        side.addWidget(self.wrong)
        side.addLayout(self.acts_row())
        side.addSpacing(dp(10))
        side.addWidget(Label(tr("The same under two names?"), "small_strong"))
        words = Label(tr("Everything of the one chosen moves to the other. One undo takes it back."), "small")
        words.setWordWrap(True)
        side.addWidget(words)
        merging.addWidget(self.target, 1)
        merging.addWidget(self.merge_button)
        side.addLayout(merging)
        self.body.addWidget(self.tabs)
        self.lay_beside(left, side, (3, 2))

    def _on_tab_changed(self, position: int) -> None:
        if position != self._position:
            self.tabs.setCurrentIndex(self._position)  # until what was changed is settled
            self.leave_then(partial(self._show_kind, position))

    def _show_kind(self, position: int) -> None:
        self._position = position
        self.tabs.setCurrentIndex(position)
        self.forms.setCurrentIndex(position)
        self.table.setAccessibleName(tr(self.kind.title))
        self.model.show(())
        self.show_record(None)
        self.read()

    def _on_fields(self, found: tuple[Any, Sequence[Choice]]) -> None:
        fields, companies = found
        if not self.is_changed:
            self.form.show_entry(fields, companies)

    def _on_merge(self) -> None:
        self.leave_then(self._read_merging)

    def _read_merging(self) -> None:
        merged, kept = self.chosen(), self.target.currentData()
        if merged is None or kept is None:
            return
        say, store, merged_id = self.kind.said_of_merging, self._store, merged.id
        names = {"merged": merged.label, "kept": self.target.currentText()}
        ask = partial(self._ask_merging, kept, merged_id, names)
        if say is None:
            ask(())
        else:
            self.context.jobs.read(
                lambda _progress: say(store, kept, merged_id), ask, owner=self, failed=self.on_refused
            )

    def _ask_merging(self, kept: int, merged_id: int, names: Mapping[str, str], found: Sequence[Message]) -> None:
        said = "\n".join(formats.sentence(one) for one in found)
        if not self.context.ask.confirm(_merge_question(names, said)):
            return
        merge, key = self.kind.merge, (self._position, kept)

        def work(store: Store) -> tuple[int, int]:
            merge(store, kept, merged_id)
            return key

        self.write(work, formats.fill(tr("{merged} merged into {kept}."), names))


def _merge_question(names: Mapping[str, str], said: str) -> Question:
    text = formats.fill(tr("Every invoice of {merged} will be under {kept}. One undo takes it back."), names)
    return Question(
        title=formats.fill(tr("Merge {merged} into {kept}?"), names),
        text=f"{text}\n\n{said}" if said else text,
        act=tr("Merge"),
    )
