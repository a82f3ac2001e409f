"""A laptop's screen with text twice as large: everything can be reached, nothing reaches beyond the window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.conflict.dialog import ConflictDialog
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.shortcuts import ShortcutSheet
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from telbill_desktop.gui.start import Program
from telbill_desktop.gui.theme import Theme
from telbill_desktop.services import conflicts, saved_views
from tests.gui.conftest import WAIT
from tests.gui.test_shell import take_in
from tests.new_stores import new_store


@pytest.fixture
def program(theme: Theme, open_window: Callable[[Path], Program], tmp_path: Path) -> Iterator[Program]:
    """The program at 1280 x 720 and 200 %."""
    theme.use("dark", 200)
    new_store(tmp_path / "store").close()
    program = open_window(tmp_path / "store")
    assert program.window is not None
    program.window.resize(1280, 720)
    yield program
    theme.use("light", 100)


def outside(inner: QWidget, outer: QWidget) -> bool:
    """Whether a part of the widget lies beyond the other's edges."""
    return not outer.rect().contains(inner.rect().translated(inner.mapTo(outer, QPoint(0, 0))))


@pytest.mark.parametrize(
    "name", ["shortcuts", "settings", "about", "messages", "history", "parties", "profiles", "to_fetch", "import"]
)
def test_a_dialog_is_no_larger_than_its_window(window: MainWindow, desk: Desk, invoices: Path, name: str) -> None:
    take_in(desk, invoices)
    window.actions_by_name[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    scrolled = [(area, content) for area in dialog.findChildren(QScrollArea) if (content := area.widget())]
    assert all(content.width() <= area.viewport().width() for area, content in scrolled)
    dialog.close()


def test_an_import_shows_three_files_and_its_button(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    desk.import_paths([invoices])
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.records), timeout=WAIT)
    qtbot.waitUntil(dialog.import_button.isVisible, timeout=WAIT)
    assert dialog.height() <= window.height()
    assert not outside(dialog.import_button, dialog)
    qtbot.waitUntil(lambda: dialog.table.viewport().height() >= 3 * dialog.table.rowHeight(0), timeout=WAIT)
    dialog.reject()


def test_the_filters_wrap_without_being_cut_and_the_list_has_rows(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices)
    page = desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is page and page.listing.is_complete, timeout=WAIT)
    bar = page.filters
    for field in (bar.text, bar.dates, bar.amounts, bar.operator, bar.account, bar.type, bar.state, bar.advanced):
        assert not outside(field, bar), field
    for button in (bar.save_view, bar.head.help, bar.head.columns):
        assert not outside(button, page), button
    assert page.table.viewport().height() >= 3 * page.table.rowHeight(0)
    page.table.selectRow(0)
    page.open_current()
    qtbot.waitUntil(page.detail.tabs.isVisible, timeout=WAIT)
    qtbot.wait(20)
    for field in (bar.text, bar.type, bar.state):
        assert not outside(field, bar), field
    assert not outside(page.detail, page)


def test_the_top_bar_cuts_no_button(qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path) -> None:
    take_in(desk, invoices)
    qtbot.waitUntil(window.top_bar.perimeter.isVisible, timeout=WAIT)
    bar = window.top_bar
    bar.import_button.say("Importer…")
    bar.export_button.say("Exporter")
    bar.perimeter.say("Atelier Roche SAS et fils")
    export = bar.export_button
    qtbot.waitUntil(lambda: export.width() >= export.sizeHint().width(), timeout=WAIT)
    assert bar.import_button.width() >= bar.import_button.sizeHint().width()
    assert len(bar.perimeter.text()) > 3


def test_the_glass_of_a_search_field_grows_with_its_text(window: MainWindow, theme: Theme) -> None:
    field: QLineEdit = window.top_bar.search
    [glass] = [one for one in field.findChildren(QLabel) if not one.pixmap().isNull()]
    assert glass.width() == theme.dp(16)
    assert field.textMargins().left() >= glass.width()


def test_a_long_act_does_not_push_the_keys_off_the_sheet(window: MainWindow) -> None:
    window.actions_by_name["undo"].setText("Undo: " + "a very long name " * 8)
    window.actions_by_name["shortcuts"].trigger()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ShortcutSheet)
    [area] = sheet.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    sheet.close()


def test_the_dialogs_of_views_and_perimeters_fit_their_window(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices)
    page = desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    qtbot.waitUntil(lambda: window.top_bar.perimeter.isVisible() and page.listing.is_complete, timeout=WAIT)
    page.filters.text.setText("hexa")
    page.chosen.choose_all()
    new = next(one for one in window.top_bar.perimeter.list.actions() if one.text().startswith("New perimeter"))
    for opened in (page.filters.save_view.click, new.trigger, page.acts.edits.account.trigger):
        opened()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        assert dialog.width() <= window.width()
        assert dialog.height() <= window.height()
        dialog.close()


def test_the_views_scroll_beside_a_low_window_and_settings_stay_in_sight(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices)
    for name in ("One", "Two", "Three", "Four", "Five", "Six"):
        saved_views.save_view(desk.workspace.store, name, InvoiceFilter(text=name))
    desk.on_store_changed()
    qtbot.waitUntil(lambda: desk.views is not None and len(desk.views.list.entries) == 10, timeout=WAIT)
    views = desk.views
    assert views is not None
    assert not outside(window.sidebar.settings, window)
    last = views.list.entries[-1]
    last.setFocus()

    def is_reached() -> bool:
        views.list.ensureWidgetVisible(last)
        return not outside(last, views.list.viewport())

    qtbot.waitUntil(is_reached, timeout=WAIT)
    assert all(not outside(entry.badge, entry) for entry in views.list.entries)


def test_a_conflict_is_settled_with_large_text(qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path) -> None:
    take_in(desk, invoices)
    [found] = conflicts.open_conflicts(desk.workspace.store)
    dialog = ConflictDialog(desk.context, found.invoice_id, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.choices is not None, timeout=WAIT)
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    assert not outside(dialog.apply_button, dialog)
    for area in dialog.findChildren(QScrollArea):
        content = area.widget()
        assert not area.isVisible() or content is None or content.width() <= area.viewport().width()
    dialog.reject()
