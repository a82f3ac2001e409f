"""The page of the invoices to come: the list and the year ahead at the left, the chosen invoice at the right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice_list import InvoiceSums
from telbill_desktop.domain.year_ahead import supposed_rows
from telbill_desktop.exporters.upcoming_columns import UpcomingColumn, upcoming_titles
from telbill_desktop.gui.models.invoice_sums_words import list_text, selection_text
from telbill_desktop.gui.models.upcoming_table import (
    LEAST_ACCOUNT,
    SUPPOSED_COLUMNS,
    UPCOMING_COLUMNS,
    UPCOMING_SHOWN,
    UPCOMING_SPARE,
    UpcomingTable,
    matching,
    signed,
)
from telbill_desktop.gui.pages.page import Page, Target
from telbill_desktop.gui.pages.upcoming.acts import UpcomingActs
from telbill_desktop.gui.pages.upcoming.list_card import UpcomingCard
from telbill_desktop.gui.pages.upcoming.side import UpcomingSide
from telbill_desktop.gui.pages.upcoming.table_view import UpcomingTableView
from telbill_desktop.gui.pages.upcoming.year_card import YearCard
from telbill_desktop.gui.widgets.column_widths import Stretch
from telbill_desktop.gui.widgets.side_panel import SidePanelSplitter
from telbill_desktop.gui.widgets.table_layout import TableLayout
from telbill_desktop.services import outlook
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPoint
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.products import Product
    from telbill_desktop.domain.what_if import WhatIf
    from telbill_desktop.domain.year_ahead import UpcomingRow
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.outlook import Outlook

VIEW, YEAR_VIEW = "upcoming", "upcoming_year"
CONTRACTS = "contracts"
_SIDES = (820, 370)  # pixels at 100 % text of the list and of the invoice, at first
_LEAST_LIST = 170  # pixels at 100 % text
_SHARES = (530, 250)  # pixels at 100 % text of the list and of the year, at first; more room is shared alike


@dataclass(frozen=True, slots=True)
class _Answer:
    """The invoices as they stand, and as they would be; or why what is supposed cannot be."""

    now: Outlook
    then: Outlook | None
    refusal: TelbillError | None = None


class UpcomingPage(Page):
    """« À venir ». Everything is worked out in a reader's job; a filter only hides rows that are there."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme, settings = context.theme, context.settings
        self._kept, self._kept_year = settings.view(VIEW), settings.view(YEAR_VIEW)
        self._perimeter: PerimeterChoice | None = None
        self._answer: _Answer | None = None
        self._supposing: WhatIf | None = None
        self._current: tuple[int, date] | None = None
        self._side_waits = True  # for the next row that there is
        self._lane, self._products_lane = context.jobs.latest(self), context.jobs.latest(self)
        self._products_of: int | None = None
        self.model = UpcomingTable(self)
        self.table = UpcomingTableView(self.model, theme)
        self.card = UpcomingCard(theme, self.table)
        self.year = YearCard(theme, context.jobs)
        self.left = QSplitter(Qt.Orientation.Vertical)
        self.left_area = QScrollArea()
        self.splitter = SidePanelSplitter(theme, self.left_area)
        self.side = UpcomingSide(theme, context.workspace.today())
        self.layout_of_table = TableLayout(
            self.table.horizontalHeader(),
            UPCOMING_COLUMNS,
            shown=UPCOMING_SHOWN,
            widths=self.table.first_widths(),
            stretch=Stretch(
                UpcomingColumn.ACCOUNT,
                LEAST_ACCOUNT,
                [one for one in UPCOMING_COLUMNS if one is not UpcomingColumn.ACCOUNT],
                tight=self.table.tight_widths(),
                spare=UPCOMING_SPARE,
            ),
            scale=theme.scale,
        )
        self.acts = UpcomingActs(self)
        self._lay_out()
        self._connect()
        self.refresh()

    def title(self) -> str:
        """In the top bar."""
        return tr("To come")

    def focus_content(self) -> None:
        """On the list."""
        self.table.setFocus()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.card.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.card.text.selectAll()

    def export_actions(self) -> list[QAction]:
        """The list, its lines, both as a workbook."""
        return self.acts.exports

    def refresh(self) -> None:
        """Works everything out again; filter and choice stay."""
        store, today, perimeter = self.context.workspace.store, self.context.workspace.today(), self._perimeter
        what_if = self._supposing

        def question() -> _Answer:
            now = outlook.outlook(store, today, perimeter=perimeter)
            try:
                then = outlook.outlook(store, today, perimeter=perimeter, what_if=what_if) if what_if else None
            except TelbillError as error:
                return _Answer(now, None, error)
            return _Answer(now, then)

        self._lane.ask(question, self._on_worked_out)
        self._products_of = None

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """Narrows the list, its sums and the year."""
        self.card.say_perimeter(name)
        if choice != self._perimeter:
            self._perimeter = choice
            self.refresh()

    def go_to(self, target: Target) -> None:
        """Shows the next invoice of an account (`target.record_id`), if it is that of `options["day"]`."""
        day = target.options.get("day")
        if target.record_id is not None and isinstance(day, date):
            self._current, self._side_waits = (target.record_id, day), True
            self.card.text.clear()
            self._fill()

    def save_layout(self) -> None:
        """Widths, and where the splitters stand."""
        self._show_supposed(shown=False)
        self.layout_of_table.keep(self._kept)
        self._kept.splitter = self.splitter.kept_sizes()
        self._kept_year.splitter = [round(size / self.context.theme.scale) for size in self.left.sizes()]

    def open_current(self) -> None:
        """Enter: the invoice that the keyboard is on."""
        if self._current_row() is not None:
            self.splitter.show_side()

    def open_what_if(self) -> None:
        """The form beside the invoice."""
        self.open_current()
        self.side.tabs.setCurrentWidget(self.side.what_if)
        self.side.what_if.direction.setFocus()

    def close_side(self) -> None:
        """Esc: the list has all the room again."""
        self._side_waits = False
        self.splitter.hide_side()
        self.table.setFocus()

    def _lay_out(self) -> None:
        dp = self.context.theme.dp
        self.left.addWidget(self.card)
        self.left.addWidget(self.year)
        for at, share in enumerate(_SHARES):
            self.left.setStretchFactor(at, share)
        self.left.setChildrenCollapsible(False)
        self.left.setHandleWidth(dp(12))
        self.card.setMinimumHeight(dp(_LEAST_LIST))
        self.left_area.setWidget(self.left)  # it scrolls where large text leaves no room for both
        self.left_area.setWidgetResizable(True)
        self.left_area.setFrameShape(QFrame.Shape.NoFrame)
        self.left_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.left_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.splitter.add_side(self.side)
        self.splitter.restore(self._kept.splitter or _SIDES)
        self.left.setSizes([dp(size) for size in self._kept_year.splitter or _SHARES])
        self.layout_of_table.apply(self._kept)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.card.text.textChanged.connect(self._on_text_changed)
        self.card.text.left.connect(self._on_filter_left)
        self.card.contracts_asked.connect(lambda: self.context.go_to(CONTRACTS, Target()))
        self.side.closed.connect(self.close_side)
        self.side.tabs.currentChanged.connect(lambda _index: self._ask_products())
        self.side.what_if.asked.connect(self._on_what_if_asked)
        self.side.what_if.cleared.connect(self._on_what_if_cleared)
        self.side.what_if.wanted.connect(self._on_what_if_wanted)
        self.side.what_if.act.setEnabled(not self.context.workspace.store.read_only)
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(self._on_current_changed)
        selection.selectionChanged.connect(lambda _new, _old: self._say_status())
        self.table.clicked.connect(lambda _index: self.open_current())
        self.table.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu_asked)

    def _on_worked_out(self, answer: _Answer) -> None:
        self._answer = answer
        self.count_changed.emit(len(answer.now.rows))
        self._show_supposed(shown=answer.then is not None)
        self.year.show_year(answer.now.year, answer.then.year if answer.then else None)
        self.side.what_if.show_result(self._supposing if answer.then else None, answer.now, answer.then)
        if answer.refusal is not None:
            self._supposing = None
            self.side.what_if.show_refusal(formats.sentence(answer.refusal.message))
        self._fill()

    def _show_supposed(self, *, shown: bool) -> None:
        """What would be stands beside what is, and only while something is supposed."""
        before = self.layout_of_table.shown()
        wanted = [name for name in before if name not in SUPPOSED_COLUMNS]
        if shown:
            at = wanted.index(UpcomingColumn.HT) + 1 if UpcomingColumn.HT in wanted else len(wanted)
            wanted[at:at] = SUPPOSED_COLUMNS
        if wanted != before:
            self.layout_of_table.arrange(wanted)

    def _on_text_changed(self, _text: str) -> None:
        self._fill()

    def _on_filter_left(self) -> None:
        self.table.setFocus()

    def _shown_rows(self) -> list[UpcomingRow]:
        if self._answer is None:
            return []
        rows: Sequence[UpcomingRow] = self._answer.now.rows
        if self._answer.then is not None:
            rows = supposed_rows(rows, self._answer.then.rows, self._answer.then.every)
        return matching(rows, self.card.text.text())

    def _fill(self) -> None:
        """Shows the rows that the filter leaves, the same one chosen as before, or else the first."""
        if self._answer is None:
            return
        kept, chosen = self._current, {self.model.records[row].key for row in self.table.chosen_rows()}
        self.model.show(self._shown_rows())
        self.card.show_for(len(self.model.records), has_terms=self._answer.now.has_terms)
        row = self.model.row_of(kept) if kept is not None else None
        if self.model.records:
            self.table.selectRow(row or 0)
            self.table.choose_also([at for at, one in enumerate(self.model.records) if one.key in chosen])
            if self._side_waits and not self.splitter.is_narrow:
                self.open_current()
            self._side_waits = False
        else:
            self._side_waits |= self.splitter.is_side_shown
            self.splitter.hide_side()
        self._say_status()

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.records[current.row()]
        self._current = row.key
        self.side.show_row(row)
        self._ask_products()

    def _current_row(self) -> UpcomingRow | None:
        index = self.table.currentIndex()
        return self.model.records[index.row()] if index.isValid() else None

    def _ask_products(self) -> None:
        """What the what-if form offers, once it is looked at."""
        row = self._current_row()
        if row is None or self.side.tabs.currentWidget() is not self.side.what_if:
            return
        account_id, store = row.invoice.account_id, self.context.workspace.store
        if account_id == self._products_of:
            return
        self._products_of = account_id

        def answered(products: list[Product]) -> None:
            self.side.what_if.show_products(products)

        self._products_lane.ask(lambda: outlook.products_on(store, account_id), answered)

    def _on_what_if_asked(self, what_if: WhatIf) -> None:
        self._supposing = what_if
        self.refresh()

    def _on_what_if_cleared(self) -> None:
        self._supposing = None
        self.refresh()

    def _on_what_if_wanted(self) -> None:
        if self._supposing is not None:
            self.acts.do_supposed(self._supposing, done=self._on_what_if_cleared)

    def _say_status(self) -> None:
        """The chosen invoices with their sums, or those of the whole list."""
        chosen = [self.model.records[row] for row in self.table.chosen_rows()]
        rows = chosen if len(chosen) > 1 else self.model.records
        sums = [_sums(rows)] if rows else []
        words = selection_text(len(rows), sums) if len(chosen) > 1 else list_text(len(rows), sums)
        differences = [one.difference for one in rows if one.difference is not None]
        if differences:
            words += f" · {tr('What if')} {signed(sum(differences, Decimal(0)))}"
        self.status_changed.emit(words)

    def _on_header_menu_asked(self, at: QPoint) -> None:
        named = {column.value: title for column, title in upcoming_titles().items()}
        self.layout_of_table.open_menu(at, named, self._on_reset_asked)

    def _on_reset_asked(self) -> None:
        self.layout_of_table.reset(self._kept)
        self._show_supposed(shown=self._answer is not None and self._answer.then is not None)


def _sums(rows: Sequence[UpcomingRow]) -> InvoiceSums:
    found = [row.invoice for row in rows]
    return InvoiceSums(
        HOME_CURRENCY,
        len(found),
        ht=sum((one.total_ht for one in found), Decimal(0)),
        vat=sum((one.total_vat for one in found), Decimal(0)),
        ttc=sum((one.total_ttc for one in found), Decimal(0)),
    )
