"""The page of the fleet: products above, the things below, the one that the keyboard is on at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout

from telbill_desktop.domain.fleet_view import Fleet, FleetFilter, narrowed, product_rows, sums_of
from telbill_desktop.gui.pages.fleet.acts import FleetActs
from telbill_desktop.gui.pages.fleet.filter_bar import FleetFilterBar
from telbill_desktop.gui.pages.fleet.item_card import ItemCard
from telbill_desktop.gui.pages.fleet.product_card import ProductCard
from telbill_desktop.gui.pages.fleet.sums_text import list_text, selection_text
from telbill_desktop.gui.pages.page import Page
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.side_panel import SidePanelSplitter
from telbill_desktop.services import fleet_overview
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.fleet_view import ProductRow
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.gui.pages.fleet.detail_panel import FleetDetail
    from telbill_desktop.gui.pages.page import PageContext, Target

VIEW, PRODUCTS_VIEW = "fleet", "fleet_products"
_PRODUCTS_SHARE, _ITEMS_SHARE = 2, 3
_LEAST_HEIGHT, _LEAST_DETAIL = 330, 360  # pixels at 100 % text: a few rows of both lists, three buttons in a row


class FleetPage(Page):
    """« Parc ». The whole fleet of a day is read at once; filters and sums are of what is at hand."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._kept, self._kept_products = context.settings.view(VIEW), context.settings.view(PRODUCTS_VIEW)
        self._lane = context.jobs.latest(self)
        self._perimeter: PerimeterChoice | None = None
        self._shown_operator: int | None = None
        self.day: date = context.workspace.today()
        self.fleet = Fleet(self.day)
        self.is_read = False
        self.filters = FleetFilterBar(context.theme, self.day)
        self.products = ProductCard(context.theme)
        self.items = ItemCard(context.theme, self._kept, add=self._on_add_asked, clear_filter=self._on_clear_asked)
        self.lists = QSplitter(Qt.Orientation.Vertical)
        self.splitter = SidePanelSplitter(context.theme, self.lists, least=_LEAST_DETAIL)
        self.acts = FleetActs(self)
        self._lay_out()
        self._connect()
        self.products.use(writable=not context.workspace.store.read_only)
        self.products.layout_of_table.apply(self._kept_products)
        self.splitter.restore(self._kept.splitter)
        self.refresh()

    @cached_property
    def detail(self) -> FleetDetail:
        """One thing; made when one is first opened."""
        from telbill_desktop.gui.pages.fleet.detail_panel import FleetDetail  # noqa: PLC0415 - with the first one

        panel = FleetDetail(self.context)
        panel.closed.connect(self.close_detail)
        panel.shown.connect(self.acts.look_again)
        panel.assign_asked.connect(self.acts.assign)
        panel.release_asked.connect(self.acts.release)
        panel.change_asked.connect(self.acts.change_plan)
        panel.end_asked.connect(self.acts.end_item)
        panel.port_asked.connect(self.acts.port)
        panel.edit_asked.connect(self.acts.edit)
        self.splitter.add_side(panel)
        return panel

    def title(self) -> str:
        """In the top bar."""
        return tr("Fleet")

    def focus_content(self) -> None:
        """On the list of things."""
        self.items.table.setFocus()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def export_actions(self) -> list[QAction]:
        """The list as shown."""
        return self.acts.exports.actions

    def edit_actions(self) -> Sequence[QAction]:
        """What changes the thing that is open, and the import of many."""
        return [*self.acts.in_edit_menu(), self.acts.import_fleet]

    def refresh(self) -> None:
        """Reads the fleet of the day again, and the thing that is open; filter and selection stay."""
        store, day, perimeter = self.context.workspace.store, self.day, self._perimeter
        self._lane.ask(lambda: fleet_overview.overview(store, day, perimeter), self._on_read)
        if "detail" in self.__dict__:
            self.detail.refresh()

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """Narrows everything to the accounts of the perimeter."""
        del name
        if choice != self._perimeter:
            self._perimeter = choice
            self.refresh()

    def go_to(self, target: Target) -> None:
        """Shows the things that a filter lets through (`options["filter"]`)."""
        if isinstance(wanted := target.options.get("filter"), FleetFilter):
            self.filters.put(wanted)

    def save_layout(self) -> None:
        """Columns, widths, order, splitters."""
        self.items.save_layout()
        self.products.layout_of_table.keep(self._kept_products)
        self._kept_products.splitter = [round(size / self.context.theme.scale) for size in self.lists.sizes()]
        self._kept.splitter = self.splitter.kept_sizes()

    def close_detail(self) -> None:
        """Esc: the lists have all the room again."""
        self.splitter.hide_side()
        self.items.table.setFocus()

    def open_current(self) -> None:
        """Enter: the detail of the row that the keyboard is on."""
        if (item_id := self.items.current_id()) is not None:
            self._open(item_id)

    def _open(self, item_id: int) -> None:
        self.detail.show_item(item_id, self.day)
        self.splitter.show_side()

    def _lay_out(self) -> None:
        dp = self.context.theme.dp
        self.lists.setChildrenCollapsible(False)
        self.lists.setHandleWidth(dp(10))
        self.lists.addWidget(self.products)
        self.lists.addWidget(self.items)
        self.lists.setStretchFactor(0, _PRODUCTS_SHARE)
        self.lists.setStretchFactor(1, _ITEMS_SHARE)
        if len(self._kept_products.splitter) == self.lists.count():
            self.lists.setSizes([dp(size) for size in self._kept_products.splitter])
        else:
            self.lists.setSizes([dp(_PRODUCTS_SHARE * 100), dp(_ITEMS_SHARE * 100)])
        self.splitter.setMinimumHeight(dp(_LEAST_HEIGHT))
        self.splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        box = QVBoxLayout()
        box.setSpacing(dp(10))
        box.addWidget(self.filters)
        box.addWidget(self.splitter, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(box))

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.day_changed.connect(self._on_day_changed)
        self.filters.left.connect(self.focus_content)
        self.products.chosen.connect(self._on_product_chosen)
        self.products.more_asked.connect(self.acts.add_to_product)
        self.products.fewer_asked.connect(self.acts.remove_from_product)
        self.products.release_asked.connect(self._on_release_asked)
        self.items.current_changed.connect(self._on_current_changed)
        self.items.selection_changed.connect(self._say_sums)
        self.items.table.clicked.connect(lambda _index: self.open_current())

    def _on_read(self, fleet: Fleet) -> None:
        self.fleet, self.is_read = fleet, True
        self.filters.offer(fleet)
        self._show()
        served = sum(row.is_served for row in fleet.rows)
        self.count_changed.emit(served)

    def _show(self) -> None:
        """What is at hand, as the filter has it."""
        wanted = self.filters.filter
        self.products.show_products(product_rows(self.fleet, wanted))
        self.products.setHidden(not self.fleet.rows and not self.fleet.minimums)
        self.items.show_rows(narrowed(self.fleet.rows, wanted), is_empty=not self.fleet.rows)
        self._say_sums()

    def _say_sums(self) -> None:
        if not self.is_read:
            return
        chosen = self.items.selected()
        several = len(chosen) > 1
        self.status_changed.emit(
            selection_text(sums_of(chosen)) if several else list_text(sums_of(self.items.model.records))
        )

    def _on_filter_changed(self, wanted: FleetFilter) -> None:
        if wanted.operator_id != self._shown_operator:
            self._shown_operator = wanted.operator_id
            self.filters.offer(self.fleet)
        self._show()

    def _on_day_changed(self, day: date) -> None:
        self.day = day
        if "detail" in self.__dict__ and self.detail.item_id is not None:
            self.detail.show_item(self.detail.item_id, day)
        self.refresh()

    def _on_product_chosen(self, product: ProductRow) -> None:
        """The things of that product on that account."""
        self.filters.put(replace(self.filters.filter, product=product.key))

    def _on_release_asked(self, product: ProductRow) -> None:
        """Shows who has them: one of them is released there."""
        self._on_product_chosen(product)
        if product.held is not None:
            self.acts.release_row(product.held)

    def _on_current_changed(self, item_id: int) -> None:
        if self.splitter.is_side_shown or not (self.splitter.was_closed or self.splitter.is_narrow):
            self._open(item_id)

    def _on_add_asked(self) -> None:
        self.acts.add_anything()

    def _on_clear_asked(self) -> None:
        self.filters.clear()
        self.filters.text.setFocus()
