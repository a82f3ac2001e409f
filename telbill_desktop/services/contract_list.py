"""What the page of contracts shows: the list, and everything of the operator, account or company chosen in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telbill_desktop.domain.billing_terms import BillingTerms, OperatorTerms
from telbill_desktop.domain.certified_invoice import CertifiedInvoices, certified_invoices
from telbill_desktop.domain.choice import Choice
from telbill_desktop.domain.company_document import CompanyDocument, DocumentOwner
from telbill_desktop.domain.contact import ContactFields, ContactOwner
from telbill_desktop.domain.contract_fields import (
    AddressFields,
    BalanceFields,
    ConditionFields,
    MinimumFields,
    PlannedChargeFields,
)
from telbill_desktop.domain.contract_list import ContractEntry
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.products import Product
from telbill_desktop.services.rule_templates import RuleTemplate, rule_templates
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import choices, company_documents, contract_list, contracts, parties
from telbill_desktop.store.queries.contacts import contacts_of
from telbill_desktop.store.queries.contracts import ContractRow


@dataclass(frozen=True, slots=True)
class OperatorSheet:
    """Everything of an operator; `conditions` with their ids."""

    id: int
    fields: OperatorFields
    terms: OperatorTerms
    contracts: Sequence[ContractRow]
    products: Sequence[Product]
    conditions: Sequence[tuple[int, ConditionFields]]
    accounts: Sequence[Choice]
    contacts: Sequence[tuple[int, ContactFields]]
    documents: Mapping[int, Sequence[CompanyDocument]]  # by contract


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """Everything of a billing account; `terms` are None as long as nobody said them."""

    id: int
    operator_id: int
    operator: str
    fields: AccountFields
    companies: Sequence[Choice]
    terms: BillingTerms | None
    contracts: Sequence[ContractRow]
    products: Sequence[Product]
    minimums: Sequence[tuple[int, MinimumFields]]
    charges: Sequence[tuple[int, PlannedChargeFields]]
    balances: Sequence[tuple[int, BalanceFields]]
    templates: Sequence[RuleTemplate]  # of rules, to begin with
    certified: CertifiedInvoices


@dataclass(frozen=True, slots=True)
class CompanySheet:
    """Everything of one of the user's companies."""

    id: int
    fields: CompanyFields
    addresses: Sequence[tuple[int, AddressFields]]
    contacts: Sequence[tuple[int, ContactFields]]
    documents: Sequence[CompanyDocument]


Sheet = OperatorSheet | AccountSheet | CompanySheet


def entries(store: Store, perimeter: PerimeterChoice | None = None) -> list[ContractEntry]:
    """Operators with their accounts and contracts below them, then companies; only those of the perimeter."""
    with store.reading() as connection:
        return contract_list.entries(connection, perimeter)


def operator_sheet(store: Store, operator_id: int) -> OperatorSheet:
    """Everything of an operator. Raises `party_gone`."""
    with store.reading() as connection:
        return OperatorSheet(
            operator_id,
            parties.operator_fields(connection, operator_id),
            contracts.operator_terms(connection, operator_id),
            contracts.contracts_of(connection, operator_id),
            contracts.products_of(connection, operator_id),
            contracts.conditions_of(connection, operator_id),
            choices.accounts(connection, operator_id),
            contacts_of(connection, ContactOwner(operator_id=operator_id)),
            company_documents.documents_of_contracts(connection, operator_id),
        )


def account_sheet(store: Store, account_id: int) -> AccountSheet:
    """Everything of a billing account. Raises `party_gone`."""
    with store.reading() as connection:
        operator_id = parties.operator_of(connection, account_id)
        fields, terms = parties.account_fields(connection, account_id), contracts.terms_of(connection, account_id)
        siren, countries = "", []
        if fields.company_id is not None:
            siren = parties.company_fields(connection, fields.company_id).siren
            countries = [one.country for _, one in contracts.addresses_of(connection, fields.company_id)]
        return AccountSheet(
            account_id,
            operator_id,
            parties.operator_fields(connection, operator_id).name,
            fields,
            choices.companies(connection),
            terms,
            contracts.contracts_of(connection, operator_id),
            contracts.products_of(connection, operator_id),
            contracts.minimums_of(connection, account_id),
            contracts.planned_charges_of(connection, account_id),
            contracts.balances_of(connection, account_id),
            rule_templates(),
            certified_invoices(siren, terms.method if terms else None, countries),
        )


def company_sheet(store: Store, company_id: int) -> CompanySheet:
    """Everything of one of the user's companies. Raises `party_gone`."""
    with store.reading() as connection:
        return CompanySheet(
            company_id,
            parties.company_fields(connection, company_id),
            contracts.addresses_of(connection, company_id),
            contacts_of(connection, ContactOwner(company_id=company_id)),
            company_documents.documents_of(connection, DocumentOwner(company_id=company_id)),
        )
