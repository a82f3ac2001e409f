"""Products, prices, conditions and contracts of an operator, as somebody writes them on the page."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.charging import Price
from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.gui.pages.contracts.condition_dialog import ConditionDialog
from telbill_desktop.gui.pages.contracts.price_table import AMOUNT, SINCE, STATE, PricesField
from telbill_desktop.services import contract_list, contract_terms, documents, history, products
from telbill_desktop.store.queries import forecasts
from telbill_desktop.system import formats
from tests.gui.contracts.conftest import LABEL, LONG_AGO, User
from tests.gui.user import plain


def test_a_price_to_come_is_written_and_shown_as_the_next_one(user: User) -> None:
    panel = user.page.operator
    panel.products.table.selectRow(0)
    user.click(panel.products.edit)
    dialog = user.dialog()
    prices = dialog.form.fields["prices"]
    assert isinstance(prices, PricesField)
    later = user.today + timedelta(days=40)
    user.write_cell(prices, 1, SINCE, formats.day(later))
    user.write_cell(prices, 1, AMOUNT, "32,50")
    assert prices.model.index(0, STATE).data() == "in force"
    assert prices.model.index(1, STATE).data() == "to come"
    user.save(dialog)
    user.wait(lambda: len(products.products_of(user.store, 1)[0].prices) == 2)
    user.wait(lambda: bool(user.cells(panel.products)[0][4]))
    assert plain(user.cells(panel.products)[0][3]) == "€30.00"
    assert plain(user.cells(panel.products)[0][4]) == f"€32.50 on {formats.day(later)}"
    heard: list[int] = []
    panel.products.model.dataChanged.connect(lambda first, _last: heard.append(first.row()))
    panel.day.setFocus()
    panel.day.selectAll()
    QTest.keyClicks(panel.day, formats.day(later))
    assert plain(user.cells(panel.products)[0][3]) == "€32.50"
    assert heard  # whoever reads the screen aloud is told that the cells are others
    panel.day.selectAll()
    QTest.keyClicks(panel.day, "soon")
    assert panel.day.error.isVisible()
    assert plain(user.cells(panel.products)[0][3]) == "€32.50"


def test_a_price_that_cannot_be_is_said_in_its_cell(user: User) -> None:
    dialog = user.add(user.page.operator.products)
    user.type(dialog.form.fields["label"], "Option Europe")
    prices = dialog.form.fields["prices"]
    assert isinstance(prices, PricesField)
    user.click(dialog.save_button)
    assert user.errors(dialog.form) == {"prices": "A product has one price at least."}
    user.write_cell(prices, 0, SINCE, "01/01/2026")
    user.write_cell(prices, 0, AMOUNT, "3,5051")
    assert prices.model.index(0, STATE).data() == "“3,5051” has more than two decimals."
    user.write_cell(prices, 1, SINCE, "01/01/2026")
    assert prices.model.error(1, SINCE) == "There is another price from this day on."
    user.click(dialog.save_button)
    assert prices.table.currentIndex().row() == 0
    assert len(products.products_of(user.store, 1)) == 1
    QTest.keyClick(prices.table, Qt.Key.Key_Delete)
    user.write_cell(prices, 0, AMOUNT, "3,50")
    user.save(dialog)
    user.wait(lambda: len(products.products_of(user.store, 1)) == 2)


def test_the_product_that_is_chosen_stays_so_when_one_comes_before_it(user: User) -> None:
    panel = user.page.operator
    panel.products.table.selectRow(0)
    chosen = panel.products.chosen().id
    dialog = user.add(panel.products)
    user.type(dialog.form.fields["label"], "Aaa")
    prices = dialog.form.fields["prices"]
    assert isinstance(prices, PricesField)
    user.write_cell(prices, 0, SINCE, "01/01/2026")
    user.write_cell(prices, 0, AMOUNT, "3,50")
    user.save(dialog)
    user.wait(lambda: len(user.cells(panel.products)) == 2)
    assert user.cells(panel.products)[0][0] == "Aaa"
    assert panel.products.chosen().id == chosen


def test_a_product_in_use_is_not_removed_and_says_why(user: User) -> None:
    panel = user.page.operator
    panel.products.table.selectRow(0)
    user.click(panel.products.remove)
    notices = user.desk._window.notices
    user.wait(lambda: "cannot be removed: it is in the fleet" in notices.text.text())
    assert len(products.products_of(user.store, 1)) == 1


def test_a_condition_for_one_account_with_its_price_as_one_types(user: User, tmp_path: Path) -> None:
    panel = user.page.operator
    user.open_tab("Conditions")
    dialog = user.add(panel.conditions)
    assert isinstance(dialog, ConditionDialog)
    fields = dialog.form.fields
    account = contract_list.account_sheet(user.store, 1).fields.label
    user.pick(fields["account"], account)
    user.pick(fields["kind"], "Percent off")
    user.type(fields["value"], "150")
    user.type(fields["start"], formats.day(user.today))
    user.click(dialog.save_button)
    user.wait(lambda: bool(user.errors(dialog.form)))
    assert user.errors(dialog.form) == {"value": "A discount of 150 % cannot be: it is between 0 and 100."}
    user.type(fields["value"], "50")
    assert plain(dialog.preview.body.text()) == f"from {formats.day(user.today)}: €15.00"
    grant = tmp_path / "avenant.pdf"
    grant.write_bytes(b"%PDF-1.4 avenant")
    user.answers.files = [grant]
    user.click(fields["deposit"].file)  # type: ignore[attr-defined] # the field's button
    user.wait(lambda: fields["deposit"].value() is not None)
    user.save(dialog)
    user.wait(lambda: len(panel.conditions.model.records) == 1)
    [(_, condition)] = contract_list.operator_sheet(user.store, 1).conditions
    assert condition.account_id == 1
    assert documents.content(user.store, condition.deposit_id or 0) == b"%PDF-1.4 avenant"
    with user.store.reading() as connection:
        made = forecasts.prices_on(connection, 1, 1)
    assert made == (Price(user.today - LONG_AGO, Decimal("30.00")), Price(user.today, Decimal("15.00")))
    history.undo(user.store)
    assert not contract_list.operator_sheet(user.store, 1).conditions


def test_a_contract_is_added_edited_and_removed(user: User) -> None:
    panel = user.page.operator
    user.open_tab("Contracts")
    before = len(panel.contracts.model.records)
    dialog = user.add(panel.contracts)
    user.type(dialog.form.fields["number"], "LOC 9")
    user.pick(dialog.form.fields["kind"], "Local contract")
    user.type(dialog.form.fields["start"], "01/01/2026")
    user.type(dialog.form.fields["last"], "31/12/2025")
    user.click(dialog.save_button)
    user.wait(lambda: bool(user.errors(dialog.form)))
    assert user.errors(dialog.form) == {"last": "The period ends (31/12/2025) before it starts (01/01/2026)."}
    user.type(dialog.form.fields["last"], "31/12/2027")
    user.save(dialog)
    user.wait(lambda: len(panel.contracts.model.records) == before + 1)
    made = next(row for row, one in enumerate(panel.contracts.model.records) if one.number == "LOC 9")
    assert user.cells(panel.contracts)[made][3] == "31/12/2027"
    assert user.last_act() == "add_contract"
    panel.contracts.table.selectRow(made)
    user.click(panel.contracts.remove)
    user.wait(lambda: len(panel.contracts.model.records) == before)
    assert len(contract_terms.contracts_of(user.store, 1)) == before


def test_an_operator_is_completed_and_its_service_said(user: User) -> None:
    user.open_tab("Identity and service")
    panel = user.page.operator
    user.type(panel.identity.form.fields["siren"], "123456789")
    user.click(panel.identity.save_button)
    user.wait(lambda: bool(user.errors(panel.identity.form)))
    assert "123456789" in user.errors(panel.identity.form)["siren"]
    user.click(panel.identity.revert_button)
    user.pick(panel.service.form.fields["available"], "Day + 2")
    user.type(panel.service.form.fields["portal_months"], "24")
    user.click(panel.service.save_button)
    user.wait(lambda: contract_terms.operator_terms(user.store, 1).available_after_days == 2)
    assert user.last_act() == "set_operator_terms"


def test_a_dialog_left_with_changes_asks(user: User) -> None:
    dialog = user.add(user.page.operator.products)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert user.answers.asked == []
    dialog = user.add(user.page.operator.products)
    user.type(dialog.form.fields["label"], LABEL)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert user.answers.asked[-1].act == "Discard the changes"
    assert dialog.isVisible()
    user.answers.confirms = True
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)


def test_a_contract_in_the_list_opens_among_those_of_its_operator(user: User) -> None:
    user.choose(EntryKind.CONTRACT)
    panel = user.page.operator
    user.wait(lambda: panel.tabs.tabText(panel.tabs.currentIndex()) == "Contracts")
    assert panel.contracts.chosen() is not None
