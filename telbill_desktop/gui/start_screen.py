"""What fills the window while there is nothing to show: first start, an empty store, a store that cannot be opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from telbill_desktop.gui.sidebar import Logo
from telbill_desktop.gui.theme import ICON_SIZE, Theme
from telbill_desktop.gui.widgets.button_icon import set_leading_icon
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.i18n import language, tr

CARD = 600
STACKED_ABOVE = 1.3  # with larger text, what a button means stands below it
LANGUAGE_NAMES = (("fr", "Français"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on: its words, what it means, its icon, and the name under which it is reported."""

    name: str
    text: str
    detail: str
    icon: str


class FullPage(QScrollArea):
    """A card in the middle of an empty page, with ways on. It scrolls where the window is small or the text large."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        self.setWidget(page)
        around = QVBoxLayout(page)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(theme.dp(CARD))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 8)
        row.addStretch(1)
        around.addStretch(2)
        around.addLayout(row)
        around.addStretch(3)
        self.column = QVBoxLayout(card)
        self.column.setContentsMargins(*(theme.dp(28),) * 4)
        self.column.setSpacing(theme.dp(10))
        self.title = Label(title, "display")
        self.title.setWordWrap(True)
        self.text = Label(text, "soft")
        self.text.setWordWrap(True)
        for label in (self.title, self.text):
            label.setMinimumWidth(theme.dp(280))  # what its height is reckoned with
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)
        self.column.addSpacing(theme.dp(6))

    def offer(self, choices: Sequence[Choice]) -> None:
        """Adds ways on, the first being the one that most people want."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.dp(14))
        grid.setVerticalSpacing(self._theme.dp(10))
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        for position, choice in enumerate(choices):
            button = Button(choice.text, "primary" if position == 0 else "")
            set_leading_icon(button, self._theme, choice.icon, "text_soft" if position else "accent_text", ICON_SIZE)
            button.setObjectName(f"choice_{choice.name}")
            button.clicked.connect(lambda _checked=False, name=choice.name: self.chosen.emit(name))
            detail = Label(choice.detail, "soft")
            detail.setWordWrap(True)
            button.setAccessibleDescription(choice.detail)
            beside = self._theme.scale <= STACKED_ABOVE
            grid.addWidget(button, position if beside else 2 * position, 0)
            grid.addWidget(detail, position if beside else 2 * position + 1, 1 if beside else 0)

    def focus_first(self) -> None:
        """Puts the keyboard on the first way on."""
        if (first := self.findChild(Button)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class StartScreen(FullPage):
    """Demo, new, open, recent stores and the language."""

    language_chosen = Signal(str)
    store_chosen = Signal(str)

    def __init__(self, theme: Theme, recent: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            tr("Welcome to Telbill"),
            tr(
                "Your telecom invoices, read, checked, found again and kept on this computer. Nothing is sent anywhere."
            ),
            parent,
        )
        self.column.insertWidget(0, Logo(theme, 22))
        self.offer(
            [
                Choice(
                    "demo",
                    tr("Open the demo company"),
                    tr("An invented company with two years of invoices."),
                    "sparkles",
                ),
                Choice(
                    "new", tr("Start with my invoices"), tr("A new, empty store in a folder of this computer."), "plus"
                ),
                Choice("open", tr("Open a store…"), tr("A Telbill folder that is there already."), "folder-open"),
            ]
        )
        self._add_recent(recent)
        self._add_language()

    def _add_recent(self, recent: Sequence[str]) -> None:
        there = [one for one in recent if Path(one).is_dir()]
        if not there:
            return
        self.column.addSpacing(self._theme.dp(8))
        self.column.addWidget(Label(tr("Opened before"), "small_strong"))
        for one in there:
            row = QHBoxLayout()
            button = Button(Path(one).name, "link")
            button.setAccessibleDescription(one)
            button.clicked.connect(lambda _checked=False, name=one: self.store_chosen.emit(name))
            row.addWidget(button)
            row.addWidget(ElidedLabel(one, "small", mode=Qt.TextElideMode.ElideMiddle), 1)
            self.column.addLayout(row)

    def _add_language(self) -> None:
        self.column.addSpacing(self._theme.dp(8))
        row = QHBoxLayout()
        words = Label(tr("Language"), "soft")
        chooser = QComboBox()
        chooser.setAccessibleName(tr("Language"))
        chooser.setObjectName("language")
        words.setBuddy(chooser)
        for code, name in LANGUAGE_NAMES:
            chooser.addItem(name, code)
        chooser.setCurrentIndex([code for code, _name in LANGUAGE_NAMES].index(language()))
        chooser.activated.connect(lambda position: self.language_chosen.emit(LANGUAGE_NAMES[position][0]))
        row.addWidget(words)
        row.addWidget(chooser)
        row.addStretch()
        self.column.addLayout(row)


def empty_store_page(theme: Theme) -> FullPage:
    """A store without an invoice: says what to do next."""
    page = FullPage(
        theme,
        tr("No invoice yet"),
        tr("Drop invoices anywhere on this window, one by one or a whole folder: PDF, Factur-X, XML, CSV, Excel."),
    )
    page.offer(
        [
            Choice("import", tr("Import files…"), tr("You see what was read before anything is written."), "upload"),
            Choice(
                "import_folder",
                tr("Import a folder…"),
                tr("With everything in it, and what is no invoice is named."),
                "folder-open",
            ),
            Choice("demo", tr("Open the demo company"), tr("In a store of its own; yours stays as it is."), "sparkles"),
        ]
    )
    return page


def trouble_page(theme: Theme, code: str, sentence: str) -> FullPage:
    """A store that cannot be opened: the sentence, and what can be done about it."""
    page = FullPage(theme, tr("This store cannot be opened"), sentence)
    again = Choice("again", tr("Try again"), tr("For instance once the other copy is closed."), "refresh-cw")
    read_only = Choice("read_only", tr("Open for reading"), tr("Everything can be looked at, nothing changed."), "lock")
    other = Choice("open", tr("Open another store…"), tr("A Telbill folder that is there already."), "folder-open")
    new = Choice("new", tr("New store…"), tr("A new, empty store in a folder of this computer."), "plus")
    page.offer([read_only, again, other] if code == "store_held" else [other, again, new])
    return page
