"""Lists that a person reads stand as an alphabet has them: no accent, small letter or number puts one behind all."""

from datetime import date

import pytest

from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.parties import AccountFields, OperatorFields
from telbill_desktop.services import fleet, fleet_overview, outlook, parties, people, products
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.store.queries import expected_invoices
from telbill_desktop.store.tables.parties import operator
from tests.services.scenarios import ids
from tests.services.scenarios_of_contracts import LATER, START, account, plan

NAMES = ["Zoé 10", "Élodie", "andré", "Zoé 9"]
IN_ORDER = ["andré", "Élodie", "Zoé 9", "Zoé 10"]


def test_people_and_teams(store: Store) -> None:
    for name in NAMES:
        people.add_person(store, PersonFields(name, team=name))
    assert [one.name for one in people.people(store)] == IN_ORDER
    assert [name for _id, name in people.teams(store)] == IN_ORDER


def test_products(store: Store) -> None:
    on = account(store)
    for at, name in enumerate(NAMES):
        plan(store, label=name, code=str(at))
    [owner] = ids(store, operator)
    assert [one.label for one in products.products_of(store, owner)] == IN_ORDER
    assert [one.label for one in outlook.products_on(store, on)] == IN_ORDER


@pytest.mark.parametrize("of_operators", [True, False])
def test_accounts(store: Store, of_operators: bool) -> None:  # noqa: FBT001 - a parameter of a test
    seller = parties.add_operator(store, OperatorFields("Orange"))
    for at, name in enumerate(NAMES):
        owner = parties.add_operator(store, OperatorFields(name)) if of_operators else seller
        parties.add_account(store, owner, AccountFields("CF" if of_operators else name, number=str(at)))
    accounts = fleet_overview.overview(store, date(2026, 11, 22)).accounts
    assert [one.operator if of_operators else one.label for one in accounts] == IN_ORDER
    with store.reading() as connection:
        portals = expected_invoices.account_portals(connection).values()
    assert [one.operator if of_operators else one.account for one in portals] == IN_ORDER


def test_rows_of_the_fleet(store: Store) -> None:
    on = account(store)
    for at, name in enumerate(NAMES):
        sold = plan(store, label=name, code=str(at))
        fleet.add_items(store, FleetItemFields(on, sold, START, number=f"063998010{at}"))
    found = fleet_overview.overview(store, LATER)
    assert [row.item.product.label for row in found.rows] == IN_ORDER
