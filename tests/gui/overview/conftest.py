"""The overview in its window, on a store with two accounts: one with terms, a fleet and a team, one that lacks all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.domain.fleet import FleetItemFields
from telbill_desktop.domain.inspection import Inspection
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.domain.reading import SourceKind
from telbill_desktop.domain.signature import Integrity, SignatureReport
from telbill_desktop.gui.pages.overview.page import OverviewPage
from telbill_desktop.gui.start import Program
from telbill_desktop.services import contract_terms, fleet, judging, people, perimeters, products, saved_views
from telbill_desktop.services.people import PersonFields
from telbill_desktop.services.signatures import Anchors
from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import billing_account, operator
from telbill_desktop.system.demo_marker import DemoMark, put_mark
from telbill_desktop.system.settings import Settings
from tests import builders
from tests.gui.overview.user import User
from tests.gui.user import shown_page
from tests.new_stores import filled_store
from tests.services.scenarios import ELSEWHERE, OTHER, ids, read, take

TODAY = date(2026, 11, 22)
MOBILE = "06 39 98 01 01"


def unsigned(_content: bytes, _anchors: Anchors, _totals: Sequence[Decimal]) -> Inspection:
    """What the documents of tests are to whoever looks at them."""
    return Inspection(SignatureReport(Integrity.UNSIGNED, Message("signature_of_no_pdf")), "", 1)


def stock(store: Store) -> None:
    """Six invoices of Hexamobile in October and November, one of Ondefixe that is to be checked."""
    called = builders.line("Appels", "60.00", category=Category.USAGE, phone_number=MOBILE, user_name="Z. M.")
    november = [
        builders.draft(number=f"A-{at}", issue_date=date(2026, 11, 5), lines=(builders.line(), called))
        for at in range(5)
    ]
    october = builders.draft(number="A-9", issue_date=date(2026, 10, 5), lines=(builders.line(),))
    doubtful = builders.draft(number="B-1", issue_date=date(2026, 11, 9), seller=OTHER, account=ELSEWHERE, lines=())
    doubtful = replace(doubtful, totals=builders.draft(lines=(builders.line(),)).totals, due_date=date(2026, 11, 30))
    warned = read(doubtful, SourceKind.LIST_ROW, Message("file_empty", {"file": "x"}))
    take(store, *(read(one) for one in (*november, october)), warned)
    judging.judge_waiting(store, unsigned, Unwatched())
    first = ids(store, billing_account)[0]
    contract_terms.set_terms(store, first, BillingTerms(Cycle(date(2026, 1, 5))))
    prices = (Price(date(2026, 1, 1), Decimal(12)),)
    plan = ProductFields("Forfait", ProductKind.MOBILE_PLAN, Category.SUBSCRIPTIONS, prices)
    sold = products.add_product(store, ids(store, operator)[0], plan)
    [item, _free] = (
        *fleet.add_items(store, FleetItemFields(first, sold, date(2026, 1, 5), number=MOBILE)),
        *fleet.add_items(store, FleetItemFields(first, sold, date(2026, 11, 20))),
    )
    fleet.assign(store, item, people.add_person(store, PersonFields("Zoé Maillard", "Atelier")), date(2026, 1, 5))
    view = saved_views.save_view(store, "Hexamobile", InvoiceFilter(operator="hexamobile"))
    saved_views.pin(store, view, pinned=True)
    saved_views.save_view(store, "Ondefixe", InvoiceFilter(operator="ondefixe"))
    perimeters.save_perimeter(store, "Ailleurs", PerimeterChoice(account_ids=(ids(store, billing_account)[1],)))


OpenUser = Callable[[], User]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a user who has none yet: the first page is the one that opens."""
    return Settings.load(tmp_path / "settings")


@pytest.fixture
def open_user(qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], Program], qapp: QApplication) -> OpenUser:
    """Opens the window on a copy of the store, whose day is fixed."""
    if not (tmp_path / "store").exists():
        filled_store(tmp_path / "store", stock)
        put_mark(tmp_path / "store", DemoMark(TODAY, "small", "", ""))

    def opened() -> User:
        program = open_window(tmp_path / "store")
        user = User(qtbot, qapp, program, shown_page(program, "overview", OverviewPage))
        user.settle()
        return user

    return opened


@pytest.fixture
def user(open_user: OpenUser) -> User:
    """Somebody at the page."""
    return open_user()
