"""A button with a menu shows the whole of its words wherever there is room for them."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.buttons import MenuButton


def test_words_that_are_a_little_wider_than_the_former_ones_are_not_cut(qtbot: QtBot, theme: Theme) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    layout = QHBoxLayout(row)
    button = MenuButton(theme, kind="soft")
    layout.addStretch(1)
    layout.addWidget(button)
    button.hide()
    row.resize(600, 60)
    row.show()
    button.show()
    button.say("EUR")
    qtbot.wait(50)  # laid out

    def shows(words: str) -> bool:
        return button.text() == words

    for words in ("USD", "EUR", "GBP", "CHF", "MAD", "SEK", "2025", "2026"):
        button.say(words)
        qtbot.waitUntil(partial(shows, words))
