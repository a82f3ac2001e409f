"""« Facture »: the invoice that is chosen, as the operator would print it, and what will be paid of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.gui.delegates.pills import PillPainter
from telbill_desktop.gui.models.detail_facts import Fact
from telbill_desktop.gui.models.line_cells import period_text, rate_text
from telbill_desktop.gui.models.upcoming_table import signed
from telbill_desktop.gui.models.upcoming_words import payment_pill, payment_words, rule_words, set_off_name
from telbill_desktop.gui.pages.upcoming.lines_view import LinesView
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows, FactGrid
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telbill_desktop.domain.forecast import UpcomingInvoice
    from telbill_desktop.domain.year_ahead import UpcomingRow
    from telbill_desktop.gui.theme import Theme


class InvoiceTab(QScrollArea):
    """Facts, lines by section, tax and totals, what is set against them and how the rest is paid."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: UpcomingInvoice | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts = FactGrid(theme)
        self.payment = Label()
        self.lines_title = Label(tr("Lines"), "heading")
        self.why = Button(tr("Why this line?"), "link", self._on_why_asked)
        self.lines = LinesView(theme)
        self.totals = AmountRows(theme)
        self.lines.opened.connect(self._on_opened)
        self._lay_out()
        theme.changed.connect(self._show_payment)

    def show_row(self, row: UpcomingRow) -> None:
        """Shows another invoice, from its top; what it would be where something is supposed."""
        invoice = row.supposed or row.invoice
        if self._shown is None or (self._shown.account_id, self._shown.invoice_date) != row.key:
            self.verticalScrollBar().setValue(0)
        self._shown = invoice
        self.facts.show_facts(list(_facts(row, invoice)))
        self._show_payment()
        self.lines.show_invoice(invoice)
        self.totals.show_rows(_totals(invoice))

    def _show_payment(self) -> None:
        if self._shown is not None:
            words = payment_words(self._shown)
            self.payment.setPixmap(PillPainter(self._theme).picture(payment_pill(self._shown)))
            self.payment.setAccessibleName(words)
            self.payment.setMinimumWidth(1)

    def _on_why_asked(self) -> None:
        self.lines.setFocus()
        self.lines.toggle_current()

    def _on_opened(self, row: int) -> None:
        """The sentence may have come below the edge."""
        place = self.lines.visualRect(self.lines.lines.index(row, 0))
        bottom = self.lines.y() + place.bottom()
        self.ensureVisible(0, bottom, 0, self._theme.dp(8))

    def _lay_out(self) -> None:
        dp = self._theme.dp
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, dp(10), dp(5), dp(10))
        box.setSpacing(dp(8))
        head = QHBoxLayout()
        head.addWidget(self.lines_title)
        head.addStretch()
        head.addWidget(self.why)
        box.addWidget(self.payment, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.facts)
        box.addLayout(head)
        box.addWidget(self.lines)
        box.addWidget(self.totals)
        box.addStretch()
        self.setWidget(inside)


def _facts(row: UpcomingRow, invoice: UpcomingInvoice) -> Iterator[Fact]:
    yield Fact(tr("Available from"), formats.long_day(invoice.available_from))
    yield Fact(tr("Period"), period_text(invoice.period))
    yield Fact(tr("Rule"), rule_words(invoice))
    if (difference := row.difference) is not None:
        words = {"amount": signed(difference), "before": formats.amount(row.invoice.total_ht)}
        yield Fact(tr("What if"), fill(tr("{amount} excl. VAT, beside {before} as it stands"), words), strong=True)


def _totals(invoice: UpcomingInvoice) -> list[AmountRow]:
    rows = [AmountRow(tr("Total excl. VAT"), formats.amount(invoice.total_ht), strong=True)]
    for one in invoice.vat:
        params = {
            "rate": rate_text(one.rate.percent),
            "category": one.rate.category,
            "basis": formats.amount(one.basis),
        }
        rows.append(AmountRow(fill(tr("VAT {rate} ({category}) on {basis}"), params), formats.amount(one.amount)))
    rows.append(AmountRow(tr("Total incl. VAT"), formats.amount(invoice.total_ttc), strong=True))
    rows += [AmountRow(set_off_name(one.kind), signed(one.amount)) for one in invoice.set_off]
    paid = payment_words(invoice)
    rows.append(AmountRow(paid, formats.money(invoice.to_pay, HOME_CURRENCY), strong=True))
    return rows
