"""What the demo's user knows of contracts: terms of the accounts, products and prices, people, what is in service."""

from dataclasses import replace

from telbill_desktop.demo.catalogue import Account, Company, FleetItem, Product
from telbill_desktop.demo.french import short_name
from telbill_desktop.domain.billing_terms import BillingTerms, OperatorTerms, PaymentMethod
from telbill_desktop.domain.contact import ContactOwner
from telbill_desktop.domain.contract_fields import BalanceFields, MinimumFields, ProductFields
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.forecast import SetOffKind
from telbill_desktop.domain.products import ProductKind, VatRate
from telbill_desktop.services import account_balances, contacts, contract_terms, invoices, parties, people, products
from telbill_desktop.services.fleet_bulk import BulkItem, add_fleet
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store

_METHODS = {"59": PaymentMethod.DIRECT_DEBIT, "58": PaymentMethod.TRANSFER, "48": PaymentMethod.CARD}  # UNTDID 4461
_CARD = "•••• 4421"
_PAYER = "Comptabilité"


def contract(store: Store, company: Company) -> None:
    """Writes everything that the forecast of the invoices to come needs, of the accounts that have had an invoice."""
    accounts = _accounts(store, company)
    known = [account for account in company.accounts if account.id in accounts]
    company = replace(
        company, accounts=tuple(known), fleet=tuple(held for held in company.fleet if held.account in accounts)
    )
    operators = _operators(store, company)
    own = {choice.label: choice.id for choice in invoices.companies(store)}[company.accounts[0].buyer.name]
    for one in company.contacts:
        contacts.add_contact(store, ContactOwner(company_id=own), one)
    sold = _products(store, company, operators)
    for account in company.accounts:
        _write_account(store, account, accounts[account.id], sold)
    staff = {one.name: people.add_person(store, PersonFields(one.name, one.team)) for one in company.staff}
    places = {held.item.id: at for at, held in enumerate(company.fleet)}
    items = [
        BulkItem(
            FleetItemFields(
                account_id=accounts[held.account],
                product_id=sold[held.product.id],
                start=held.item.start,
                end=held.item.end,
                quantity=held.item.quantity,
                number="" if held.line else held.number or "",
                person_id=staff[held.person] if held.person else None,
            ),
            places[held.line] if held.line else None,
        )
        for held in company.fleet
    ]
    add_fleet(store, company.accounts[0].buyer.name, items)


def _accounts(store: Store, company: Company) -> dict[str, int]:
    """The record of each account of the demo, found by the operator's words."""
    known: dict[tuple[str | None, ...], int] = {}
    for choice in invoices.accounts(store):
        fields = parties.account_fields(store, choice.id)
        known[fields.number, fields.client_code, fields.sub_account] = choice.id
    words = {
        account.id: (account.reference.number, account.reference.client_code, account.reference.sub_account or "")
        for account in company.accounts
    }
    return {key: known[each] for key, each in words.items() if each in known}


def _operators(store: Store, company: Company) -> dict[str, int]:
    ids = {choice.label: choice.id for choice in invoices.operators(store)}
    stated = {account.operator.id: account.operator for account in company.accounts}
    found = {key: ids[short_name(operator.party.name)] for key, operator in stated.items()}
    for key, operator in stated.items():
        terms = OperatorTerms(operator.available_after_days, operator.portal_months, operator.look.service)
        contract_terms.set_operator_terms(store, found[key], terms)
        for one in operator.contacts:
            contacts.add_contact(store, ContactOwner(operator_id=found[key]), one)
    return found


def _products(store: Store, company: Company, operators: dict[str, int]) -> dict[str, int]:
    sellers = {account.id: account.operator.id for account in company.accounts}
    sold: dict[str, tuple[str, FleetItem]] = {}
    for held in company.fleet:
        sold.setdefault(held.product.id, (sellers[held.account], held))
    return {
        key: products.add_product(store, operators[seller], _product_fields(held.product, held.number))
        for key, (seller, held) in sold.items()
    }


def _product_fields(product: Product, number: str | None) -> ProductFields:
    is_mobile = product.kind == "line" and (number or "").startswith("06")
    return ProductFields(
        label=product.label,
        kind=ProductKind.MOBILE_PLAN if is_mobile else ProductKind(product.kind),
        category=product.category,
        prices=product.prices,
        code=product.code,
        product_range=product.range,
        vat=VatRate("S", product.vat_rate),
    )


def _write_account(store: Store, account: Account, account_id: int, sold: dict[str, int]) -> None:
    payment = account.payment
    method = _METHODS[payment.means or ""]
    means = _CARD if method is PaymentMethod.CARD else f"•••• {(payment.mandate or payment.iban or '')[-4:]}"
    terms = BillingTerms(
        cycle=account.plan.cycle,
        rule=account.plan.rule,
        advance=account.plan.advance,
        method=method,
        days_to_pay=account.days_to_pay,
        means=means,
        payer=_PAYER if method.needs_somebody else "",
    )
    contract_terms.set_terms(store, account_id, terms)
    for minimum in account.plan.minimums:
        committed = MinimumFields(account_id, sold[minimum.product], minimum.quantity, minimum.amount)
        products.set_minimum(store, committed)
    if account.prepaid:
        left = BalanceFields(account_id, SetOffKind.PREPAID, account.prepaid.balance, account.prepaid.since)
        account_balances.add_balance(store, left)
