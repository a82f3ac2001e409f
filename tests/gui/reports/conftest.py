"""The window on a store with four invoices and a credit note, its dialog of reports, and what was opened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.dialogs.reports.dialog import ReportsDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.gui.start import Program
from telbill_desktop.store.engine import Store, create_store
from tests.builders import credit_note, draft
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT, OpenWindow
from tests.gui.user import desk_of
from tests.services.scenarios import ELSEWHERE, OTHER, read, take


@dataclass
class User:
    """What somebody does with the window."""

    program: Program
    answers: Answers
    qtbot: QtBot
    out: Path
    opened: list[Path] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> Desk:
        return desk_of(self.program)

    @property
    def store(self) -> Store:
        return self.desk.workspace.store

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=WAIT)

    def dialog(self) -> ReportsDialog:
        """Opens it as the menu does."""
        self.window.actions_by_name["reports"].trigger()
        found = self.top()
        assert isinstance(found, ReportsDialog)

        def open_url(url: QUrl | str) -> bool:
            self.opened.append(Path(QUrl(url).toLocalFile()))
            return True

        found.open_url = open_url
        return found

    def top(self) -> Dialog:
        """The dialog over all others."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, Dialog)
        return found


@pytest.fixture
def user(open_window: OpenWindow, answers: Answers, qtbot: QtBot, tmp_path: Path) -> User:
    """On a store of two operators, with every page read."""
    out = tmp_path / "out"
    out.mkdir()
    with create_store(tmp_path / "store") as store:
        take(
            store,
            *(read(draft(number=f"F-{at}", issue_date=date(2026, at, 17))) for at in (8, 9, 10, 11)),
            read(credit_note(number="N-1", seller=OTHER, account=ELSEWHERE, issue_date=date(2026, 10, 20))),
        )
    return User(open_window(tmp_path / "store"), answers, qtbot, out)
