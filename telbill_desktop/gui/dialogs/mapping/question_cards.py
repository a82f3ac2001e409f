"""Questions of the assistant with their answers to choose from; what was answered stays and can be answered anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from telbill_desktop.gui.dialogs.mapping.plan_state import Answered, is_same
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.domain.table_sketch import Question
    from telbill_desktop.gui.theme import Theme

_LONGEST = 90  # characters of an answer: a radio button does not wrap


class QuestionCard(QFrame):
    """One question."""

    answered = Signal(int)

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        self.question = question
        self._theme = theme
        self._icon = Label()
        words = formats.sentence(question.words)
        heading = Label(words, "strong")
        heading.setWordWrap(True)
        self.buttons: list[QRadioButton] = []
        group = QButtonGroup(self)
        dp = theme.dp
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(12), dp(10), dp(12), dp(10))
        row.setSpacing(dp(9))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(dp(2))
        column.addWidget(heading)
        for number, answer in enumerate(question.answers):
            text = formats.sentence(answer.words)
            button = QRadioButton(text[:_LONGEST].replace("&", "&&"))
            button.setAccessibleName(f"{words} {text}")
            button.clicked.connect(lambda _checked=False, chosen=number: self.answered.emit(chosen))
            group.addButton(button)
            column.addWidget(button)
            self.buttons.append(button)
        row.addLayout(column, 1)

    def show_answer(self, chosen: int | None) -> None:
        """Shows which answer holds; None: it is open."""
        if chosen is not None:
            self.buttons[chosen].setChecked(True)
        is_open = chosen is None
        tone = ("warn" if self.question.blocks else "info") if is_open else "ok"
        icon = ("triangle-alert" if self.question.blocks else "info") if is_open else "circle-check"
        self._icon.setPixmap(self._theme.pixmap(icon, tone))
        role = f"panel_{tone}" if is_open else "panel"
        if self.property("role") != role:
            self.setProperty("role", role)
            restyled(self)


class QuestionCards(QWidget):
    """All questions, the open ones first."""

    answered = Signal(object, int)  # Question, which answer

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: list[QuestionCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.dp(8))

    def show_questions(self, open_ones: Sequence[Question], answered: Sequence[Answered]) -> None:
        """Shows these; a card that is there already stays, and with it the keyboard."""
        wanted: list[tuple[Question, int | None]] = [(one.question, one.chosen) for one in answered]
        wanted += [(one, None) for one in open_ones if not any(is_same(one, other.question) for other in answered)]
        kept = []
        for place, (question, chosen) in enumerate(wanted):
            card = next((card for card in self.cards if is_same(card.question, question)), None)
            if card is None or card in kept:
                card = self._made(question)
            self._column.insertWidget(place, card)
            card.show_answer(chosen)
            kept.append(card)
        for card in self.cards:
            if card not in kept:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        self.cards = kept
        self.setVisible(bool(kept))

    def _made(self, question: Question) -> QuestionCard:
        card = QuestionCard(self._theme, question)
        card.answered.connect(lambda chosen: self.answered.emit(card.question, chosen))
        return card
