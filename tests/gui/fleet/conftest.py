"""The page of the fleet in its window: licences of three people and one that is free, a mobile line with an option."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.billing_terms import Commitment
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ContractFields, MinimumFields, ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.proration import Rule
from telbill_desktop.gui.pages.fleet.page import FleetPage
from telbill_desktop.gui.start import Program
from telbill_desktop.services import contract_terms, fleet, people, products
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, contract, operator
from telbill_desktop.system.settings import Settings
from tests.builders import draft
from tests.gui.conftest import WAIT, OpenWindow
from tests.gui.fleet.user import User
from tests.new_stores import filled_store
from tests.services.scenarios import ids, read, take
from tests.services.scenarios_of_contracts import TERMS

SINCE = date(2024, 3, 1)
PRICES = (
    ("Licence Advanced", "LIC", ProductKind.LICENCE, "64.00"),
    ("Forfait 20 Go", "F20", ProductKind.MOBILE_PLAN, "14.90"),
)
MORE = (
    ("Forfait 100 Go", "F100", ProductKind.MOBILE_PLAN, "24.90"),
    ("Option Europe", "EU", ProductKind.OPTION, "5.00"),
)


def stock(store: Store, today: date) -> None:
    """Writes what the page shows; the account is paid in advance from the first of each month."""
    take(store, read(draft()))
    [account], [owner] = ids(store, billing_account), ids(store, operator)
    framework = ids(store, contract)[0]
    binding = Commitment(SINCE, today + timedelta(days=90), 3)
    contract_terms.edit_contract(store, framework, ContractFields("CADRE-1", commitment=binding))
    terms = replace(TERMS, cycle=Cycle(date(2024, 3, 1)), rule=Rule(credit_removals=False), contract_id=framework)
    contract_terms.set_terms(store, account, terms)
    sold = {
        label: products.add_product(
            store,
            owner,
            ProductFields(label, kind, Category.SUBSCRIPTIONS, (Price(SINCE, Decimal(price)),), code=code),
        )
        for label, code, kind, price in (*PRICES, *MORE)
    }
    licence = FleetItemFields(account, sold["Licence Advanced"], SINCE)
    for name, team in (("Inès Delorme", "Gestion"), ("Théo Vasseur", "Gestion"), ("Hugo Marchal", "Atelier")):
        who = people.add_person(store, PersonFields(name, team))
        fleet.add_items(store, replace(licence, person_id=who))
    fleet.add_items(store, licence)
    products.set_minimum(store, MinimumFields(account, licence.product_id, 4, Decimal("64.00")))
    plan = FleetItemFields(account, sold["Forfait 20 Go"], SINCE, number="06 39 98 01 07", person_id=who)
    [line] = fleet.add_items(store, plan)
    fleet.add_items(store, FleetItemFields(account, sold["Option Europe"], SINCE, line_id=line))


def stocked(folder: Path) -> None:
    """Puts a store there in which that is written."""
    filled_store(folder, stock, date.today())  # noqa: DTZ011 - a store that is no demo's lives today


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Of somebody who was on the page last: the window opens on it."""
    settings.page = "fleet"
    return settings


@pytest.fixture
def user(qtbot: QtBot, tmp_path: Path, open_window: OpenWindow) -> User:
    """At the page, once the fleet is read."""
    stocked(tmp_path / "store")
    return enter(qtbot, open_window(tmp_path / "store"))


def enter(qtbot: QtBot, program: Program) -> User:
    """Goes to the page."""
    assert program.window is not None
    assert program.session is not None
    assert program.session.desk is not None
    desk = program.session.desk
    page = desk.show_page("fleet")
    assert isinstance(page, FleetPage)
    qtbot.waitUntil(lambda: page.is_read, timeout=WAIT)
    return User(qtbot, program, program.window, page, desk.workspace.store, desk.workspace.today())
