"""People and teams, somebody who leaves, and equipment that invoices charged."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.equipment import EquipmentFields, EquipmentKind
from telbill_desktop.domain.invoice_kinds import Category
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.dialogs.fleet.adding import AddDialog
from telbill_desktop.gui.dialogs.fleet.editing import EditDialog
from telbill_desktop.gui.dialogs.fleet.equipment_dialog import EquipmentDialog
from telbill_desktop.gui.dialogs.fleet.equipment_offers import EquipmentOffers
from telbill_desktop.gui.dialogs.fleet.leaving import LeaveDialog
from telbill_desktop.gui.dialogs.fleet.people_dialog import PeopleDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.services import equipment, fleet, people
from telbill_desktop.system import formats
from tests.builders import draft, line
from tests.gui.answers import Answers
from tests.gui.fleet.user import User
from tests.gui.test_accessible_names import nameless
from tests.services.scenarios import read, take


def people_dialog(user: User) -> PeopleDialog:
    user.choose_in_menu(user.page.filters.more, "People")
    dialog = user.dialog(PeopleDialog)
    user.wait(lambda: bool(dialog.model.records))
    return dialog


def go_to(user: User, dialog: PeopleDialog, name: str) -> None:
    row = next(at for at, one in enumerate(dialog.model.records) if one.name == name)
    dialog.table.selectRow(row)
    user.wait(lambda: dialog.name.text() == name and bool(dialog.held_title.text()))


def click_row(user: User, dialog: PeopleDialog, row: int) -> None:
    area = dialog.table.visualRect(dialog.model.index(row, 0))
    user.qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())


def cancel_of(dialog: EditDialog) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == "Cancel")


def test_a_leaver_s_things_are_listed_and_released_in_one_act(user: User) -> None:
    dialog = people_dialog(user)
    go_to(user, dialog, "Hugo Marchal")
    assert {name for name, _number in dialog.held.texts()} == {"Licence Advanced", "Forfait 20 Go"}
    user.click(dialog.leave_button)
    leaving = user.dialog(LeaveDialog)
    user.wait(lambda: len(leaving.held.texts()) == 2)
    assert leaving.count.text() == "2 things are released in one act:"
    assert ("Forfait 20 Go", "06 39 98 01 07") in leaving.held.texts()
    user.apply(leaving)
    assert "Hugo Marchal" not in user.column(FleetColumn.USER)
    user.wait(lambda: not dialog.leave_button.isEnabled())
    last = formats.day(user.today - timedelta(days=1))  # today is their first day out
    at = next(at for at, one in enumerate(dialog.model.records) if one.name == "Hugo Marchal")
    assert dialog.model.cell(at, 2) == last
    dialog.close()


def test_somebody_is_added_with_a_new_team_and_edited(user: User) -> None:
    dialog = people_dialog(user)
    assert list(nameless(dialog)) == []
    user.click(dialog.new_button)
    user.qtbot.keyClicks(dialog.name, "Lina Pasquet")
    dialog.team.setFocus()
    user.qtbot.keyClicks(dialog.team, "Pose")
    user.click(dialog.save_button)
    user.wait(lambda: any(one.name == "Lina Pasquet" for one in dialog.model.records))
    go_to(user, dialog, "Lina Pasquet")
    assert dialog.team.currentText() == "Pose"
    user.retype(dialog.email, "lina@example.org")
    user.click(dialog.save_button)
    user.wait(lambda: any(one.email == "lina@example.org" for one in people.people(user.store)))
    dialog.close()


def test_changes_are_asked_about_before_somebody_else_is_shown(user: User, answers: Answers) -> None:
    dialog = people_dialog(user)
    go_to(user, dialog, "Hugo Marchal")
    other = next(at for at, one in enumerate(dialog.model.records) if one.name == "Inès Delorme")
    user.retype(dialog.email, "hugo@example.org")
    click_row(user, dialog, other)
    assert answers.asked_to_leave == ["What you changed here is not saved."]
    assert dialog.email.text() == "hugo@example.org"
    assert dialog.model.records[dialog.table.currentIndex().row()].name == "Hugo Marchal"
    answers.leaves = Leaving.SAVE
    click_row(user, dialog, other)
    user.wait(lambda: dialog.name.text() == "Inès Delorme")
    assert any(one.email == "hugo@example.org" for one in people.people(user.store))
    user.wait(lambda: dialog.model.records[dialog.table.currentIndex().row()].name == "Inès Delorme")
    user.retype(dialog.email, "ines@example.org")
    answers.leaves = Leaving.DISCARD
    user.click(dialog.new_button)
    assert (dialog.name.text(), dialog.email.text()) == ("", "")
    user.qtbot.keyClicks(dialog.name, "Lina Pasquet")
    user.qtbot.wait(50)
    assert all(one.email != "ines@example.org" for one in people.people(user.store))
    dialog.close()


def test_esc_asks_about_changes_and_closes_once_they_are_saved(user: User, answers: Answers) -> None:
    dialog = people_dialog(user)
    go_to(user, dialog, "Hugo Marchal")
    user.retype(dialog.email, "hugo@example.org")
    user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(answers.asked_to_leave) == 1
    answers.leaves = Leaving.SAVE
    user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert any(one.email == "hugo@example.org" for one in people.people(user.store))


def test_a_dialog_in_which_nothing_was_changed_closes_without_a_question(user: User, answers: Answers) -> None:
    dialog = people_dialog(user)
    go_to(user, dialog, "Hugo Marchal")
    dialog.filter.setText("ines")
    dialog.filter.clear()
    user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert answers.asked_to_leave == []


def test_equipment_of_the_invoices_becomes_records_that_say_what_charged_them(user: User, answers: Answers) -> None:
    handset = line("Smartphone Granit", "349.00", category=Category.EQUIPMENT, user_name="Inès Delorme")
    take(user.store, read(draft(number="E-1", lines=(handset,))))
    user.choose_in_menu(user.page.filters.more, "Equipment from")
    offers = user.dialog(EquipmentOffers)
    user.wait(offers.take_button.isEnabled)
    assert list(nameless(offers)) == []
    user.click(offers.take_button)
    user.wait(lambda: len(equipment.pieces(user.store)) == 1)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.choose_in_menu(user.page.filters.more, "Equipment…")
    dialog = user.dialog(EquipmentDialog)
    user.wait(dialog.remove_button.isEnabled)
    assert dialog.charged.text().startswith("invoice E-1")
    assert dialog.person.currentText() == "Inès Delorme"
    assert list(nameless(dialog)) == []
    user.choose(dialog.item, "06 39 98 01 07")
    dialog.item.activated.emit(dialog.item.currentIndex())
    user.click(dialog.save_button)
    user.wait(lambda: equipment.pieces(user.store)[0].fields.item_id is not None)
    answers.confirms = True
    user.wait(dialog.remove_button.isEnabled)
    user.click(dialog.remove_button)
    user.wait(lambda: equipment.pieces(user.store) == [])
    assert answers.asked[-1].title == "Remove Smartphone Granit?"
    dialog.close()


def test_a_piece_keeps_the_line_that_has_ended_when_something_else_of_it_is_edited(user: User) -> None:
    item = next(row.item.id for row in user.page.fleet.rows if row.holder is None)
    bought = user.today - timedelta(days=90)
    equipment.add_equipment(user.store, EquipmentFields(EquipmentKind.TABLET, "Ardoise", bought, item_id=item))
    fleet.remove_item(user.store, item, user.today - timedelta(days=30), seen=None)
    user.page.refresh()
    user.wait(lambda: user.product("Licence Advanced")[1].in_service == 3)
    user.choose_in_menu(user.page.filters.more, "Equipment…")
    dialog = user.dialog(EquipmentDialog)
    user.wait(dialog.remove_button.isEnabled)
    assert dialog.item.currentText() == "Licence Advanced"
    user.retype(dialog.serial, "356938035643809")
    user.click(dialog.save_button)
    user.wait(lambda: equipment.pieces(user.store)[0].fields.serial != "")
    assert equipment.pieces(user.store)[0].fields.item_id == item
    dialog.close()


def test_what_somebody_uses_is_shown_with_their_equipment(qtbot: QtBot, user: User) -> None:
    del qtbot
    handset = line("Smartphone Granit", "349.00", category=Category.EQUIPMENT, user_name="Inès Delorme")
    take(user.store, read(draft(number="E-1", lines=(handset,))))
    equipment.take_from_invoices(user.store, {one.line_id for one in equipment.offers(user.store)})
    dialog = people_dialog(user)
    go_to(user, dialog, "Inès Delorme")
    assert "Handset · Smartphone Granit" in [name for name, _text in dialog.held.texts()]
    dialog.close()
    user.open(user.column(FleetColumn.USER).index("Inès Delorme"))
    assert [name for name, _text in user.page.detail.tab_sheet.equipment.texts()] == ["Handset · Smartphone Granit"]


def test_tab_goes_through_the_form_before_the_buttons(user: User) -> None:
    user.choose_in_menu(user.page.filters.add, "Licence")
    dialog = user.dialog(AddDialog)
    user.wait(lambda: dialog.product.count() > 0)
    assert dialog.focusWidget() is dialog.account
    reached: list[QWidget | None] = []
    while not reached or not isinstance(reached[-1], QPushButton):
        user.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert dialog.product in reached
    assert dialog.day in reached
    cancel = reached[-1]
    assert isinstance(cancel, QPushButton)
    assert cancel.text() == "Cancel"
    dialog.reject()


def test_cancel_asks_about_what_was_typed_into_a_thing_of_the_fleet(user: User, answers: Answers) -> None:
    row = user.column(FleetColumn.USER).index("Inès Delorme")
    user.open(row)
    user.click(user.page.detail.edit)
    dialog = user.dialog(EditDialog)
    user.wait(dialog.label.hasFocus)
    user.retype(dialog.label, "Accueil")
    user.click(cancel_of(dialog))
    assert dialog.isVisible()
    assert answers.asked_to_leave == ["What you changed here is not saved."]
    answers.leaves = Leaving.SAVE
    user.click(cancel_of(dialog))
    user.wait(lambda: "Accueil" in user.column(FleetColumn.PRODUCT))
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.click(user.page.detail.edit)
    again = user.dialog(EditDialog)
    user.click(cancel_of(again))
    user.wait(lambda: QApplication.activeModalWidget() is None)
    assert len(answers.asked_to_leave) == 2
