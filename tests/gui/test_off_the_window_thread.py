"""Files of the settings are read by a reader, never by the thread of the window."""

from pathlib import Path
from threading import Thread, current_thread

import pytest
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs import import_words
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.importers.knowledge import Knowledge, knowledge_in
from tests.gui.conftest import WAIT


def test_what_was_taught_is_looked_at_by_a_reader(
    qtbot: QtBot, desk: Desk, window: MainWindow, invoices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[Thread] = []

    def spied(folder: Path) -> Knowledge:
        where.append(current_thread())
        return knowledge_in(folder)

    monkeypatch.setattr(import_words, "knowledge_in", spied)
    dialog = ImportDialog(desk.context, window)
    dialog.take([invoices])
    qtbot.waitUntil(lambda: bool(where), timeout=WAIT)
    assert current_thread() not in where
    dialog.reject()
