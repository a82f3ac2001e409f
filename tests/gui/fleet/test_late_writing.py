"""A writer that is busy with something long: what was asked for is done once, and the page hears of it all the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.gui.dialogs.fleet.assigning import ReleaseDialog
from telbill_desktop.gui.dialogs.fleet.people_dialog import PeopleDialog
from telbill_desktop.gui.dialogs.history import HistoryDialog
from telbill_desktop.gui.models.fleet_cells import FleetColumn
from telbill_desktop.services import people
from tests.gui.conftest import WAIT
from tests.gui.fleet.user import User


@contextmanager
def busy_writer(user: User) -> Iterator[None]:
    """An import is being written meanwhile."""
    end = Event()
    user.window.jobs.write(lambda _progress: end.wait(WAIT / 1000), lambda _ended: None, owner=user.page)
    try:
        yield
        user.qtbot.wait(50)  # what was closed is gone
    finally:
        end.set()


def test_a_dialog_closed_while_its_act_waits_for_the_writer_does_not_hide_what_it_did(user: User) -> None:
    user.open(user.column(FleetColumn.USER).index("Inès Delorme"))
    user.click(user.page.detail.release)
    dialog = user.dialog(ReleaseDialog)
    user.wait(dialog.apply_button.isEnabled)
    with busy_writer(user):
        user.click(dialog.apply_button)
        dialog.close()  # the window's cross
    user.wait(lambda: "Inès Delorme" not in user.column(FleetColumn.USER))
    user.wait(lambda: QApplication.activeModalWidget() is None)


def test_what_is_changed_in_the_form_meanwhile_does_not_write_it_twice(user: User) -> None:
    user.choose_in_menu(user.page.filters.more, "People")
    dialog = user.dialog(PeopleDialog)
    user.wait(lambda: bool(dialog.model.records))
    user.click(dialog.new_button)
    user.qtbot.keyClicks(dialog.name, "Lina Pasquet")
    with busy_writer(user):
        user.click(dialog.save_button)
        user.qtbot.keyClicks(dialog.email, "l")
        user.qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: any(one.name == "Lina Pasquet" for one in dialog.model.records))
    assert [one.name for one in people.people(user.store)].count("Lina Pasquet") == 1
    dialog.close()


def test_what_the_former_one_has_is_not_shown_of_a_new_person(user: User) -> None:
    user.choose_in_menu(user.page.filters.more, "People")
    dialog = user.dialog(PeopleDialog)
    user.wait(lambda: bool(dialog.held_title.text()))
    dialog.table.selectRow(1)
    user.click(dialog.new_button)  # before it is read what that one has
    user.wait(lambda: not user.window.jobs.is_running())
    assert dialog.held.texts() == []
    assert dialog.held_title.text() == ""
    dialog.close()


def test_an_act_undone_in_the_history_is_seen_on_the_page_though_the_history_was_closed(user: User) -> None:
    user.page.acts.show_people()
    user.dialog(PeopleDialog).close()
    user.window.actions_by_name["history"].trigger()
    dialog = user.dialog(HistoryDialog)
    user.wait(dialog.undo_button.isEnabled)
    before = len(user.column(FleetColumn.PRODUCT))
    with busy_writer(user):
        user.click(dialog.undo_button)
        user.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: len(user.column(FleetColumn.PRODUCT)) == before - 1)
    dialog.close()
