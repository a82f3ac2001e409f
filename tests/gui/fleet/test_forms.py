"""A quote is of the form as it stands: while something is missing in it, no figure of before remains."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.domain.products import ProductKind
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.dialogs.fleet.editing import EditDialog
from telbill_desktop.gui.dialogs.fleet.removing import ChangePlanDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.services import people, products
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import open_store
from telbill_desktop.store.tables.parties import operator
from telbill_desktop.system import formats
from tests.builders import draft
from tests.gui.answers import Answers
from tests.gui.conftest import OpenWindow
from tests.gui.fleet.conftest import SINCE, enter, stocked
from tests.gui.fleet.opening import adding, assigning, changing
from tests.gui.fleet.user import User
from tests.gui.user import plain
from tests.services.scenarios import ELSEWHERE, OTHER, ids, read, take


@pytest.fixture
def user(qtbot: QtBot, tmp_path: Path, open_window: OpenWindow, answers: Answers) -> User:
    """There is a second operator, of whom nothing is known, and a plan that becomes dearer in two months."""
    stocked(tmp_path / "store")
    with open_store(tmp_path / "store") as store:
        today = date.today()  # noqa: DTZ011 - a store that is no demo's lives today
        owner = ids(store, operator)[0]
        prices = (Price(SINCE, Decimal("19.90")), Price(today + timedelta(days=60), Decimal("21.90")))
        products.add_product(
            store, owner, ProductFields("Forfait 50 Go", ProductKind.MOBILE_PLAN, Category.SUBSCRIPTIONS, prices)
        )
        take(store, read(draft(number="X-1", seller=OTHER, account=ELSEWHERE)))
        people.add_person(store, PersonFields("Ana · Rui Sousa", "Atelier"))
    answers.confirms, answers.leaves = True, Leaving.DISCARD
    return enter(qtbot, open_window(tmp_path / "store"))


def offered(dialog: ChangePlanDialog) -> list[str]:
    """The plans to choose from."""
    return [plain(dialog.choice.itemText(at)) for at in range(dialog.choice.count())]


def test_another_account_leaves_nothing_of_the_quote_of_the_one_before(user: User) -> None:
    dialog = adding(user)
    user.wait(dialog.apply_button.isEnabled)
    assert dialog.facts.isVisible()
    dialog.account.setCurrentIndex(dialog.account.findText("Ondefixe", Qt.MatchFlag.MatchStartsWith))
    assert not dialog.apply_button.isEnabled()  # at once: its products are not read yet
    assert not dialog.facts.isVisible()
    assert dialog.product.currentData() is None
    why = "Ondefixe has no product yet: add it on the page Contracts."
    user.wait(lambda: dialog.reason.body.text() == why)
    assert dialog.reason.isVisible()
    assert why in dialog.apply_button.toolTip()
    assert not dialog.apply_button.isEnabled()
    user.choose(dialog.account, "Hexamobile")
    user.wait(dialog.apply_button.isEnabled)
    assert not dialog.reason.isVisible()
    dialog.reject()


def test_a_day_that_cannot_be_read_leaves_no_figures(user: User) -> None:
    dialog = adding(user)
    user.wait(dialog.facts.isVisible)
    user.retype(dialog.day, "soon")
    assert not dialog.facts.isVisible()
    assert not dialog.notes.isVisible()
    assert dialog.day.error.isVisible()
    user.set_day(dialog.day, user.today)
    user.wait(dialog.facts.isVisible)
    dialog.reject()


def test_the_plans_offered_have_the_prices_of_the_day_of_the_change(user: User) -> None:
    dialog = changing(user)
    assert "Forfait 50 Go — €19.90" in offered(dialog)
    user.choose(dialog.choice, "Forfait 50 Go")
    user.set_day(dialog.day, user.today + timedelta(days=70))
    assert "Forfait 50 Go — €21.90" in offered(dialog)
    assert dialog.choice.currentText().startswith("Forfait 50 Go")
    user.wait(dialog.apply_button.isEnabled)
    dialog.reject()


def test_the_whole_name_is_said_of_who_gets_it(user: User) -> None:
    dialog = assigning(user)
    user.qtbot.keyClicks(dialog.people.field, "Rui")
    user.wait(lambda: len(dialog.people.model.shown) == 1)
    assert dialog.people.model.shown[0].label == "Ana · Rui Sousa · Atelier"
    user.apply(dialog)
    assert "06 39 98 01 07 given to Ana · Rui Sousa." in plain(user.window.notices.text.text())


def test_a_day_is_said_to_be_another_once(user: User) -> None:
    user.open(user.column(FleetColumn.NUMBER).index("06 39 98 01 07"))
    user.click(user.page.detail.edit)
    dialog = user.dialog(EditDialog)
    user.wait(dialog.apply_button.isEnabled)
    heard: list[bool] = []
    dialog.end.day_changed.connect(lambda: heard.append(dialog.end.is_readable))
    user.qtbot.keyClicks(dialog.end, "x")
    assert heard == [False]
    assert not dialog.apply_button.isEnabled()
    user.retype(dialog.end, formats.day(user.today + timedelta(days=40)))
    user.wait(dialog.apply_button.isEnabled)
    assert heard[-1]
    dialog.reject()
