"""Everything can be reached by keyboard, says its name, and fits a small screen with large text."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.pages.archive.page import ArchivePage
from telbill_desktop.gui.pages.archive.tiles import VERIFY
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.tile import Note
from telbill_desktop.services import archive
from telbill_desktop.store.engine import open_store
from tests.gui.archive.conftest import OpenUser
from tests.gui.archive.user import User
from tests.gui.conftest import WAIT, OpenWindow
from tests.gui.tabbing import press as press_here
from tests.gui.test_accessible_names import nameless
from tests.gui.test_shell import press
from tests.gui.user import shown_page


def test_every_control_of_the_page_says_its_name(user: User) -> None:
    user.open("certifiee.pdf")
    detail = user.page.detail
    for tab in (detail.signature, detail.log, detail.text, detail.keeping):
        user.tab(tab)
        assert not (found := list(nameless(user.page))), found


DIALOGS: tuple[Callable[[User], None], ...] = (
    lambda user: user.page.acts.verify_all(),
    lambda user: user.page.acts.show_trusted(),
    lambda user: user.page.acts.trust_signer(),
    lambda user: user.page.acts.keeping.file_chosen(),
    lambda user: user.page.acts.keeping.hold_chosen(),
)


@pytest.mark.parametrize("at", range(5))
def test_every_control_of_a_dialog_says_its_name(user: User, at: int) -> None:
    user.open("simple.pdf" if at == 3 else "certifiee.pdf")
    DIALOGS[at](user)
    user.wait(lambda: user.application.activeModalWidget() is not None)
    dialog = user.application.activeModalWidget()
    assert dialog is not None
    assert list(nameless(dialog)) == []
    assert dialog.width() <= user.window.width()
    dialog.activateWindow()
    user.wait(dialog.isActiveWindow)
    user.qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    user.wait(lambda: user.application.activeModalWidget() is None)


def test_the_list_and_its_filter_are_walked_by_keyboard(user: User) -> None:
    user.search("H-2026")
    user.press(user.page.filters.text, Qt.Key.Key_Down)
    assert user.page.table.hasFocus()
    user.press(user.page.table, Qt.Key.Key_End)
    user.wait(lambda: user.page.detail.heading.text() == "vieux.pdf")
    user.press(user.page.table, Qt.Key.Key_Home)
    user.wait(lambda: user.page.detail.heading.text() == "certifiee.pdf")
    user.press(user.page.table, Qt.Key.Key_Tab)
    assert not user.page.table.hasFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert user.page.detail.isAncestorOf(focused)


def test_what_a_tile_says_later_is_reached_where_it_stands(user: User) -> None:
    tiles = user.page.tiles
    tiles.integrity.show_figure("6 / 7", [Note("Something is wrong", VERIFY), Note("Verify again", VERIFY)])
    user.button("Verify again")
    tiles.documents.button.setFocus()
    reached = []
    for _ in range(3):
        press_here(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert [one.accessibleName() for one in reached[:2] if one] == ["Something is wrong", "Verify again"]
    assert reached[2] is tiles.signatures.button


def test_the_menus_offer_what_can_be_done_with_what_is_chosen(user: User) -> None:
    user.open("certifiee.pdf")
    user.qtbot.keyClick(user.page.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    user.wait(lambda: user.application.activePopupWidget() is not None)
    menu = user.application.activePopupWidget()
    assert menu is not None
    offered = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert offered["Trust this signer…"]
    assert offered["Open the original"]
    assert not offered["Show the invoice"]
    assert {"Save a copy…", "Send by mail…", "What it is…", "Put on hold…", "Dispose of…"} <= set(offered)
    menu.close()
    user.window.menu.aboutToShow.emit()
    texts = [action.text() for action in user.window.menu.actions()]
    assert {"Archive PDFs…", "Verify all", "Trusted certificates…"} <= set(texts)


def outside(inner: QWidget, outer: QWidget) -> bool:
    """Whether a part of the widget lies beyond the other's edges."""
    return not outer.rect().contains(inner.rect().translated(inner.mapTo(outer, QPoint(0, 0))))


@pytest.fixture
def large(theme: Theme, open_user: OpenUser) -> Iterator[User]:
    """The page at 1280 x 720 and 200 %."""
    theme.use("dark", 200)
    user = open_user()
    user.window.resize(1280, 720)
    yield user
    theme.use("light", 100)


def test_large_text_on_a_small_screen_cuts_nothing_at_the_sides(large: User) -> None:
    page = large.page
    [column] = [one for one in page.findChildren(QScrollArea) if one.parent() is page]
    inside = column.widget()
    assert inside is not None
    large.wait(lambda: inside.width() <= column.viewport().width())
    for tile in (page.tiles.documents, page.tiles.integrity, page.tiles.signatures, page.tiles.missing):
        assert not outside(tile, inside)
        assert not outside(tile.figure if tile.figure.isVisible() else tile.button, tile)
    for field in (page.filters.text, page.filters.group, page.filters.kind, page.filters.year, page.filters.acts):
        assert not outside(field, inside), field
    assert page.table.viewport().height() >= 3 * page.table.rowHeight(0)
    page.table.selectRow(0)
    page.open_current()
    large.wait(lambda: page.detail.document is not None)
    large.wait(lambda: not outside(page.detail, inside))


def test_a_store_for_reading_shows_everything_and_changes_nothing(
    qtbot: QtBot, qapp: QApplication, open_window: OpenWindow, made_store: Path, tmp_path: Path
) -> None:
    shutil.copytree(made_store, tmp_path / "store")
    with open_store(tmp_path / "store") as store:
        before = len(archive.document(store, 1).events)
        program = open_window(tmp_path / "store")
        assert program.window is not None
        assert program.session is not None
        with qtbot.waitSignal(program.session.ready, timeout=WAIT):
            press(program.window, "read_only")
        page = shown_page(program, "archive", ArchivePage)
        user = User(qtbot, qapp, program, page)
        user.wait_for_list()
        assert user.desk.workspace.store.read_only
        user.open("certifiee.pdf")
        for action in (page.acts.add, page.acts.again, page.acts.mail):
            assert not action.isEnabled()
        for button in (page.detail.signature.trust, page.detail.keeping.hold, page.detail.keeping.dispose):
            assert not button.isEnabled()
        user.press(page.table, Qt.Key.Key_Delete)
        user.press(page.table, Qt.Key.Key_F2)
        user.qtbot.wait(200)
        assert user.application.activeModalWidget() is None
        assert len(archive.document(store, 1).events) == before
