"""What terms would say of one example: a product added on a day, and perhaps removed on another."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.charging import Plan
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.example_invoice import EXAMPLE_PRICE, example_charges
from telbill_desktop.domain.explanations import explained
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.parsing import amount_field, day_field
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.billing_terms import BillingTerms
    from telbill_desktop.gui.pages.page import PageContext

_ANY = 16_777_215  # QWIDGETSIZE_MAX
_WIDTH, _HEIGHT = 240, 300  # pixels at 100 % text


class TermsPreview(QFrame):
    """Shows the next invoice of the example, line by line with its sentence; says nothing while a field is wrong."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        theme, today = context.theme, context.workspace.today()
        self._width, self._height = theme.dp(_WIDTH), theme.dp(_HEIGHT)
        self._terms: BillingTerms | None = None
        self.form = Form(theme, {})
        self.form.add_row(
            price=amount_field(theme, tr("Price per period")),
            start=day_field(theme, tr("Added on"), today, required=True),
        )
        self.form.add_row(end=day_field(theme, tr("Removed on"), today, hint=tr("still in service")))
        self.form.show_values(price=EXAMPLE_PRICE, start=today, end=None)
        self.form.changed.connect(self._show)
        self.heading = Label(role="strong")
        self.heading.setWordWrap(True)
        self.sentences = Label(role="soft")
        self.sentences.setWordWrap(True)
        self.sentences.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.heading)
        lines.addWidget(self.sentences)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("What the next invoice would say"))
        area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.dp(12)] * 4)
        box.setSpacing(theme.dp(8))
        box.addWidget(Label(tr("What would it say?"), "heading"))
        box.addWidget(self.form)
        box.addWidget(area, 1)

    def stand(self, *, beside: bool) -> None:
        """Beside the form it has its own width, below the form its own height."""
        self.setMinimumWidth(self._width if beside else 0)
        self.setMaximumWidth(self._width if beside else _ANY)
        self.setMinimumHeight(0 if beside else self._height)

    def show_terms(self, terms: BillingTerms | None) -> None:
        """Other terms; None while they cannot be read."""
        self._terms = terms
        self._show()

    def _show(self) -> None:
        heading, sentences = self._said()
        self.heading.setText(heading)
        self.sentences.setText("\n\n".join(sentences))

    def _said(self) -> tuple[str, list[str]]:
        try:
            values = self.form.values()
        except TelbillError:
            return "", []
        price, start, end = values["price"], values["start"], values["end"]
        if self._terms is None or price is None or start is None or (end is not None and end < start):
            return "", []
        terms = self._terms
        invoice_date, made = example_charges(Plan(terms.cycle, terms.rule, terms.advance), price, start, end)
        total = sum((one.amount for one in made), Decimal(0))
        heading = tr("Invoice of {day}: {amount}").format(day=words.day(invoice_date), amount=words.money(total))
        if not made:
            return heading, [tr("Nothing is charged and nothing is credited.")]
        return heading, [formats.sentence(explained(one, terms.rule)) for one in made]
