"""The overview of a store that another window holds: all can be looked at, nothing is offered that changes it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.pages.overview.page import OverviewPage
from telbill_desktop.store.engine import open_store
from tests.gui.conftest import WAIT, OpenWindow
from tests.gui.overview.conftest import OpenUser
from tests.gui.overview.user import User
from tests.gui.test_shell import press
from tests.gui.user import shown_page


def test_nothing_can_be_put_off_or_unpinned_in_a_store_that_is_open_for_reading(
    qtbot: QtBot, qapp: QApplication, open_user: OpenUser, open_window: OpenWindow, tmp_path: Path
) -> None:
    assert callable(open_user)  # it made the store
    with open_store(tmp_path / "store"):
        program = open_window(tmp_path / "store")
        assert program.window is not None
        assert program.session is not None
        with qtbot.waitSignal(program.session.ready, timeout=WAIT):
            press(program.window, "read_only")
        page = shown_page(program, "overview", OverviewPage)
        user = User(qtbot, qapp, program, page)
        user.settle()
        assert user.to_do
        assert not any(row.later.isEnabled() for row in page.tasks.rows)
        assert not any(card.cross.isEnabled() for card in page.pinned.cards)
        user.window.close()
