"""What belongs to an account, an operator, a contract or a company follows it into another; undo brings it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contact import ContactFields, ContactOwner, ContactRole
from telbill_desktop.domain.contract_fields import (
    AddressFields,
    BalanceFields,
    ConditionFields,
    ContractFields,
    MinimumFields,
    PlannedChargeFields,
)
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.invoice import AccountReference, Party
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.services import (
    account_balances,
    addresses,
    contacts,
    contract_list,
    contract_terms,
    fleet,
    history,
    invoices,
    parties,
    products,
)
from telbill_desktop.services.contract_list import AccountSheet
from telbill_desktop.store.engine import Store
from telbill_desktop.system.formats import sentence
from tests.services import invoice_samples as samples
from tests.services.scenarios_of_contracts import LATER, PLAN, START, TERMS
from tests.store_contents import contents

HALF = SpecialCondition(ConditionKind.PERCENT_OFF, Decimal(50), START)


@pytest.fixture
def two(store: Store) -> dict[str, int]:
    """Two operators with an account each; ids by name."""
    buyers = (Party("Atelier Roche SAS"), Party("Roche Groupe"))
    for number, (seller, buyer) in enumerate(zip(("Hexamobile", "Nuvox"), buyers, strict=True)):
        samples.add(
            store,
            samples.draft(
                str(number), seller=Party(seller), buyer=buyer, account=AccountReference(number=f"CF {seller}")
            ),
        )
    samples.add(store, samples.draft("9", seller=Party("Hexamobile"), account=AccountReference(number="CF 2")))
    found = [*invoices.operators(store), *invoices.accounts(store), *invoices.companies(store)]
    return {one.label: one.id for one in found}


def furnish(store: Store, operator: int, account: int, *, quantity: int, label: str = PLAN.label) -> int:
    """Everything that an account can have; returns its product."""
    own = {one.label: one.id for one in products.products_of(store, operator)}
    product = own.get(label) or products.add_product(store, operator, replace(PLAN, label=label))
    contract_terms.set_terms(store, account, replace(TERMS, days_to_pay=quantity))
    products.set_minimum(store, MinimumFields(account, product, quantity, Decimal("12.00")))
    products.add_condition(store, ConditionFields(product, HALF, account))
    fleet.add_items(store, FleetItemFields(account, product, START), quantity)
    account_balances.add_balance(store, BalanceFields(account, SetOffKind.UNPAID, Decimal(quantity), LATER))
    account_balances.add_planned_charge(
        store, PlannedChargeFields(account, ForecastSection.EQUIPMENT, f"{quantity}", LATER, Decimal(1))
    )
    return product


@contextmanager
def undone_after(store: Store) -> Iterator[None]:
    """What is done inside is one act: undone, nothing of it is left; redone, all of it is there."""
    before = contents(store)
    yield
    after = contents(store)
    assert after != before
    history.undo(store)
    assert contents(store) == before
    history.redo(store)
    assert contents(store) == after


def counts(sheet: AccountSheet) -> tuple[int, int, int]:
    return len(sheet.minimums), len(sheet.charges), len(sheet.balances)


def test_contacts_follow_the_operator_and_the_company_that_are_merged_away(store: Store, two: dict[str, int]) -> None:
    somebody = ContactFields(ContactRole.OPERATIONAL, "Nadia Roussel")
    contacts.add_contact(store, ContactOwner(operator_id=two["Nuvox"]), somebody)
    contacts.add_contact(store, ContactOwner(company_id=two["Roche Groupe"]), somebody)
    with undone_after(store):
        parties.merge_operators(store, two["Hexamobile"], two["Nuvox"])
    with undone_after(store):
        parties.merge_companies(store, two["Atelier Roche SAS"], two["Roche Groupe"])
    for sheet in (
        contract_list.operator_sheet(store, two["Hexamobile"]),
        contract_list.company_sheet(store, two["Atelier Roche SAS"]),
    ):
        assert [one for _, one in sheet.contacts] == [somebody]


def test_an_account_without_terms_gets_those_of_the_one_merged_into_it(store: Store, two: dict[str, int]) -> None:
    kept, merged, operator = two["CF 2"], two["CF Hexamobile"], two["Hexamobile"]
    furnish(store, operator, merged, quantity=3)
    with undone_after(store):
        parties.merge_accounts(store, kept, merged)
    sheet = contract_list.account_sheet(store, kept)
    assert sheet.terms == replace(TERMS, days_to_pay=3)
    assert counts(sheet) == (1, 1, 1)
    assert [one.account_id for _, one in contract_list.operator_sheet(store, operator).conditions] == [kept]


def test_what_the_kept_account_has_stands(store: Store, two: dict[str, int]) -> None:
    kept, merged, operator = two["CF 2"], two["CF Hexamobile"], two["Hexamobile"]
    furnish(store, operator, kept, quantity=5)
    furnish(store, operator, merged, quantity=3)
    with undone_after(store):
        parties.merge_accounts(store, kept, merged)
    sheet = contract_list.account_sheet(store, kept)
    assert sheet.terms == replace(TERMS, days_to_pay=5)
    assert [one.quantity for _, one in sheet.minimums] == [5]
    assert counts(sheet) == (1, 2, 2)
    assert len(contract_list.operator_sheet(store, operator).conditions) == 2


def test_what_merging_accounts_changes_is_said_before_it_is_done(store: Store, two: dict[str, int]) -> None:
    kept, merged, operator = two["CF 2"], two["CF Hexamobile"], two["Hexamobile"]
    assert parties.said_of_accounts(store, kept, merged) == []
    furnish(store, operator, merged, quantity=3)
    assert parties.said_of_accounts(store, kept, merged) == []  # the kept one has nothing that gives way
    furnish(store, operator, kept, quantity=5)
    found = parties.said_of_accounts(store, kept, merged)
    terms, floor, conditions = (sentence(one) for one in found)
    assert terms == "CF 2 goes on being charged as it is; what was said of CF Hexamobile is no more."
    assert floor == "Forfait 20 Go: the committed minimum of CF 2, 5, stands; that of CF Hexamobile, 3, is no more."
    assert conditions.startswith("Forfait 20 Go: the special conditions of both accounts will hold")


def test_what_merging_operators_changes_in_accounts_that_become_one_is_said_too(
    store: Store, two: dict[str, int]
) -> None:
    kept, merged, account = two["Hexamobile"], two["Nuvox"], two["CF 2"]
    assert parties.said_of_operators(store, kept, merged) == []  # no account of both
    same = samples.draft("8", seller=Party("Nuvox"), account=AccountReference(number="CF 2"))
    samples.add(store, same)
    other = next(one.id for one in invoices.accounts(store) if one.label.startswith("CF 2") and one.id != account)
    both = "the special conditions of both accounts will hold: the latest negotiated price, then every discount."
    joins = "CF 2 (Nuvox) and CF 2 become one account: only the operator told them apart."
    assert [sentence(one) for one in parties.said_of_operators(store, kept, merged)] == [joins]
    dearer = replace(PLAN, label="Autre", prices=(Price(START, Decimal("99.00")),))
    products.add_product(store, kept, replace(PLAN, label="Autre"))
    products.add_product(store, merged, dearer)
    for label in (PLAN.label, "Autre"):
        furnish(store, kept, account, quantity=5, label=label)
        furnish(store, merged, other, quantity=3, label=label)
    said = [sentence(one) for one in parties.said_of_operators(store, kept, merged)]
    assert said == [
        joins,
        "CF 2 goes on being charged as it is; what was said of CF 2 (Nuvox) is no more.",
        "Forfait 20 Go: the committed minimum of CF 2, 5, stands; that of CF 2 (Nuvox), 3, is no more.",
        f"{PLAN.label}: {both}",
    ]
    with undone_after(store):
        parties.merge_operators(store, kept, merged)
    sheet = contract_list.account_sheet(store, account)
    assert sorted(one.quantity for _, one in sheet.minimums) == [3, 5, 5]  # those of the two that stay two
    assert sheet.terms == replace(TERMS, days_to_pay=5)


def test_accounts_that_are_charged_alike_under_one_contract_say_nothing_of_it(
    store: Store, two: dict[str, int]
) -> None:
    samples.add(store, samples.draft("8", seller=Party("Nuvox"), account=AccountReference(number="CF 2")))
    other = next(one.id for one in invoices.accounts(store) if one.label.startswith("CF 2") and one.id != two["CF 2"])
    for owner, account in ((two["Hexamobile"], two["CF 2"]), (two["Nuvox"], other)):
        known = contract_terms.add_contract(store, owner, ContractFields("CADRE 1"))
        contract_terms.set_terms(store, account, replace(TERMS, contract_id=known))
    codes = [one.code for one in parties.said_of_operators(store, two["Hexamobile"], two["Nuvox"])]
    assert codes == ["merge_account_too"]


def test_products_of_one_code_and_label_become_one_and_the_fleet_follows(store: Store, two: dict[str, int]) -> None:
    kept, merged = two["Hexamobile"], two["Nuvox"]
    same = furnish(store, kept, two["CF Hexamobile"], quantity=5)
    furnish(store, merged, two["CF Nuvox"], quantity=3)
    furnish(store, merged, two["CF Nuvox"], quantity=2, label="Option")
    with undone_after(store):
        parties.merge_operators(store, kept, merged)
    sold = products.products_of(store, kept)
    assert [one.label for one in sold] == [PLAN.label, "Option"]
    assert sold[0].id == same
    assert sold[0].prices == PLAN.prices
    sheet = contract_list.operator_sheet(store, kept)
    assert [one.product_id for _, one in sheet.conditions].count(same) == 2
    minimums = contract_list.account_sheet(store, two["CF Nuvox"]).minimums
    assert {one.product_id for _, one in minimums} == {one.id for one in sold}


def test_products_that_only_bear_one_name_both_stay_with_their_prices(store: Store, two: dict[str, int]) -> None:
    kept, merged = two["Hexamobile"], two["Nuvox"]
    furnish(store, kept, two["CF Hexamobile"], quantity=5)
    other = furnish(store, merged, two["CF Nuvox"], quantity=3)
    dearer = (Price(START, Decimal("99.00")),)
    products.edit_product(store, other, replace(PLAN, prices=dearer))
    with undone_after(store):
        parties.merge_operators(store, kept, merged)
    sold = {one.id: one for one in products.products_of(store, kept)}
    assert (sold[other].label, sold[other].prices) == (f"{PLAN.label} (Nuvox)", dearer)
    assert [one.prices for key, one in sold.items() if key != other] == [PLAN.prices]


def test_a_name_that_is_taken_even_with_its_operator_is_told_apart_once_more(store: Store, two: dict[str, int]) -> None:
    kept, merged = two["Hexamobile"], two["Nuvox"]
    for label in (PLAN.label, f"{PLAN.label} (Nuvox)"):
        products.add_product(store, kept, replace(PLAN, label=label))
    products.add_product(store, merged, replace(PLAN, prices=(Price(START, Decimal("99.00")),)))
    parties.merge_operators(store, kept, merged)
    labels = {one.label for one in products.products_of(store, kept)}
    assert labels == {PLAN.label, f"{PLAN.label} (Nuvox)", f"{PLAN.label} (Nuvox) (Nuvox)"}


@pytest.mark.parametrize("owner", ["Hexamobile", "Nuvox"])
def test_a_condition_for_all_accounts_reaches_none_of_the_other_operator(
    store: Store, two: dict[str, int], owner: str
) -> None:
    sold = {name: products.add_product(store, two[name], PLAN) for name in ("Hexamobile", "Nuvox")}
    products.add_condition(store, ConditionFields(sold[owner], HALF))
    parties.merge_operators(store, two["Hexamobile"], two["Nuvox"])
    assert {one.id for one in products.products_of(store, two["Hexamobile"])} == {*sold.values()}


def test_contracts_of_one_number_become_one_and_accounts_belong_to_it(store: Store, two: dict[str, int]) -> None:
    kept, merged = two["Hexamobile"], two["Nuvox"]
    same = contract_terms.add_contract(store, kept, ContractFields("CADRE 1"))
    other = contract_terms.add_contract(store, merged, ContractFields("CADRE 1"))
    lone = contract_terms.add_contract(store, merged, ContractFields("CADRE 2"))
    contract_terms.set_terms(store, two["CF Nuvox"], replace(TERMS, contract_id=other))
    with undone_after(store):
        parties.merge_operators(store, kept, merged)
    assert {one.id for one in contract_terms.contracts_of(store, kept)} >= {same, lone}
    assert other not in {one.id for one in contract_terms.contracts_of(store, kept)}
    assert contract_terms.terms_of(store, two["CF Nuvox"]) == replace(TERMS, contract_id=same)


def test_addresses_of_a_company_follow_it(store: Store, two: dict[str, int]) -> None:
    kept, merged = two["Atelier Roche SAS"], two["Roche Groupe"]
    addresses.add_address(store, AddressFields(merged, "Bureau", ("1 rue du Copeau",), "1000", "Bruxelles", "BE"))
    with undone_after(store):
        parties.merge_companies(store, kept, merged)
    assert [one.city for _, one in addresses.addresses_of(store, kept)] == ["Bruxelles"]
