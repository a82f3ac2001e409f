"""Names like markup, a formula, another writing or a paragraph are shown as they are, in every dialog."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QScrollArea, QTableView
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.contract_fields import ProductFields
from telbill_desktop.services import people, products
from telbill_desktop.services.people import PersonFields
from telbill_desktop.store.engine import open_store
from tests.gui.conftest import OpenWindow
from tests.gui.fleet.conftest import enter, stocked
from tests.gui.fleet.user import User
from tests.gui.test_accessible_names import nameless

MARKUP, FORMULA, LONG, HEBREW = "<b>x</b> & Co", "=1+1", "Gestionnaire" * 17, "\u202bמשה כהן\u202c"
NAMES = [MARKUP, FORMULA, LONG, HEBREW]


def stranger(qtbot: QtBot, folder: Path, open_window: OpenWindow, name: str) -> User:
    """A fleet in which everything that has a name has this one."""
    stocked(folder / "store")
    with open_store(folder / "store") as store:
        for person in people.people(store):
            fields = PersonFields(f"{name} {person.id}", name, "")
            people.edit_person(store, person.id, fields)
        for product in products.products_of(store, 1):
            label = f"{name} {product.id}"
            sold = ProductFields(
                label, product.kind, product.category, product.prices, code=product.code, allowance=name
            )
            products.edit_product(store, product.id, sold)
    program = open_window(folder / "store")
    assert program.window is not None
    program.window.resize(1280, 720)
    return enter(qtbot, program)


def edit_all(user: User) -> None:
    user.page.items.table.selectAll()
    user.page.acts.edit_chosen()


def row_of_number(user: User) -> int:
    return next(at for at, one in enumerate(user.page.items.model.records) if one.number)


def all_dialogs(user: User) -> dict[str, Callable[[], object]]:
    """What opens each."""
    acts, sheet = user.page.acts, user.page.detail.sheet
    assert sheet is not None
    free = next(one for one in user.page.products.model.records if one.free)
    return {
        "add": acts.add_anything,
        "remove": lambda: acts.remove_from_product(free),
        "change": lambda: acts.change_plan(sheet),
        "assign": lambda: acts.assign(sheet),
        "release": lambda: acts.release(sheet),
        "port": lambda: acts.port(sheet),
        "several": lambda: edit_all(user),
        "edit": lambda: acts.edit(sheet),
        "people": acts.show_people,
        "equipment": acts.show_equipment,
    }


@pytest.mark.parametrize("name", NAMES, ids=["markup", "formula", "long", "right-to-left"])
def test_every_dialog_shows_the_name_plainly_and_stays_inside_the_window(
    qtbot: QtBot, tmp_path: Path, open_window: OpenWindow, name: str
) -> None:
    user = stranger(qtbot, tmp_path, open_window, name)
    user.open(row_of_number(user))
    assert user.page.items.table.horizontalScrollBar().maximum() == 0
    for kind in all_dialogs(user):
        all_dialogs(user)[kind]()
        user.wait(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        user.qtbot.wait(150)
        assert dialog.width() <= user.window.width(), kind
        assert dialog.height() <= user.window.height(), kind
        for label in dialog.findChildren(QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText, (kind, label.text())
        for area in dialog.findChildren(QScrollArea):
            content = area.widget()
            assert content is not None
            assert content.width() <= area.viewport().width(), (kind, "cut")
        if kind not in {"port", "equipment"}:  # which speak of the number alone
            assert name.strip("\u202b\u202c") in words_of(dialog), kind
        assert list(nameless(dialog)) == [], kind
        dialog.close()
        user.wait(lambda: QApplication.activeModalWidget() is None)


def words_of(dialog: QDialog) -> str:
    """Everything that is written in it."""
    texts = [dialog.windowTitle(), *(label.text() for label in dialog.findChildren(QLabel))]
    texts += [box.itemText(at) for box in dialog.findChildren(QComboBox) for at in range(box.count())]
    texts += [f"{field.text()}\n{field.placeholderText()}" for field in dialog.findChildren(QLineEdit)]
    for table in dialog.findChildren(QTableView):
        model = table.model()
        texts += [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return "\n".join(texts)
