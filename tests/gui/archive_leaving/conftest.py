"""A window on a store with an archive, and what hands documents out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.archive_leaving import ArchiveLeaving
from telbill_desktop.gui.dialogs.archive_bundle.dialog import BundleDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.store.engine import Store
from tests.bundles import filled
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT, OpenWindow
from tests.new_stores import new_store


@dataclass
class User:
    """Somebody who hands documents out."""

    qtbot: QtBot
    window: MainWindow
    leaving: ArchiveLeaving
    store: Store
    answers: Answers
    deposits: dict[str, int]
    opened: list[Path] = field(default_factory=list)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def open_url(self, url: QUrl | str) -> bool:
        self.opened.append(Path(QUrl(url).toLocalFile()))
        return True

    def dialog(self) -> BundleDialog:
        """The bundle's dialog, once it knows how much there is."""
        self.leaving.make_bundle()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BundleDialog)
        dialog.open_url = self.open_url
        self.wait(lambda: dialog.choosing.documents > 0)
        return dialog


def texts(dialog: BundleDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def user(qtbot: QtBot, open_window: OpenWindow, answers: Answers, tmp_path: Path) -> User:
    with new_store(tmp_path / "store") as store:
        deposits = filled(store, tmp_path / "in")
    program = open_window(tmp_path / "store")
    assert program.window is not None
    assert program.session is not None
    assert program.session.desk is not None
    context = program.session.desk.context
    leaving = ArchiveLeaving(context, program.window)
    made = User(qtbot, program.window, leaving, context.workspace.store, answers, deposits)
    leaving.open_url = made.open_url
    return made
