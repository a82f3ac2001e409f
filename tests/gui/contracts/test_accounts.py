"""How an account is charged, said on the page: what the forecast then knows, and what is refused where."""

from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from telbill_desktop.domain.contract_fields import PlannedChargeFields
from telbill_desktop.domain.contract_list import EntryKind, Missing
from telbill_desktop.domain.forecast import ForecastSection
from telbill_desktop.domain.proration import Basis
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.services import account_balances, contract_list, contract_terms, upcoming
from telbill_desktop.system import formats
from tests.gui.contracts.conftest import User
from tests.gui.user import plain


def test_terms_set_from_a_template_make_the_next_invoice_known(user: User) -> None:
    assert upcoming.upcoming(user.store, user.today) == []
    user.choose(EntryKind.ACCOUNT)
    tab = user.page.account.terms
    assert tab.missing.isVisible()
    anchor = user.today + timedelta(days=10)
    user.type(tab.form.fields["anchor"], formats.day(anchor))
    user.pick(tab.template, "Orange")
    assert "240550-782601" in tab.template.meaning.text()
    assert tab.form.fields["basis"].value() is Basis.FIXED_30
    assert "15th" in tab.form.fields["first_day"].meaning.text()
    user.click(tab.section.save_button)
    user.wait(tab.missing.isHidden)
    [invoice] = upcoming.upcoming(user.store, user.today)
    assert invoice.invoice_date == anchor
    assert [line.amount for line in invoice.lines if line.charge] == [Decimal("30.00")]
    assert not invoice.terms.rule.count_first_day
    user.wait(lambda: all(Missing.TERMS not in one.missing for one in user.page.list.table.entries.records))


def test_ctrl_z_takes_the_terms_back(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    tab = user.page.account.terms
    user.type(tab.form.fields["anchor"], formats.day(user.today))
    user.click(tab.section.save_button)
    user.wait(tab.missing.isHidden)
    window = user.page.window()
    window.activateWindow()
    user.wait(window.isActiveWindow)
    user.page.list.table.setFocus()
    QTest.keyClick(user.page.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.wait(tab.missing.isVisible)
    assert contract_terms.terms_of(user.store, 1) is None


def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    tab = user.page.account.terms
    user.type(tab.form.fields["months"], "zwei")
    user.click(tab.section.save_button)
    assert set(user.errors(tab.form)) == {"anchor", "months"}
    user.type(tab.form.fields["anchor"], formats.day(user.today))
    user.type(tab.form.fields["months"], "12")
    user.type(tab.form.fields["every"], "5")
    user.click(tab.section.save_button)
    user.wait(lambda: bool(user.errors(tab.form)))
    assert user.errors(tab.form) == {
        "every": "An invoice comes every so many months that make up the 12 months of the cycle."
    }
    assert contract_terms.terms_of(user.store, 1) is None


def test_the_example_says_at_once_what_the_rule_does(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    tab = user.page.account.terms
    assert tab.preview.heading.text() == ""
    user.type(tab.form.fields["anchor"], "25/03/2026")
    user.pick(tab.template, "Orange")
    user.type(tab.preview.form.fields["start"], "14/04/2026")
    assert plain(tab.preview.heading.text()) == "Invoice of 25/04/2026: €40.00"
    assert "1 at €30.00 for 10 of 30 days, from 15/04/2026 to 24/04/2026: €10.00." in plain(
        tab.preview.sentences.text()
    )
    user.type(tab.preview.form.fields["end"], "05/05/2026")
    assert "no longer used" in tab.preview.sentences.text()
    user.pick(tab.form.fields["credited"], "Paid to the end of the period")
    assert tab.preview.sentences.text() == "Nothing is charged and nothing is credited."


def test_changes_are_asked_about_before_something_else_is_shown(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    tab = user.page.account.terms
    user.type(tab.form.fields["means"], "xxxx 4421")
    table = user.page.list.table
    row = table.entries.row_of(EntryKind.COMPANY, 1)
    assert row is not None
    table.selectRow(row)
    assert len(user.answers.asked_to_leave) == 1
    current = table.current()
    assert current is not None
    assert current.kind is EntryKind.ACCOUNT
    assert tab.form.fields["means"].value() == "xxxx 4421"
    user.answers.leaves = Leaving.DISCARD
    table.selectRow(row)
    user.wait(lambda: user.page.sheets.currentWidget() is user.page.company)


def test_what_somebody_types_stays_when_the_store_changes_elsewhere(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    tab = user.page.account.terms
    user.type(tab.form.fields["payer"], "Compta")
    user.desk.on_store_changed()
    user.qtbot.wait(300)
    assert tab.form.fields["payer"].value() == "Compta"
    user.click(tab.section.revert_button)
    assert tab.form.fields["payer"].value() == ""
    assert not tab.section.save_button.isEnabled()


def test_minimums_charges_and_balances_are_noted_and_taken_back(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    user.open_tab("Commitments and balances")
    panel = user.page.account
    dialog = user.add(panel.minimums)
    user.type(dialog.form.fields["quantity"], "10")
    user.type(dialog.form.fields["amount"], "12,50")
    user.save(dialog)
    user.wait(lambda: len(panel.minimums.model.records) == 1)
    assert [plain(text) for text in user.cells(panel.minimums)[0]] == ["Forfait 20 Go", "10", "€12.50"]
    assert not panel.minimums.add.isEnabled()  # one for each product
    dialog = user.add(panel.charges)
    user.type(dialog.form.fields["label"], "Casque")
    user.type(dialog.form.fields["amount"], "59,90")
    user.save(dialog)
    user.wait(lambda: len(panel.charges.model.records) == 1)
    dialog = user.add(panel.balances)
    user.type(dialog.form.fields["amount"], "-5")
    user.click(dialog.save_button)
    user.wait(lambda: bool(user.errors(dialog.form)))
    assert user.errors(dialog.form) == {"amount": "A balance is more than zero."}
    user.type(dialog.form.fields["amount"], "80")
    user.save(dialog)
    user.wait(lambda: len(panel.balances.model.records) == 1)
    for records in (panel.minimums, panel.charges, panel.balances):
        records.table.selectRow(0)
        records.table.setFocus()
        QTest.keyClick(records.table, Qt.Key.Key_Delete)
        user.wait(lambda records=records: not records.model.records)  # type: ignore[misc] # bound now
    sheet = contract_list.account_sheet(user.store, 1)
    assert not sheet.minimums
    assert not sheet.charges
    assert not sheet.balances


def test_what_is_made_up_for_invoices_that_came_stands_among_the_charges_to_come(user: User) -> None:
    noted = PlannedChargeFields(1, ForecastSection.PRORATA, "Forfait 20 Go, 25/06/2025", user.today, Decimal(-5))
    account_balances.add_planned_charge(user.store, noted)
    user.choose(EntryKind.ACCOUNT)
    user.open_tab("Commitments and balances")
    assert [plain(text) for text in user.cells(user.page.account.charges)[0]][:2] == [noted.label, "Catch-up"]
