"""Every table of the window shows its rows: a model that has them is not enough."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.main_window import MainWindow
from tests.gui.conftest import WAIT
from tests.gui.test_shell import take_in


def inks(table: QTableView, column: int) -> int:
    """How many colours a cell of the first row has: smoothed text has many."""
    area = table.visualRect(table.model().index(0, column)).intersected(table.viewport().rect())
    image = table.viewport().grab(area).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(4, image.height() - 4)})


@pytest.mark.parametrize("name", ["history", "parties"])
def test_a_dialog_with_a_table(qtbot: QtBot, window: MainWindow, desk: Desk, invoices: Path, name: str) -> None:
    take_in(desk, invoices)
    window.actions_by_name[name].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    table = dialog.findChild(QTableView)
    assert isinstance(table, QTableView)
    qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=WAIT)
    assert inks(table, 0) > 8
    dialog.close()


def test_the_files_of_an_import(qtbot: QtBot, desk: Desk, invoices: Path) -> None:
    desk.import_paths([invoices])
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.records), timeout=WAIT)
    assert inks(dialog.table, 1) > 8
    dialog.reject()
