"""How operators serve, what contracts bind to, how accounts are charged and paid. Each change is one act."""

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment, OperatorTerms
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.store import contract_changes
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import contracts as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.parties import billing_account, contract, operator
from telbill_desktop.store.unit_of_work import unit_of_work

_MONTHS_OF_A_CENTURY = 1200


def terms_of(store: Store, account_id: int) -> BillingTerms | None:
    """The terms of an account; None as long as nobody said them."""
    with store.reading() as connection:
        return queries.terms_of(connection, account_id)


def operator_terms(store: Store, operator_id: int) -> OperatorTerms:
    """How an operator serves. Raises `party_gone`."""
    with store.reading() as connection:
        return queries.operator_terms(connection, operator_id)


def commitment_of(store: Store, contract_id: int) -> Commitment:
    """What a contract binds to. Raises `party_gone`."""
    with store.reading() as connection:
        return queries.commitment(connection, contract_id)


def set_terms(store: Store, account_id: int, terms: BillingTerms) -> None:
    """Writes how an account is charged and paid.

    Raises:
        TelbillError: `party_gone`; `terms_months` and `terms_every` for a cycle that cannot be; `terms_days`.
    """
    every = terms.cycle.invoice_every_months
    if not 1 <= terms.cycle.months <= _MONTHS_OF_A_CENTURY:
        raise TelbillError("terms_months")
    if every is not None and (every < 1 or terms.cycle.months % every):
        raise TelbillError("terms_every", months=terms.cycle.months)
    if terms.days_to_pay < 0:
        raise TelbillError("terms_days")
    with store.reading() as connection:
        label = record(connection, billing_account, account_id)["label"]
    with unit_of_work(store, "set_terms", {"account": label}) as unit:
        contract_changes.write_terms(unit, account_id, terms)


def set_operator_terms(store: Store, operator_id: int, terms: OperatorTerms) -> None:
    """Writes how an operator serves. Raises `party_gone`."""
    values = {
        "available_after_days": terms.available_after_days,
        "portal_months": terms.portal_months,
        "support": " ".join(terms.support.split()) or None,
    }
    with store.reading() as connection:
        name = record(connection, operator, operator_id)["name"]
    with unit_of_work(store, "set_operator_terms", {"name": name}) as unit:
        unit.update(operator, operator_id, values)


def set_commitment(store: Store, contract_id: int, commitment: Commitment) -> None:
    """Writes what a contract binds to.

    Raises:
        TelbillError: `party_gone`; `period_reversed` when it ends before it starts.
    """
    if commitment.start and commitment.until and commitment.until < commitment.start:
        raise TelbillError("period_reversed", start=commitment.start, end=commitment.until)
    values = {
        "start": commitment.start,
        "commitment_end": commitment.until,
        "notice_months": commitment.notice_months,
        "to_complete": False,
    }
    with store.reading() as connection:
        number = record(connection, contract, contract_id)["number"]
    with unit_of_work(store, "set_commitment", {"number": number}) as unit:
        unit.update(contract, contract_id, values)
