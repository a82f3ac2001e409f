"""What the page lets one do, what it greys and why, and what the quote says before it is done."""

from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from telbill_desktop.domain.contract_fields import MinimumFields
from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.dialogs.fleet.assigning import AssignDialog, ReleaseDialog
from telbill_desktop.gui.dialogs.fleet.editing import EditDialog, PortDialog
from telbill_desktop.gui.dialogs.fleet.removing import ChangePlanDialog, RemoveDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.gui.pages.fleet.plan_menu import fill_plan_menu
from telbill_desktop.services import contract_list, fleet, fleet_overview, products
from telbill_desktop.store.tables.parties import billing_account
from telbill_desktop.system import formats
from tests.builders import draft
from tests.gui.fleet.user import User
from tests.gui.test_accessible_names import nameless
from tests.gui.user import plain
from tests.services.scenarios import ids, read, take


def test_the_minus_of_what_everybody_uses_is_greyed_and_says_why_and_what_to_do(user: User) -> None:
    at, _row = user.product("Forfait 20 Go")
    _more, fewer = user.page.products.buttons_of(at)
    why = "Forfait 20 Go is used by Hugo Marchal: release the user first."
    assert not fewer.isEnabled()
    assert why in fewer.toolTip()
    user.page.products.table.selectRow(at)
    assert user.page.products.reason.text() == why
    user.click(user.page.products.release)
    dialog = user.dialog(ReleaseDialog)
    user.apply(dialog)
    at, _row = user.product("Forfait 20 Go")
    assert user.page.products.buttons_of(at)[1].isEnabled()


def test_a_committed_minimum_with_nothing_in_service_is_a_row_whose_minus_is_greyed_and_says_why(user: User) -> None:
    [account] = ids(user.store, billing_account)
    known = {one.label: one.id for one in fleet_overview.products_of_account(user.store, account)}
    before = user.page.fleet
    products.set_minimum(user.store, MinimumFields(account, known["Forfait 100 Go"], 3, Decimal("20.00")))
    user.page.refresh()
    user.wait(lambda: user.page.fleet is not before)
    at, row = user.product("Forfait 100 Go")
    assert (row.in_service, row.unit, row.total) == (0, Decimal("24.90"), Decimal("60.00"))
    more, fewer = user.page.products.buttons_of(at)
    why = "None of Forfait 100 Go is in service: the committed minimum of 3 is charged all the same."
    assert (more.isEnabled(), fewer.isEnabled()) == (True, False)
    assert why in fewer.toolTip()
    user.page.products.table.selectRow(at)
    assert user.page.products.reason.text() == why
    assert not user.page.products.release.isVisible()
    menu = QMenu()
    fill_plan_menu(menu, user.page)
    assert [(one.text(), one.isEnabled()) for one in menu.actions()] == [
        ("Add one…", True),
        ("Remove one…", False),
        (why, False),
        ("Change the plan of one…", False),
        (why, False),
    ]
    user.click(more)
    dialog = user.dialog(AddDialog)
    user.apply(dialog)
    at, row = user.product("Forfait 100 Go")
    assert (row.in_service, row.missing, row.total) == (1, 2, Decimal("64.90"))


def test_terminating_what_somebody_uses_is_greyed_with_its_reason_and_a_way_out(user: User) -> None:
    user.open(user.column(FleetColumn.USER).index("Inès Delorme"))
    detail = user.page.detail
    why = "Licence Advanced is used by Inès Delorme: release the user first."
    assert not detail.end.isEnabled()
    assert detail.reason.isVisible()
    assert detail.reason.text() == why
    assert why in detail.end.toolTip()
    user.click(detail.release_first)
    user.apply(user.dialog(ReleaseDialog))
    user.wait(detail.end.isEnabled)
    assert not detail.reason.isVisible()
    assert user.column(FleetColumn.USER).count("—") == 2


def test_the_plus_quotes_what_more_would_cost_and_adds_it(user: User) -> None:
    at, _row = user.product("Licence Advanced")
    user.click(user.page.products.buttons_of(at)[0])
    dialog = user.dialog(AddDialog)
    user.wait(dialog.apply_button.isEnabled)
    dialog.count.setFocus()
    dialog.count.selectAll()
    user.qtbot.keyClicks(dialog.count, "3")
    user.wait(lambda: dialog.quote is not None and dialog.quote.quantity_added == 3)
    facts = {name: plain(text) for name, text in dialog.facts.texts().items()}
    assert facts["Price of one"] == "€64.00 a month"
    assert facts["Now in service"] == "4 — €256.00 a month"
    assert facts["Added"] == "3"
    assert facts["Monthly cost added"] == "€192.00 a month"
    assert facts["New monthly total"] == "€448.00 a month"
    assert facts["Period payable in advance"].startswith(f"from {formats.day(user.today)} to ")
    assert {"Date of the first payment", "Prorata"} <= set(facts)
    assert list(nameless(dialog)) == []
    user.apply(dialog)
    assert user.product("Licence Advanced")[1].in_service == 7


