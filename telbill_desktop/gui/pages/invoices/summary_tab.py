"""« Résumé »: the fields of the invoice, its first page, what it is made of, what is to be checked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.invoice import InvoiceState
from telbill_desktop.gui.models.detail_facts import account_facts, main_facts, payment_facts, reference_facts
from telbill_desktop.gui.models.invoice_cells import amount_text, type_name
from telbill_desktop.gui.models.line_cells import category_name
from telbill_desktop.gui.pages.invoices.thumbnail import Thumbnail
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.facts import AmountRow, AmountRows, FactGrid
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.gui.widgets.verdict_line import VerdictLine
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.domain.invoice_detail import InvoiceDetail, RelatedInvoice
    from telbill_desktop.domain.line_summary import Share
    from telbill_desktop.gui.pages.invoices.page_images import PageImages
    from telbill_desktop.gui.theme import Theme

_ROOM_FOR_PAGE = 326  # pixels at 100 % text


class SummaryTab(QScrollArea):
    """Everything of one invoice at a glance, in the operators' words."""

    document_asked = Signal()
    invoice_asked = Signal(int)

    def __init__(self, theme: Theme, images: PageImages) -> None:
        super().__init__()
        self._theme = theme
        self._shown = 0
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.facts, self.account = FactGrid(theme), FactGrid(theme)
        self.thumbnail = Thumbnail(theme, images)
        self.thumbnail.opened.connect(self.document_asked)
        self.categories, self.ranges = AmountRows(theme), AmountRows(theme)
        self.verdict = VerdictLine(theme)
        self.warnings = MessagePanel(theme)
        self.references, self.payment = FactGrid(theme), FactGrid(theme)
        self.categories_title = Label(tr("Summary by category"), "heading")
        self.ranges_title = Label(tr("Summary by range"), "heading")
        self.references_title = Label(tr("References"), "heading")
        self.payment_title = Label(tr("Payment"), "heading")
        self.related_title = Label(tr("Related invoices"), "heading")
        self._related = QVBoxLayout()
        self._lay_out()

    def show_detail(self, detail: InvoiceDetail) -> None:
        """Shows another invoice, from its top."""
        if detail.id != self._shown:
            self._shown = detail.id
            self.verticalScrollBar().setValue(0)
        self.facts.show_facts(main_facts(detail))
        self.account.show_facts(account_facts(detail))
        self.thumbnail.show_source(next(iter(detail.sources), None))
        self._show_warnings(detail)
        self._show_sums(detail)
        self.references.show_facts(reference_facts(detail))
        payment = payment_facts(detail.invoice)
        self.payment.show_facts(payment)
        self.payment_title.setVisible(bool(payment))
        self._show_related(detail)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The first page gives way where the fields need the width."""
        super().resizeEvent(event)
        self.thumbnail.make_room(enough=self.viewport().width() >= self._theme.dp(_ROOM_FOR_PAGE))

    def _lay_out(self) -> None:
        dp = self._theme.dp
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, dp(10), dp(5), dp(10))
        box.setSpacing(dp(8))
        top = QHBoxLayout()
        top.setSpacing(dp(10))
        top.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        box.addWidget(self.account)
        box.addWidget(self.verdict)
        box.addSpacing(dp(2))
        box.addWidget(self.warnings)
        for title, rows in (
            (self.categories_title, self.categories),
            (self.ranges_title, self.ranges),
            (self.references_title, self.references),
            (self.payment_title, self.payment),
        ):
            box.addSpacing(dp(6))
            box.addWidget(title)
            box.addWidget(rows)
        box.addSpacing(dp(6))
        box.addWidget(self.related_title)
        box.addLayout(self._related)
        box.addStretch()
        self.setWidget(inside)

    def _show_warnings(self, detail: InvoiceDetail) -> None:
        sentences = [formats.sentence(warning) for warning in detail.warnings]
        count = len(sentences)
        if detail.state is InvoiceState.TO_CHECK:
            words = ntr("To check: {count} point", "To check: {count} points", count) if count else tr("To check")
            self.warnings.say("warn", words.format(count=count), sentences)
        else:
            self.warnings.say("info", ntr("Remark", "Remarks", count) if count else "", sentences)

    def _show_sums(self, detail: InvoiceDetail) -> None:
        summary, currency = detail.summary, detail.invoice.currency
        has_lines = summary.total.lines > 0
        rows = [
            row
            for category, share in summary.categories
            for row in _with_prorata(category_name(category), share, currency)
        ]
        self.categories.show_rows(rows if has_lines else [AmountRow(tr("The document has no lines."), "")])
        ranges = [
            AmountRow(name or tr("No range"), amount_text(share.amount, currency)) for name, share in summary.ranges
        ]
        named = any(name for name, _ in summary.ranges)
        self.ranges.show_rows(ranges if named else [])
        self.ranges.setVisible(named)
        self.ranges_title.setVisible(named)

    def _show_related(self, detail: InvoiceDetail) -> None:
        while (item := self._related.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = [
            *((tr("Refers to {invoice}"), related) for related in detail.preceding),
            *((tr("Referred to by {invoice}"), related) for related in detail.following),
        ]
        self.related_title.setVisible(bool(found))
        for words, related in found:
            text = words.format(invoice=_named(related))
            if related.id is None:
                self._related.addWidget(Label(f"{text} — {tr('not in the store')}", "soft"))
            else:
                link = Button(text, "link", partial(self.invoice_asked.emit, related.id))
                self._related.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


def _with_prorata(name: str, share: Share, currency: str) -> Iterator[AmountRow]:
    yield AmountRow(name, amount_text(share.amount, currency))
    if share.prorata:
        yield AmountRow(tr("of which prorata"), amount_text(share.prorata, currency), inner=True)


def _named(related: RelatedInvoice) -> str:
    parts = [type_name(related.type) if related.type else "", related.number]
    words = " ".join(part for part in parts if part)
    if related.issue_date:
        words += f" · {formats.day(related.issue_date)}"
    if related.ttc is not None:
        words += f" · {formats.money(related.ttc, related.currency)}"
    return words
