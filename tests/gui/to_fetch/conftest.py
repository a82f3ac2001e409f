"""The list of what to fetch in its window, on a store with an account that lacks invoices and one archived as XML."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.billing_terms import BillingTerms, OperatorTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.to_fetch.dialog import ToFetchDialog
from telbill_desktop.gui.start import Program
from telbill_desktop.services import contract_terms, invoices
from telbill_desktop.system.demo_marker import DemoMark, put_mark
from tests import builders
from tests.gui.to_fetch.user import User
from tests.new_stores import new_store
from tests.services.invoice_samples import add
from tests.services.scenarios import read, take
from tests.services.test_what_the_archive_lacks import take_xml

TODAY = date(2026, 11, 22)
LUMITEL = replace(builders.SELLER, name="Lumitel", siren="999000029", siret=None, vat_number=None)


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hexamobile on the 5th without August and October, its portal keeps two months; three XML of Lumitel."""
    folder = tmp_path_factory.mktemp("to_fetch")
    with new_store(folder / "store") as store:
        take(store, *(read(builders.draft(number=f"A-{at}", issue_date=date(2026, at, 5))) for at in (7, 9, 11)))
        add(store, builders.draft(number="A-12", issue_date=date(2026, 11, 6)))  # of a list: no document of its own
        for at in (9, 10, 11):
            take_xml(store, builders.draft(number=f"B-{at}", issue_date=date(2026, at, 20), seller=LUMITEL))
        hexamobile = next(one.id for one in invoices.operators(store) if "Hexamobile" in one.label)
        contract_terms.set_operator_terms(store, hexamobile, OperatorTerms(available_after_days=2, portal_months=2))
        [account] = invoices.accounts(store, hexamobile)
        contract_terms.set_terms(store, account.id, BillingTerms(Cycle(date(2026, 1, 5)), days_to_pay=20))
    return folder / "store"


@pytest.fixture
def desk(made_store: Path, tmp_path: Path, open_window: Callable[[Path], Program]) -> Desk:
    """The window on a copy of the store, whose day is fixed."""
    shutil.copytree(made_store, tmp_path / "store")
    put_mark(tmp_path / "store", DemoMark(TODAY, "small", "", ""))
    program = open_window(tmp_path / "store")
    assert program.session is not None
    assert program.session.desk is not None
    return program.session.desk


OpenUser = Callable[[], User]


@pytest.fixture
def open_user(qtbot: QtBot, desk: Desk) -> OpenUser:
    """Opens the list from the menu and waits until it is read."""

    def opened() -> User:
        window = desk._window
        window.actions_by_name["to_fetch"].trigger()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ToFetchDialog)
        user = User(qtbot, window, desk, dialog)
        user.wait(lambda: bool(dialog.summary.text()))
        return user

    return opened


@pytest.fixture
def user(open_user: OpenUser) -> User:
    """Somebody at the list."""
    return open_user()
