from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from telbill_desktop.gui.dialogs.history import HistoryDialog
from telbill_desktop.gui.pages.invoices.detail_panel import DetailPanel
from tests.gui.invoices.user import User

SHIFT = Qt.KeyboardModifier.ShiftModifier


def by_keys(user: User, widget: QWidget) -> list[str]:
    """What Shift+F10 offers where the keyboard is."""
    widget.setFocus()
    user.key(Qt.Key.Key_F10, SHIFT)
    return offered(user)


def by_mouse(user: User, widget: QWidget, at: QPoint) -> list[str]:
    """What a right click offers."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    user.application.sendEvent(widget, event)
    return offered(user)


def offered(user: User) -> list[str]:
    user.wait(lambda: isinstance(user.application.activePopupWidget(), QMenu))
    menu = user.application.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    user.press(menu, Qt.Key.Key_Escape)  # which lets go of Shift too
    return words


def detail(user: User, tab: int) -> DetailPanel:
    user.open("A-1312/B")
    user.page.detail.tabs.setCurrentIndex(tab)
    return user.page.detail


def test_rows_offer_everything_that_can_be_done_with_them_by_mouse_and_keys_alike(user: User) -> None:
    user.click_row(2)
    table = user.page.table
    center = table.visualRect(user.page.model.index(2, 1)).center()
    expected = [
        "Open the detail",
        "Open the original",
        "Copy for a spreadsheet",
        "Choose all",
        "Mark as",
        "Change the account…",
        "Change the operator…",
        "Chosen invoices, CSV…",
        "Lines of the chosen invoices, CSV…",
        "Remove from the list",
    ]
    assert by_mouse(user, table.viewport(), center) == expected
    assert by_keys(user, table) == expected


def test_without_a_chosen_row_only_all_can_be_chosen(user: User) -> None:
    user.page.table.clearSelection()
    assert by_keys(user, user.page.table) == ["Choose all"]


def test_lines_offer_to_be_copied_and_chosen(user: User) -> None:
    lines = detail(user, 1).lines.table
    assert by_keys(user, lines) == ["Copy the lines", "Choose all"]


def test_documents_offer_to_be_opened_and_saved(user: User) -> None:
    document = detail(user, 3).document
    user.wait(document.choice.isVisible)
    assert by_keys(user, document.choice) == ["Open", "Save a copy…"]
    assert by_keys(user, document.open_button) == ["Open", "Save a copy…"]
    assert by_mouse(user, document.viewer, document.viewer.rect().center()) == ["Open", "Save a copy…"]


def test_the_history_offers_to_undo_and_redo(user: User) -> None:
    user.window.actions_by_name["history"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistoryDialog)
    user.wait(lambda: bool(dialog.model.records))
    dialog.table.setFocus()
    user.press(dialog.table, Qt.Key.Key_F10, SHIFT)
    assert offered(user) == ["Undo this act", "Redo this act"]
    dialog.close()
