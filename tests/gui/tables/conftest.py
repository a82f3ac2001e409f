"""Somebody who imports tables: drops a file, describes it, corrects what failed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder, InvoiceRow
from telbill_desktop.domain.table_profile import TableField
from telbill_desktop.gui.desk import Desk
from telbill_desktop.gui.dialogs.import_dialog import ImportDialog
from telbill_desktop.gui.dialogs.mapping.corrections import CORRECTION, CorrectionsDialog
from telbill_desktop.gui.dialogs.mapping.mapping_dialog import MappingDialog
from telbill_desktop.gui.main_window import MainWindow
from telbill_desktop.services import invoices
from tests.gui.answers import Answers
from tests.gui.conftest import WAIT

Shown = TypeVar("Shown", bound=QWidget)


@dataclass
class TableUser:
    """What a test does and sees; `acts` counts clicks and fields that were typed into."""

    qtbot: QtBot
    desk: Desk
    window: MainWindow
    answers: Answers
    acts: list[str] = field(default_factory=list)

    def import_file(self, path: Path) -> ImportDialog:
        """Drops a file on the window and waits for the preview."""
        self.desk.import_paths([path])
        dialog = self.dialog(ImportDialog)
        self.wait(dialog.table.isVisible)
        return dialog

    def describe(self, path: Path) -> MappingDialog:
        """Imports a file that nobody knows and presses the button in its detail."""
        dialog = self.import_file(path)
        self.press(self.button(dialog, "Describe this table…"))
        assistant = self.dialog(MappingDialog)
        self.wait(lambda: self.is_settled(assistant))
        return assistant

    def is_settled(self, assistant: MappingDialog) -> bool:
        """Whether the plan that is shown was tried."""
        state = assistant._state
        return state is not None and assistant._judged == state.plan

    def settle(self, assistant: MappingDialog) -> None:
        """Waits until the plan that is shown was tried."""
        self.wait(lambda: self.is_settled(assistant))

    def answer(self, assistant: MappingDialog, question: str, answer: str) -> None:
        """Clicks an answer."""
        card = next(one for one in assistant.parts.cards.cards if question in one.buttons[0].accessibleName())
        button = next(one for one in card.buttons if answer in one.text())
        self.acts.append(f"{question}: {answer}")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))
        self.settle(assistant)

    def fill(self, assistant: MappingDialog, wanted: TableField, text: str) -> None:
        """Types into a field of the form."""
        line = assistant.parts.form.fields[wanted].line
        self.acts.append(f"{wanted}: {text}")
        line.setFocus()
        QTest.keyClicks(line, text)
        self.settle(assistant)

    def name(self, assistant: MappingDialog, text: str) -> None:
        """Names the profile."""
        line = assistant.parts.form.name.line
        assert isinstance(line, QLineEdit)
        self.acts.append(f"name: {text}")
        line.selectAll()
        QTest.keyClicks(line, text)

    def choose(self, chooser: QComboBox, words: str) -> None:
        """Takes an entry of a list with the keyboard, letter by letter as Qt finds it."""
        place = chooser.findText(words)
        assert place >= 0, words
        self.acts.append(words)
        chooser.setFocus()
        chooser.setCurrentIndex(place)
        chooser.activated.emit(place)

    def press(self, button: QPushButton) -> None:
        """Clicks a button as soon as it can be clicked."""
        self.wait(lambda: button.isEnabled() and button.isVisible())
        self.acts.append(button.text())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(self, root: QWidget, words: str) -> QPushButton:
        """The button of these words that is shown."""
        return next(one for one in root.findChildren(QPushButton) if one.text() == words and one.isVisible())

    def dialog(self, kind: type[Shown]) -> Shown:
        """The dialog in front, once it is one of that kind."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        return dialog

    def end(self) -> ImportDialog:
        """The import's dialog, once it tells what became of the file."""
        dialog = self.dialog(ImportDialog)
        self.wait(lambda: dialog.model.is_done)
        return dialog

    def correct(self, dialog: CorrectionsDialog, row: int, text: str) -> None:
        """Types a correction into the grid."""
        dialog.table.setCurrentIndex(dialog.model.index(row, CORRECTION))
        dialog.table.edit(dialog.model.index(row, CORRECTION))
        editor = next(one for one in dialog.table.findChildren(QLineEdit) if one.isVisible())
        editor.selectAll()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def stored(self) -> Sequence[InvoiceRow]:
        """The invoices of the store, by number."""
        store = self.desk.workspace.store
        ids = invoices.find_first(store, InvoiceFilter(), InvoiceOrder(), limit=1000)
        return sorted(invoices.rows(store, ids), key=lambda row: row.number)


@pytest.fixture
def user(qtbot: QtBot, desk: Desk, window: MainWindow, answers: Answers) -> TableUser:
    """At the window of an empty store."""
    return TableUser(qtbot, desk, window, answers)
