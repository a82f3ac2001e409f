"""Ways to change contracts, products and the fleet, for the test that undoes and redoes every act."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from telbill_desktop.domain.billing_terms import BillingTerms, Commitment, OperatorTerms, PaymentMethod
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import (
    AddressFields,
    BalanceFields,
    ConditionFields,
    ContractFields,
    ContractKind,
    MinimumFields,
    PlannedChargeFields,
    ProductFields,
)
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.equipment import EquipmentFields, EquipmentKind
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.special_conditions import ConditionKind, SpecialCondition
from telbill_desktop.services import account_balances, addresses, contract_terms, equipment, fleet, people, products
from telbill_desktop.services.fleet_bulk import BulkItem, add_fleet
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, company, contract, operator
from tests import builders
from tests.builders import draft
from tests.services.scenarios import Act, ids, read, scenario, take

START, LATER = date(2026, 1, 17), date(2026, 9, 1)
TERMS = BillingTerms(Cycle(START), method=PaymentMethod.DIRECT_DEBIT, days_to_pay=20, means="•••• 2606")
HANDSET = EquipmentFields(EquipmentKind.HANDSET, "Smartphone Granit", START)
PLAN = ProductFields(
    "Forfait 20 Go",
    ProductKind.MOBILE_PLAN,
    Category.SUBSCRIPTIONS,
    (Price(START, Decimal("14.90")), Price(LATER, Decimal("15.90"))),
    code="F20",
)


def account(store: Store) -> int:
    """The billing account of an invoice that was taken in, with its terms."""
    take(store, read(draft()))
    [found] = ids(store, billing_account)
    contract_terms.set_terms(store, found, TERMS)
    return found


def plan(store: Store, **changes: str) -> int:
    """A product of the only operator."""
    [owner] = ids(store, operator)
    return products.add_product(store, owner, replace(PLAN, **changes))  # type: ignore[arg-type] # texts


def line(store: Store, number: str = "", person: str = "") -> int:
    """A line in service, and who has it."""
    who = people.add_person(store, PersonFields(person, "Atelier")) if person else None
    fields = FleetItemFields(account(store), plan(store), START, number=number, person_id=who)
    return fleet.add_items(store, fields)[0]


@scenario("set_terms")
def _an_account_without_terms(store: Store) -> Act:
    take(store, read(draft()))
    [chosen] = ids(store, billing_account)
    return lambda store: contract_terms.set_terms(store, chosen, TERMS)


@scenario("set_terms")
def _an_account_whose_terms_change(store: Store) -> Act:
    chosen = account(store)
    return lambda store: contract_terms.set_terms(store, chosen, replace(TERMS, advance=False, payer="Comptabilité"))


@scenario("set_operator_terms")
def _an_operator(store: Store) -> Act:
    account(store)
    [chosen] = ids(store, operator)
    return lambda store: contract_terms.set_operator_terms(store, chosen, OperatorTerms(2, 24, "01 99 00 10 00"))


@scenario("add_contract")
def _an_operator_without_local_contracts(store: Store) -> Act:
    account(store)
    [owner] = ids(store, operator)
    fields = ContractFields("LOC 7", ContractKind.LOCAL, Commitment(START, LATER, 3))
    return lambda store: _done(contract_terms.add_contract(store, owner, fields))


@scenario("edit_contract")
def _a_contract(store: Store) -> Act:
    account(store)
    chosen = ids(store, contract)[0]
    fields = ContractFields("50036317", commitment=Commitment(START, LATER, 3))
    return lambda store: contract_terms.edit_contract(store, chosen, fields)


@scenario("remove_contract")
def _a_contract_that_an_account_belongs_to(store: Store) -> Act:
    owner = account(store)
    chosen = ids(store, contract)[0]
    contract_terms.set_terms(store, owner, replace(TERMS, contract_id=chosen))
    return lambda store: contract_terms.remove_contract(store, chosen)


@scenario("add_product")
def _an_operator_that_sells_nothing_yet(store: Store) -> Act:
    account(store)
    return lambda store: _done(plan(store))


@scenario("edit_product")
def _a_product_whose_prices_change(store: Store) -> Act:
    account(store)
    chosen = plan(store)
    prices = (Price(START, Decimal("13.00")), Price(date(2027, 1, 1), Decimal("17.00")))
    return lambda store: products.edit_product(store, chosen, replace(PLAN, label="Forfait 30 Go", prices=prices))


@scenario("remove_product")
def _a_product_with_a_condition_and_a_minimum(store: Store) -> Act:
    owner, chosen = account(store), plan(store)
    products.add_condition(store, _half_price(chosen))
    products.set_minimum(store, MinimumFields(owner, chosen, 10, Decimal("12.00")))
    return lambda store: products.remove_product(store, chosen)


def _half_price(product: int) -> ConditionFields:
    return ConditionFields(
        product, SpecialCondition(ConditionKind.PERCENT_OFF, Decimal(50), START, LATER), None, "Noël"
    )


@scenario("add_condition")
def _a_product_without_conditions(store: Store) -> Act:
    account(store)
    chosen = plan(store)
    return lambda store: _done(products.add_condition(store, _half_price(chosen)))


@scenario("edit_condition")
def _a_condition(store: Store) -> Act:
    owner, chosen = account(store), plan(store)
    known = products.add_condition(store, _half_price(chosen))
    other = SpecialCondition(ConditionKind.PRICE, Decimal("9.99"), START)
    return lambda store: products.edit_condition(store, known, ConditionFields(chosen, other, owner))


@scenario("remove_condition")
def _a_condition_that_ends(store: Store) -> Act:
    account(store)
    known = products.add_condition(store, _half_price(plan(store)))
    return lambda store: products.remove_condition(store, known)


for _quantity in (12, 0):

    @scenario("set_minimum")
    def _a_minimum(store: Store, quantity: int = _quantity) -> Act:
        owner, chosen = account(store), plan(store)
        products.set_minimum(store, MinimumFields(owner, chosen, 10, Decimal("12.00")))
        return lambda store: products.set_minimum(store, MinimumFields(owner, chosen, quantity, Decimal("11.00")))


@scenario("add_planned_charge")
def _an_account_with_nothing_ordered(store: Store) -> Act:
    fields = PlannedChargeFields(account(store), ForecastSection.EQUIPMENT, "Casque", LATER, Decimal("59.90"), 2)
    return lambda store: _done(account_balances.add_planned_charge(store, fields))


@scenario("remove_planned_charge")
def _something_ordered(store: Store) -> Act:
    fields = PlannedChargeFields(account(store), ForecastSection.ONE_OFF, "Mise en service", LATER, Decimal("25.00"))
    known = account_balances.add_planned_charge(store, fields)
    return lambda store: account_balances.remove_planned_charge(store, known)


@scenario("add_balance")
def _an_account_with_no_balance(store: Store) -> Act:
    fields = BalanceFields(account(store), SetOffKind.UNPAID, Decimal("12.34"), LATER)
    return lambda store: _done(account_balances.add_balance(store, fields))


@scenario("remove_balance")
def _a_prepaid_balance(store: Store) -> Act:
    fields = BalanceFields(account(store), SetOffKind.PREPAID, Decimal("80.00"), LATER)
    known = account_balances.add_balance(store, fields)
    return lambda store: account_balances.remove_balance(store, known)


def _in_belgium(store: Store) -> AddressFields:
    take(store, read(draft()))
    [owner] = ids(store, company)
    return AddressFields(owner, "Bureau", ("1 rue du Copeau",), "1000", "Bruxelles", "be", verified=True)


@scenario("add_address")
def _a_company_without_addresses(store: Store) -> Act:
    fields = _in_belgium(store)
    return lambda store: _done(addresses.add_address(store, fields))


@scenario("edit_address")
def _an_address_that_is_verified(store: Store) -> Act:
    fields = _in_belgium(store)
    known = addresses.add_address(store, replace(fields, verified=False))
    return lambda store: addresses.edit_address(store, known, fields)


@scenario("remove_address")
def _an_address_that_is_left(store: Store) -> Act:
    known = addresses.add_address(store, _in_belgium(store))
    return lambda store: addresses.remove_address(store, known)


@scenario("add_items")
def _licences_for_somebody(store: Store) -> Act:
    owner, chosen = account(store), plan(store)
    who = people.add_person(store, PersonFields("Zoé Maillard", "Atelier"))
    fields = FleetItemFields(owner, chosen, START, person_id=who)
    return lambda store: _done(fleet.add_items(store, fields, 3))


@scenario("import_fleet")
def _a_line_and_its_option(store: Store) -> Act:
    owner, chosen = account(store), plan(store)
    option = plan(store, label="Europe", code="EU")
    items = [
        BulkItem(FleetItemFields(owner, option, START), line=1),
        BulkItem(FleetItemFields(owner, chosen, START, number="06 39 98 01 07")),
    ]
    return lambda store: _done(add_fleet(store, "parc.csv", items))


@scenario("edit_item")
def _a_line_whose_number_was_wrong(store: Store) -> Act:
    known = line(store, "0639980107")
    item = fleet.item_detail(store, known, START).item
    fields = FleetItemFields(item.account_id, item.product.id, START, number="0639980108", label="Atelier")
    return lambda store: fleet.edit_item(store, known, fields)


@scenario("assign_item")
def _a_line_that_somebody_else_has(store: Store) -> Act:
    known = line(store, person="Zoé Maillard")
    other = people.add_person(store, PersonFields("Hugo Marchal"))
    return lambda store: fleet.assign(store, known, other, LATER)


@scenario("release_item")
def _a_line_that_somebody_has(store: Store) -> Act:
    known = line(store, person="Zoé Maillard")
    return lambda store: fleet.release(store, known, LATER)


@scenario("remove_item")
def _a_free_line_with_an_option(store: Store) -> Act:
    known = line(store)
    item = fleet.item_detail(store, known, START).item
    option = plan(store, label="Europe", code="EU")
    fleet.add_items(store, FleetItemFields(item.account_id, option, START, line_id=known))
    return lambda store: _done(fleet.remove_item(store, known, LATER))


@scenario("change_plan")
def _a_line_with_an_option_and_a_user(store: Store) -> Act:
    known = line(store, "0639980107", "Zoé Maillard")
    item = fleet.item_detail(store, known, START).item
    option = plan(store, label="Europe", code="EU")
    fleet.add_items(store, FleetItemFields(item.account_id, option, START, line_id=known))
    larger = plan(store, label="Forfait 100 Go", code="F100")
    return lambda store: _done(fleet.change_plan(store, known, larger, LATER))


@scenario("port_number")
def _a_number(store: Store) -> Act:
    known = line(store, "0639980107")
    return lambda store: fleet.port(store, known, LATER, "01 P 123456 A1B")


@scenario("add_person")
def _a_company_without_people(store: Store) -> Act:
    take(store, read(draft()))
    return lambda store: _done(people.add_person(store, PersonFields("Zoé Maillard", "Atelier")))


@scenario("edit_person")
def _somebody_who_changes_teams(store: Store) -> Act:
    known = people.add_person(store, PersonFields("Zoé Maillard", "Atelier"))
    return lambda store: people.edit_person(store, known, PersonFields("Zoé Roux", "Pose", "zoe@example.org"))


@scenario("person_leaves")
def _somebody_who_has_a_line(store: Store) -> Act:
    line(store, person="Zoé Maillard")
    [known] = people.people(store)
    return lambda store: _done(people.leave(store, known.id, LATER))


@scenario("assign_item")
def _a_free_line_for_somebody_new(store: Store) -> Act:
    known = line(store)
    newcomer = PersonFields("Lina Pasquet", "Pose")
    return lambda store: _done(people.give_to_newcomer(store, known, newcomer, LATER))


@scenario("remove_item")
def _three_free_lines_that_are_one_record(store: Store) -> Act:
    known = fleet.add_items(store, FleetItemFields(account(store), plan(store), START, quantity=3))[0]
    return lambda store: _done(fleet.remove_item(store, known, LATER))


@scenario("add_equipment")
def _a_company_without_equipment(store: Store) -> Act:
    fields = replace(HANDSET, item_id=line(store, person="Zoé Maillard"))
    return lambda store: _done(equipment.add_equipment(store, fields))


@scenario("take_equipment")
def _an_invoice_that_charges_two_handsets(store: Store) -> Act:
    charged = builders.line(label="Smartphone", category=Category.EQUIPMENT, quantity=Decimal(2))
    take(store, read(draft(lines=(charged,))))
    [offer] = equipment.offers(store)
    return lambda store: _done(equipment.take_from_invoices(store, {offer.line_id}))


@scenario("edit_equipment")
def _a_handset_whose_serial_was_missing(store: Store) -> Act:
    known = equipment.add_equipment(store, HANDSET)
    return lambda store: equipment.edit_equipment(store, known, replace(HANDSET, serial="356789104567890"))


@scenario("remove_equipment")
def _a_handset(store: Store) -> Act:
    known = equipment.add_equipment(store, HANDSET)
    return lambda store: equipment.remove_equipment(store, known)


def _done(made: object) -> None:
    assert made
