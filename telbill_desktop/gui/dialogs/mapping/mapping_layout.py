"""The parts of the assistant and where they stand: side by side, or under each other where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.domain.field_names import FIELD_NAMES, named
from telbill_desktop.domain.messages import Message
from telbill_desktop.domain.table_profile import TableField
from telbill_desktop.gui.dialogs.mapping.constants_form import ConstantsForm
from telbill_desktop.gui.dialogs.mapping.opening_bar import OpeningBar
from telbill_desktop.gui.dialogs.mapping.preview import Preview
from telbill_desktop.gui.dialogs.mapping.question_cards import QuestionCards
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.table_sketch import Judgement, Survey
    from telbill_desktop.gui.theme import Theme

SIDE, NARROW, LEAST_TABLE = 330, 900, 300  # pixels at 100 % text


class MappingParts:
    """The widgets; the dialog says what they show."""

    def __init__(self, theme: Theme, name: str) -> None:
        self._theme = theme
        self.file = ElidedLabel(name, "soft", mode=Qt.TextElideMode.ElideMiddle)
        self.opening = OpeningBar(theme)
        self.preview = Preview(theme)
        self.cell = ElidedLabel("", "soft")
        self.remarks = Label(role="small")
        self.remarks.setWordWrap(True)
        self.remarks.hide()
        self.cards = QuestionCards(theme)
        self.form = ConstantsForm(theme)
        self.missing = MessagePanel(theme)
        self.wrong = MessagePanel(theme)
        self.state = Label(role="soft")
        self.state.setWordWrap(True)
        self.preview.cell_at_hand.connect(self._on_cell)

    def lay_out(self, body: QVBoxLayout, size: QSize) -> None:
        """Puts them into a dialog of that size: the questions beside the table, or above it where there is no room."""
        dp = self._theme.dp
        body.addWidget(self.file)
        if size.width() >= dp(NARROW):
            both = QHBoxLayout()
            both.setSpacing(dp(14))
            both.addLayout(self._table(), 1)
            side = _scrolled(self._questions())
            side.setFixedWidth(dp(SIDE))
            both.addWidget(side)
            body.addWidget(self.opening)
            body.addWidget(self.wrong)
            body.addLayout(both, 1)
            return
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, dp(6), 0)
        whole.setSpacing(dp(8))
        for widget in (self.opening, self.wrong, self._questions()):
            whole.addWidget(widget)
        self.preview.setMinimumHeight(dp(LEAST_TABLE))
        whole.addLayout(self._table(), 1)
        body.addWidget(_scrolled(inner), 1)

    def _table(self) -> QVBoxLayout:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.preview)
        column = QVBoxLayout()
        column.setSpacing(self._theme.dp(4))
        column.addWidget(card, 1)
        column.addWidget(self.cell)
        column.addWidget(self.remarks)
        return column

    def _questions(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, self._theme.dp(6), 0)
        column.setSpacing(self._theme.dp(10))
        for widget in (self.cards, self.missing, self.form):
            column.addWidget(widget)
        column.addStretch()
        return side

    def begin(self) -> None:
        """Puts the keyboard where something is to be done first."""
        first = self.cards.cards[0].buttons[0] if self.cards.cards else self.form.fields[TableField.OPERATOR].line
        first.setFocus()

    def say_remarks(self, survey: Survey) -> None:
        """What is to be known of the file: formulas, hidden sheets, doubtful accents."""
        words = " ".join(formats.sentence(message) for message in survey.remarks)
        self.remarks.setText(words)
        self.remarks.setVisible(bool(words))

    def say_missing(self, judgement: Judgement) -> None:
        """The required fields that nothing gives, each group in a line."""
        self.wrong.say("bad", "", [])
        lines = [
            " / ".join(tr(FIELD_NAMES[field]) for field in TableField if field in group) for group in judgement.lacks
        ]
        self.missing.say("warn", tr("Still missing") if lines else "", lines)

    def say_wrong(self, words: str) -> None:
        """What went wrong as a whole."""
        self.wrong.say("bad", words, [])

    def say_state(self, judgement: Judgement, survey: Survey, *, has_name: bool, is_usage: bool) -> None:
        """What keeps the file from being imported; else what the import will do."""
        open_ones = sum(question.blocks for question in judgement.questions)
        wrong = self.preview.rows.wrong_rows()
        if open_ones:
            text = ntr("{count} question is open.", "{count} questions are open.", open_ones).format(
                count=formats.count(open_ones)
            )
        elif judgement.lacks:
            fields = named(next(field for field in TableField if field in group) for group in judgement.lacks)
            text = formats.sentence(Message("mapping_lacks", {"fields": fields}))
        elif judgement.wrong_constants:
            text = tr("A field at the right cannot be read.")
        elif not has_name:
            text = tr("Give the profile a name.")
        else:
            text = _will_be_read(survey)
        if wrong and is_usage:
            more = ntr(
                "{count} of the rows shown cannot be read; it is left out.",
                "{count} of the rows shown cannot be read; they are left out.",
                wrong,
            )
            text = f"{text} {more.format(count=formats.count(wrong))}"
        elif wrong:
            more = ntr(
                "{count} of the rows shown cannot be read; it is left out, and can be corrected after the import.",
                "{count} of the rows shown cannot be read; they are left out, and can be corrected after the import.",
                wrong,
            )
            text = f"{text} {more.format(count=formats.count(wrong))}"
        self.state.setText(text)

    def _on_cell(self, wrong: str) -> None:
        self.cell.setText(wrong or tr("Cells that cannot be read are marked; choose one to see why."))


def _will_be_read(survey: Survey) -> str:
    count = survey.row_count
    if survey.is_beginning:
        text = tr("Every row will be read; the first {count} were looked at here.")
    else:
        text = ntr("{count} row will be read.", "{count} rows will be read.", count)
    return text.format(count=formats.count(count))


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
