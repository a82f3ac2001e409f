from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.name import NameDialog
from telbill_desktop.gui.view_list import ViewEntry
from telbill_desktop.services import saved_views
from tests.gui.invoices.user import User

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def desk(user: User) -> Desk:
    assert user.program.session is not None
    assert user.program.session.desk is not None
    return user.program.session.desk


def entries(user: User) -> list[ViewEntry]:
    """The views in the sidebar, once they are read."""
    user.wait(lambda: desk(user).views is not None and bool(desk(user).views.list.entries))  # type: ignore[union-attr] # just looked
    shelf = desk(user).views
    assert shelf is not None
    return shelf.list.entries


def entry(user: User, name: str) -> ViewEntry:
    """One of them."""
    user.wait(lambda: name in [one.title for one in entries(user)])
    return next(one for one in entries(user) if one.title == name)


def names(user: User) -> list[str]:
    return [one.title for one in entries(user)]


def dialog() -> NameDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, NameDialog)
    return found


def save(user: User, name: str) -> None:
    """Saves the filter in force under a name, with the button of the bar."""
    user.qtbot.mouseClick(user.page.filters.save_view, Qt.MouseButton.LeftButton)
    asked = dialog()
    user.qtbot.keyClicks(asked.field, name)
    user.press(asked.field, Qt.Key.Key_Return)
    entry(user, name)


def test_the_programs_own_views_stand_first_with_their_counts(user: User) -> None:
    assert names(user) == ["To check", "Credit notes", "Last 30 days", "Without a document"]
    user.wait(lambda: [one.badge.text() for one in entries(user)][:2] == ["1", "1"])
    assert entry(user, "Without a document").badge.text() == "0"
    assert entry(user, "To check").accessibleName() == "To check, 1 entry"


def test_choosing_a_view_sets_the_filter_and_marks_it(user: User) -> None:
    user.qtbot.mouseClick(entry(user, "Credit notes"), Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert user.numbers == ["C-7"]
    assert user.page.filters.type.button.text() == "Credit notes"
    assert entry(user, "Credit notes").isChecked()
    user.qtbot.mouseClick(user.page.filters.type.cross, Qt.MouseButton.LeftButton)
    user.wait_for_list()
    assert not entry(user, "Credit notes").isChecked()


def test_the_last_thirty_days_end_today(user: User) -> None:
    user.qtbot.mouseClick(entry(user, "Last 30 days"), Qt.MouseButton.LeftButton)
    user.wait_for_list()
    wanted, today = user.page.filters.filter, user.page.context.workspace.today()
    assert (wanted.since, wanted.until) == (today - timedelta(days=29), today)


def test_a_filter_is_saved_under_a_name_and_undo_takes_it_back(user: User) -> None:
    assert not user.page.filters.save_view.isEnabled()
    user.type("lumitel")
    save(user, "Lumitel only")
    assert entry(user, "Lumitel only").isChecked()
    user.wait(lambda: entry(user, "Lumitel only").badge.text() == "2")
    assert user.window.notices.text.text() == "View Lumitel only saved."
    user.press(user.window, Qt.Key.Key_Z, CONTROL)
    user.wait(lambda: "Lumitel only" not in names(user))
    assert user.page.filters.filter.text == "lumitel"


def test_a_name_that_is_taken_is_refused_and_can_be_changed(user: User) -> None:
    user.type("lumitel")
    save(user, "Mine")
    user.type("x")
    user.qtbot.mouseClick(user.page.filters.save_view, Qt.MouseButton.LeftButton)
    asked = dialog()
    user.qtbot.keyClicks(asked.field, "mine")
    user.press(asked.field, Qt.Key.Key_Return)
    user.wait(asked.wrong.isVisible)
    assert asked.wrong.text() == "There is a view Mine already."
    user.qtbot.keyClicks(asked.field, " 2")
    user.press(asked.field, Qt.Key.Key_Return)
    assert entry(user, "mine 2")


def test_keys_rename_move_and_remove_the_users_views_only(user: User) -> None:
    user.type("lumitel")
    save(user, "One")
    user.type("hexa")
    save(user, "Two")
    entry(user, "Two").setFocus()
    user.key(Qt.Key.Key_Up, ALT)
    user.wait(lambda: names(user)[-2:] == ["Two", "One"])
    user.key(Qt.Key.Key_F2)
    asked = dialog()
    asked.field.clear()
    user.qtbot.keyClicks(asked.field, "Three")
    user.press(asked.field, Qt.Key.Key_Return)
    user.wait(lambda: names(user)[-2:] == ["Three", "One"])
    entry(user, "Three").setFocus()
    user.key(Qt.Key.Key_Delete)
    user.wait(lambda: names(user)[-1] == "One" and "Three" not in names(user))
    entry(user, "To check").setFocus()
    user.key(Qt.Key.Key_Delete)
    user.key(Qt.Key.Key_F2)
    assert QApplication.activeModalWidget() is None
    assert names(user)[0] == "To check"


def test_the_context_menu_of_a_view_gives_it_the_filters_in_force(user: User) -> None:
    user.type("lumitel")
    save(user, "Mine")
    user.page.filters.clear()
    user.wait_for_list()
    user.type("routeur")
    entry(user, "Mine").setFocus()
    user.key(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    user.wait(lambda: isinstance(user.application.activePopupWidget(), QMenu))
    menu = user.application.activePopupWidget()
    assert isinstance(menu, QMenu)
    [change] = [action for action in menu.actions() if action.text() == "Give it the filters in force"]
    change.trigger()
    user.press(menu, Qt.Key.Key_Escape)  # which lets go of Shift too
    store = user.page.context.workspace.store
    user.wait(lambda: saved_views.views(store)[0].filter == InvoiceFilter(text="routeur"))
    user.wait(lambda: entry(user, "Mine").badge.text() == "1")


def test_the_menu_of_the_programs_own_view_only_shows_it(user: User) -> None:
    entry(user, "To check").setFocus()
    user.key(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = user.application.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Show this view"]
    user.press(menu, Qt.Key.Key_Escape)  # which lets go of Shift too


def test_ctrl_k_finds_views(user: User) -> None:
    entries(user)
    user.press(user.window, Qt.Key.Key_K, CONTROL)
    user.qtbot.keyClicks(user.window.top_bar.search, "without a doc")
    user.wait(lambda: [hit.text for hit in user.window.finder.model.hits][:1] == ["Without a document"])
    user.press(user.window.top_bar.search, Qt.Key.Key_Return)
    user.wait(lambda: user.page.filters.filter.has_document is False)


def test_tab_comes_to_the_views_behind_the_page_that_they_are_of(user: User) -> None:
    reached = entries(user)
    user.window.activateWindow()
    user.window.sidebar.entry("invoices").setFocus()
    for wanted in [*reached, user.window.sidebar.settings]:
        user.key(Qt.Key.Key_Tab)
        assert user.application.focusWidget() is wanted
