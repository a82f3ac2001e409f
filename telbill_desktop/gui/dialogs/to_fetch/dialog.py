"""« À récupérer »: what to fetch from the portals, the months without an invoice, and the copies elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar

from telbill_desktop.domain.archive_view import ArchiveGroup
from telbill_desktop.domain.folding import search_terms
from telbill_desktop.domain.to_fetch import FetchFold, tally
from telbill_desktop.exporters.to_fetch_columns import ToFetchColumn
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.to_fetch.acts import ToFetchActs
from telbill_desktop.gui.dialogs.to_fetch.card import ListsCard
from telbill_desktop.gui.dialogs.to_fetch.tables import FetchTable, MonthsTable, PickTable
from telbill_desktop.gui.models.to_fetch_tables import (
    FETCH_POSITION,
    MissingMonthsTable,
    ToFetchTable,
    fetch_words,
    gap_words,
    is_found,
)
from telbill_desktop.gui.models.to_fetch_words import copies_words, summary_words
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.gui.widgets.buttons import MenuButton
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import copies, missing_months, to_fetch
from telbill_desktop.system import formats
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.copies import CopyState
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.to_fetch import FetchTally, ToFetch
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.missing_months import AccountGaps

TO_FETCH, MONTHS = range(2)  # the tabs
_VIEWS = ("to_fetch", "missing_months")
_INVOICES, _CONTRACTS, _ARCHIVE = "invoices", "contracts", "archive"
_SHORT = 460  # pixels at 100 % text


@dataclass(frozen=True, slots=True)
class Scope:
    """What the lists are narrowed to, and its name, empty while it is not known; None: nothing is left out."""

    perimeter: PerimeterChoice | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read, each with the words that a filter finds it by: of a large store they take their time."""

    items: Sequence[tuple[str, ToFetch]]
    gaps: Sequence[tuple[str, AccountGaps]]
    counted: FetchTally
    copies: CopyState


