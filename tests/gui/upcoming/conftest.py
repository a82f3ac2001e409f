"""The page of the invoices to come in its window, on a store with two accounts whose terms are known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.billing_terms import BillingTerms, PaymentMethod
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import BalanceFields, PlannedChargeFields, ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.forecast import ForecastSection, SetOffKind
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.gui.pages.upcoming.page import UpcomingPage
from telbill_desktop.gui.start import Program
from telbill_desktop.services import account_balances, contract_terms, fleet, invoices, products
from telbill_desktop.system.settings import Settings
from tests import builders
from tests.gui.upcoming.user import User
from tests.gui.user import dated_copy, shown_page
from tests.new_stores import new_store
from tests.services.scenarios import read, take

TODAY = date(2026, 11, 22)
START = date(2026, 1, 5)
LUMITEL = replace(builders.SELLER, name="Lumitel", siren="999000029", siret=None, vat_number=None)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Of somebody who was on the page last: the window opens on it."""
    settings.page = "upcoming"
    return settings


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hexamobile by direct debit on the 5th with a prorated line, Lumitel once a year by transfer."""
    folder = tmp_path_factory.mktemp("upcoming")
    with new_store(folder / "store") as store:
        usage = builders.line("Communications", "6.00", category=Category.USAGE)
        first = builders.draft(number="A-1", issue_date=date(2026, 11, 5), lines=(builders.line(), usage))
        second = builders.draft(number="B-1", issue_date=date(2026, 1, 20), seller=LUMITEL, lines=(builders.line(),))
        take(store, read(first), read(second))
        operators = {one.label: one.id for one in invoices.operators(store)}
        hexamobile, lumitel = (
            invoices.accounts(store, next(key for label, key in operators.items() if name in label))[0].id
            for name in ("Hexamobile", "Lumitel")
        )
        monthly = BillingTerms(Cycle(START), method=PaymentMethod.DIRECT_DEBIT, days_to_pay=20, means="•••• 2606")
        yearly = BillingTerms(
            Cycle(date(2026, 1, 20), 12), method=PaymentMethod.TRANSFER, days_to_pay=30, payer="Comptabilité"
        )
        contract_terms.set_terms(store, hexamobile, monthly)
        contract_terms.set_terms(store, lumitel, yearly)
        for account, owner, label, price in (
            (hexamobile, "Hexamobile", "Forfait", "10.00"),
            (lumitel, "Lumitel", "=Licence", "1200.00"),
        ):
            operator_id = next(key for name, key in operators.items() if owner in name)
            prices = (Price(START, Decimal(price)),)
            fields = ProductFields(label, ProductKind.LICENCE, Category.SUBSCRIPTIONS, prices)
            sold = products.add_product(store, operator_id, fields)
            fleet.add_items(store, FleetItemFields(account, sold, START), 2)
            if owner == "Hexamobile":
                fleet.add_items(store, FleetItemFields(account, sold, date(2026, 11, 20)))
        account_balances.add_balance(store, BalanceFields(hexamobile, SetOffKind.PREPAID, Decimal(40), TODAY))
        ordered = PlannedChargeFields(hexamobile, ForecastSection.EQUIPMENT, "Casque", TODAY, Decimal("59.90"), 2)
        account_balances.add_planned_charge(store, ordered)
    return folder / "store"


OpenUser = Callable[[], User]


@pytest.fixture
def open_user(
    qtbot: QtBot, made_store: Path, tmp_path: Path, open_window: Callable[[Path], Program], qapp: QApplication
) -> OpenUser:
    """Opens the window on a copy of the store, whose day is fixed, and goes to the page."""
    dated_copy(made_store, tmp_path / "store", TODAY)

    def opened() -> User:
        program = open_window(tmp_path / "store")
        user = User(qtbot, qapp, program, shown_page(program, "upcoming", UpcomingPage))
        user.wait(lambda: bool(user.page.model.records))
        return user

    return opened


@pytest.fixture
def user(open_user: OpenUser) -> User:
    """Somebody at the page."""
    return open_user()
