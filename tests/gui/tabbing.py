"""The keyboard alone: Tab until the keyboard is where one wants to be."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_MOST = 90  # of a window with everything in it


def tab_to(wanted: QWidget) -> None:
    """Presses Tab until the keyboard is on a widget, or in one of its parts; a widget it never comes to fails."""
    been: list[str] = []
    for _ in range(_MOST):
        here = QApplication.focusWidget()
        if here is not None and (here is wanted or wanted.isAncestorOf(here)):
            return
        assert here is not None, been
        been.append(here.accessibleName() or type(here).__name__)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError((wanted.accessibleName(), been))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, to what has the keyboard."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, key, modifiers)


def write(text: str) -> None:
    """Letters, to what has the keyboard."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, text)