def test_the_date_of_the_quote_may_be_another_and_an_unreadable_one_greys_the_button(user: User) -> None:
    at, _row = user.product("Licence Advanced")
    user.click(user.page.products.buttons_of(at)[0])
    dialog = user.dialog(AddDialog)
    user.wait(dialog.apply_button.isEnabled)
    user.retype(dialog.day, "soon")
    assert not dialog.apply_button.isEnabled()
    assert dialog.day.error.isVisible()
    later = user.today + timedelta(days=100)
    user.set_day(dialog.day, later)
    user.apply(dialog)
    assert f"from {formats.day(later)}" in user.column(FleetColumn.STATE)


def test_what_is_told_late_is_made_up_unless_the_invoices_that_came_have_it(user: User) -> None:
    [account] = ids(user.store, billing_account)
    month_before = (user.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    take(user.store, read(draft(number="LATE-1", issue_date=month_before)))
    at, _row = user.product("Licence Advanced")
    user.click(user.page.products.buttons_of(at)[0])
    dialog = user.dialog(AddDialog)
    user.wait(dialog.apply_button.isEnabled)
    assert not dialog.late.isVisible()
    user.set_day(dialog.day, month_before - timedelta(days=40))  # the first of a month lies between
    user.wait(dialog.late.isVisible)
    assert "came without it" in dialog.notes.body.text()
    user.qtbot.keyClick(dialog.late, Qt.Key.Key_Space)
    user.wait(lambda: "came without it" not in dialog.notes.body.text())
    assert dialog.late.isVisible()
    user.qtbot.keyClick(dialog.late, Qt.Key.Key_Space)
    user.wait(lambda: "came without it" in dialog.notes.body.text())
    assert list(nameless(dialog)) == []
    user.apply(dialog)
    [(_key, noted)] = contract_list.account_sheet(user.store, account).charges
    assert noted.label.startswith("Licence Advanced, ")
    assert noted.amount > 64


def test_the_minus_takes_one_away_and_says_that_nothing_is_saved_below_the_minimum(user: User) -> None:
    at, _row = user.product("Licence Advanced")
    user.click(user.page.products.buttons_of(at)[1])
    dialog = user.dialog(RemoveDialog)
    user.wait(dialog.apply_button.isEnabled)
    facts = {name: plain(text) for name, text in dialog.facts.texts().items()}
    assert facts["Taken away"] == "1"
    assert facts["Monthly saving"] == "€0.00 a month"
    assert facts["New monthly total"] == "€256.00 a month"
    notes = dialog.notes.body.text()
    assert "That leaves 3, fewer than the committed minimum of 4" in notes
    assert "committed until" in notes
    assert "notice of 3 months" in notes
    user.apply(dialog)
    row = user.product("Licence Advanced")[1]
    assert (row.in_service, row.free) == (3, 0)


def test_a_removal_that_is_not_allowed_on_its_day_is_greyed_with_the_reason(user: User) -> None:
    user.open(user.column(FleetColumn.USER).index("Inès Delorme"))
    user.click(user.page.detail.release)
    user.apply(user.dialog(ReleaseDialog))
    user.wait(user.page.detail.end.isEnabled)
    user.click(user.page.detail.end)
    dialog = user.dialog(RemoveDialog)
    user.wait(dialog.apply_button.isEnabled)
    user.set_day(dialog.day, user.today - timedelta(days=30))
    user.wait(dialog.reason.isVisible)
    assert dialog.reason.body.text() == "Licence Advanced is used by Inès Delorme: release the user first."
    assert not dialog.apply_button.isEnabled()
    dialog.close()


def test_ctrl_z_takes_an_act_back(user: User) -> None:
    user.open(user.column(FleetColumn.USER).index("Inès Delorme"))
    user.click(user.page.detail.release)
    user.apply(user.dialog(ReleaseDialog))
    assert "Inès Delorme" not in user.column(FleetColumn.USER)
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    undo = user.window.actions_by_name["undo"]
    user.wait(undo.isEnabled)
    user.qtbot.keyClick(user.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.wait(lambda: "Inès Delorme" in user.column(FleetColumn.USER))
    user.wait(user.page.detail.release.isEnabled)


def test_a_free_one_is_given_to_somebody_of_the_list_from_a_day_on(user: User) -> None:
    user.open(user.column(FleetColumn.USER).index("—"))
    user.click(user.page.detail.assign)
    dialog = user.dialog(AssignDialog)
    user.wait(lambda: bool(dialog.people.model.shown))
    user.qtbot.keyClicks(dialog.people.field, "theo")
    assert [offer.label for offer in dialog.people.model.shown] == ["Théo Vasseur · Gestion"]
    user.set_day(dialog.day, user.today - timedelta(days=30))
    user.apply(dialog)
    assert user.column(FleetColumn.USER).count("Théo Vasseur") == 2


def test_a_used_one_is_given_to_somebody_new_and_its_history_says_so(user: User) -> None:
    user.open(user.column(FleetColumn.USER).index("Inès Delorme"))
    user.click(user.page.detail.assign)
    dialog = user.dialog(AssignDialog)
    assert dialog.until.text() == f"Inès Delorme has it until {formats.day(user.today - timedelta(days=1))}."
    user.qtbot.keyClicks(dialog.newcomer, "Lina Pasquet")
    user.qtbot.keyClicks(dialog.team, "Pose")
    user.apply(dialog)
    user.wait(lambda: len(user.page.detail.tab_sheet.history.texts()) == 2)
    who = [text for _days, text in user.page.detail.tab_sheet.history.texts()]
    assert who == ["Lina Pasquet · Pose", "Inès Delorme · Gestion"]


def test_a_paid_seat_that_is_used_again_says_that_it_costs_nothing_until_its_date(user: User) -> None:
    free = next(row for row in user.page.fleet.rows if row.holder is None)
    ended = user.today.replace(day=1) + timedelta(days=2)
    fleet.remove_item(user.store, free.item.id, ended)
    user.page.refresh()
    user.wait(lambda: user.product("Licence Advanced")[1].in_service == 3)
    at, _row = user.product("Licence Advanced")
    user.click(user.page.products.buttons_of(at)[0])
    dialog = user.dialog(AddDialog)
    user.wait(lambda: "One is paid for already and costs nothing until" in dialog.notes.body.text())
    user.apply(dialog)
    user.open(user.column(FleetColumn.USER).index("—"))
    sheet = user.page.detail.sheet
    assert sheet is not None
    assert sheet.detail.item.paid_until is not None
    last = formats.day(sheet.detail.item.paid_until - timedelta(days=1))
    assert user.page.detail.tab_sheet.facts.texts()["Paid until"] == f"{last}: it costs nothing until then"
    user.click(user.page.detail.assign)
    assign = user.dialog(AssignDialog)
    assert assign.paid.heading.text() == f"Paid already: it costs nothing until {last}."
    assign.close()


def test_a_change_of_plan_is_one_act_on_one_day_and_keeps_number_user_and_options(user: User) -> None:
    user.open(user.column(FleetColumn.PRODUCT).index("Forfait 20 Go"))
    user.click(user.page.detail.change)
    dialog = user.dialog(ChangePlanDialog)
    user.choose(dialog.choice, "Forfait 100 Go")
    user.wait(dialog.apply_button.isEnabled)
    assert plain(dialog.facts.texts()["Monthly cost added"]) == "€10.00 a month"
    user.apply(dialog)
    row = user.column(FleetColumn.PRODUCT).index("Forfait 100 Go")
    assert user.column(FleetColumn.NUMBER)[row] == "06 39 98 01 07"
    assert user.column(FleetColumn.USER)[row] == "Hugo Marchal"
    assert "Forfait 20 Go" not in user.column(FleetColumn.PRODUCT)
    user.open(row)
    sheet = user.page.detail.tab_sheet
    assert [name for name, _days in sheet.options.texts()] == ["Option Europe"]
    assert len(sheet.history.texts()) == 2  # before and since the change


def test_a_number_abroad_is_refused_at_its_field_until_there_is_a_verified_address(user: User) -> None:
    at, _row = user.product("Forfait 20 Go")
    user.click(user.page.products.buttons_of(at)[0])
    dialog = user.dialog(AddDialog)
    user.wait(dialog.number.isVisible)
    user.qtbot.keyClicks(dialog.number, "+32 2 555 12 12")
    user.wait(dialog.number_wrong.isVisible)
    assert "needs a verified address" in dialog.number_wrong.text()
    assert not dialog.apply_button.isEnabled()
    user.retype(dialog.number, "06 39 98 01 07")
    user.wait(lambda: "in service already" in dialog.number_wrong.text())
    user.retype(dialog.number, "06 39 98 01 14")
    user.apply(dialog)
    assert "06 39 98 01 14" in user.column(FleetColumn.NUMBER)


def test_a_number_is_corrected_and_its_port_noted(user: User) -> None:
    row = user.column(FleetColumn.PRODUCT).index("Forfait 20 Go")
    user.page.items.table.setFocus()
    user.page.items.table.selectRow(row)
    user.qtbot.keyClick(user.page.items.table, Qt.Key.Key_F2)
    dialog = user.dialog(EditDialog)
    user.retype(dialog.iccid, "8933150319021234568")
    user.retype(dialog.number, "06 39 98 01 21")
    user.apply(dialog)
    assert "06 39 98 01 21" in user.column(FleetColumn.NUMBER)
    user.wait(lambda: "SIM card (ICCID)" in user.page.detail.tab_sheet.facts.texts())
    user.click(user.page.detail.port)
    port = user.dialog(PortDialog)
    user.retype(port.rio, "nonsense")
    user.wait(port.apply_button.isEnabled)
    user.click(port.apply_button)
    user.wait(port.wrong.isVisible)
    user.retype(port.rio, "01P123456A1B")
    user.apply(port)
    user.wait(lambda: user.page.detail.tab_sheet.facts.texts().get("RIO") == "01P123456A1B")
    assert QApplication.activeModalWidget() is None


def test_a_last_day_in_service_is_the_one_that_every_place_shows(user: User) -> None:
    last = user.today + timedelta(days=40)
    row = user.column(FleetColumn.PRODUCT).index("Forfait 20 Go")
    user.open(row)
    user.click(user.page.detail.edit)
    dialog = user.dialog(EditDialog)
    user.set_day(dialog.end, last)
    user.apply(dialog)
    assert user.page.items.model.records[row].item.end == last + timedelta(days=1)
    assert user.column(FleetColumn.UNTIL)[row] == formats.day(last)
    assert user.column(FleetColumn.STATE)[row] == f"ends {formats.day(last)}"
    user.wait(lambda: user.page.detail.tab_sheet.facts.texts().get("In service until") == formats.day(last))
    user.click(user.page.detail.edit)
    dialog = user.dialog(EditDialog)
    assert dialog.end.value == last
    user.retype(dialog.iccid, "8933150319021234568")
    user.apply(dialog)
    assert user.page.items.model.records[row].item.end == last + timedelta(days=1)


def test_correcting_an_end_says_what_follows_and_what_is_made_up_for(user: User) -> None:
    [account] = ids(user.store, billing_account)
    month_before = (user.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    take(user.store, read(draft(number="LATE-1", issue_date=month_before)))
    row = user.column(FleetColumn.PRODUCT).index("Forfait 20 Go")
    user.page.items.table.setFocus()
    user.page.items.table.selectRow(row)
    user.qtbot.keyClick(user.page.items.table, Qt.Key.Key_F2)
    dialog = user.dialog(EditDialog)
    user.wait(dialog.apply_button.isEnabled)
    assert not dialog.late.isVisible()
    assert not dialog.notes.isVisible()
    end = user.today - timedelta(days=70)  # the first of a month lies between, and a period that is charged whole
    user.set_day(dialog.end, end - timedelta(days=1))
    user.wait(dialog.late.isVisible)
    said = plain(dialog.notes.body.text()).splitlines()
    last = formats.day(end - timedelta(days=1))
    assert said[0] == f"Hugo Marchal has it from 01/03/2024 to {last}."
    assert said[1] == "Options that follow: Option Europe."
    assert "came without it" in said[2]
    user.qtbot.keyClick(dialog.late, Qt.Key.Key_Space)
    user.wait(lambda: "came without it" not in dialog.notes.body.text() and dialog.apply_button.isEnabled())
    assert dialog.late.isVisible()
    user.qtbot.keyClick(dialog.late, Qt.Key.Key_Space)
    user.wait(lambda: "came without it" in dialog.notes.body.text())
    assert list(nameless(dialog)) == []
    user.apply(dialog)
    noted = contract_list.account_sheet(user.store, account).charges
    assert {one.label.split(",")[0] for _key, one in noted} == {"Forfait 20 Go", "Option Europe"}
    assert all(one.amount < 0 for _key, one in noted)
