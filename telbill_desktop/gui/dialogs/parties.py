"""Operators, billing accounts and companies: what an import made is completed, and two that are one are merged."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.messages import Message
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.party_form import PartyForm
from telbill_desktop.gui.dialogs.party_kinds import KINDS, PartyKind
from telbill_desktop.gui.dialogs.party_table import COUNT, NAME, STATE, PartyTable
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.pages.page import PageContext
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import invoices
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class PartiesDialog(Dialog):
    """One tab for each kind."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Operators and accounts"), parent)
        tabs = QTabBar()
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        tabs.setAccessibleName(tr("Operators and accounts"))
        self.panes = QStackedWidget()
        for kind in KINDS:
            tabs.addTab(tr(kind.title))
            self.panes.addWidget(PartyPane(context, kind))
        tabs.currentChanged.connect(self._on_tab_changed)
        self.tabs = tabs
        self.body.addWidget(tabs)
        self.body.addWidget(self.panes, 1)
        self.add_button(tr("Close"), self.accept)
        self.wish(900, 560)

    def pane(self, position: int) -> "PartyPane":
        """The pane of one kind, in the order of `party_kinds.KINDS`."""
        pane = self.panes.widget(position)
        if not isinstance(pane, PartyPane):
            raise TypeError(pane)
        return pane

    def _on_tab_changed(self, position: int) -> None:
        self.panes.setCurrentIndex(position)
        self.pane(position).read()


class PartyPane(QWidget):
    """A list, the form of the entry chosen, and what it can be merged into."""

    def __init__(self, context: PageContext, kind: PartyKind) -> None:
        super().__init__()
        self._context, self._kind = context, kind
        self._store = context.workspace.store
        self._companies: list[Choice] = []
        self._wanted: int | None = None
        theme = context.theme
        self.model = PartyTable(self)
        self.table = self._list()
        self.form = PartyForm(theme, kind)
        self.form.edited.connect(self._on_edited)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.save_button = Button(tr("Save"), "primary", self._on_save)
        self.target = QComboBox()
        self.target.setAccessibleName(tr("Merge into"))
        self.merge_button = Button(tr("Merge…"), clicked=self._on_merge)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.dp(16))
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        row.addWidget(card, 3)
        inner = QWidget()
        inner.setLayout(self._side())
        area = QScrollArea()  # large text on a small screen
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setMinimumWidth(inner.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        row.addWidget(area, 2)
        self._enable(chosen=False)
        self.read()

    def read(self) -> None:
        """Reads the list; the entry chosen stays chosen."""
        store, kind = self._store, self._kind
        self._context.jobs.read(
            lambda _progress: (kind.choices(store), invoices.companies(store)), self._on_read, owner=self
        )

    def _list(self) -> RowTable:
        theme = self._context.theme
        table = RowTable(theme)
        table.setModel(self.model)
        delegate = CellDelegate(table, self.model, theme, right=frozenset({COUNT}), pills={STATE: self.model.pill})
        table.setItemDelegate(delegate)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(tr(self._kind.title))
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(STATE, theme.dp(120))
        header.resizeSection(COUNT, theme.dp(80))
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        return table

    def _side(self) -> QVBoxLayout:
        theme = self._context.theme
        side = QVBoxLayout()
        side.setSpacing(theme.dp(10))
        side.addWidget(self.form)
        side.addWidget(self.wrong)
        saving = QHBoxLayout()
        saving.addStretch()
        saving.addWidget(self.save_button)
        side.addLayout(saving)
        if self._kind.merge is not None:
            side.addSpacing(theme.dp(10))
            side.addWidget(Label(tr("The same under two names?"), "small_strong"))
            words = Label(tr("Everything of the one chosen moves to the other. One undo takes it back."), "small")
            words.setWordWrap(True)
            side.addWidget(words)
            merging = QHBoxLayout()
            merging.addWidget(self.target, 1)
            merging.addWidget(self.merge_button)
            side.addLayout(merging)
        side.addStretch()
        return side

    def _chosen(self) -> Choice | None:
        index = self.table.currentIndex()
        return self.model.records[index.row()] if index.isValid() else None

    def _enable(self, *, chosen: bool) -> None:
        writable = not self._store.read_only
        self.save_button.setEnabled(False)
        self.target.setEnabled(chosen and writable)
        self.merge_button.setEnabled(chosen and writable and self.target.count() > 0)

    def _on_read(self, found: tuple[list[Choice], list[Choice]]) -> None:
        choices, self._companies = found
        kept = self._wanted
        self.model.show(choices)
        row = next((row for row, one in enumerate(choices) if one.id == kept), 0)
        if choices:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
        else:
            self.form.clear()
            self._enable(chosen=False)

    def _on_row_changed(self) -> None:
        choice = self._chosen()
        self.wrong.hide()
        if choice is None:
            return
        self._wanted = choice.id
        self.target.clear()
        for other in self.model.records:
            if other.id != choice.id:
                self.target.addItem(other.label, other.id)
        store, kind, wanted = self._store, self._kind, choice.id
        self._context.jobs.read(
            lambda _progress: kind.fields(store, wanted), lambda fields: self._on_fields(wanted, fields), owner=self
        )

    def _on_fields(self, wanted: int, fields: Any) -> None:  # noqa: ANN401 - one of domain.parties
        if wanted == self._wanted:
            self.form.show_entry(fields, self._companies)
            self._enable(chosen=True)

    def _on_edited(self) -> None:
        self.wrong.hide()
        self.save_button.setEnabled(not self._store.read_only)

    def _on_save(self) -> None:
        choice = self._chosen()
        if choice is not None:
            store, edit, fields = self._store, self._kind.edit, self.form.entry()
            self._write(lambda: edit(store, choice.id, fields), tr("{name} saved.").format(name=choice.label))

    def _on_merge(self) -> None:
        merged, kept = self._chosen(), self.target.currentData()
        merge = self._kind.merge
        if merged is None or kept is None or merge is None:
            return
        store, say, merged_id = self._store, self._kind.said_of_merging, merged.id
        names = {"merged": merged.label, "kept": self.target.currentText()}

        def ask(found: Sequence[Message]) -> None:
            said = "\n".join(formats.sentence(one) for one in found)
            if self._context.ask.confirm(_merge_question(names, said)):
                self._wanted = kept
                self._write(lambda: merge(store, kept, merged_id), tr("{merged} merged into {kept}.").format(**names))

        if say is None:
            ask(())
        else:
            self._context.jobs.read(
                lambda _progress: say(store, kept, merged_id), ask, owner=self, failed=self._on_refused
            )

    def _write(self, work: Callable[[], None], said: str) -> None:
        def done(_nothing: None) -> None:
            self._context.notify(Notice(said, undo=True))
            self._context.store_changed()
            self.read()

        self._context.jobs.write(lambda _progress: work(), done, owner=self, failed=self._on_refused)

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()


def _merge_question(names: Mapping[str, str], said: str) -> Question:
    text = tr("Every invoice of {merged} will be under {kept}. One undo takes it back.").format(**names)
    return Question(
        title=tr("Merge {merged} into {kept}?").format(**names),
        text=f"{text}\n\n{said}" if said else text,
        act=tr("Merge"),
    )
