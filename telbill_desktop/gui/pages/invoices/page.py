"""The invoices' page: filters above, the list at the left, the invoice that the keyboard is on at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder
from telbill_desktop.gui.models.invoice_cells import COLUMNS, LEAST_SUBSCRIBER, SHOWN_FIRST, titles
from telbill_desktop.gui.models.invoice_table import InvoiceTable
from telbill_desktop.gui.pages.invoices.acts import InvoiceActs
from telbill_desktop.gui.pages.invoices.filter_bar import FilterBar
from telbill_desktop.gui.pages.invoices.list_card import ListCard
from telbill_desktop.gui.pages.invoices.listing import InvoiceListing
from telbill_desktop.gui.pages.invoices.status import SelectionStatus
from telbill_desktop.gui.pages.invoices.table_view import InvoiceTableView
from telbill_desktop.gui.pages.page import Page, Target
from telbill_desktop.gui.widgets.chosen_rows import ChosenRows
from telbill_desktop.gui.widgets.column_widths import Stretch
from telbill_desktop.gui.widgets.side_panel import SidePanelSplitter
from telbill_desktop.gui.widgets.table_layout import TableLayout
from telbill_desktop.services import invoices
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.invoice_list import InvoiceSums
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.gui.pages.invoices.detail_panel import DetailPanel
    from telbill_desktop.gui.pages.page import PageContext

VIEW, ARCHIVE = "invoices", "archive"
_LEAST_HEIGHT, _LEAST_DETAIL = 108, 350  # pixels at 100 % text
_UNSEEN_ROWS = 64  # what is read for a page that has no size yet


class InvoicesPage(Page):
    """« Factures ». Everything that reads long runs in a reader's job; the list itself is at hand."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._store = context.workspace.store
        self._kept = context.settings.view(VIEW)
        self._going_to: int | None = None
        self._row_to_choose: int | None = None
        self._shows_itself = context.workspace.demo  # the newest invoice with its detail, for a first look
        self._choices_lane = context.jobs.latest(self)
        self.model = InvoiceTable(lambda ids: invoices.rows(self._store, ids), self)
        self.table = InvoiceTableView(self.model, context.theme)
        self.listing = InvoiceListing(self._store, context.jobs, self.model, self._screenful)
        self.chosen = ChosenRows(self.table, self.model)
        self.filters = FilterBar(context.theme, context.workspace.today)
        self.card = ListCard(
            context.theme, self.table, import_files=self.import_asked.emit, clear_filter=self._on_clear_asked
        )
        self.splitter = SidePanelSplitter(context.theme, self.card, least=_LEAST_DETAIL)
        self.status = SelectionStatus(self._store, context.jobs, self.listing, self.chosen)
        self.acts = InvoiceActs(self)
        self.layout_of_table = TableLayout(
            self.table.horizontalHeader(),
            COLUMNS,
            shown=SHOWN_FIRST,
            widths=self.table.first_widths(),
            stretch=Stretch(
                InvoiceColumn.SUBSCRIBER,
                LEAST_SUBSCRIBER,
                [one for one in COLUMNS if one is not InvoiceColumn.SUBSCRIBER],
                tight=self.table.tight_widths(),
                spare=(InvoiceColumn.CLIENT_CODE,),  # the invoice beside the list says it
            ),
            scale=context.theme.scale,
        )
        self._lay_out()
        self._connect()
        self._start()

    @cached_property
    def detail(self) -> DetailPanel:
        """One invoice; made when one is first opened: the first rows would wait for its four tabs."""
        from telbill_desktop.gui.pages.invoices.detail_panel import DetailPanel  # noqa: PLC0415 - with the first one

        panel = DetailPanel(self.context)
        panel.closed.connect(self.close_detail)
        panel.archive_asked.connect(lambda deposit_id: self.context.go_to(ARCHIVE, Target(record_id=deposit_id)))
        panel.invoice_asked.connect(lambda invoice_id: self.go_to(Target(record_id=invoice_id)))
        self.splitter.add_side(panel)
        return panel

    def title(self) -> str:
        """In the top bar."""
        return tr("Invoices")

    def focus_content(self) -> None:
        """On the list."""
        self.table.setFocus()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def open_advanced_search(self) -> None:
        """Ctrl+Shift+F."""
        self.filters.open_advanced()

    def export_actions(self) -> list[QAction]:
        """The list as shown, the chosen invoices' lines."""
        return self.acts.exports

    def refresh(self) -> None:
        """Reads the list, the menus and the detail again; filter, scroll and selection stay."""
        self.listing.refresh()
        if "detail" in self.__dict__:
            self.detail.refresh()
        self._ask_choices()

    def refresh_verdicts(self) -> None:
        """Documents were looked at: what is said of those of the open invoice."""
        if "detail" in self.__dict__:
            self.detail.refresh()

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """Narrows the list, its menus and its sums, and says so above it."""
        self.filters.head.say_perimeter(name, narrows=choice is not None)
        self.filters.set_filter(replace(self.filters.filter, perimeter=choice))

    def edit_actions(self) -> Sequence[QAction]:
        """Mark, account, operator, removal."""
        return self.acts.in_edit_menu()

    def go_to(self, target: Target) -> None:
        """Shows an invoice, the invoices that a text finds, or those of a saved view (`options["filter"]`)."""
        perimeter = self.filters.filter.perimeter
        if target.record_id is not None:
            if self.model.row_of(target.record_id) is None and self.filters.is_active:
                self.filters.clear()
            self._going_to = target.record_id
            self.chosen.choose({target.record_id}, current=target.record_id)
            self._show_in_list()
            self._open(target.record_id)
            self.table.setFocus()
        elif target.text:
            self.filters.set_filter(InvoiceFilter(text=target.text, perimeter=perimeter))
        elif isinstance(wanted := target.options.get("filter"), InvoiceFilter):
            self.filters.set_filter(replace(wanted, perimeter=perimeter))

    def save_layout(self) -> None:
        """Columns, widths, order of the list, and where the splitter stands."""
        self.layout_of_table.keep(self._kept)
        self._kept.sort = self.listing.order.column.value
        self._kept.descending = self.listing.order.descending
        self._kept.splitter = self.splitter.kept_sizes()
        if "detail" in self.__dict__:
            self.detail.save_layout()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self.context.theme.dp(4))
        box.addWidget(self.filters)
        box.addWidget(self.splitter, 1)
        self.splitter.setMinimumHeight(self.context.theme.dp(_LEAST_HEIGHT))  # or large text would cut the filters

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.left.connect(self._on_filters_left)
        self.filters.save_asked.connect(lambda: self.view_save_asked.emit(self.filters.filter))
        self.filters.head.columns_asked.connect(self.choose_columns)
        self.layout_of_table.tightened.connect(self.model.shorten_titles)
        self.table.order_chosen.connect(self._on_order_chosen)
        self.table.all_chosen.connect(self.chosen.choose_all)
        self.table.clicked.connect(lambda _index: self._open(self.chosen.current_id()))
        self.table.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu_asked)
        self.chosen.current_changed.connect(self._on_current_changed)
        self.listing.first_shown.connect(self._on_first_shown)
        self.listing.completed.connect(self._on_completed)
        self.listing.completed.connect(self._prepare_search, Qt.ConnectionType.SingleShotConnection)
        self.status.changed.connect(self.status_changed)

    def _start(self) -> None:
        self.layout_of_table.apply(self._kept)
        self.splitter.restore(self._kept.splitter)
        order = InvoiceOrder()
        if self._kept.sort in set(InvoiceColumn):
            order = InvoiceOrder(InvoiceColumn(self._kept.sort), self._kept.descending)
        self.table.show_order(order)
        self.listing.show(self.filters.filter, order)
        self._ask_choices()

    def open_current(self) -> None:
        """Enter: the detail of the row that the keyboard is on."""
        self._open(self.chosen.current_id())

    def close_detail(self) -> None:
        """Esc: the list has all the room again."""
        self.splitter.hide_side()
        self.table.setFocus()

    def choose_row_when_read(self, row: int | None) -> None:
        """The row that takes the place of one that goes away gets the keyboard, once the list is read again."""
        self._row_to_choose = row

    def _open(self, invoice_id: int | None) -> None:
        if invoice_id is None:
            return
        detail = self.detail
        detail.show_invoice(invoice_id)
        self.splitter.show_side()
        if self.card.isHidden():
            detail.tabs.setFocus()

    def _on_current_changed(self, invoice_id: int) -> None:
        """The first row that is reached opens the detail; closed by Esc it stays so until it is asked for.

        Where the detail would cover the list, walking through it opens nothing: Enter or a click does.
        """
        if self.splitter.is_side_shown or not (self.splitter.was_closed or self.splitter.is_narrow):
            self._open(invoice_id)

    def _on_filter_changed(self, wanted: InvoiceFilter) -> None:
        before = self.listing.filter
        self.listing.show(wanted, self.listing.order)
        if (wanted.operator_id, wanted.perimeter) != (before.operator_id, before.perimeter):
            self._ask_choices()
        self.filter_changed.emit(wanted)

    def _on_filters_left(self) -> None:
        """Down or Enter in the filter: the first row, unless one is chosen."""
        self.table.setFocus()
        if self.listing.count and not self.chosen.count():
            self.table.selectRow(0)

    def _on_order_chosen(self, order: InvoiceOrder) -> None:
        self.table.show_order(order)
        self.listing.show(self.listing.filter, order)

    def _on_clear_asked(self) -> None:
        self.filters.clear()
        self.filters.text.setFocus()

    def _on_first_shown(self) -> None:
        self.table.doItemsLayout()  # now: Qt would do it after the paint, and paint a second time
        self.table.scrollToTop()
        self.card.stack.show_for(self.listing.count, filtered=self.filters.is_active)
        if self.listing.is_whole_at_once:
            self.filters.head.show_count(self.listing.count)

    def _on_completed(self) -> None:
        self.card.stack.show_for(self.listing.count, filtered=self.filters.is_active)
        self.filters.head.show_count(self.listing.count)
        self._show_in_list()
        if self._shows_itself and not self.chosen.count() and self.listing.count:
            self.table.selectRow(0)
        self._shows_itself = False
        row, self._row_to_choose = self._row_to_choose, None
        if row is not None and self.listing.count:
            self.table.selectRow(min(row, self.listing.count - 1))

    def _prepare_search(self) -> None:
        """Once, while nobody waits."""
        store = self._store
        self.context.jobs.read(lambda _progress: invoices.prepare_search(store), lambda _nothing: None, owner=self)

    def _screenful(self) -> int:
        return self.table.screenful() if self.isVisible() else _UNSEEN_ROWS

    def _show_in_list(self) -> None:
        """Scrolls to the invoice that was asked for, once the list holds it."""
        if self._going_to is None or (row := self.model.row_of(self._going_to)) is None:
            return
        self.table.scrollTo(self.model.index(row, 0))
        self._going_to = None

    def _ask_choices(self) -> None:
        """What the menus offer, and how many invoices there are in all."""
        store, wanted = self._store, self.filters.filter

        def question() -> tuple[list[invoices.Choice], list[invoices.Choice], list[InvoiceSums]]:
            return (
                invoices.operators(store, wanted.perimeter),
                invoices.accounts(store, wanted.operator_id, wanted.perimeter),
                invoices.sums_of(store, InvoiceFilter(perimeter=wanted.perimeter)),
            )

        def answered(answer: tuple[list[invoices.Choice], list[invoices.Choice], list[InvoiceSums]]) -> None:
            operators, accounts, total = answer
            self.filters.currencies = [one.currency for one in total]
            self.filters.set_choices(operators, accounts)
            self.count_changed.emit(sum(one.count for one in total))

        self._choices_lane.ask(question, answered)

    def _on_header_menu_asked(self, at: QPoint) -> None:
        named = {column.value: title for column, title in titles().items()}
        self.layout_of_table.open_menu(at, named, lambda: self.layout_of_table.reset(self._kept), self.choose_columns)

    def choose_columns(self) -> None:
        """Opens the column chooser."""
        from telbill_desktop.gui.pages.invoices.column_popup import ColumnPopup  # noqa: PLC0415 - when it is opened

        button = self.filters.head.columns
        named = {column.value: title for column, title in titles().items()}
        popup = ColumnPopup(self.window(), self.context.theme, self.layout_of_table, named, self._kept)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.open_at(button.mapToGlobal(button.rect().bottomLeft()))