class ToFetchDialog(Dialog):
    """Two tabs under one filter. What is picked is shown on its page, and the dialog is gone."""

    def __init__(self, context: PageContext, parent: QWidget, scope: Scope, tab: int = TO_FETCH) -> None:
        super().__init__(context.theme, tr("To fetch from the operators"), parent)
        self.context, self._scope = context, scope
        self._today = context.workspace.today()
        self._lane = context.jobs.latest(self)
        self._kept = [context.settings.view(name) for name in _VIEWS]
        self._found: _Found | None = None
        self.summary = Label(role="strong")
        self.summary.setWordWrap(True)
        self.tabs = QTabBar()
        self.fetch_model, self.months_model = ToFetchTable(self, self._today), MissingMonthsTable(self)
        self.fetch = FetchTable(self.fetch_model, self.theme, self._kept[TO_FETCH])
        self.months = MonthsTable(self.months_model, self.theme, self._kept[MONTHS])
        self.tables: tuple[PickTable, PickTable] = self.fetch, self.months
        self.card = ListsCard(self.theme, self.fetch, self.months, scope.name)
        self.copies = MessagePanel(self.theme)
        self.acts = ToFetchActs(self)
        self._lay_out()
        self._connect()
        self.tabs.setCurrentIndex(tab)
        self.wish(1120, 660)
        # With large text on a small screen the list needs the room more; the window's title says the same.
        self._has_room = self.height() >= self.theme.dp(_SHORT)
        self.heading.setVisible(self._has_room)
        self._read()

    @property
    def table(self) -> PickTable:
        """The one that is shown."""
        return self.tables[self.tabs.currentIndex()]

    def fold(self) -> FetchFold | None:
        """The fold that the keyboard is on."""
        index = self.table.currentIndex()
        row = self.fetch.row(index) if self.table is self.fetch and index.isValid() else None
        return row if isinstance(row, FetchFold) else None

    def invoice_id(self) -> int | None:
        """The invoice of the row that the keyboard is on."""
        index = self.table.currentIndex()
        row = self.fetch.row(index) if self.table is self.fetch and index.isValid() else None
        return None if row is None or isinstance(row, FetchFold) else row.invoice_id

    def account_id(self) -> int | None:
        """The account of the row that the keyboard is on."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        if self.table is self.fetch:
            return self.fetch.row(index).account_id
        return self.months_model.records[index.row()].account_id

    def pick_current(self) -> None:
        """Enter: what a fold holds, the invoice, or else the account of the row that the keyboard is on."""
        if self.fold() is not None:
            self.toggle_fold()
        elif self.invoice_id() is not None:
            self.open_invoice()
        else:
            self.open_account()

    def open_invoice(self) -> None:
        """Shows it on its page."""
        self._leave_for(_INVOICES, self.invoice_id())

    def open_account(self) -> None:
        """Shows it on its page."""
        self._leave_for(_CONTRACTS, self.account_id())

    def toggle_fold(self) -> None:
        """Shows each invoice that is archived as XML alone, or hides them again."""
        if (fold := self.fold()) is not None:
            self.fetch_model.toggle(fold)
            below = len(fold.items) if self.fetch_model.is_unfolded(fold) else 0
            self.fetch.show_from(self.fetch_model.row_of(fold.key) or 0, below)

    def done(self, result: int) -> None:
        """The columns stay as they were left."""
        for table, kept in zip(self.tables, self._kept, strict=True):
            table.columns.keep(kept)
        super().done(result)

    def _leave_for(self, page: str, record_id: int | None) -> None:
        if record_id is not None:
            self.accept()
            self.context.go_to(page, Target(record_id=record_id))

    def _read(self) -> None:
        store, today, perimeter = self.context.workspace.store, self._today, self._scope.perimeter

        def question() -> _Found:
            gaps = missing_months.missing(store, today, perimeter=perimeter)
            found = to_fetch.to_fetch(store, today, perimeter=perimeter)
            return _Found(
                items=[(fetch_words(one), one) for one in found],
                gaps=[(gap_words(one), one) for one in gaps if one.months],
                counted=tally(found, today),
                copies=copies.copy_state(store),
            )

        self._lane.ask(question, self._on_read)

    def _on_read(self, found: _Found) -> None:
        self._found = found
        month = formats.long_month(self._today)
        self.summary.setText(labelled(month[:1].upper() + month[1:], summary_words(found.counted)))
        self._say_copies(found.copies)
        self._fill()
        if self.isVisible() and not self.card.filter.hasFocus():
            self.table.setFocus()

    def _say_copies(self, state: CopyState) -> None:
        tone, words = copies_words(state)
        self.show_uncopied.setVisible(state.without > 0)
        hint = tr("Make a year bundle on a USB stick or another disk: what is copied is read again there.")
        self.copies.say(tone, words, [hint] if tone == "warn" and self._has_room else [])

    def _fill(self) -> None:
        """Shows what the filter leaves; the row that the keyboard was on stays so, or else it is the first."""
        if self._found is None:
            return
        terms, current = search_terms(self.card.filter.text()), self.fetch.currentIndex()
        key = self.fetch_model.key_of(current.row()) if current.isValid() else None
        items: list[ToFetch] = []
        hidden: list[ToFetch] = []
        for words, one in self._found.items:
            (items if is_found(words, terms) else hidden).append(one)
        self.fetch_model.show_items(items, hidden)
        self.months_model.show([one for words, one in self._found.gaps if is_found(words, terms)])
        self.card.stacks[TO_FETCH].show_for(len(items), filtered=bool(self._found.items))
        self.card.stacks[MONTHS].show_for(len(self.months_model.records), filtered=bool(self._found.gaps))
        if items:
            self.fetch.selectRow((self.fetch_model.row_of(key) if key is not None else None) or 0)
        if self.months_model.records:
            self.months.selectRow(0)
        self._say_count()

    def _on_uncopied_wanted(self) -> None:
        self.accept()
        self.context.go_to(_ARCHIVE, Target(options={"group": ArchiveGroup.UNCOPIED.value}))

    def _say_count(self) -> None:
        if self.table is self.fetch:
            number = len(self.fetch_model.items)
            words = ntr("{count} invoice", "{count} invoices", number)
        else:
            number = len(self.months_model.records)
            words = ntr("{count} account", "{count} accounts", number)
        self.card.count.setText(words.format(count=formats.count(number)))
        self.acts.save_csv.setEnabled(bool(number))
        self.acts.save_book.setEnabled(bool(self.fetch_model.records or self.months_model.records))

    def _on_picked(self, index: QModelIndex) -> None:
        row = self.fetch.row(index)
        if index.column() == FETCH_POSITION[ToFetchColumn.ACCOUNT] and row.account_id is not None:
            self.open_account()
        else:
            self.pick_current()

    def _on_month_picked(self, _index: QModelIndex) -> None:
        self.open_account()

    def _on_tab_changed(self, tab: int) -> None:
        self.card.show_list(tab)
        self._say_count()

    def _on_text_changed(self, _text: str) -> None:
        self._fill()

    def _on_filter_left(self) -> None:
        self.table.setFocus()

    def _on_filter_wanted(self) -> None:
        self.card.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.card.filter.selectAll()

    def _on_contracts_asked(self) -> None:
        self.accept()
        self.context.go_to(_CONTRACTS, Target())

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.card.contracts_asked.connect(self._on_contracts_asked)
        self.card.filter.textChanged.connect(self._on_text_changed)
        self.card.filter.left.connect(self._on_filter_left)
        self.fetch.picked.connect(self._on_picked)
        self.months.picked.connect(self._on_month_picked)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._on_filter_wanted)

    def _lay_out(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.windowTitle())
        self.tabs.addTab(tr("Invoices to fetch"))
        self.tabs.addTab(tr("Months without an invoice"))
        for widget, share in ((self.summary, 0), (self.tabs, 0), (self.card, 1), (self.copies, 0)):
            self.body.addWidget(widget, share)
        exports = MenuButton(self.theme, tr("Export"))
        exports.list.addActions([self.acts.save_csv, self.acts.save_book])
        self.foot.addWidget(exports)
        self.show_uncopied = self.add_button(tr("Show what has no copy"), self._on_uncopied_wanted)
        self.show_uncopied.hide()
        self.add_button(tr("Close"), self.accept)


def open_to_fetch(
    context: PageContext,
    parent: QWidget,
    perimeter: PerimeterChoice | None = None,
    name: str = "",
    *,
    months: bool = False,
) -> None:
    """Opens the dialog over a window; `name` is the perimeter's. `months`: on the months without an invoice."""
    ToFetchDialog(context, parent.window(), Scope(perimeter, name), MONTHS if months else TO_FETCH).open()
