"""PySide6 6.12.0 drops a reference to None on most calls and aborts after some thousands of them on Python 3.11."""

import sys

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot


def test_calls_that_return_nothing_leave_none_as_it_was(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    before = sys.getrefcount(None)
    for number in range(2000):
        field.setText(str(number))
    assert sys.getrefcount(None) > before - 500
