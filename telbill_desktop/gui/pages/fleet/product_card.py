"""The products of the fleet: counts, prices, plus and minus; below, why the minus of the chosen one is greyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.models.fleet_cells import (
    LEAST_PRODUCT,
    PRODUCT_COLUMNS,
    PRODUCT_FIGURES,
    PRODUCT_POSITION,
    PRODUCT_SAMPLES,
    PRODUCT_SPARE,
    PRODUCTS_SHOWN_FIRST,
    ProductColumn,
    product_titles,
)
from telbill_desktop.gui.models.fleet_tables import ProductTable
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.column_widths import Stretch, measured_widths
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.table_layout import TableLayout
from telbill_desktop.gui.widgets.text import ElidedLabel, tooltip
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from telbill_desktop.domain.fleet_view import ProductRow
    from telbill_desktop.gui.theme import Theme

_ACTS_WIDTH = 66  # pixels at 100 % text


class ProductCard(QFrame):
    """`chosen` follows the product that the user goes to; the signals that are asked carry it."""

    chosen = Signal(object)  # ProductRow
    more_asked = Signal(object)
    fewer_asked = Signal(object)
    release_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self._writable = True
        self.model = ProductTable(self)
        self.table = RowTable(theme)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAccessibleName(tr("Plans in service"))
        right = frozenset(PRODUCT_POSITION[column] for column in PRODUCT_FIGURES)
        pills = {PRODUCT_POSITION[ProductColumn.FREE]: self._free_pill}
        self.table.setItemDelegate(CellDelegate(self.table, self.model, theme, right=right, pills=pills))
        self.table.part_header_from_selection()
        self.table.horizontalHeader().setSectionsMovable(False)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.clicked.connect(lambda _index: self._tell())
        self.table.viewport().installEventFilter(self)
        self.table.verticalScrollBar().valueChanged.connect(lambda _at: self._show_acts())
        widths = measured_widths(theme, product_titles(), PRODUCT_SAMPLES)
        widths[ProductColumn.ACTS] = theme.dp(_ACTS_WIDTH)
        self.layout_of_table = TableLayout(
            self.table.horizontalHeader(),
            PRODUCT_COLUMNS,
            shown=PRODUCTS_SHOWN_FIRST,
            widths=widths,
            stretch=Stretch(
                ProductColumn.PRODUCT,
                LEAST_PRODUCT,
                [one for one in PRODUCT_COLUMNS if one is not ProductColumn.PRODUCT],
                spare=PRODUCT_SPARE,
            ),
            scale=theme.scale,
        )
        self.reason = ElidedLabel(role="small")
        self.release = Button(tr("Release a user…"), "link", self._on_release_asked)
        self._lay_out()

    def use(self, *, writable: bool) -> None:
        """Whether anything may be added or removed."""
        self._writable = writable

    def show_products(self, products: Sequence[ProductRow]) -> None:
        """Replaces the rows; the one that was chosen stays chosen. Rows that are the same stay: keys come fast."""
        if list(products) == self.model.records:
            return
        kept = self.current()
        self.model.show(products)
        row = next((at for at, one in enumerate(products) if kept is not None and one.key == kept.key), 0)
        if products:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            flags = flags if kept is not None else QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
        self._say_reason()
        self._show_acts()

    def current(self) -> ProductRow | None:
        """The product that the keyboard is on."""
        row = self.table.currentIndex().row()
        return self.model.records[row] if 0 <= row < len(self.model.records) else None

    def buttons_of(self, row: int) -> tuple[IconButton, IconButton]:
        """The plus and the minus of a row."""
        more, fewer = self._acts_at(row).findChildren(IconButton)
        return more, fewer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The table is shown, or taller."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._show_acts()
        return super().eventFilter(watched, event)

    def _show_acts(self) -> None:
        """Makes the buttons of the rows in sight: a filter changes the rows at every key, and buttons take time."""
        last = len(self.model.records) - 1
        first, end = self.table.rowAt(0), self.table.rowAt(self.table.viewport().height() - 1)
        for row in range(max(first, 0), (last if end < 0 else end) + 1):
            self._acts_at(row)

    def _acts_at(self, row: int) -> QWidget:
        index = self.model.index(row, PRODUCT_POSITION[ProductColumn.ACTS])
        cell: QWidget | None = self.table.indexWidget(index)
        if cell is None:
            cell = self._acts(self.model.records[row])
            self.table.setIndexWidget(index, cell)
        return cell

    def _acts(self, product: ProductRow) -> QWidget:
        cell = QWidget()
        name = f"{product.product.label}, {product.account.label}"
        more = IconButton(self._theme, "plus", formats.labelled(tr("Add one"), name), parent=cell)
        more.clicked.connect(lambda: self.more_asked.emit(product))
        fewer = IconButton(self._theme, "minus", formats.labelled(tr("Remove one"), name), parent=cell)
        fewer.clicked.connect(lambda: self.fewer_asked.emit(product))
        more.setEnabled(self._writable)
        fewer.setEnabled(self._writable and product.free > 0)
        if why := why_no_fewer(product):
            fewer.setToolTip(tooltip(why))
            fewer.setAccessibleDescription(why)
        row = QHBoxLayout(cell)
        row.setContentsMargins(self._theme.dp(6), 0, 0, 1)
        row.setSpacing(self._theme.dp(2))
        row.addWidget(more)
        row.addWidget(fewer)
        row.addStretch()
        return cell

    def _free_pill(self, row: int) -> Pill | None:
        product = self.model.records[row]
        return Pill(formats.count(product.free), "dot", "warn") if product.free else None

    def _on_row_changed(self) -> None:
        self._say_reason()

    def _tell(self) -> None:
        if (product := self.current()) is not None:
            self.chosen.emit(product)

    def _say_reason(self) -> None:
        product = self.current()
        why = why_no_fewer(product) if product is not None else ""
        self.reason.setText(why)
        self.release.setVisible(bool(why) and product is not None and product.held is not None)
        self.release.setEnabled(self._writable)

    def _on_release_asked(self) -> None:
        if (product := self.current()) is not None:
            self.release_asked.emit(product)

    def _lay_out(self) -> None:
        dp = self._theme.dp
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(10), dp(3), dp(10), dp(4))
        foot.setSpacing(dp(8))
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.release)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        self.table.setMinimumHeight(dp(96))


def why_no_fewer(product: ProductRow) -> str:
    """Why none can be taken away, and what to do; nothing where one can."""
    if product.in_service == 0:
        words = tr("None of {product} is in service: the committed minimum of {count} is charged all the same.")
        return formats.fill(words, {"product": product.product.label, "count": product.missing})
    if product.free > 0 or product.held is None or product.held.holder is None:
        return ""
    params = {"product": product.product.label, "person": product.held.holder.person}
    if product.in_service == 1:
        return formats.fill(tr("{product} is used by {person}: release the user first."), params)
    return formats.fill(tr("None of {product} is free ({person} uses one): release a user first."), params)
