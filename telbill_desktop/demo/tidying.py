"""What the demo's user did after the first import: gave operators, accounts and the company the names used in-house."""

from dataclasses import replace

from telbill_desktop.demo.catalogue import Company
from telbill_desktop.demo.french import short_name
from telbill_desktop.services import invoices, parties
from telbill_desktop.store.engine import Store


def tidy(store: Store, company: Company) -> None:
    """Completes every party but the accounts that have no name in-house yet: those stay « à compléter »."""
    for operator in invoices.operators(store):
        fields = parties.operator_fields(store, operator.id)
        parties.edit_operator(store, operator.id, replace(fields, name=short_name(fields.name), country="FR"))
    labels = {
        (account.reference.number, account.reference.client_code, account.reference.sub_account or ""): account.label
        for account in company.accounts
    }
    for choice in invoices.accounts(store):
        known = parties.account_fields(store, choice.id)
        if label := labels[known.number, known.client_code, known.sub_account]:
            parties.edit_account(store, choice.id, replace(known, label=label))
    for choice in invoices.companies(store):
        parties.edit_company(store, choice.id, parties.company_fields(store, choice.id))
