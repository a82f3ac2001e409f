"""The page of contracts without a mouse."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.gui.pages.fleet.page import FleetPage
from tests.gui.contracts.conftest import User
from tests.gui.tabbing import press, tab_to, write


def test_an_account_is_found_and_a_charge_noted(user: User) -> None:
    window, page = user.desk._window, user.page
    window.activateWindow()
    user.wait(window.isActiveWindow)
    user.qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    tab_to(page.list.table)
    row = next(at for at, one in enumerate(page.list.table.entries.records) if one.kind is EntryKind.ACCOUNT)
    press(Qt.Key.Key_Home)
    for _ in range(row):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    user.wait(lambda: page.sheets.currentWidget() is page.account)
    tabs = page.account.tabs
    tab_to(tabs.tabBar())
    parts = [tabs.widget(at) for at in range(tabs.count())]
    charges = next(at for at, one in enumerate(parts) if one and one.isAncestorOf(page.account.charges))
    for _ in range(charges - tabs.currentIndex()):
        press(Qt.Key.Key_Right)
    tab_to(page.account.charges.add)
    press(Qt.Key.Key_Space)
    dialog = user.dialog()
    user.wait(dialog.isActiveWindow)
    assert dialog.form.fields["label"].control.hasFocus()
    write("Frais de mise en service")
    tab_to(dialog.form.fields["amount"].control)
    write("25,50")
    press(Qt.Key.Key_Return)
    user.wait(lambda: QApplication.activeModalWidget() is None)
    user.wait(lambda: "Frais de mise en service" in [row[0] for row in user.cells(page.account.charges)])


class Watch(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(user: User, qapp: QApplication) -> None:
    watch = Watch()
    qapp.installEventFilter(watch)
    for kind in (EntryKind.ACCOUNT, EntryKind.COMPANY, EntryKind.OPERATOR):
        user.choose(kind)
    fleet = user.desk.show_page("fleet")
    assert isinstance(fleet, FleetPage)
    user.wait(lambda: fleet.is_read)
    fleet.items.table.selectRow(0)
    fleet.open_current()
    user.wait(lambda: fleet.detail.sheet is not None)
    user.desk.show_page("upcoming")
    user.desk.show_page("invoices")
    user.qtbot.wait(300)
    qapp.removeEventFilter(watch)
    assert watch.windows == []
