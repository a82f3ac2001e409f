"""A billing account: how it is charged and paid, what it is committed to, what its next invoices will meet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telbill_desktop.domain.forecast import ForecastSection
from telbill_desktop.domain.parties import AccountFields
from telbill_desktop.exporters import contract_names
from telbill_desktop.gui.pages.contracts import words
from telbill_desktop.gui.pages.contracts.dialogs import balance_dialog, charge_dialog, minimum_dialog
from telbill_desktop.gui.pages.contracts.form_section import FormSection
from telbill_desktop.gui.pages.contracts.identity_forms import account_form, offer_companies
from telbill_desktop.gui.pages.contracts.record_list import Column, RecordList
from telbill_desktop.gui.pages.contracts.sheet import SheetPanel
from telbill_desktop.gui.pages.contracts.terms_tab import TermsTab
from telbill_desktop.services import account_balances, parties, products
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.contract_fields import BalanceFields, MinimumFields, PlannedChargeFields
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.contract_list import AccountSheet


class AccountPanel(SheetPanel):
    """Three tabs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, tr("Billing account"))
        theme = context.theme
        self.sheet: AccountSheet | None = None
        self.terms = TermsTab(context)
        self.minimums = RecordList(
            theme,
            tr("Committed minimums"),
            self._minimum_columns(),
            tr("No minimum is committed on this account."),
            can_edit=True,
        )
        self.charges = RecordList(
            theme, tr("Charges and equipment to come"), _charge_columns(), tr("Nothing is ordered."), can_edit=False
        )
        self.balances = RecordList(
            theme, tr("Balances"), _balance_columns(), tr("No unpaid and no prepaid balance."), can_edit=False
        )
        self.identity = FormSection(context, account_form(theme), scrolls=False)
        self.tabs.addTab(self.terms, tr("Billing"))
        self.add_tab(tr("Commitments and balances"), self.minimums, self.charges, self.balances)
        sheet = self.add_tab(tr("Identity"), self.identity)
        sheet.addStretch(2)
        self.keep_safe(self.terms.section, self.identity)
        self._connect()

    def show_sheet(self, sheet: AccountSheet) -> None:
        """Shows an account, or the same one read again."""
        anew = self.begin(sheet.id, f"{sheet.operator} · {sheet.fields.label}")
        self.sheet = sheet
        self.terms.show_sheet(sheet, anew=anew)
        self.minimums.show_records(sheet.minimums, writable=self.writable)
        self.minimums.add.setEnabled(self.writable and bool(self._without_minimum()))
        self.charges.show_records(sheet.charges, writable=self.writable)
        self.balances.show_records(sheet.balances, writable=self.writable)
        offer_companies(self.identity.form, sheet.companies)
        fields = sheet.fields
        self.identity.show_values(
            {
                "label": fields.label,
                "company_id": fields.company_id,
                "number": fields.number,
                "radical": fields.radical,
                "client_code": fields.client_code,
                "sub_account": fields.sub_account,
            },
            lambda store, values: parties.edit_account(store, sheet.id, AccountFields(**values)),
            tr("{name} saved.").format(name=fields.label),
            anew=anew,
        )

    def _minimum_columns(self) -> list[Column[tuple[int, MinimumFields]]]:
        return [
            Column(tr("Product"), lambda one: self._product_name(one[1].product_id)),
            Column(tr("Quantity"), lambda one: formats.count(one[1].quantity), 90, right=True),
            Column(tr("Price of one"), lambda one: words.money(one[1].amount), 120, right=True),
        ]

    def _product_name(self, product_id: int) -> str:
        known = self.sheet.products if self.sheet else ()
        return next((one.label for one in known if one.id == product_id), "")

    def _without_minimum(self) -> list[Any]:
        """The products that no minimum is committed of."""
        if self.sheet is None:
            return []
        known = {one.product_id for _, one in self.sheet.minimums}
        return [one for one in self.sheet.products if one.id not in known]

    def _connect(self) -> None:
        self.minimums.add_asked.connect(lambda: self._edit_minimum(None))
        self.minimums.edit_asked.connect(self._edit_minimum)
        self.minimums.removal_asked.connect(self._on_minimum_removal_asked)
        self.charges.add_asked.connect(self._on_charge_asked)
        self.charges.removal_asked.connect(self._on_charge_removal_asked)
        self.balances.add_asked.connect(self._on_balance_asked)
        self.balances.removal_asked.connect(self._on_balance_removal_asked)

    def _edit_minimum(self, known: tuple[int, MinimumFields] | None) -> None:
        if self.sheet is not None:
            sold = self.sheet.products if known else self._without_minimum()
            minimum_dialog(self.context, self.window(), self.sheet.id, sold, known[1] if known else None).open()

    def _on_minimum_removal_asked(self, known: tuple[int, MinimumFields]) -> None:
        none = replace(known[1], quantity=0)
        self.write(lambda store: products.set_minimum(store, none), tr("Minimum removed."))

    def _on_charge_asked(self) -> None:
        if self.sheet is not None:
            charge_dialog(self.context, self.window(), self.sheet.id).open()

    def _on_charge_removal_asked(self, known: tuple[int, PlannedChargeFields]) -> None:
        self.write(
            lambda store: account_balances.remove_planned_charge(store, known[0]),
            tr("{product} removed.").format(product=known[1].label),
        )

    def _on_balance_asked(self) -> None:
        if self.sheet is not None:
            balance_dialog(self.context, self.window(), self.sheet.id).open()

    def _on_balance_removal_asked(self, known: tuple[int, BalanceFields]) -> None:
        self.write(lambda store: account_balances.remove_balance(store, known[0]), tr("Balance removed."))


def _charge_columns() -> list[Column[tuple[int, PlannedChargeFields]]]:
    kinds = {**dict(words.charge_kinds()), ForecastSection.PRORATA: tr("Catch-up")}
    return [
        Column(tr("Label"), lambda one: one[1].label),
        Column(tr("Kind"), lambda one: kinds[one[1].kind], 120),
        Column(tr("From"), lambda one: words.day(one[1].due_on), 95),
        Column(tr("Qty"), lambda one: formats.count(one[1].quantity), 60, right=True),
        Column(tr("Price of one"), lambda one: words.money(one[1].amount), 110, right=True),
        Column(tr("VAT"), lambda one: contract_names.vat_name(one[1].vat), 70, right=True),
    ]


def _balance_columns() -> list[Column[tuple[int, BalanceFields]]]:
    kinds = dict(words.balance_kinds())
    return [
        Column(tr("Kind"), lambda one: kinds[one[1].kind], 140),
        Column(tr("Amount incl. VAT"), lambda one: words.money(one[1].amount), 130, right=True),
        Column(tr("From"), lambda one: words.day(one[1].known_on), 95),
        Column(tr("Note"), lambda one: one[1].note),
    ]
