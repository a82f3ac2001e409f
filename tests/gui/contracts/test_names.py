"""Names like markup, a formula, another writing or a paragraph are shown as they are on the page and its dialogs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QTableView
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.gui.pages.contracts.page import ContractsPage
from telbill_desktop.gui.start import Program
from telbill_desktop.services import parties
from telbill_desktop.store.engine import open_store
from tests.gui.answers import Answers
from tests.gui.contracts.conftest import User
from tests.gui.test_accessible_names import nameless

NAMES = ["<b>x</b> & Co", "=1+1", "Gestionnaire" * 17, "\u202bמשה כהן\u202c"]


@pytest.mark.parametrize("name", NAMES, ids=["markup", "formula", "long", "right-to-left"])
def test_the_page_and_its_dialogs_show_names_plainly_inside_the_window(
    qtbot: QtBot, made: Path, open_window: Callable[[Path], Program], answers: Answers, name: str
) -> None:
    with open_store(made) as store:
        parties.edit_operator(store, 1, replace(parties.operator_fields(store, 1), name=name))
        parties.edit_account(store, 1, replace(parties.account_fields(store, 1), label=name))
        parties.edit_company(store, 1, replace(parties.company_fields(store, 1), name=name))
    program = open_window(made)
    assert program.session is not None
    assert program.session.desk is not None
    desk = program.session.desk
    desk._window.resize(1280, 720)
    page = desk.show_page("contracts")
    assert isinstance(page, ContractsPage)
    user = User(qtbot, desk, page, answers, desk.workspace.today())
    user.wait(lambda: page.sheets.currentWidget() is page.operator)
    assert page.operator.heading.text() == name
    sheet = page.operator
    for records in (sheet.products, sheet.conditions, sheet.contracts, sheet.contacts.list):
        check(user, name, records.add.click)
    user.choose(EntryKind.ACCOUNT)
    assert page.account.heading.text() == f"{name} · {name}"
    for records in (page.account.minimums, page.account.charges, page.account.balances):
        check(user, name, records.add.click)
    user.choose(EntryKind.COMPANY)
    assert page.company.heading.text() == name
    check(user, name, page.company.addresses.add.click)
    check(user, name, page.company.contacts.list.add.click)
    assert desk._window.width() == 1280


def check(user: User, name: str, opened: Callable[[], object]) -> None:
    """Opens a dialog, writes the name into its first field of text, and leaves it."""
    opened()
    dialog = user.dialog()
    user.qtbot.wait(100)
    fields = [one for one in dialog.form.findChildren(QLineEdit) if one.isVisible() and not one.objectName()]
    if fields:
        fields[0].setFocus()
        QApplication.clipboard().setText(name)  # no test types Hebrew key by key
        QTest.keyClick(fields[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert fields[0].text() == name
    assert dialog.width() <= user.desk._window.width()
    assert dialog.height() <= user.desk._window.height()
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in dialog.findChildren(QLabel))
    for area in dialog.findChildren(QScrollArea):
        content = area.widget()
        assert content is not None
        assert isinstance(area, QTableView) or content.width() <= area.viewport().width()
    assert list(nameless(dialog)) == []
    user.answers.confirms = True
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    user.wait(lambda: QApplication.activeModalWidget() is None)
