"""The page of usage in its window, on a store with the usage of two people and of a number that is nobody's."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.pages.usage.page import UsagePage
from telbill_desktop.gui.start import Program
from telbill_desktop.services import people
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import create_store
from tests import builders
from tests.gui.usage.user import User
from tests.gui.user import dated_copy, shown_page
from tests.services.scenarios import read
from tests.services.scenarios import take as take_invoices
from tests.usage_files import call, take, write

TODAY = date(2026, 11, 22)
ABROAD, MOBILES, MESSAGES = "Appels vers l'international", "Appels nationaux mobiles", "SMS"
ANA = {"user": "Ana Petit", "line": "0611111111", "account": "CF 2"}
LEO = {"user": "Léo Martin", "line": "0622222222", "account": "CF 3"}
NOBODY = {"user": "", "line": "0633333333", "account": "CF 2"}
ROWS = (
    call(**ANA, invoice="F0", start="06/11/2025 09:00:00", label=ABROAD, called="00212612345678", amount="0,4000"),
    call(**ANA, invoice="F1", start="05/10/2026 10:00:00", label=ABROAD, called="00212612345678", amount="0,9000"),
    call(**ANA, invoice="F1", start="06/11/2026 09:00:05", label=MOBILES, quantity="3700", amount="0"),
    call(**ANA, invoice="F1", start="07/11/2026 09:00:00", label=MESSAGES, quantity="1", amount="0,0512"),
    call(**LEO, invoice="F2", start="08/11/2026 08:00:00", label="Internet mobile (données)", called="", amount="0"),
    call(**LEO, invoice="F2", start="09/11/2026 11:00:00", label=MOBILES, quantity="300", amount="0,1000"),
    call(**NOBODY, invoice="F1", start="10/11/2026 12:00:00", label=MOBILES, quantity="30", amount="0,2000"),
)


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ana of the workshop and Léo of no team; F1 is an invoice, of F2 nothing but its usage is known."""
    folder = tmp_path_factory.mktemp("usage")
    with create_store(folder / "store") as store:
        take_invoices(store, read(builders.draft(number="F1")))
        people.add_person(store, PersonFields("Ana Petit", "Atelier"))
        take(store, write(folder / "usage.csv", ROWS))
    return folder / "store"


OpenUser = Callable[[], User]


@pytest.fixture
def open_user(
    qtbot: QtBot, made_store: Path, tmp_path: Path, open_window: Callable[[Path], Program], qapp: QApplication
) -> OpenUser:
    """Opens the window on a copy of the store, or on one that a test made, and goes to the page; its day is fixed."""

    def opened() -> User:
        dated_copy(made_store, tmp_path / "store", TODAY)
        program = open_window(tmp_path / "store")
        user = User(qtbot, qapp, program, shown_page(program, "usage", UsagePage))
        user.wait_for_answer()
        return user

    return opened


@pytest.fixture
def user(open_user: OpenUser) -> User:
    """Somebody at the page."""
    return open_user()
