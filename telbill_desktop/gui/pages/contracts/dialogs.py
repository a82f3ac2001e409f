"""The dialogs that add and edit what belongs to an operator, an account or a company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telbill_desktop.domain.billing_terms import Commitment
from telbill_desktop.domain.contract_fields import (
    AddressFields,
    BalanceFields,
    ContractFields,
    ContractKind,
    MinimumFields,
    PlannedChargeFields,
    ProductFields,
)
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.period import day_after, last_day_before
from telbill_desktop.domain.products import STANDARD_VAT, Product, ProductKind
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.pages.contracts.deposit_field import DepositField
from telbill_desktop.gui.pages.contracts.fields import ChoiceField, LinesField, TickField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
from telbill_desktop.gui.pages.contracts.parsing import amount_field, count_field, day_field, text_field
from telbill_desktop.gui.pages.contracts.price_table import PricesField
from telbill_desktop.services import account_balances, addresses, contract_terms, products
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store
    from telbill_desktop.store.queries.contracts import ContractRow


def contract_dialog(context: PageContext, parent: QWidget, operator_id: int, row: ContractRow | None) -> FormDialog:
    """Adds a contract of an operator, or edits one."""
    theme, today = context.theme, context.workspace.today()
    form = Form(theme, {"contract_number_missing": "number", "contract_taken": "number", "period_reversed": "last"})
    form.add_row(
        number=text_field(theme, tr("Number"), required=True),
        kind=ChoiceField(theme, tr("Kind"), contract_names.contract_kinds()),
    )
    form.add_row(
        start=day_field(theme, tr("Start"), today), last=day_field(theme, tr("Last day of the commitment"), today)
    )
    form.add_row(notice=count_field(theme, tr("Notice, in months")))
    known = row.commitment if row else Commitment()
    form.show_values(
        number=row.number if row else "",
        kind=ContractKind(row.kind) if row else ContractKind.FRAMEWORK,
        start=known.start,
        last=last_day_before(known.until),
        notice=known.notice_months,
    )

    def save(store: Store, values: dict[str, Any]) -> int:
        commitment = Commitment(values["start"], day_after(values["last"]), values["notice"])
        fields = ContractFields(values["number"], values["kind"], commitment)
        if row is None:
            return contract_terms.add_contract(store, operator_id, fields)
        contract_terms.edit_contract(store, row.id, fields)
        return row.id

    title = tr("Edit the contract") if row else tr("Add a contract")
    return FormDialog(context, parent, title, form, save, tr("Contract saved."))


def product_dialog(context: PageContext, parent: QWidget, operator_id: int, product: Product | None) -> FormDialog:
    """Adds a product of an operator with its prices, or edits one."""
    theme = context.theme
    codes = {"name_missing": "label", "product_taken": "code", "price_missing": "prices", "price_twice": "prices"}
    form = Form(theme, {**codes, "price_too_precise": "prices"})
    form.add_row(label=text_field(theme, tr("Label"), required=True), code=text_field(theme, tr("Code")))
    form.add_row(
        kind=ChoiceField(theme, tr("Kind"), contract_names.product_kinds()),
        category=ChoiceField(theme, tr("Category"), words.categories()),
    )
    form.add_row(
        product_range=text_field(theme, tr("Range")),
        vat=ChoiceField(theme, tr("VAT"), words.vat_rates(product.vat if product else None)),
    )
    form.add_row(allowance=text_field(theme, tr("Included"), hint=tr("20 GB, unlimited calls…")))
    today = context.workspace.today()
    form.add_row(prices=PricesField(theme, today))
    if product is not None:
        form.add_row(late=TickField(theme, words.lacking()))
    form.show_values(
        label=product.label if product else "",
        code=product.code if product else "",
        kind=product.kind if product else ProductKind.LICENCE,
        category=product.category if product else Category.SUBSCRIPTIONS,
        product_range=product.product_range if product else "",
        vat=product.vat if product else STANDARD_VAT,
        allowance=product.allowance if product else "",
        prices=product.prices if product else (),
        **({"late": False} if product else {}),
    )

    def save(store: Store, values: dict[str, Any]) -> None:
        seen = today if values.pop("late", False) else None
        fields = ProductFields(**values)
        if product is None:
            products.add_product(store, operator_id, fields)
        else:
            products.edit_product(store, product.id, fields, seen=seen)

    title = tr("Edit the product") if product else tr("Add a product")
    return FormDialog(context, parent, title, form, save, tr("Product saved."), width=600)


def minimum_dialog(
    context: PageContext, parent: QWidget, account_id: int, sold: Sequence[Product], known: MinimumFields | None
) -> FormDialog:
    """Commits an account to so many of a product."""
    theme = context.theme
    form = Form(theme, {"quantity_impossible": "quantity", "price_too_precise": "amount"})
    offers = [(one.id, one.label) for one in sold if known is None or one.id == known.product_id]
    form.add_row(product=ChoiceField(theme, tr("Product"), offers))
    form.add_row(
        quantity=count_field(theme, tr("Committed quantity"), least=1, required=True),
        amount=amount_field(theme, tr("Price of one, excl. VAT")),
    )
    form.show_values(
        product=offers[0][0],
        quantity=known.quantity if known else None,
        amount=known.amount if known else None,
    )

    def save(store: Store, values: dict[str, Any]) -> None:
        products.set_minimum(store, MinimumFields(account_id, values["product"], values["quantity"], values["amount"]))

    return FormDialog(context, parent, tr("Committed minimum"), form, save, tr("Minimum saved."))


def charge_dialog(context: PageContext, parent: QWidget, account_id: int) -> FormDialog:
    """Notes a one-off charge or equipment that an invoice will charge."""
    theme, today = context.theme, context.workspace.today()
    form = Form(theme, {"name_missing": "label", "quantity_impossible": "quantity", "price_too_precise": "amount"})
    form.add_row(
        label=text_field(theme, tr("Label"), required=True), kind=ChoiceField(theme, tr("Kind"), words.charge_kinds())
    )
    form.add_row(
        due_on=day_field(theme, tr("Charged by the invoice of that day or the next"), today, required=True),
        quantity=count_field(theme, tr("Quantity"), least=1, required=True),
    )
    form.add_row(
        amount=amount_field(theme, tr("Price of one, excl. VAT")), vat=ChoiceField(theme, tr("VAT"), words.vat_rates())
    )
    form.show_values(label="", kind=ForecastSection.EQUIPMENT, due_on=today, quantity=1, amount=None, vat=STANDARD_VAT)

    def save(store: Store, values: dict[str, Any]) -> None:
        account_balances.add_planned_charge(store, PlannedChargeFields(account_id, **values))

    return FormDialog(context, parent, tr("Add a charge to come"), form, save, tr("Charge to come saved."))


def balance_dialog(context: PageContext, parent: QWidget, account_id: int) -> FormDialog:
    """Notes an unpaid or prepaid balance."""
    theme, today = context.theme, context.workspace.today()
    form = Form(theme, {"balance_negative": "amount", "price_too_precise": "amount"})
    form.add_row(
        kind=ChoiceField(theme, tr("Kind"), words.balance_kinds()), amount=amount_field(theme, tr("Amount incl. VAT"))
    )
    form.add_row(
        known_on=day_field(theme, tr("Set against invoices from"), today, required=True),
        note=text_field(theme, tr("Note")),
    )
    form.show_values(kind=SetOffKind.UNPAID, amount=None, known_on=today, note="")

    def save(store: Store, values: dict[str, Any]) -> None:
        account_balances.add_balance(store, BalanceFields(account_id, **values))

    return FormDialog(context, parent, tr("Add a balance"), form, save, tr("Balance saved."))


def address_dialog(
    context: PageContext,
    parent: QWidget,
    company_id: int,
    known: tuple[int, AddressFields] | None,
    documents: Sequence[tuple[int, str]],
) -> FormDialog:
    """Adds an address of a company, or edits one."""
    theme = context.theme
    form = Form(theme, {"address_missing": "lines", "country_impossible": "country"})
    form.add_row(label=text_field(theme, tr("Name"), hint=tr("Head office, workshop…")))
    form.add_row(lines=LinesField(theme, tr("Street")))
    form.add_row(postcode=text_field(theme, tr("Postcode")), city=text_field(theme, tr("City"), required=True))
    form.add_row(
        country=text_field(theme, tr("Country"), required=True, hint="FR"), verified=TickField(theme, tr("Verified"))
    )
    form.add_row(deposit_id=DepositField(context, tr("Proof"), documents))
    fields = known[1] if known else AddressFields(company_id, "", (), "", "", "FR")
    form.show_values(
        label=fields.label,
        lines=fields.lines,
        postcode=fields.postcode,
        city=fields.city,
        country=fields.country,
        verified=fields.verified,
        deposit_id=fields.deposit_id,
    )

    def save(store: Store, values: dict[str, Any]) -> None:
        made = AddressFields(company_id, **values)
        if known is None:
            addresses.add_address(store, made)
        else:
            addresses.edit_address(store, known[0], made)

    title = tr("Edit the address") if known else tr("Add an address")
    return FormDialog(context, parent, title, form, save, tr("Address saved."))
