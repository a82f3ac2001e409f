"""Adds a negotiated price or a discount, or edits one; the prices that it makes are shown as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telbill_desktop.domain.contract_fields import ConditionFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.period import day_after, last_day_before
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition, prices_with
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.pages.contracts.deposit_field import DepositField
from telbill_desktop.gui.pages.contracts.fields import ChoiceField, TickField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
from telbill_desktop.gui.pages.contracts.parsing import amount_field, day_field, text_field
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.services import products
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.contract_list import OperatorSheet
    from telbill_desktop.store.engine import Store

_CODES = {"period_reversed": "last", "price_too_precise": "value", "percent_impossible": "value"}


class ConditionDialog(FormDialog):
    """One condition of one of the operator's products, beside those that the product has already."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        sheet: OperatorSheet,
        known: tuple[int, ConditionFields] | None,
        documents: Sequence[tuple[int, str]],
    ) -> None:
        self._sheet, self._known = sheet, known
        self._today = context.workspace.today()
        form = self._made_form(context, documents)
        self.preview = MessagePanel(context.theme)
        form.add_widget(self.preview)
        title = tr("Edit the condition") if known else tr("Add a special condition")
        super().__init__(context, parent, title, form, self._write, tr("Special condition saved."), width=600)
        form.changed.connect(self.show_prices)
        self.show_prices()

    def show_prices(self) -> None:
        """The prices of the product with this condition, from the present one on."""
        fields = self._stated()
        product = next((one for one in self._sheet.products if fields and one.id == fields.product_id), None)
        if fields is None or product is None:
            self.preview.say("info", "", ())
            return
        own = self._known[0] if self._known else None
        others = [
            one.condition
            for key, one in self._sheet.conditions
            if key != own and one.product_id == fields.product_id and self._meets(one.account_id, fields.account_id)
        ]
        made = prices_with(product.prices, [*others, fields.condition])
        begun = [price for price in made if price.since <= self._today]
        shown = [*begun[-1:], *(price for price in made if price.since > self._today)]
        lines = [
            tr("from {day}: {price}").format(day=words.day(price.since), price=words.money(price.amount))
            for price in shown
        ]
        self.preview.say("info", tr("What {product} costs then").format(product=product.label), lines)

    def _made_form(self, context: PageContext, documents: Sequence[tuple[int, str]]) -> Form:
        theme, today, sheet = context.theme, self._today, self._sheet
        form = Form(theme, _CODES)
        accounts: list[tuple[int | None, str]] = [(None, tr("All accounts of the operator"))]
        accounts += [(one.id, one.label) for one in sheet.accounts]
        form.add_row(
            product=ChoiceField(theme, tr("Product"), [(one.id, one.label) for one in sheet.products]),
            account=ChoiceField(theme, tr("Account"), accounts),
        )
        form.add_row(
            kind=ChoiceField(theme, tr("Kind"), contract_names.condition_kinds()),
            value=amount_field(theme, tr("Amount excl. VAT, or percent")),
        )
        form.add_row(
            start=day_field(theme, tr("From"), today, required=True),
            last=day_field(theme, tr("Last day"), today, hint=tr("no end")),
        )
        form.add_row(label=text_field(theme, tr("Label"), hint=tr("Amendment 3, Christmas offer…")))
        form.add_row(deposit=DepositField(context, tr("Document that grants it"), documents))
        form.add_row(late=TickField(theme, words.lacking()))
        fields = self._known[1] if self._known else None
        form.show_values(
            product=fields.product_id if fields else sheet.products[0].id,
            account=fields.account_id if fields else None,
            kind=fields.condition.kind if fields else ConditionKind.PRICE,
            value=fields.condition.value if fields else None,
            start=fields.condition.start if fields else today,
            last=last_day_before(fields.condition.end) if fields else None,
            label=fields.label if fields else "",
            deposit=fields.deposit_id if fields else None,
            late=False,
        )
        return form

    def _stated(self) -> ConditionFields | None:
        """What the form says so far; None while a field cannot be read."""
        try:
            values = self.form.values()
        except TelbillError:
            return None
        if values["value"] is None or values["start"] is None:
            return None
        return _fields(values)

    def _write(self, store: Store, values: dict[str, Any]) -> None:
        seen = self._today if values["late"] else None
        if self._known is None:
            products.add_condition(store, _fields(values), seen=seen)
        else:
            products.edit_condition(store, self._known[0], _fields(values), seen=seen)

    @staticmethod
    def _meets(account: int | None, other: int | None) -> bool:
        """Whether a condition of the one account holds for the other; None are all of them."""
        return account is None or account == other


def _fields(values: dict[str, Any]) -> ConditionFields:
    condition = SpecialCondition(values["kind"], values["value"], values["start"], day_after(values["last"]))
    return ConditionFields(values["product"], condition, values["account"], values["label"], values["deposit"])
