"""Every control that can be reached says its name to a screen reader."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.pages.invoices.page import InvoicesPage
from tests.gui.conftest import WAIT
from tests.gui.test_shell import take_in

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QProgressBar)


def nameless(root: QWidget) -> Iterator[str]:
    """Controls without a name, by their place."""
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_")
        parent = widget.parentWidget()
        above = parent.parentWidget() if parent is not None else None
        inside_field = isinstance(parent, (QComboBox, QLineEdit)) or isinstance(above, QComboBox)
        reached = isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        absent = isinstance(widget, QAbstractButton) and not widget.isVisibleTo(root)
        if not reached or inner or inside_field or absent:
            continue
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not name.strip():
            yield f"{type(widget).__name__} in {type(parent).__name__}"


def test_the_window_and_its_page(qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path) -> None:
    take_in(desk, invoices)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is desk.pages["invoices"], timeout=WAIT)
    assert not (found := list(nameless(window))), found


def test_the_start_screen(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.wait(50)
    assert not (found := list(nameless(window))), found


@pytest.mark.parametrize(
    "name",
    ["shortcuts", "settings", "about", "messages", "history", "parties", "templates", "profiles", "to_fetch", "import"],
)
def test_the_dialogs(window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert list(nameless(dialog)) == []
    dialog.close()


def test_an_import_with_results(qtbot: QtBot, desk: Desk, invoices: Path) -> None:
    desk.import_paths([invoices])
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.records), timeout=WAIT)
    assert list(nameless(dialog)) == []
    dialog.reject()


def test_the_advanced_search_the_columns_and_the_dialogs_of_views_and_perimeters(
    qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path
) -> None:
    take_in(desk, invoices)
    page = desk.pages["invoices"]
    assert isinstance(page, InvoicesPage)
    page.filters.text.setText("hexa")
    for opened in (
        page.filters.open_advanced,
        page.choose_columns,
        page.filters.save_view.click,
        lambda: _menu_act(window, "New perimeter").trigger(),
        lambda: _choose_and(page, page.acts.edits.account.trigger),
    ):
        qtbot.waitUntil(lambda: window.top_bar.perimeter.isVisible() and desk.views is not None, timeout=WAIT)
        opened()
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        assert found is not None
        assert list(nameless(found)) == []
        found.close()


def _menu_act(window: MainWindow, words: str) -> QAction:
    return next(one for one in window.top_bar.perimeter.list.actions() if one.text().startswith(words))


def _choose_and(page: InvoicesPage, act: Callable[[], None]) -> None:
    page.chosen.choose_all()
    act()
