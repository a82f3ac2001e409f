"""Ctrl+K: invoices, pages, companies and acts under the search field, by any word of theirs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from telbill_desktop.domain.folding import fold_all, search_terms
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.finder_list import HitList, HitView

ROW = 34
NARROWEST = 460
MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be reached; `kind` is the small word that says what it is."""

    text: str
    kind: str
    icon: str
    go: Callable[[], None]
    detail: str = ""
    end: str = ""


def matching(hits: Iterable[Hit], text: str) -> list[Hit]:
    """The hits that hold every word of the text, accents and case aside."""
    terms = search_terms(text)
    return [hit for hit in hits if all(term in fold_all((hit.text, hit.detail, hit.kind)) for term in terms)]


class Finder(QFrame):
    """The list under the search field; the field keeps the keyboard."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._theme = theme
        self.hide()

    @cached_property
    def list(self) -> "HitView":
        """The rows, made when they are shown first: the window is painted without them."""
        from telbill_desktop.gui.finder_list import HitView  # noqa: PLC0415 - after the paint

        view = HitView(self._theme, self)
        view.clicked.connect(lambda _index: self.choose())
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(self._theme.dp(5),) * 4)
        column.addWidget(view)
        column.addWidget(self._nothing)
        return view

    @cached_property
    def _nothing(self) -> Label:
        return Label(tr("Nothing found."), "soft")

    @property
    def model(self) -> "HitList":
        """What is shown."""
        return self.list.hits

    def show_hits(self, hits: Sequence[Hit], under: QWidget) -> None:
        """Shows the hits under a widget, the first one chosen."""
        self.model.show(hits)
        self.list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        rows = max(min(len(hits), MOST_ROWS), 1)
        dp = self._theme.dp
        window = self.window()
        width = min(max(under.width(), dp(NARROWEST)), window.width() - dp(20))
        left = under.mapTo(window, under.rect().bottomRight()).x() - width + 1
        top = under.mapTo(window, under.rect().bottomLeft()).y() + dp(6)
        height = min(rows * dp(ROW) + dp(14), window.height() - top - dp(10))
        self.setGeometry(max(left, dp(10)), top, width, height)
        if hits:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.scrollToTop()
        self.show()
        self.raise_()

    def walk(self, key: int) -> None:
        """Moves the choice by an arrow or page key; past the end it goes round."""
        count = len(self.model.hits)
        if not count:
            return
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -MOST_ROWS, Qt.Key.Key_PageDown: MOST_ROWS}
        step = steps[Qt.Key(key)]
        row = self.list.currentIndex().row() + step
        row = row % count if abs(step) == 1 else min(max(row, 0), count - 1)
        self.list.setCurrentIndex(self.model.index(row))

    def choose(self) -> None:
        """Goes where the chosen hit says."""
        index = self.list.currentIndex()
        if self.isVisible() and index.isValid():
            hit = self.model.hits[index.row()]
            self.close_list()
            hit.go()

    def close_list(self) -> None:
        """Hides the list."""
        if self.isVisible():
            self.hide()
            self.closed.emit()
