"""What a thing is, what it cost over twelve months, who had it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.models.fleet_facts import cost_bars, equipment_rows, option_rows, sheet_facts, spans
from telbill_desktop.gui.widgets.bars import Bars
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows, FactGrid
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.services.fleet_overview import ItemSheet

ZERO = Decimal(0)
_NAMES = 128  # pixels at 100 % text


class SheetTab(QScrollArea):
    """One column that scrolls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts = FactGrid(theme, name_width=_NAMES)
        self.costs_title = Label(tr("Cost per month, 12 months, excl. VAT"), "strong")
        self.bars = Bars(theme, tr("Cost per month"))
        self.costs = Label(role="small")
        self.costs.setWordWrap(True)
        self.history_title = Label(tr("Assignments"), "strong")
        self.history = AmountRows(theme)
        self.options_title = Label(tr("Options"), "strong")
        self.options = AmountRows(theme)
        self.equipment_title = Label(tr("Equipment"), "strong")
        self.equipment = AmountRows(theme)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.dp(8), theme.dp(6), theme.dp(8))
        box.setSpacing(theme.dp(8))
        for widget in (
            self.facts,
            self.options_title,
            self.options,
            self.costs_title,
            self.bars,
            self.costs,
            self.history_title,
            self.history,
            self.equipment_title,
            self.equipment,
        ):
            box.addWidget(widget)
        box.addStretch()
        self.setWidget(inside)

    def show_sheet(self, sheet: ItemSheet) -> None:
        """Shows another thing."""
        detail = sheet.detail
        self.facts.show_facts(sheet_facts(sheet))
        self.bars.show_bars(cost_bars(sheet.costs))
        total = sum((amount for _month, amount in sheet.costs), ZERO)
        charged = any(amount for _month, amount in sheet.costs)
        self.bars.setVisible(charged)
        self.costs.setText(
            formats.labelled(tr("Total of 12 months"), formats.money(total, HOME_CURRENCY))
            if charged
            else tr("No invoice of these 12 months names this number or its user.")
        )
        for title, rows, pairs in (
            (self.history_title, self.history, spans(sheet.history)),
            (self.options_title, self.options, option_rows(detail.options)),
            (self.equipment_title, self.equipment, equipment_rows(sheet.equipment)),
        ):
            title.setVisible(bool(pairs))
            rows.setVisible(bool(pairs))
            rows.show_rows(AmountRow(name, text) for name, text in pairs)
        self.verticalScrollBar().setValue(0)
