"""Adding to the fleet: an account, a product, how many; the quote follows every change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.gui.dialogs.fleet.quote_dialog import QuoteDialog
from telbill_desktop.gui.models.person_words import offered_people, person_words
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import fleet, fleet_overview, people, quoting
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.fleet import Person
    from telbill_desktop.domain.fleet_view import Fleet
    from telbill_desktop.domain.messages import Message
    from telbill_desktop.domain.products import Product
    from telbill_desktop.domain.quote import Quote
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

_NUMBERED = frozenset({ProductKind.NUMBER, ProductKind.LINE, ProductKind.MOBILE_PLAN})
_MOST, _MARGIN = 999, 8


class AddDialog(QuoteDialog):
    """`chosen` are the ids of the product and the account that are offered first."""

    def __init__(
        self, context: PageContext, parent: QWidget, known: Fleet, day: date, chosen: tuple[int, int] | None = None
    ) -> None:
        super().__init__(context, parent, tr("Add to the fleet"), tr("Add"), day)
        self._fleet, self._chosen = known, chosen
        self._products: dict[int, Product] | None = None  # until those of the account are read
        self._number_lane, self._products_lane = context.jobs.latest(self), context.jobs.latest(self)
        self.account, self.product, self.count = QComboBox(), QComboBox(), QSpinBox()
        self.number, self.iccid, self.person, self.line = QLineEdit(), QLineEdit(), QComboBox(), QComboBox()
        self.number_wrong = Label(role="bad")
        self.number_wrong.setWordWrap(True)
        self.count.setRange(1, _MOST)
        self.count.lineEdit().setTextMargins(context.theme.dp(_MARGIN), 0, 0, 0)
        for account in known.accounts:
            self.account.addItem(f"{account.operator} — {account.label}", account.id)
        self._lay_out()
        self.account.currentIndexChanged.connect(self._on_account_changed)
        self.product.currentIndexChanged.connect(self._on_product_changed)
        self.count.valueChanged.connect(self._on_product_changed)
        self.line.currentIndexChanged.connect(self._on_product_changed)
        self.number.textChanged.connect(self._on_number_typed)
        if chosen is not None:
            self.account.setCurrentIndex(max(self.account.findData(chosen[1]), 0))
            self.keep(self.account)
        store = context.workspace.store
        context.jobs.read(lambda _progress: people.people(store), self._on_people, owner=self)
        self.finish(620, 600)
        self._on_account_changed()

    def offer_count(self, count: int) -> None:
        """So many are offered first, as nobody's change."""
        self.count.setValue(count)
        self.keep(self.count)

    def question(self) -> Callable[[], Quote] | None:
        """So many more."""
        account_id, product_id, day = self.account.currentData(), self.product.currentData(), self.day.value
        if account_id is None or product_id is None or day is None:
            return None
        store = self.context.workspace.store
        count = self.count.value()
        return partial(quoting.quote_adding, store, account_id, product_id, count, day, **self.told())

    def why_unasked(self) -> str:
        """The account sells nothing."""
        if self._products is None or self._products:
            return ""
        operator = next(one.operator for one in self._fleet.accounts if one.id == self.account.currentData())
        return formats.fill(tr("{operator} has no product yet: add it on the page Contracts."), {"operator": operator})

    def is_ready(self) -> bool:
        """The quote allows it, and the number may be borne."""
        return super().is_ready() and self.number_wrong.isHidden()

    def prepared(self) -> Callable[[Store], object]:
        """Adds them."""
        fields, count, seen = self._fields(), self.count.value(), self.seen()
        return lambda store: fleet.add_items(store, fields, count, seen=seen)

    def said(self) -> str:
        """What was done."""
        params = {"product": self.product.currentText(), "count": self.count.value()}
        return formats.fill(tr("{product} added: {count}."), params)

    def _fields(self) -> FleetItemFields:
        return FleetItemFields(
            account_id=self.account.currentData(),
            product_id=self.product.currentData(),
            start=self.day.value or self.context.workspace.today(),
            number=self.number.text() if self.number.isVisibleTo(self) else "",
            iccid=self.iccid.text() if self.iccid.isVisibleTo(self) else "",
            person_id=self.person.currentData() if self.person.isVisibleTo(self) else None,
            line_id=self.line.currentData() if self.line.isVisibleTo(self) else None,
        )

    def _lay_out(self) -> None:
        self.add_row(tr("Account"), self.account)
        self.add_row(tr("Plan"), self.product)
        self.add_row(tr("How many"), self.count)
        self.add_day(tr("In service from"))
        self._number_label = self.add_row(tr("Number"), self.number)
        self.form.addRow("", self.number_wrong)
        self._iccid_label = self.add_row(tr("SIM card (ICCID)"), self.iccid)
        self._person_label = self.add_row(tr("User"), self.person)
        self._line_label = self.add_row(tr("Option of"), self.line)
        self.number_wrong.hide()

    def _on_people(self, known: Sequence[Person]) -> None:
        self.person.addItem(tr("Nobody for now"), None)
        for one in offered_people(known):
            self.person.addItem(person_words(one.name, one.team), one.id)
        self.keep(self.person)

    def _on_account_changed(self) -> None:
        account_id, store = self.account.currentData(), self.context.workspace.store
        self.line.clear()
        self.line.addItem(tr("No line"), None)
        for row in self._fleet.rows:
            if row.account.id == account_id and row.is_served and row.item.line_id is None and row.item.number:
                self.line.addItem(f"{row.number} {row.holder.person if row.holder else ''}".strip(), row.item.id)
        self.keep(self.line)
        self._offer_products(None)
        if account_id is not None:
            self._products_lane.ask(lambda: fleet_overview.products_of_account(store, account_id), self._offer_products)

    def _offer_products(self, products: Sequence[Product] | None) -> None:
        """Those of the account; None while they are read: what the account before sold is not to be had here."""
        self._products = None if products is None else {product.id: product for product in products}
        self.product.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.product.clear()
        for product in products or ():
            self.product.addItem(product.label, product.id)
        if self._chosen is not None and products:
            self.product.setCurrentIndex(max(self.product.findData(self._chosen[0]), 0))
        self.product.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.keep(self.product)
        self._on_product_changed()

    def _on_product_changed(self) -> None:
        """What has a number is added one by one where it is known already; an option is a line's, or a manager's."""
        product = (self._products or {}).get(self.product.currentData() or 0)
        single = self.count.value() == 1
        numbered = single and product is not None and product.kind in _NUMBERED
        option = product is not None and product.kind is ProductKind.OPTION
        managed = option and self.line.currentData() is None
        who = tr("Fleet manager") if option else tr("User")
        self._person_label.setText(who)
        self.person.setAccessibleName(who)
        has_card = numbered and product is not None and product.kind is ProductKind.MOBILE_PLAN
        for label, field, shown in (
            (self._number_label, self.number, numbered),
            (self._iccid_label, self.iccid, has_card),
            (self._person_label, self.person, single and (managed or not option)),
            (self._line_label, self.line, option),
        ):
            label.setVisible(shown)
            field.setVisible(shown)
        self._on_number_typed()

    def _on_number_typed(self) -> None:
        """What is wrong with the number is said at the field."""
        store, number = self.context.workspace.store, self.number.text().strip()
        if number and self.number.isVisibleTo(self) and self.product.currentData() is not None:
            fields = self._fields()
            self._number_lane.ask(lambda: fleet.why_not_number(store, fields), self._on_number_checked)
        else:
            self._number_lane.drop()
            self._on_number_checked(None)
        self.on_changed()

    def _on_number_checked(self, problem: Message | None) -> None:
        self.number_wrong.setText(formats.sentence(problem) if problem else "")
        self.number_wrong.setVisible(problem is not None)
        self.number.setAccessibleDescription(self.number_wrong.text())
        self.apply_button.setEnabled(self.is_ready())
