"""The window with a store: what a user sees and does in the shell."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice_list import InvoiceColumn, InvoiceFilter, InvoiceOrder
from telbill_desktop.domain.progress import Unwatched
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.models.invoice_cells import COLUMNS
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.start import Program
from telbill_desktop.gui.start_screen import FullPage, StartScreen, empty_store_page
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.services import history, intake, invoices
from telbill_desktop.store.engine import open_store
from telbill_desktop.system.settings import Settings
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT, OpenWindow
from tests.new_stores import new_store


def take_in(desk: Desk, folder: Path) -> None:
    """Imports a folder without a dialog, as the command line does."""
    workspace = desk.workspace
    intake.import_files(workspace.store, intake.gather([folder]), workspace.read, Unwatched())
    desk.on_store_changed()


def press(window: MainWindow, name: str) -> None:
    """A way on of the page that fills the window."""
    page = window.pages.currentWidget()
    assert page is not None
    button = page.findChild(Button, f"choice_{name}")
    assert isinstance(button, Button)
    button.click()


def test_without_a_store_the_window_offers_ways_to_begin(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(tmp_path / "nowhere").window
    assert window is not None
    assert isinstance(window.pages.currentWidget(), StartScreen)
    assert not window.actions_by_name["import"].isEnabled()
    assert not (tmp_path / "nowhere").exists()


def test_a_new_store_is_made_where_the_user_says(
    qtbot: QtBot, open_window: OpenWindow, answers: Answers, settings: Settings, tmp_path: Path
) -> None:
    program = open_window(tmp_path / "nowhere")
    assert program.window is not None
    assert program.session is not None
    answers.folder = tmp_path / "mine"
    with qtbot.waitSignal(program.session.ready, timeout=WAIT):
        press(program.window, "new")
    assert (tmp_path / "mine" / "telbill.sqlite3").exists()
    assert settings.recent_stores == [str(tmp_path / "mine")]
    assert program.window.actions_by_name["import"].isEnabled()


def test_an_empty_store_says_what_to_do_next_until_something_is_in_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), FullPage), timeout=WAIT)
    take_in(desk, invoices)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is desk.pages["invoices"], timeout=WAIT)


def test_a_held_store_is_offered_for_reading(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    holder = new_store(tmp_path / "store")
    program = open_window(tmp_path / "store")
    assert program.window is not None
    assert program.session is not None
    with qtbot.waitSignal(program.session.ready, timeout=WAIT):
        press(program.window, "read_only")
    assert program.session.desk is not None
    assert program.session.desk.workspace.store.read_only
    assert not program.window.actions_by_name["import"].isEnabled()
    holder.close()


def test_a_file_that_is_no_store_is_told_in_a_sentence(open_window: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "telbill.sqlite3").write_bytes(b"not a database at all, whatever its name says" * 40)
    program = open_window(tmp_path / "store")
    assert program.window is not None
    page = program.window.pages.currentWidget()
    assert isinstance(page, FullPage)
    assert page.findChild(Button, "choice_again") is not None
    assert "Traceback" not in page.text.text()


def test_typing_in_the_search_finds_an_invoice_and_enter_opens_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices)
    field = window.top_bar.search
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "1312")
    qtbot.waitUntil(lambda: any(hit.text == "A-1312/B" for hit in window.finder.model.hits), timeout=WAIT)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not window.finder.isVisible()
    assert window.pages.currentWidget() is desk.pages["invoices"]
    assert field.text() == ""


def test_the_search_finds_acts_too_and_arrows_walk(qtbot: QtBot, window: MainWindow) -> None:
    field = window.top_bar.search
    field.setFocus()
    QTest.keyClicks(field, "settings")
    qtbot.waitUntil(lambda: [hit.text for hit in window.finder.model.hits] == ["Settings…"], timeout=WAIT)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not window.finder.isVisible()
    field.setFocus()
    QTest.keyClicks(field, "store")
    qtbot.waitUntil(lambda: len(window.finder.model.hits) > 1, timeout=WAIT)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert window.finder.list.currentIndex().row() == 1
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert window.finder.list.currentIndex().row() == len(window.finder.model.hits) - 1


def test_undo_is_named_after_the_act_and_undoes_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices)
    act = window.actions_by_name["undo"]
    qtbot.waitUntil(act.isEnabled, timeout=WAIT)
    assert act.text() == "Undo: Import of 3 files"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.actions_by_name["redo"].isEnabled, timeout=WAIT)
    assert history.next_undo(desk.workspace.store) is None
    assert window.notices.text.text() == "Undone: Import of 3 files"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: history.next_undo(desk.workspace.store) is not None, timeout=WAIT)


def test_a_company_is_the_perimeter_of_the_list(qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path) -> None:
    take_in(desk, invoices)
    qtbot.waitUntil(window.top_bar.perimeter.isVisible, timeout=WAIT)
    assert window.top_bar.perimeter.accessibleName().startswith("Perimeter: ")


def drop(window: MainWindow, *paths: Path) -> None:
    """Drags files over the window and lets them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    middle = window.rect().center()
    enter = QDragEnterEvent(QPoint(middle), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        assert window.overlay.isVisible()
        QApplication.sendEvent(window, QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, buttons, keys))


