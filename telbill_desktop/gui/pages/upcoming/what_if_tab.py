"""« Et si… »: so many more or fewer of a product from a day, and what that would change; nothing is written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.what_if import WhatIf
from telbill_desktop.gui.models.upcoming_table import signed
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.range_popup import RangeField
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telbill_desktop.domain.products import Product
    from telbill_desktop.domain.year_ahead import UpcomingRow
    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.services.outlook import Outlook

_MOST = 100_000
_MORE, _FEWER = 1, -1


class WhatIfTab(QScrollArea):
    """A form and what comes of it: the first invoice that changes, and the year."""

    asked = Signal(object)  # WhatIf
    cleared = Signal()
    wanted = Signal()  # what was worked out is to be done

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self._account_id: int | None = None
        self._supposed = ""  # what was asked, in words: by now the form may be about another account
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.account = Label(role="strong")
        self.account.setWordWrap(True)
        self.direction, self.product = QComboBox(), QComboBox()
        self.direction.addItem(tr("Add"), _MORE)
        self.direction.addItem(tr("Remove"), _FEWER)
        self.count: RangeField[int] = RangeField(tr("How many"), "", _counted)
        self.count.setText("1")
        self.since: RangeField[date] = RangeField(tr("From"), tr("dd/mm/yyyy"), self._parsed)
        self.since.setText(formats.day(today))
        self.ask = Button(tr("Work out"), "primary", self._on_asked)
        self.clear = Button(tr("Clear"), "", self.cleared.emit)
        self.act = Button("", "", self.wanted.emit)
        self.said = MessagePanel(theme)
        self.results = AmountRows(theme)
        self._lay_out()
        self.show_result(None, None, None)

    def show_account(self, row: UpcomingRow) -> None:
        """The account that the form is about."""
        self._account_id = row.invoice.account_id
        self.account.setText(row.name)

    def show_products(self, products: Sequence[Product]) -> None:
        """What its operator sells; what was chosen stays chosen."""
        before = self.product.currentData()
        self.product.clear()
        for one in products:
            self.product.addItem(one.label, one.id)
        self.product.setCurrentIndex(max(self.product.findData(before), 0))
        self.ask.setEnabled(bool(products))

    def show_result(self, what_if: WhatIf | None, before: Outlook | None, after: Outlook | None) -> None:
        """What it would change: on the account's first invoice that differs, and over the year."""
        if what_if is None and self.clear.hasFocus():
            self.direction.setFocus()  # else the keyboard leaves the panel with the button that is greyed
        self.clear.setEnabled(what_if is not None)
        if what_if is None or before is None or after is None:
            self.said.say("info", "", [])
            self.results.show_rows([])
            self.act.hide()
            return
        self.said.say("info", self._supposed, [tr("Nothing is written: the contract and the fleet stay.")])
        self.results.show_rows(_result_rows(what_if, before, after))
        self.act.say(tr("Add to the fleet…") if what_if.count > 0 else tr("Remove one…"))
        self.act.show()

    def show_refusal(self, sentence: str) -> None:
        """Why it cannot be worked out."""
        self.said.say("warn", sentence, [])
        self.results.show_rows([])
        self.act.hide()

    def _words(self, what_if: WhatIf) -> str:
        more, fewer = tr("{count} {product} more from {day} on"), tr("{count} {product} fewer from {day} on")
        params = {"count": abs(what_if.count), "product": self.product.currentText(), "day": what_if.on}
        return formats.labelled(self.account.text(), fill(more if what_if.count > 0 else fewer, params))

    def _on_asked(self) -> None:
        product_id = self.product.currentData()
        readable = [field.read() for field in (self.count, self.since)]
        if not all(readable) or product_id is None or self._account_id is None:
            return
        count = (self.count.value or 1) * self.direction.currentData()
        what_if = WhatIf(self._account_id, product_id, count, self.since.value or self._today)
        self._supposed = self._words(what_if)
        self.asked.emit(what_if)

    def _parsed(self, text: str) -> date:
        from telbill_desktop.domain.date_text import parse_date  # noqa: PLC0415 - when somebody asks

        return parse_date(text, today=self._today)

    def _lay_out(self) -> None:
        dp = self._theme.dp
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(dp(8))
        form.setHorizontalSpacing(dp(12))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: tuple[tuple[str, QWidget], ...] = (
            (tr("Account"), self.account),
            (tr("What"), self.direction),
            (tr("Product"), self.product),
            (tr("How many"), self.count),
            (tr("From"), self.since),
        )
        for name, field in fields:
            label = Label(name, "soft")
            label.setBuddy(field)
            field.setAccessibleName(name)
            form.addRow(label, field)
        self.product.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for typed in (self.count, self.since):
            typed.returnPressed.connect(self._on_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(dp(8))
        buttons.addWidget(self.ask)
        buttons.addWidget(self.clear)
        buttons.addStretch()
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, dp(12), dp(5), dp(10))
        box.setSpacing(dp(10))
        box.addLayout(form)
        box.addWidget(self.count.error)
        box.addWidget(self.since.error)
        box.addLayout(buttons)
        box.addWidget(self.said)
        box.addWidget(self.results)
        box.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch()
        self.setWidget(inside)


def _counted(text: str) -> int:
    plain = "".join(text.split())
    if not plain.isdecimal() or not 0 < int(plain) <= _MOST:
        raise TelbillError("quantity_impossible")
    return int(plain)


def _result_rows(what_if: WhatIf, before: Outlook, after: Outlook) -> list[AmountRow]:
    rows = [(tr("12 months, excl. VAT"), before.year.total, after.year.total)]
    old, new = (_totals(one, what_if.account_id) for one in (before, after))
    changed = next((day for day in sorted({*old, *new}) if old.get(day) != new.get(day)), None)
    if changed is not None:
        words = fill(tr("Invoice of {day}, excl. VAT"), {"day": changed})
        rows.insert(0, (words, old.get(changed, Decimal(0)), new.get(changed, Decimal(0))))
    found: list[AmountRow] = []
    for name, now, then in rows:
        found += [
            AmountRow(name, formats.amount(now)),
            AmountRow(tr("with the change"), formats.amount(then), inner=True),
            AmountRow(tr("difference"), signed(then - now), inner=True, strong=True),
        ]
    return found


def _totals(one: Outlook, account_id: int) -> dict[date, Decimal]:
    """Of the account's invoices before tax, by date."""
    rows = (*one.every, *one.rows)
    return {row.invoice.invoice_date: row.invoice.total_ht for row in rows if row.invoice.account_id == account_id}
