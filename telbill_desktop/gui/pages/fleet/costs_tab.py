"""« Coûts »: what the invoices charged for a thing, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.services.fleet_overview import ItemSheet


class CostsTab(QScrollArea):
    """The newest month first, and the sum."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = AmountRows(theme)
        self.how = Label(role="small")
        self.how.setWordWrap(True)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.dp(8), theme.dp(6), theme.dp(8))
        box.setSpacing(theme.dp(8))
        box.addWidget(self.rows)
        box.addWidget(self.how)
        box.addStretch()
        self.setWidget(inside)

    def show_sheet(self, sheet: ItemSheet) -> None:
        """Shows another thing."""
        months = [
            AmountRow(formats.month(month), formats.money(amount, HOME_CURRENCY))
            for month, amount in reversed(sheet.costs)
        ]
        total = formats.money(sum(amount for _month, amount in sheet.costs), HOME_CURRENCY)  # type: ignore[arg-type] # twelve amounts
        self.rows.show_rows([*months, AmountRow(tr("Total"), total, strong=True)])
        self.how.setText(
            formats.fill(
                tr("Lines of the invoices with the number {number}, excl. VAT."), {"number": sheet.number.shown}
            )
            if sheet.number.shown
            else formats.fill(
                tr("Lines of the invoices of this account for {product} with the name of its user, excl. VAT."),
                {"product": sheet.detail.item.product.label},
            )
        )
