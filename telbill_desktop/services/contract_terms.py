"""How operators serve, what contracts bind to, how accounts are charged and paid. Each change is one act."""

from typing import Any

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment, OperatorTerms
from telbill_desktop.domain.contract_fields import ContractFields
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.period import last_day_before
from telbill_desktop.store import contract_changes
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import contracts as queries
from telbill_desktop.store.queries.parties import record
from telbill_desktop.store.tables.parties import billing_account, contract, operator
from telbill_desktop.store.unit_of_work import UnitOfWork, unit_of_work

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
        if terms.contract_id is not None:
            record(connection, contract, terms.contract_id)
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


def contracts_of(store: Store, operator_id: int) -> list[queries.ContractRow]:
    """The contracts of an operator, framework ones first, by number."""
    with store.reading() as connection:
        return queries.contracts_of(connection, operator_id)


def add_contract(store: Store, operator_id: int, fields: ContractFields) -> int:
    """Adds a contract of an operator and returns its id.

    Raises:
        TelbillError: `party_gone`, `contract_number_missing`, `contract_taken`; `period_reversed` when the commitment
            ends before it starts.
    """
    values = _contract_row(fields)
    with store.reading() as connection:
        record(connection, operator, operator_id)
    with unit_of_work(store, "add_contract", {"number": values["number"]}) as unit:
        _refuse_taken(unit, operator_id, values, None)
        return unit.insert(contract, {"operator_id": operator_id, **values})


def edit_contract(store: Store, contract_id: int, fields: ContractFields) -> None:
    """Writes a contract anew; it is complete from then on. Raises what `add_contract` raises."""
    values = _contract_row(fields)
    with store.reading() as connection:
        operator_id = record(connection, contract, contract_id)["operator_id"]
    with unit_of_work(store, "edit_contract", {"number": values["number"]}) as unit:
        _refuse_taken(unit, operator_id, values, contract_id)
        unit.update(contract, contract_id, values)


def remove_contract(store: Store, contract_id: int) -> None:
    """Takes a contract away; accounts that belong to it belong to none. Raises `party_gone`."""
    with store.reading() as connection:
        number = record(connection, contract, contract_id)["number"]
    with unit_of_work(store, "remove_contract", {"number": number}) as unit:
        contract_changes.remove_contract(unit, contract_id)


def _contract_row(fields: ContractFields) -> dict[str, Any]:
    number, commitment = " ".join(fields.number.split()), fields.commitment
    if not number:
        raise TelbillError("contract_number_missing")
    if commitment.start and commitment.until and commitment.until <= commitment.start:
        raise TelbillError("period_reversed", start=commitment.start, end=last_day_before(commitment.until))
    return {
        "kind": fields.kind.value,
        "number": number,
        "start": commitment.start,
        "commitment_end": commitment.until,
        "notice_months": commitment.notice_months,
        "to_complete": False,
    }


def _refuse_taken(unit: UnitOfWork, operator_id: int, values: dict[str, Any], contract_id: int | None) -> None:
    for row in queries.contracts_of(unit.connection, operator_id):
        if (row.kind, row.number) == (values["kind"], values["number"]) and row.id != contract_id:
            raise TelbillError("contract_taken", number=row.number)