def test_files_dropped_anywhere_open_the_preview(qtbot: QtBot, window: MainWindow, invoices: Path) -> None:
    drop(window, invoices)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog), timeout=WAIT)
    assert not window.overlay.isVisible()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: len(dialog.model.records) == 4, timeout=WAIT)
    dialog.reject()


def test_a_web_address_is_not_taken_for_a_file(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/invoice.pdf")])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert not window.overlay.isVisible()


def test_changing_the_language_keeps_the_store_open(
    qtbot: QtBot, program: Program, desk: Desk, settings: Settings
) -> None:
    store = desk.workspace.store
    assert program.window is not None
    program.window.actions_by_name["settings"].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    chooser = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "Language")
    chooser.setCurrentIndex(chooser.findData("fr"))
    chooser.activated.emit(chooser.currentIndex())
    qtbot.waitUntil(
        lambda: program.window is not None and program.window.top_bar.title.text() == "Factures", timeout=WAIT
    )
    assert settings.language == "fr"
    assert program.session is not None
    assert program.session.desk is not None
    assert program.session.desk.workspace.store is store
    assert invoices.find_first(store, InvoiceFilter(), InvoiceOrder()) == []


def test_columns_have_the_room_that_another_size_of_text_needs(
    qtbot: QtBot, program: Program, desk: Desk, settings: Settings, theme: Theme
) -> None:
    store, former = desk.workspace.store, program.window
    assert former is not None
    page = desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    date = COLUMNS.index(InvoiceColumn.DATE)
    width = page.table.columnWidth(date)
    former.actions_by_name["settings"].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    chooser = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "Size of the text")
    chooser.setCurrentIndex(chooser.findData(150))
    chooser.activated.emit(chooser.currentIndex())
    qtbot.waitUntil(lambda: program.session is not None and program.session.desk is not None, timeout=WAIT)
    qtbot.wait(50)
    assert (settings.text_size, theme.scale) == (150, 1.5)
    assert program.session is not None
    assert program.session.desk is not None
    assert program.session.desk.workspace.store is store
    anew = program.session.desk.pages["invoices"]
    assert isinstance(anew, InvoicesPage)
    assert anew.table.columnWidth(date) >= width * 1.4
    theme.use("light", 100)


def test_a_notice_is_kept_in_the_list_of_messages(window: MainWindow) -> None:
    window.notify(Notice("<b>bold</b> is what the supplier is called"))
    assert window.notices.text.text() == "<b>bold</b> is what the supplier is called"
    assert window.notices.text.textFormat() is Qt.TextFormat.PlainText
    assert [one.text for one in window.notices.kept][-1] == "<b>bold</b> is what the supplier is called"


def test_where_the_window_stood_is_remembered(program: Program, settings: Settings) -> None:
    assert program.window is not None
    program.window.setGeometry(30, 40, 1300, 800)
    program.window.close()
    stored = Settings.load(settings.path.parent) if settings.path else settings
    assert (stored.window.width, stored.window.height) == (1300, 800)
    assert stored.page == "invoices"


def test_closing_the_window_lets_another_copy_have_the_store(program: Program, desk: Desk) -> None:
    folder = desk.workspace.store.folder
    assert program.window is not None
    program.window.close()
    program.close()
    open_store(folder).close()


@pytest.mark.parametrize("name", ["shortcuts", "settings", "about", "messages", "history", "parties"])
def test_every_dialog_opens_and_esc_closes_it(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_what_may_be_dropped_is_said_alike_wherever_it_is_said(window: MainWindow, desk: Desk) -> None:
    window.overlay.cover()
    said = [window.overlay.more.text()]
    window.overlay.hide()
    dialog = ImportDialog(desk.context, window)
    words = [one.text() for one in dialog.findChildren(QLabel)]
    assert "Drop files here" in words
    said += [one for one in words if "XML" in one]
    said += [one.text() for one in empty_store_page(window.theme).findChildren(QLabel) if "XML" in one.text()]
    assert len(said) == 3
    assert all("PDF, Factur-X, XML, CSV, Excel" in one for one in said), said
