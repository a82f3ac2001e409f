"""Taking one away, and changing the plan of one: the quote is the confirmation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from telbill_desktop.domain.charging import Item, price_on
from telbill_desktop.domain.currencies import HOME_CURRENCY
from telbill_desktop.domain.fleet_rules import replaces
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.gui.dialogs.fleet.quote_dialog import QuoteDialog
from telbill_desktop.services import fleet, fleet_overview, quoting
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.fleet_view import FleetRow
    from telbill_desktop.domain.products import Product
    from telbill_desktop.domain.quote import Quote
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class RemoveDialog(QuoteDialog):
    """One of these, which nobody has; or the one that the user named."""

    def __init__(
        self, context: PageContext, parent: QWidget, rows: Sequence[FleetRow], day: date, *, named: bool = False
    ) -> None:
        item = rows[0].item
        one = formats.fill(tr("Terminate {item}?"), {"item": rows[0].number or item.label})
        any_of = formats.fill(tr("Take away one {product}?"), {"product": item.product.label})
        title, act = (one, tr("Terminate")) if named else (any_of, tr("Take away"))
        super().__init__(context, parent, title, act, day, is_dangerous=True)
        self._rows = {row.item.id: row for row in rows}
        self.choice = QComboBox()
        for row in rows:
            self.choice.addItem(_words(row), row.item.id)
        self.choice.currentIndexChanged.connect(self.on_changed)
        if not named:
            self.add_row(tr("Which one"), self.choice)
        self.add_day(tr("First day without it"))
        self.finish(620, 420)

    def question(self) -> Callable[[], Quote] | None:
        """One item fewer."""
        store, day = self.context.workspace.store, self.day.value
        item_id = self.choice.currentData()
        return partial(quoting.quote_removing_item, store, item_id, day, **self.told()) if day else None

    def prepared(self) -> Callable[[Store], object]:
        """Ends it."""
        item_id, day, seen = self.choice.currentData(), self.day.value, self.seen()
        return lambda store: fleet.remove_item(store, item_id, day, seen=seen)  # type: ignore[arg-type] # is_ready has seen it

    def said(self) -> str:
        """What was done."""
        params = {
            "item": self._rows[self.choice.currentData()].item.label,
            "day": last_day_before(self.day.value or self.context.workspace.today()),
        }
        return formats.fill(tr("{item} ends on {day}."), params)


class ChangePlanDialog(QuoteDialog):
    """Another product in the place of one of these, on one day: number, card, options and user go along."""

    def __init__(self, context: PageContext, parent: QWidget, rows: Sequence[FleetRow], day: date) -> None:
        first = rows[0]
        single = formats.fill(tr("Change the plan of {item}"), {"item": first.number or first.item.label})
        several = formats.fill(tr("Change the plan of one {product}"), {"product": first.item.product.label})
        super().__init__(context, parent, single if len(rows) == 1 else several, tr("Change the plan"), day)
        self._rows = {row.item.id: row for row in rows}
        self._account_id, self._own = first.account.id, first.item.product
        self._others: list[Product] | None = None  # until they are read
        self.which, self.choice = QComboBox(), QComboBox()
        for row in rows:
            self.which.addItem(_words_with_user(row), row.item.id)
        for box in (self.which, self.choice):
            box.currentIndexChanged.connect(self.on_changed)
        if len(rows) > 1:
            self.add_row(tr("Which one"), self.which)
        self.add_row(tr("New plan"), self.choice)
        self.add_day(tr("First day of the new plan"))
        self.day.day_changed.connect(self._price_others)
        self.finish(620, 430)
        store, account_id = context.workspace.store, self._account_id
        context.jobs.read(
            lambda _progress: fleet_overview.products_of_account(store, account_id), self._on_products, owner=self
        )

    def question(self) -> Callable[[], Quote] | None:
        """The item at the price of another product."""
        item_id, to_id, day = self.which.currentData(), self.choice.currentData(), self.day.value
        if to_id is None or day is None:
            return None
        store = self.context.workspace.store
        account_id, own_id = self._account_id, self._own.id
        return partial(quoting.quote_changing, store, account_id, own_id, to_id, day, item_id, **self.told())

    def prepared(self) -> Callable[[Store], object]:
        """Ends one and starts the other."""
        item_id, to_id = self.which.currentData(), self.choice.currentData()
        day, seen = self.day.value, self.seen()
        return lambda store: fleet.change_plan(store, item_id, to_id, day, seen=seen)  # type: ignore[arg-type] # is_ready

    def said(self) -> str:
        """What was done."""
        row = self._rows[self.which.currentData()]
        params = {"item": row.number or row.item.label, "product": self.choice.currentText()}
        return formats.fill(tr("{item} has the plan {product}."), params)

    def why_unasked(self) -> str:
        """There is no other plan any more."""
        if self._others is None or self._others:
            return ""
        return formats.sentence(Message("plan_alone", {"product": self._own.label}))

    def _on_products(self, products: Sequence[Product]) -> None:
        """The others that fit."""
        self._others = [product for product in products if replaces(product, self._own)]
        for product in self._others:
            self.choice.addItem(product.label, product.id)
        self._price_others()
        self.keep(self.choice)
        self.on_changed()

    def _price_others(self) -> None:
        """Their prices on the day of the change."""
        day = self.day.value or self.context.workspace.today()
        for at, product in enumerate(self._others or ()):
            price = formats.money(price_on(Item("", day, product.prices), day), HOME_CURRENCY)
            self.choice.setItemText(at, f"{product.label} — {price}")


def _words(row: FleetRow) -> str:
    """`06 39 98 01 07, since 06/03/2023`."""
    params = {"item": row.number or row.item.label, "day": row.item.start}
    return formats.fill(tr("{item}, since {day}"), params)


def _words_with_user(row: FleetRow) -> str:
    """`06 39 98 01 07, since 06/03/2023 — Camille Perrin`."""
    return f"{_words(row)} — {row.holder.person}" if row.holder else _words(row)
