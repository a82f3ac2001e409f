from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from telbill_desktop.domain.tasks import PutOff, Task, TaskKind, TaskTarget
from telbill_desktop.gui.dialogs.views import ViewsDialog
from telbill_desktop.gui.pages.archive.page import ArchivePage
from telbill_desktop.gui.pages.contracts.page import ContractsPage
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.services import saved_views
from tests.gui.overview.user import User, rows
from tests.gui.test_accessible_names import nameless

CHECK = "Invoice to check — B-1 · Ondefixe"


def put_off(user: User, row: int, how_long: PutOff) -> None:
    menu = user.page.tasks.rows[row].later.menu()
    menu.actions()[list(PutOff).index(how_long)].trigger()
    user.settle()


def test_each_line_says_what_is_to_be_done_and_opens_it(user: User) -> None:
    assert user.to_do[0] == CHECK
    user.click(user.page.tasks.rows[0].words)
    page = user.desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    user.wait(lambda: "B-1" in page.detail.heading.text())
    user.desk.open_page("overview")
    at = next(at for at, line in enumerate(user.to_do) if line.startswith("Billing terms"))
    user.press(user.page.tasks.rows[at].words, Qt.Key.Key_Space)
    contracts = user.window.pages.currentWidget()
    assert isinstance(contracts, ContractsPage)
    user.wait(lambda: contracts.sheets.currentWidget() is contracts.account)


def test_what_many_speak_of_is_shown_as_a_list(user: User) -> None:
    user.page.tasks.opened.emit(Task(TaskKind.TO_CHECK, "many", count=9, newest=3))
    assert user.filter.state == "to_check"
    user.page.tasks.opened.emit(Task(TaskKind.SIGNATURE, "many", count=9, newest=3))
    archive = user.window.pages.currentWidget()
    assert isinstance(archive, ArchivePage)
    assert archive.filters.filter.group == "changed"
    user.page.tasks.opened.emit(Task(TaskKind.TO_COMPLETE, "many", count=9, newest=3))
    contracts = user.window.pages.currentWidget()
    assert isinstance(contracts, ContractsPage)
    assert contracts.list.incomplete.isChecked()


def test_what_is_to_be_fetched_opens_its_dialog(user: User) -> None:
    user.page.tasks.opened.emit(Task(TaskKind.MISSING, "1:2026-10-05", target=TaskTarget.ACCOUNT, record_id=1))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle() == "To fetch from the operators"
    dialog.close()


def test_something_is_put_off_seen_and_taken_back(user: User) -> None:
    before = user.to_do
    assert user.page.tasks.aside.isHidden()
    put_off(user, 0, PutOff.WEEK)
    assert user.to_do == before[1:]
    assert user.page.tasks.aside.text() == "1 put off"
    user.click(user.page.tasks.aside)
    assert user.to_do == [CHECK]
    assert user.page.tasks.rows[0].figure.text() == "until 29/11/2026"
    user.click(user.page.tasks.rows[0].later)
    user.settle()
    assert user.to_do == before
    assert user.page.tasks.aside.isHidden()


def test_putting_off_is_undone_like_anything_else(user: User) -> None:
    before = user.to_do
    put_off(user, 0, PutOff.FOR_GOOD)
    assert CHECK not in user.to_do
    user.window.actions_by_name["undo"].trigger()
    user.wait(lambda: user.to_do == before)


def test_the_keyboard_stays_on_the_list_when_a_line_goes(user: User) -> None:
    user.window.activateWindow()
    user.wait(user.window.isActiveWindow)
    user.page.tasks.rows[0].words.setFocus()
    put_off(user, 0, PutOff.TOMORROW)
    assert user.page.tasks.rows[0].words.hasFocus()


def test_a_pinned_view_is_searched_paged_opened_and_closed(user: User) -> None:
    [card] = user.page.pinned.cards
    assert (card.heading.text(), card.range.text()) == ("Hexamobile", "1 to 5 of 6")
    assert len(rows(card.rows)) == 5
    user.click(card.on)
    user.wait(lambda: card.range.text() == "6 to 6 of 6")
    user.qtbot.keyClicks(card.search, "A-3")
    user.wait(lambda: [row[1] for row in rows(card.rows)] == ["A-3"])
    user.qtbot.keyClicks(card.search, "zz")
    user.wait(lambda: card.stack.currentWidget() is not card.rows)
    card.search.clear()
    user.wait(lambda: card.range.text() == "1 to 5 of 6")
    user.click_row(card.rows, 0)
    page = user.desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    user.wait(lambda: page.detail.heading.text() != "")
    user.desk.open_page("overview")
    user.click(card.whole)
    assert user.filter.operator == "hexamobile"
    user.desk.open_page("overview")
    user.click(card.cross)
    user.wait(lambda: not user.page.pinned.cards)
    user.window.actions_by_name["undo"].trigger()
    user.wait(lambda: len(user.page.pinned.cards) == 1)


def test_what_is_searched_in_a_pinned_view_stays_when_the_views_are_put_in_another_order(user: User) -> None:
    [card] = user.page.pinned.cards
    card.search.setText("zzz")
    user.settle()
    store = user.desk.workspace.store
    saved_views.move_view(store, card.view.id, 1)
    saved_views.show_in_sidebar(store, card.view.id, shown=False)
    saved_views.pin(store, saved_views.view_named(store, "Ondefixe").id, pinned=True)
    user.desk.context.store_changed()
    user.wait(lambda: len(user.page.pinned.cards) == 2)
    assert user.page.pinned.cards[1] is card
    assert card.search.text() == "zzz"


def test_two_switches_add_a_view_to_the_side_bar_and_pin_it(user: User) -> None:
    assert user.desk.views is not None
    shelf = user.desk.views
    user.wait(lambda: [entry.title for entry in shelf.list.entries][-2:] == ["Hexamobile", "Ondefixe"])
    user.click(user.page.pinned.manage)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ViewsDialog)
    user.wait(lambda: len(dialog.switches) == 2)
    assert list(nameless(dialog)) == []
    hexamobile, ondefixe = dialog.switches.values()
    assert [box.isChecked() for box in (*hexamobile, *ondefixe)] == [True, True, True, False]
    ondefixe[1].click()
    hexamobile[0].click()
    user.wait(lambda: [card.heading.text() for card in user.page.pinned.cards] == ["Hexamobile", "Ondefixe"])
    user.wait(lambda: shelf.list.entries[-1].title == "Ondefixe" and shelf.list.entries[-2].title != "Hexamobile")
    dialog.close()
    known = {one.name: (one.is_aside, one.is_pinned) for one in saved_views.views(user.desk.workspace.store)}
    assert known == {"Hexamobile": (True, True), "Ondefixe": (False, True)}


def test_a_view_of_the_side_bar_is_pinned_and_taken_off_by_its_menu(user: User) -> None:
    assert user.desk.views is not None
    shelf = user.desk.views
    user.wait(lambda: shelf.list.entries[-1].title == "Ondefixe")
    shelf.list.entries[-1].pin_asked.emit(True)  # noqa: FBT003 - a signal's argument
    user.wait(lambda: len(user.page.pinned.cards) == 2)
    shelf.list.entries[-1].aside_asked.emit()
    user.wait(lambda: shelf.list.entries[-1].title == "Hexamobile")
