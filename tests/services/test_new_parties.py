"""Operators, accounts and companies that are written before any document: imports find them, doubles are refused."""

from collections.abc import Callable

import pytest

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.invoice import AccountReference, Party
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.services import history, invoices, parties
from telbill_desktop.store.engine import Store
from tests.services import invoice_samples as samples
from tests.store_contents import contents

ONE, TWO = "732829320", "443061841"  # SIRENs with sound keys


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(TelbillError) as caught:
        act()
    assert caught.value.message.code == code


@pytest.mark.parametrize(
    ("fields", "seller"),
    [
        (OperatorFields("Hexamobile"), Party("HEXAMOBILE")),
        (OperatorFields("Hexa", "732 829 320"), Party("Hexamobile SA", siren=ONE)),
        (OperatorFields("Hexa", vat_number="fr 44 732829320"), Party("Hexamobile SA", vat_number="FR44732829320")),
    ],
)
def test_the_first_invoice_finds_what_was_written_before_it(
    store: Store, fields: OperatorFields, seller: Party
) -> None:
    made = parties.add_operator(store, fields)
    company = parties.add_company(store, CompanyFields("Atelier Roche", siren=TWO))
    account = parties.add_account(store, made, AccountFields("Siège", company, number="CF 2"))
    sent = samples.draft("1", seller=seller, buyer=Party("Roche", siren=TWO), account=AccountReference(number="CF 2"))
    samples.add(store, sent)
    assert [(one.id, one.to_complete, one.count) for one in invoices.operators(store)] == [(made, False, 1)]
    assert [(one.id, one.to_complete, one.count) for one in invoices.accounts(store)] == [(account, False, 1)]
    assert [(one.id, one.to_complete, one.count) for one in invoices.companies(store)] == [(company, False, 1)]


def test_each_is_one_step_back(store: Store) -> None:
    empty = contents(store)
    made = parties.add_operator(store, OperatorFields("Hexamobile"))
    with_operator = contents(store)
    parties.add_account(store, made, AccountFields("Siège"))
    history.undo(store)
    assert contents(store) == with_operator
    history.undo(store)
    assert contents(store) == empty


def test_what_cannot_be_true_is_refused(store: Store) -> None:
    made = parties.add_operator(store, OperatorFields("Hexamobile", ONE))
    parties.add_account(store, made, AccountFields("Siège", number="CF 2"))
    parties.add_company(store, CompanyFields("Atelier Roche", siren=TWO))
    before = contents(store)
    refused("name_missing", lambda: parties.add_operator(store, OperatorFields("  ")))
    refused("siren_impossible", lambda: parties.add_operator(store, OperatorFields("x", "123456789")))
    refused("vat_number_impossible", lambda: parties.add_operator(store, OperatorFields("x", "", "FR123")))
    refused("siren_taken", lambda: parties.add_operator(store, OperatorFields("x", ONE)))
    refused("operator_taken", lambda: parties.add_operator(store, OperatorFields("hexamobile")))
    refused("name_missing", lambda: parties.add_account(store, made, AccountFields("")))
    refused("account_taken", lambda: parties.add_account(store, made, AccountFields("x", number="CF  2")))
    refused("party_gone", lambda: parties.add_account(store, 4711, AccountFields("x")))
    refused("siren_taken", lambda: parties.add_company(store, CompanyFields("x", siren=TWO)))
    refused("company_taken", lambda: parties.add_company(store, CompanyFields("ATELIER ROCHE")))
    assert contents(store) == before


def test_two_of_one_name_are_told_apart_by_their_sirens(store: Store) -> None:
    parties.add_operator(store, OperatorFields("Hexamobile", ONE))
    parties.add_operator(store, OperatorFields("Hexamobile", TWO))
    assert [one.label for one in invoices.operators(store)] == ["Hexamobile", "Hexamobile"]
