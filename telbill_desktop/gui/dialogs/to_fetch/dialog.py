"""« À récupérer »: what to fetch from the portals, the months without an invoice, and the copies elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from telbill_desktop.domain.to_fetch import FetchFold, tally
from telbill_desktop.exporters.to_fetch_columns import ToFetchColumn
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.to_fetch.acts import ToFetchActs
from telbill_desktop.gui.dialogs.to_fetch.tables import FetchTable, MonthsTable, PickTable
from telbill_desktop.gui.models.to_fetch_tables import (
    FETCH_POSITION,
    MissingMonthsTable,
    ToFetchTable,
    matching_gaps,
    matching_items,
)
from telbill_desktop.gui.models.to_fetch_words import copies_words, summary_words
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.gui.widgets.buttons import MenuButton
from telbill_desktop.gui.widgets.empty_state import EmptyState
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.table_stack import TableStack, nothing_matches
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services import copies, missing_months, to_fetch
from telbill_desktop.system import formats
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.copies import CopyState
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.to_fetch import ToFetch
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.missing_months import AccountGaps

TO_FETCH, MONTHS = range(2)
_VIEWS = ("to_fetch", "missing_months")
_INVOICES, _CONTRACTS = "invoices", "contracts"
_FILTER_WIDTH = 230


@dataclass(frozen=True, slots=True)
class Scope:
    """What the lists are narrowed to, and its name, empty while it is not known; None: nothing is left out."""

    perimeter: PerimeterChoice | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    items: Sequence[ToFetch]
    gaps: Sequence[AccountGaps]
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
        self.filter = QuickFilter()
        self._glass = Glass(self.filter, self.theme)
        self.perimeter = ElidedLabel(role="small")
        self.count = Label(role="small")
        self.fetch_model, self.months_model = ToFetchTable(self, self._today), MissingMonthsTable(self)
        self.fetch = FetchTable(self.fetch_model, self.theme, self._kept[TO_FETCH])
        self.months = MonthsTable(self.months_model, self.theme, self._kept[MONTHS])
        self.tables: tuple[PickTable, PickTable] = self.fetch, self.months
        self.stacks = (
            TableStack(self.fetch, no_data=self._nothing_to_fetch, all_hidden=self._all_hidden),
            TableStack(self.months, no_data=self._no_month, all_hidden=self._all_hidden),
        )
        self.lists = QStackedWidget()
        self.copies = MessagePanel(self.theme)
        self.acts = ToFetchActs(self)
        self._lay_out()
        self._connect()
        self.tabs.setCurrentIndex(tab)
        self.wish(1120, 660)
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
            self._go_to(self.fetch_model.row_of(fold.key) or 0)

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
            gaps = [one for one in missing_months.missing(store, today, perimeter=perimeter) if one.months]
            found = to_fetch.to_fetch(store, today, perimeter=perimeter)
            return _Found(found, gaps, copies.copy_state(store))

        self._lane.ask(question, self._on_read)

    def _on_read(self, found: _Found) -> None:
        self._found = found
        month = formats.long_month(self._today)
        self.summary.setText(labelled(month[:1].upper() + month[1:], summary_words(tally(found.items, self._today))))
        self._say_copies(found.copies)
        self._fill()
        if self.isVisible() and not self.filter.hasFocus():
            self.table.setFocus()

    def _say_copies(self, state: CopyState) -> None:
        tone, words = copies_words(state)
        hint = tr("Make a year bundle on a USB stick or another disk: what is copied is read again there.")
        self.copies.say(tone, words, [hint] if tone == "warn" else [])

    def _fill(self) -> None:
        """Shows what the filter leaves; the row that the keyboard was on stays so, or else it is the first."""
        if self._found is None:
            return
        text, current = self.filter.text(), self.fetch.currentIndex()
        key = self.fetch_model.key_of(current.row()) if current.isValid() else None
        items = matching_items(self._found.items, text)
        left = {id(one) for one in items}
        self.fetch_model.show_items(items, [one for one in self._found.items if id(one) not in left])
        self.months_model.show(matching_gaps(self._found.gaps, text))
        self.stacks[TO_FETCH].show_for(len(items), filtered=bool(self._found.items))
        self.stacks[MONTHS].show_for(len(self.months_model.records), filtered=bool(self._found.gaps))
        if items:
            self.fetch.selectRow((self.fetch_model.row_of(key) if key is not None else None) or 0)
        if self.months_model.records:
            self.months.selectRow(0)
        self._say_count()

    def _say_count(self) -> None:
        if self.table is self.fetch:
            number = len(self.fetch_model.items)
            words = ntr("{count} invoice", "{count} invoices", number)
        else:
            number = len(self.months_model.records)
            words = ntr("{count} account", "{count} accounts", number)
        self.count.setText(words.format(count=formats.count(number)))
        for act in (self.acts.save_csv, self.acts.save_book):
            act.setEnabled(bool(number))

    def _go_to(self, row: int) -> None:
        self.fetch.selectRow(row)
        self.fetch.scrollTo(self.fetch_model.index(row, 0))

    def _on_picked(self, index: QModelIndex) -> None:
        row = self.fetch.row(index)
        if index.column() == FETCH_POSITION[ToFetchColumn.ACCOUNT] and not isinstance(row, FetchFold):
            self.open_account()
        else:
            self.pick_current()

    def _on_month_picked(self, _index: QModelIndex) -> None:
        self.open_account()

    def _on_tab_changed(self, tab: int) -> None:
        self.lists.setCurrentIndex(tab)
        self._say_count()

    def _on_text_changed(self, _text: str) -> None:
        self._fill()

    def _on_filter_left(self) -> None:
        self.table.setFocus()

    def _on_filter_wanted(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _on_clear_asked(self) -> None:
        self.filter.clear()
        self.filter.setFocus()

    def _on_contracts_asked(self) -> None:
        self.accept()
        self.context.go_to(_CONTRACTS, Target())

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.filter.textChanged.connect(self._on_text_changed)
        self.filter.left.connect(self._on_filter_left)
        self.fetch.picked.connect(self._on_picked)
        self.months.picked.connect(self._on_month_picked)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._on_filter_wanted)

    def _lay_out(self) -> None:
        dp = self.theme.dp
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.windowTitle())
        self.tabs.addTab(tr("Invoices to fetch"))
        self.tabs.addTab(tr("Months without an invoice"))
        self.filter.setPlaceholderText(tr("Operator, account, number…"))
        self.filter.setAccessibleName(tr("Filter what is to be fetched"))
        self.filter.setFixedWidth(dp(_FILTER_WIDTH))
        self.perimeter.setText(labelled(tr("Perimeter"), self._scope.name or tr("All companies")))
        for stack in self.stacks:
            self.lists.addWidget(stack)
        head = QHBoxLayout()
        head.setContentsMargins(dp(9), dp(8), dp(9), dp(8))
        head.setSpacing(dp(10))
        head.addWidget(self.filter)
        head.addWidget(self.perimeter, 1)
        head.addWidget(self.count)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self.lists, 1)
        for widget, share in ((self.summary, 0), (self.tabs, 0), (card, 1), (self.copies, 0)):
            self.body.addWidget(widget, share)
        exports = MenuButton(self.theme, tr("Export"))
        exports.list.addActions([self.acts.save_csv, self.acts.save_book])
        self.foot.addWidget(exports)
        self.add_button(tr("Close"), self.accept)

    def _nothing_to_fetch(self) -> EmptyState:
        return self._empty(tr("Nothing to fetch: everything that should be there is archived."))

    def _no_month(self) -> EmptyState:
        return self._empty(tr("No month without an invoice"))

    def _empty(self, heading: str) -> EmptyState:
        return EmptyState(
            self.theme,
            icon="circle-check",
            heading=heading,
            sentence=tr(
                "Where nobody wrote down how an account is charged, only its own rhythm shows what lacks between two "
                "invoices. Its cycle is written under Contracts."
            ),
            act=tr("Go to the contracts"),
            acted=self._on_contracts_asked,
            primary=False,
        )

    def _all_hidden(self) -> EmptyState:
        return nothing_matches(
            self.theme,
            tr("Nothing matches"),
            tr("The filter hides everything."),
            act=tr("Clear the filter"),
            acted=self._on_clear_asked,
        )


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
