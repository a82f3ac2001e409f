"""Without any invoice: an operator, an account, a product and a line are written, and the invoice to come is known."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.exporters.upcoming_columns import UpcomingColumn
from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.models.upcoming_table import UPCOMING_POSITION
from telbill_desktop.gui.pages.contracts.page import ContractsPage
from telbill_desktop.gui.pages.contracts.price_table import AMOUNT, SINCE, PricesField
from telbill_desktop.gui.pages.fleet.page import FleetPage
from telbill_desktop.gui.pages.upcoming.page import UpcomingPage
from telbill_desktop.gui.start import Program
from telbill_desktop.services import history, invoices
from telbill_desktop.store.engine import open_store
from telbill_desktop.system import formats
from tests.gui.answers import Answers
from tests.gui.contracts.conftest import User
from tests.gui.user import plain

SIREN, VAT = "732829320", "FR44732829320"


def write_operator(user: User) -> None:
    """From the button of the empty list."""
    [button] = [
        one
        for one in user.page.list.stack.no_data.findChildren(type(user.page.list.stack.no_data.button))
        if "New" in one.text()
    ]
    user.click(button)
    dialog = user.dialog()
    user.type(dialog.form.fields["name"], "Hexamobile")
    user.save(dialog)
    user.wait(lambda: user.entries() == ["Hexamobile"])
    user.wait(lambda: user.page.operator_id is not None and user.page.sheets.currentWidget() is user.page.operator)


def set_terms(user: User, anchor: date) -> None:
    """Monthly from a day on, by the rule that is proposed."""
    tab = user.page.account.terms
    user.type(tab.form.fields["anchor"], formats.day(anchor))
    user.click(tab.section.save_button)
    user.wait(tab.missing.isHidden)


def test_from_an_empty_store_to_the_amount_of_the_invoice_to_come(newcomer: User) -> None:
    user, page = newcomer, newcomer.page
    write_operator(user)
    user.add_from_menu("New product…")
    dialog = user.dialog()
    user.type(dialog.form.fields["label"], "Forfait 20 Go")
    prices = dialog.form.fields["prices"]
    assert isinstance(prices, PricesField)
    user.write_cell(prices, 0, SINCE, formats.day(user.today - timedelta(days=400)))
    user.write_cell(prices, 0, AMOUNT, "30,00")
    user.save(dialog)
    user.wait(lambda: len(page.operator.products.model.records) == 1)
    user.add_from_menu("New billing account…")
    dialog = user.dialog()
    user.type(dialog.form.fields["label"], "Atelier")
    user.type(dialog.form.fields["number"], "CF 2")
    user.save(dialog)
    user.wait(lambda: user.entries() == ["Hexamobile", "Atelier"])
    user.wait(lambda: page.sheets.currentWidget() is page.account)
    anchor = user.today + timedelta(days=10)
    set_terms(user, anchor)

    window = user.desk._window
    QTest.mouseClick(window.sidebar.entry("fleet"), Qt.MouseButton.LeftButton)
    fleet = user.desk.pages["fleet"]
    assert isinstance(fleet, FleetPage)
    user.wait(lambda: fleet.is_read and window.pages.currentWidget() is fleet)
    user.click(fleet.items.stack.no_data.button)
    user.wait(lambda: isinstance(QApplication.activeModalWidget(), AddDialog))
    adding = QApplication.activeModalWidget()
    assert isinstance(adding, AddDialog)
    adding.day.setFocus()
    adding.day.selectAll()
    QTest.keyClicks(adding.day, formats.day(user.today - timedelta(days=300)))
    user.wait(adding.apply_button.isEnabled)
    user.click(adding.apply_button)
    user.wait(lambda: len(fleet.fleet.rows) == 1)

    QTest.mouseClick(window.sidebar.entry("upcoming"), Qt.MouseButton.LeftButton)
    upcoming = user.desk.pages["upcoming"]
    assert isinstance(upcoming, UpcomingPage)
    user.wait(lambda: upcoming.model.rowCount() > 0)
    cells = {
        column: plain(upcoming.model.index(0, UPCOMING_POSITION[column]).data())
        for column in (UpcomingColumn.DATE, UpcomingColumn.HT, UpcomingColumn.TTC)
    }
    assert "Atelier" in plain(upcoming.model.index(0, UPCOMING_POSITION[UpcomingColumn.ACCOUNT]).data())
    assert formats.day(anchor) in cells[UpcomingColumn.DATE]
    assert (cells[UpcomingColumn.HT], cells[UpcomingColumn.TTC]) == ("30.00", "36.00")


def test_the_invoices_page_goes_on_saying_what_to_do_next(newcomer: User) -> None:
    window = newcomer.desk._window
    assert window.pages.currentWidget() is newcomer.page
    QTest.mouseClick(window.sidebar.entry("invoices"), Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is newcomer.desk._empty_page
    QTest.mouseClick(window.sidebar.entry("contracts"), Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is newcomer.page


def test_wrong_identifiers_are_said_at_their_fields(newcomer: User) -> None:
    write_operator(newcomer)
    newcomer.add_from_menu("New operator…")
    dialog = newcomer.dialog()
    newcomer.type(dialog.form.fields["name"], "hexamobile")
    for name, typed, said in (
        ("siren", "123456789", "“123456789” is not a SIREN: its check digit is wrong."),
        ("vat_number", "FR123", "“FR123” is not a VAT number."),
    ):
        newcomer.type(dialog.form.fields[name], typed)
        newcomer.click(dialog.save_button)
        newcomer.wait(lambda: bool(newcomer.errors(dialog.form)))
        assert newcomer.errors(dialog.form) == {name: said}
        newcomer.type(dialog.form.fields[name], SIREN if name == "siren" else "")
        QTest.keyClick(dialog.form.fields[name].control, Qt.Key.Key_Delete)
    newcomer.type(dialog.form.fields["siren"], " ")
    newcomer.click(dialog.save_button)
    newcomer.wait(lambda: "name" in newcomer.errors(dialog.form))
    newcomer.type(dialog.form.fields["name"], "Lumitel")
    newcomer.type(dialog.form.fields["vat_number"], VAT)
    newcomer.save(dialog)
    newcomer.wait(lambda: newcomer.entries() == ["Hexamobile", "Lumitel"])


def test_each_is_one_undo(newcomer: User) -> None:
    write_operator(newcomer)
    newcomer.add_from_menu("New company…")
    dialog = newcomer.dialog()
    newcomer.type(dialog.form.fields["name"], "Atelier Roche")
    newcomer.type(dialog.form.fields["siren"], SIREN)
    newcomer.save(dialog)
    newcomer.wait(lambda: newcomer.entries() == ["Hexamobile", "Atelier Roche"])
    newcomer.wait(lambda: newcomer.page.sheets.currentWidget() is newcomer.page.company)
    assert [one.kind for one in history.history(newcomer.store, 9)] == ["add_company", "add_operator"]
    window = newcomer.desk._window
    window.activateWindow()
    newcomer.wait(window.isActiveWindow)
    for left in (["Hexamobile"], []):
        newcomer.page.list.setFocus()
        newcomer.wait(window.actions_by_name["undo"].isEnabled)
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        newcomer.wait(lambda left=left: newcomer.entries() == left)  # type: ignore[misc] # bound now
    assert newcomer.page.list.stack.no_data.isVisible()


def test_an_account_without_an_operator_leads_to_the_operator(newcomer: User) -> None:
    newcomer.answers.confirms = True
    newcomer.add_from_menu("New billing account…")
    dialog = newcomer.dialog()
    assert newcomer.answers.asked[-1].title == "Add the operator first?"
    assert set(dialog.form.fields) == {"name", "siren", "vat_number", "country"}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    newcomer.wait(lambda: QApplication.activeModalWidget() is None)


def test_a_contract_is_added_to_the_operator_of_the_account_shown(user: User) -> None:
    user.choose(EntryKind.ACCOUNT)
    user.add_from_menu("New contract…")
    dialog = user.dialog()
    user.type(dialog.form.fields["number"], "LOC 9")
    user.save(dialog)
    user.wait(lambda: user.page.sheets.currentWidget() is user.page.operator)
    user.wait(lambda: getattr(user.page.operator.contracts.chosen(), "number", "") == "LOC 9")


def test_reading_only_adds_nothing(
    qtbot: QtBot, made: Path, tmp_path: Path, open_window: Callable[[Path], Program], answers: Answers
) -> None:
    shutil.copytree(made, tmp_path / "copy")
    with open_store(tmp_path / "copy"):
        program = open_window(tmp_path / "copy")
        assert program.session is not None
        assert program.window is not None
        with qtbot.waitSignal(program.session.ready, timeout=20_000):
            program.session.open(tmp_path / "copy", for_writing=False)
        assert program.session.desk is not None
        desk = program.session.desk
        page = desk.show_page("contracts")
        assert isinstance(page, ContractsPage)
        user = User(qtbot, desk, page, answers, desk.workspace.today())
        user.wait(lambda: bool(user.entries()))
        assert desk.workspace.store.read_only
        assert not page.list.add.isEnabled()
        assert not any(act.isEnabled() for act in page.edit_actions())
        assert len(invoices.operators(desk.workspace.store)) == 1
