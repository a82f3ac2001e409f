"""The page and its dialogs on a laptop's screen with text twice as large."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.theme import Theme
from tests.gui.conftest import OpenWindow
from tests.gui.fleet.conftest import enter, stocked
from tests.gui.fleet.user import User


@pytest.fixture
def user(qtbot: QtBot, tmp_path: Path, theme: Theme, open_window: OpenWindow) -> Iterator[User]:
    theme.use("dark", 200)
    stocked(tmp_path / "store")
    program = open_window(tmp_path / "store")
    assert program.window is not None
    program.window.resize(1280, 720)
    yield enter(qtbot, program)
    theme.use("light", 100)


def test_the_page_scrolls_where_its_lists_would_be_cut(user: User) -> None:
    area = user.page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    user.wait(lambda: area.verticalScrollBar().maximum() > 0)
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    assert user.page.filters.height() >= user.page.filters.heightForWidth(user.page.filters.width())


@pytest.mark.parametrize(
    "name", ["add", "remove", "change", "assign", "release", "port", "edit", "people", "equipment"]
)
def test_a_dialog_is_no_larger_than_its_window(user: User, name: str) -> None:
    page, acts = user.page, user.page.acts
    row = next(at for at, one in enumerate(page.items.model.records) if one.item.number)
    page.items.table.selectRow(row)
    page.open_current()
    user.wait(lambda: page.detail.sheet is not None)
    sheet = page.detail.sheet
    assert sheet is not None
    licences = user.product("Licence Advanced")[1]
    {
        "add": acts.add_anything,
        "remove": lambda: acts.remove_from_product(licences),
        "change": lambda: acts.change_plan(sheet),
        "assign": lambda: acts.assign(sheet),
        "release": lambda: acts.release(sheet),
        "port": lambda: acts.port(sheet),
        "edit": lambda: acts.edit(sheet),
        "people": acts.show_people,
        "equipment": acts.show_equipment,
    }[name]()
    user.qtbot.wait(300)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.width() <= user.window.width()
    assert dialog.height() <= user.window.height()
    for area in dialog.findChildren(QScrollArea):
        content = area.widget()
        assert content is not None
        assert content.width() <= area.viewport().width()
    dialog.close()
