"""A price or a condition that invoices that came lack, as somebody tells it on the page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QCheckBox

from telbill_desktop.domain.billing_terms import BillingTerms
from telbill_desktop.domain.cycle import Cycle
from telbill_desktop.gui.pages.contracts.fields import TickField
from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
from telbill_desktop.gui.pages.contracts.price_table import AMOUNT, SINCE, PricesField
from telbill_desktop.services import contract_list, contract_terms, products
from telbill_desktop.system import formats
from tests.builders import draft, line
from tests.gui.contracts.conftest import User
from tests.services.scenarios import read, take


def tick_of(dialog: FormDialog) -> QCheckBox:
    field = dialog.form.fields["late"]
    assert isinstance(field, TickField)
    assert not field.tick.isChecked()  # who types what has been so all along changes nothing
    return field.tick


def made_up(user: User) -> list[Decimal]:
    return [one.amount for _key, one in contract_list.account_sheet(user.store, 1).charges]


@pytest.fixture
def came(user: User) -> None:
    """The account's invoice of this month came five days ago; it charges in advance."""
    contract_terms.set_terms(user.store, 1, BillingTerms(Cycle(user.today - timedelta(days=5))))
    take(user.store, read(draft(number="L-1", issue_date=user.today - timedelta(days=5), lines=(line(),))))


@pytest.mark.usefixtures("came")
@pytest.mark.parametrize("lack_it", [True, False])
def test_a_past_price_is_made_up_for_where_it_is_said_that_invoices_lack_it(user: User, *, lack_it: bool) -> None:
    panel = user.page.operator
    panel.products.table.selectRow(0)
    user.click(panel.products.edit)
    dialog = user.dialog()
    prices = dialog.form.fields["prices"]
    assert isinstance(prices, PricesField)
    user.write_cell(prices, 1, SINCE, formats.day(user.today - timedelta(days=5)))
    user.write_cell(prices, 1, AMOUNT, "32,50")
    if lack_it:
        user.click(tick_of(dialog))
    user.save(dialog)
    user.wait(lambda: len(products.products_of(user.store, 1)[0].prices) == 2)
    assert made_up(user) == ([Decimal("2.50")] if lack_it else [])


@pytest.mark.usefixtures("came")
def test_a_past_condition_is_made_up_for_where_it_is_said_that_invoices_lack_it(user: User) -> None:
    panel = user.page.operator
    user.open_tab("Conditions")
    dialog = user.add(panel.conditions)
    user.type(dialog.form.fields["value"], "20")
    user.type(dialog.form.fields["start"], formats.day(user.today - timedelta(days=5)))
    user.click(tick_of(dialog))
    user.save(dialog)
    user.wait(lambda: len(panel.conditions.model.records) == 1)
    assert made_up(user) == [Decimal("-10.00")]
