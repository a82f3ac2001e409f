"""What the services of contracts refuse, each by its code, with nothing written; and what they keep."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment, OperatorTerms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import (
    AddressFields,
    BalanceFields,
    ConditionFields,
    ContractFields,
    ContractKind,
    MinimumFields,
    PlannedChargeFields,
)
from telbill_desktop.domain.contract_list import EntryKind, Missing
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.parties import AccountFields, CompanyFields, OperatorFields
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.services import (
    account_balances,
    addresses,
    contract_list,
    contract_terms,
    deposits,
    fleet,
    history,
    parties,
    products,
)
from telbill_desktop.store import archive_check, vault
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import company
from tests.builders import draft
from tests.services.scenarios import ids, read, take
from tests.services.scenarios_of_contracts import LATER, PLAN, START, TERMS
from tests.store_contents import contents

GONE = 999
HALF = SpecialCondition(ConditionKind.PERCENT_OFF, Decimal(50), START)
Act = Callable[[Store], object]


def condition(kind: ConditionKind, value: str, end: date | None = None) -> Act:
    fields = ConditionFields(1, SpecialCondition(kind, Decimal(value), START, end))
    return lambda store: products.add_condition(store, fields)


def minimum(**changes: object) -> Act:
    fields = replace(MinimumFields(1, 1, 10, Decimal("12.00")), **changes)  # type: ignore[arg-type] # any field
    return lambda store: products.set_minimum(store, fields)


def charge(**changes: object) -> Act:
    fields = replace(
        PlannedChargeFields(1, ForecastSection.EQUIPMENT, "Casque", LATER, Decimal("59.90")),
        **changes,  # type: ignore[arg-type] # any field
    )
    return lambda store: account_balances.add_planned_charge(store, fields)


def balance(**changes: object) -> Act:
    fields = replace(BalanceFields(1, SetOffKind.UNPAID, Decimal("12.34"), LATER), **changes)  # type: ignore[arg-type] # any
    return lambda store: account_balances.add_balance(store, fields)


def address(**changes: object) -> Act:
    fields = replace(
        AddressFields(1, "Siège", ("1 rue du Copeau",), "69000", "Lyon", "FR"),
        **changes,  # type: ignore[arg-type] # any field
    )
    return lambda store: addresses.add_address(store, fields)


def terms(**changes: object) -> Act:
    made = replace(TERMS, **changes)  # type: ignore[arg-type] # any field
    return lambda store: contract_terms.set_terms(store, 1, made)


def product(**changes: object) -> Act:
    fields = replace(PLAN, **changes)  # type: ignore[arg-type] # any field
    return lambda store: products.add_product(store, 1, fields)


def contract(number: str, kind: ContractKind = ContractKind.FRAMEWORK, commitment: Commitment | None = None) -> Act:
    fields = ContractFields(number, kind, commitment or Commitment())
    return lambda store: contract_terms.add_contract(store, 1, fields)


REFUSED: list[tuple[str, Act]] = [
    ("party_gone", lambda store: contract_terms.set_terms(store, GONE, TERMS)),
    ("terms_months", terms(cycle=Cycle(START, 0))),
    ("terms_months", terms(cycle=Cycle(START, 1201))),
    ("terms_every", terms(cycle=Cycle(START, 12, 5))),
    ("terms_every", terms(cycle=Cycle(START, 12, 0))),
    ("terms_days", terms(days_to_pay=-1)),
    ("party_gone", lambda store: contract_terms.set_operator_terms(store, GONE, OperatorTerms())),
    ("party_gone", lambda store: contract_terms.operator_terms(store, GONE)),
    ("party_gone", lambda store: contract_terms.commitment_of(store, GONE)),
    ("party_gone", lambda store: contract_terms.add_contract(store, GONE, ContractFields("7"))),
    ("party_gone", lambda store: contract_terms.edit_contract(store, GONE, ContractFields("7"))),
    ("party_gone", lambda store: contract_terms.remove_contract(store, GONE)),
    ("contract_number_missing", contract("  ")),
    ("contract_taken", contract(" 50036316 ")),
    ("period_reversed", contract("7", commitment=Commitment(START, START))),
    ("name_missing", product(label=" ")),
    ("price_missing", product(code="X", prices=())),
    ("price_twice", product(code="X", prices=(Price(START, Decimal(1)), Price(START, Decimal(2))))),
    ("price_too_precise", product(code="X", prices=(Price(START, Decimal("1.005")),))),
    ("price_too_precise", product(code="X", prices=(Price(START, Decimal("NaN")),))),
    ("product_taken", product()),
    ("party_gone", lambda store: products.edit_product(store, GONE, PLAN)),
    ("party_gone", lambda store: products.add_product(store, GONE, PLAN)),
    ("party_gone", lambda store: products.remove_product(store, GONE)),
    ("product_in_use", lambda store: products.remove_product(store, 1)),
    ("percent_impossible", condition(ConditionKind.PERCENT_OFF, "100.01")),
    ("percent_impossible", condition(ConditionKind.PERCENT_OFF, "-1")),
    ("price_too_precise", condition(ConditionKind.AMOUNT_OFF, "1.005")),
    ("period_reversed", condition(ConditionKind.PRICE, "1.00", START)),
    ("party_gone", lambda store: products.remove_condition(store, GONE)),
    ("party_gone", lambda store: products.add_condition(store, ConditionFields(1, HALF, GONE))),
    ("party_gone", lambda store: products.add_condition(store, ConditionFields(GONE, HALF))),
    ("party_gone", lambda store: products.edit_condition(store, GONE, ConditionFields(1, HALF))),
    ("party_gone", terms(contract_id=GONE)),
    ("quantity_impossible", minimum(quantity=-1)),
    ("price_too_precise", minimum(amount=Decimal("0.001"))),
    ("party_gone", minimum(account_id=GONE)),
    ("party_gone", minimum(product_id=GONE)),
    ("name_missing", charge(label=" ")),
    ("quantity_impossible", charge(quantity=0)),
    ("price_too_precise", charge(amount=Decimal("0.001"))),
    ("party_gone", charge(account_id=GONE)),
    ("party_gone", lambda store: account_balances.remove_planned_charge(store, GONE)),
    ("balance_negative", balance(amount=Decimal(0))),
    ("price_too_precise", balance(amount=Decimal("0.001"))),
    ("party_gone", balance(account_id=GONE)),
    ("party_gone", lambda store: account_balances.remove_balance(store, GONE)),
    ("address_missing", address(lines=(" ",))),
    ("address_missing", address(city=" ")),
    ("country_impossible", address(country="Belgique")),
    ("party_gone", address(company_id=GONE)),
    ("party_gone", lambda store: addresses.remove_address(store, GONE)),
    ("party_gone", lambda store: contract_list.account_sheet(store, GONE)),
    ("party_gone", lambda store: contract_list.operator_sheet(store, GONE)),
    ("party_gone", lambda store: contract_list.company_sheet(store, GONE)),
]


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def known(store: Store) -> Store:
    """An account of an operator that sells a plan, of which one is in service."""
    take(store, read(draft()))
    chosen = products.add_product(store, 1, PLAN)
    fleet.add_items(store, FleetItemFields(1, chosen, START))
    return store


@pytest.mark.parametrize(("code", "act"), REFUSED, ids=[f"{at} {code}" for at, (code, _) in enumerate(REFUSED)])
def test_what_cannot_be_is_refused_by_its_code_and_nothing_is_written(known: Store, code: str, act: Act) -> None:
    before = contents(known)
    with pytest.raises(TelbillError) as refused:
        act(known)
    assert refused.value.message.code == code
    assert contents(known) == before


def test_an_edited_product_may_keep_its_code_and_a_contract_its_number(known: Store) -> None:
    products.edit_product(known, 1, replace(PLAN, allowance="20 Go"))
    [sold] = products.products_of(known, 1)
    assert sold.allowance == "20 Go"
    row = contract_terms.contracts_of(known, 1)[0]
    contract_terms.edit_contract(known, row.id, ContractFields(row.number, commitment=Commitment(START, LATER, 3)))
    assert contract_terms.commitment_of(known, row.id) == Commitment(START, LATER, 3)


def test_an_end_before_the_start_is_told_as_the_last_day(known: Store) -> None:
    with pytest.raises(TelbillError) as refused:
        condition(ConditionKind.PRICE, "1.00", START)(known)
    assert refused.value.message.params == {"start": START, "end": date(2026, 1, 16)}


def test_terms_are_written_anew_not_twice(known: Store) -> None:
    contract_terms.set_terms(known, 1, TERMS)
    changed = BillingTerms(Cycle(LATER, 12, 1), advance=False, contract_id=contract_terms.contracts_of(known, 1)[0].id)
    contract_terms.set_terms(known, 1, changed)
    assert contract_terms.terms_of(known, 1) == changed
    history.undo(known)
    assert contract_terms.terms_of(known, 1) == TERMS


def test_removing_a_contract_leaves_its_accounts_without_one(known: Store) -> None:
    row = contract_terms.contracts_of(known, 1)[0]
    contract_terms.set_terms(known, 1, replace(TERMS, contract_id=row.id))
    contract_terms.remove_contract(known, row.id)
    assert contract_terms.terms_of(known, 1) == TERMS
    history.undo(known)
    assert contract_terms.terms_of(known, 1) == replace(TERMS, contract_id=row.id)


def test_the_list_says_what_is_missing_and_keeps_to_the_perimeter(known: Store) -> None:
    found = contract_list.entries(known)
    kinds = [one.kind for one in found]
    assert kinds[:2] == [EntryKind.OPERATOR, EntryKind.ACCOUNT]
    assert kinds[-1] is EntryKind.COMPANY
    assert kinds.count(EntryKind.CONTRACT) == len(contract_terms.contracts_of(known, 1))
    account = next(one for one in found if one.kind is EntryKind.ACCOUNT)
    assert Missing.TERMS in account.missing
    contract_terms.set_terms(known, 1, TERMS)
    account = next(one for one in contract_list.entries(known) if one.kind is EntryKind.ACCOUNT)
    assert Missing.TERMS not in account.missing
    assert contract_list.entries(known, PerimeterChoice(account_ids=(GONE,))) == []
    assert len(contract_list.entries(known, PerimeterChoice(account_ids=(1,)))) == len(found)


def test_what_has_no_invoice_yet_is_in_the_perimeter_that_it_belongs_to(known: Store) -> None:
    atelier = parties.add_company(known, CompanyFields("Atelier Neuf"))
    operator_id = parties.add_operator(known, OperatorFields("Opérateur Neuf"))
    account_id = parties.add_account(known, operator_id, AccountFields("Compte Neuf", number="77", company_id=atelier))

    def shown(perimeter: PerimeterChoice) -> set[str]:
        labels = {one.label for one in contract_list.entries(known, perimeter)}
        return {"Atelier Neuf", "Opérateur Neuf", "Compte Neuf", "Sans compte", "Sans rien"} & labels

    assert shown(PerimeterChoice(company_ids=(atelier,))) == {"Atelier Neuf", "Opérateur Neuf", "Compte Neuf"}
    assert shown(PerimeterChoice(account_ids=(account_id,))) == {"Atelier Neuf", "Opérateur Neuf", "Compte Neuf"}
    assert shown(PerimeterChoice(account_ids=(1,))) == set()
    parties.add_operator(known, OperatorFields("Sans compte"))
    parties.add_company(known, CompanyFields("Sans rien"))
    assert shown(PerimeterChoice(account_ids=(1,))) == {"Sans compte", "Sans rien"}
    assert shown(PerimeterChoice(company_ids=(1,))) == {"Sans compte"}


def test_a_proof_is_kept_once_and_offered_before_invoices(known: Store, tmp_path: Path) -> None:
    first = deposits.deposit_file(known, put(tmp_path, "bail.pdf", b"%PDF-1.4 bail"))
    assert deposits.deposit_file(known, put(tmp_path, "copie.pdf", b"%PDF-1.4 bail")) == first
    assert vault.read(known, first) == b"%PDF-1.4 bail"
    assert deposits.deposits(known)[0] == (first, "bail.pdf")
    assert len(deposits.deposits(known)) == 2
    assert archive_check.check(known).is_sound
    with pytest.raises(TelbillError) as refused:
        deposits.deposit_file(known, put(tmp_path, "vide.pdf", b""))
    assert refused.value.message.code == "file_empty"


def test_what_proves_something_is_offered_however_many_invoices_came_since(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    [(proof, _name)] = deposits.deposits(known)
    monkeypatch.setattr("telbill_desktop.store.queries.deposits._LATEST", 0)
    assert deposits.deposits(known) == []
    [owner] = ids(known, company)
    seat = AddressFields(owner, "Siège", ("1 rue du Copeau",), "69001", "Lyon", "FR", deposit_id=proof)
    addresses.add_address(known, seat)
    assert [key for key, _name in deposits.deposits(known)] == [proof]
