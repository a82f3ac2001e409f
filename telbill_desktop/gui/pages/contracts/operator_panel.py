"""An operator: who it is and how it serves, its contracts, its products and prices, what it granted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telbill_desktop.domain.billing_terms import OperatorTerms
from telbill_desktop.domain.charging import Item, price_on
from telbill_desktop.domain.company_document import DocumentOwner
from telbill_desktop.domain.contact import ContactOwner
from telbill_desktop.domain.contract_fields import ContractKind
from telbill_desktop.domain.parties import OperatorFields
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.delegates.pills import Pill
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.pages.contracts.condition_dialog import ConditionDialog
from telbill_desktop.gui.pages.contracts.contact_section import ContactSection
from telbill_desktop.gui.pages.contracts.dialogs import contract_dialog, product_dialog
from telbill_desktop.gui.pages.contracts.document_section import DocumentSection
from telbill_desktop.gui.pages.contracts.fields import ChoiceField
from telbill_desktop.gui.pages.contracts.form import Form
from telbill_desktop.gui.pages.contracts.form_section import FormSection
from telbill_desktop.gui.pages.contracts.identity_forms import operator_form
from telbill_desktop.gui.pages.contracts.parsing import count_field, text_field
from telbill_desktop.gui.pages.contracts.record_list import Column, RecordList
from telbill_desktop.gui.pages.contracts.sheet import SheetPanel
from telbill_desktop.gui.widgets.day_field import DayField
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import contract_terms, parties, products
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.contract_fields import ConditionFields
    from telbill_desktop.domain.products import Product
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.contract_list import OperatorSheet
    from telbill_desktop.store.engine import Store
    from telbill_desktop.store.queries.contracts import ContractRow

_CONTRACTS = 2
_DAY_WIDTH = 110


class OperatorPanel(SheetPanel):
    """Five tabs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, tr("Operator"))
        theme = context.theme
        self.sheet: OperatorSheet | None = None
        self._day = context.workspace.today()
        self.identity = FormSection(context, operator_form(theme, tr("Identity")), scrolls=False)
        self.service = FormSection(context, self._service_form(), scrolls=False)
        self.contracts = RecordList(
            theme, tr("Contracts"), _contract_columns(), tr("No contract is known of this operator."), can_edit=True
        )
        self.products = RecordList(
            theme,
            tr("Products and prices"),
            self._product_columns(),
            tr("Add what this operator sells to you, with its prices: the fleet and the invoices to come need it."),
            can_edit=True,
        )
        self.conditions = RecordList(
            theme,
            tr("Special conditions"),
            self._condition_columns(),
            tr("No negotiated price and no discount."),
            can_edit=True,
        )
        self.documents = DocumentSection(
            self,
            tr("Documents of the contract"),
            tr("Choose a contract, then add its order forms and amendments, or drop the files here."),
        )
        self.contacts = ContactSection(self)
        self.day = DayField(tr("Prices on"), self._day, self._day)
        self._add_day()
        self.add_tab(tr("Products"), self.products)
        self.add_tab(tr("Conditions"), self.conditions)
        self.add_tab(tr("Contracts"), self.contracts, self.documents.list)
        self.add_tab(tr("Contacts"), self.contacts.list)
        sheet = self.add_tab(tr("Identity and service"), self.identity, self.service)
        sheet.addStretch(2)
        self.keep_safe(self.identity, self.service)
        self._connect()

    def show_sheet(self, sheet: OperatorSheet) -> None:
        """Shows an operator, or the same one read again."""
        anew = self.begin(sheet.id, sheet.fields.name)
        self.sheet = sheet
        fields, terms = sheet.fields, sheet.terms
        self.identity.show_values(
            {
                "name": fields.name,
                "siren": fields.siren,
                "vat_number": fields.vat_number,
                "country": fields.country,
            },
            lambda store, values: parties.edit_operator(store, sheet.id, OperatorFields(**values)),
            tr("{name} saved.").format(name=fields.name),
            anew=anew,
        )
        self.service.show_values(
            {
                "available": terms.available_after_days,
                "portal_months": terms.portal_months,
                "support": terms.support,
            },
            lambda store, values: _write_service(store, sheet.id, values),
            tr("{name} saved.").format(name=fields.name),
            anew=anew,
        )
        self.contacts.show_contacts(ContactOwner(operator_id=sheet.id), sheet.contacts)
        self.contracts.show_records(sheet.contracts, writable=self.writable)
        self._show_documents()
        self.products.show_records(sheet.products, writable=self.writable)
        self.conditions.show_records(sheet.conditions, writable=self.writable)
        self.conditions.add.setEnabled(self.writable and bool(sheet.products))

    def choose_contract(self, contract_id: int) -> None:
        """Opens the contracts with one of them chosen."""
        self.tabs.setCurrentIndex(_CONTRACTS)
        for row, one in enumerate(self.contracts.model.records):
            if one.id == contract_id:
                self.contracts.table.selectRow(row)

    def _show_documents(self) -> None:
        """Those of the contract that is chosen; the only one is."""
        rows = self.contracts.model.records
        if len(rows) == 1 and self.contracts.chosen() is None:
            self.contracts.table.selectRow(0)
        row: ContractRow | None = self.contracts.chosen()
        known = self.sheet.documents.get(row.id, ()) if self.sheet and row else ()
        self.documents.show_documents(DocumentOwner(contract_id=row.id) if row else None, known)

    def _service_form(self) -> Form:
        theme = self.context.theme
        form = Form(theme, {})
        form.add_title(tr("Invoices and support"))
        form.add_row(
            available=ChoiceField(theme, tr("Invoices available"), words.availability()),
            portal_months=count_field(theme, tr("Months on the portal"), least=1),
        )
        form.add_row(support=text_field(theme, tr("Support"), hint=tr("Telephone, address, code of the customer…")))
        return form

    def _product_columns(self) -> list[Column[Product]]:
        kinds, categories = dict(contract_names.product_kinds()), dict(words.categories())
        return [
            Column(tr("Label"), lambda one: one.label, least=176),
            Column(tr("Code"), lambda one: one.code, 80),
            Column(tr("Kind"), lambda one: kinds[one.kind], 112, spare=True),
            Column(tr("Price"), self._present_price, 84, right=True, pill=_unpriced),
            Column(tr("Next price"), self._next_price, 150, right=True),
            Column(tr("VAT"), lambda one: contract_names.vat_name(one.vat), 60, right=True),
            Column(tr("Category"), lambda one: categories[one.category], 148, spare=True),
            Column(tr("Range"), lambda one: one.product_range, 150, spare=True),
            Column(tr("Included"), lambda one: one.allowance, 150, spare=True),
        ]

    def _condition_columns(self) -> list[Column[tuple[int, ConditionFields]]]:
        return [
            Column(tr("Product"), lambda one: self._product_name(one[1].product_id), 190),
            Column(tr("Condition"), lambda one: words.condition_text(one[1].condition), 92, right=True),
            Column(tr("From"), lambda one: words.day(one[1].condition.start), 92),
            Column(tr("To"), lambda one: words.day(last_day_before(one[1].condition.end)), 92),
            Column(tr("Account"), lambda one: self._account_name(one[1].account_id), 125),
            Column(tr("Label"), lambda one: one[1].label),
        ]

    def _present_price(self, product: Product) -> str:
        if not product.prices:
            return tr("To complete")
        return words.money(price_on(Item("", self._day, product.prices), self._day))

    def _next_price(self, product: Product) -> str:
        later = sorted((price for price in product.prices if price.since > self._day), key=lambda price: price.since)
        if not later or len(product.prices) == 1:
            return ""
        return tr("{price} on {day}").format(price=words.money(later[0].amount), day=words.day(later[0].since))

    def _product_name(self, product_id: int) -> str:
        known = self.sheet.products if self.sheet else ()
        return next((one.label for one in known if one.id == product_id), "")

    def _account_name(self, account_id: int | None) -> str:
        if account_id is None:
            return tr("All accounts")
        known = self.sheet.accounts if self.sheet else ()
        return next((one.label for one in known if one.id == account_id), "")

    def _add_day(self) -> None:
        """The day on which prices are looked at, beside the title of the products."""
        self.day.setFixedWidth(self.context.theme.dp(_DAY_WIDTH))
        label = Label(tr("Prices on"), "small")
        label.setBuddy(self.day)
        self.products.head.insertWidget(1, label)
        self.products.head.insertWidget(2, self.day)
        self.products.head.insertWidget(3, self.day.error)

    def _connect(self) -> None:
        self.day.day_changed.connect(self._on_day_changed)
        self.contracts.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_documents())
        self.contracts.add_asked.connect(lambda: self._edit_contract(None))
        self.contracts.edit_asked.connect(self._edit_contract)
        self.contracts.removal_asked.connect(self._on_contract_removal_asked)
        self.products.add_asked.connect(lambda: self._edit_product(None))
        self.products.edit_asked.connect(self._edit_product)
        self.products.removal_asked.connect(self._on_product_removal_asked)
        self.conditions.add_asked.connect(lambda: self._edit_condition(None))
        self.conditions.edit_asked.connect(self._edit_condition)
        self.conditions.removal_asked.connect(self._on_condition_removal_asked)

    def _on_day_changed(self) -> None:
        """Empty is today; while it cannot be read the prices stay."""
        if self.day.is_readable:
            self._day = self.day.value or self.context.workspace.today()
            self.products.model.say_changed()
            self.products.measure()

    def _edit_contract(self, row: ContractRow | None) -> None:
        if self.sheet is not None:
            contract_dialog(self.context, self.window(), self.sheet.id, row).open()

    def _edit_product(self, product: Product | None) -> None:
        if self.sheet is not None:
            product_dialog(self.context, self.window(), self.sheet.id, product).open()

    def _edit_condition(self, known: tuple[int, ConditionFields] | None) -> None:
        sheet = self.sheet
        if sheet is not None:
            self.with_documents(
                lambda documents: ConditionDialog(self.context, self.window(), sheet, known, documents).open()
            )

    def _on_contract_removal_asked(self, row: ContractRow) -> None:
        said = tr("Contract {number} removed.").format(number=row.number)
        self.write(lambda store: contract_terms.remove_contract(store, row.id), said)

    def _on_product_removal_asked(self, product: Product) -> None:
        said = tr("{product} removed.").format(product=product.label)
        self.write(lambda store: products.remove_product(store, product.id), said)

    def _on_condition_removal_asked(self, known: tuple[int, ConditionFields]) -> None:
        self.write(lambda store: products.remove_condition(store, known[0]), tr("Special condition removed."))


def _write_service(store: Store, operator_id: int, values: dict[str, Any]) -> None:
    terms = OperatorTerms(values["available"], values["portal_months"], values["support"])
    contract_terms.set_operator_terms(store, operator_id, terms)


def _contract_columns() -> list[Column[ContractRow]]:
    kinds = dict(contract_names.contract_kinds())
    return [
        Column(tr("Number"), lambda one: one.number),
        Column(tr("Kind"), lambda one: kinds[ContractKind(one.kind)], 120),
        Column(tr("Start"), lambda one: words.day(one.commitment.start), 92),
        Column(tr("Committed until"), lambda one: words.day(last_day_before(one.commitment.until)), 130),
        Column(
            tr("Notice period"),
            lambda one: "" if one.commitment.notice_months is None else _months(one.commitment.notice_months),
            80,
        ),
    ]


def _unpriced(product: Product) -> Pill | None:
    """A product without a price waits for one."""
    return None if product.prices else Pill(tr("To complete"), "pencil", "warn")


def _months(number: int) -> str:
    return ntr("{count} month", "{count} months", number).format(count=formats.count(number))
