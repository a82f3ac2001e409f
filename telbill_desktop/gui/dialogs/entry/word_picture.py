"""A page on which words can be pointed at: with the mouse, or with the arrow keys and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from telbill_desktop.domain.page_text import Box, Cell, PageText, Word
    from telbill_desktop.gui.theme import Theme

_AROUND = 2.0  # pixels between a word and its outline
_NEAR = 3.0  # points: how far beside a word still means it


class Spotted(NamedTuple):
    """A word of a page with its line, its column and its place in the column."""

    line: int
    cell: Cell
    at: int

    @property
    def word(self) -> Word:
        """The word itself."""
        return self.cell.words[self.at]


class WordPicture(Label):
    """Shows a page; the word under the mouse is tinted, the place of the field at hand is outlined."""

    chosen = Signal(object)  # Spotted

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: PageText | None = None
        self._words: list[Spotted] = []
        self._hovered: Spotted | None = None
        self._outlined: Box | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the field that it fills
        theme.changed.connect(self.update)

    def show_words(self, page: PageText | None) -> None:
        """The words of the page on screen; None while they are not known."""
        self._page = page
        self._hovered = None
        lines = page.lines if page is not None else ()
        self._words = [
            Spotted(number, cell, at)
            for number, line in enumerate(lines)
            for cell in line.cells
            for at in range(len(cell.words))
        ]
        self.update()

    def outline(self, box: Box | None) -> None:
        """Draws a line around a place, when it is on this page."""
        self._outlined = box
        self.update()

    def place_of(self, box: Box) -> QRectF:
        """Where a place of the page is on this widget."""
        picture, scale = self._picture()
        return QRectF(
            picture.left() + box.left * scale - _AROUND,
            picture.top() + box.top * scale - _AROUND,
            (box.right - box.left) * scale + 2 * _AROUND,
            (box.bottom - box.top) * scale + 2 * _AROUND,
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The page, then what is marked on it."""
        super().paintEvent(event)
        if self._page is None or self.pixmap().isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._outlined is not None and self._outlined.page == self._page.index:
            painter.setPen(QPen(self._theme.color("dot"), 2))
            painter.setBrush(self._theme.tint("dot", 0.16))
            painter.drawRoundedRect(self.place_of(self._outlined), 3, 3)
        if self._hovered is not None:
            painter.setPen(QPen(self._theme.color("accent"), 1))
            painter.setBrush(self._theme.tint("accent", 0.22))
            painter.drawRoundedRect(self.place_of(self._hovered.word.box), 3, 3)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The word under the mouse is tinted."""
        self._hover(self._word_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """No word is meant any more."""
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A word is chosen; elsewhere nothing happens."""
        found = self._word_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is None:
            super().mousePressEvent(event)
            return
        self._hover(found)
        self.chosen.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from word to word, Enter chooses."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._words:
            self._go(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self._words:
            self._go_line(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._hovered is not None:
            self.chosen.emit(self._hovered)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard's word is no longer meant."""
        self._hover(None)
        super().focusOutEvent(event)

    def _go(self, step: int) -> None:
        at = self._words.index(self._hovered) + step if self._hovered in self._words else 0
        self._hover(self._words[max(0, min(at, len(self._words) - 1))])

    def _go_line(self, step: int) -> None:
        if self._hovered is None:
            self._go(0)
            return
        here = self._hovered.word.box
        others = [one for one in self._words if one.line == self._hovered.line + step]
        if others:
            self._hover(min(others, key=lambda one: abs(one.word.box.left - here.left)))

    def _hover(self, found: Spotted | None) -> None:
        if found == self._hovered:
            return
        self._hovered = found
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        said = fill(tr("Page of the document: {word}"), {"word": found.word.text}) if found else ""
        self.setAccessibleName(said or tr("Page of the document"))
        self.update()

    def _word_at(self, at: QPointF) -> Spotted | None:
        if self._page is None or self.pixmap().isNull():
            return None
        picture, scale = self._picture()
        x, y = (at.x() - picture.left()) / scale, (at.y() - picture.top()) / scale
        for found in self._words:
            box = found.word.box
            if box.left - _NEAR <= x <= box.right + _NEAR and box.top <= y <= box.bottom:
                return found
        return None

    def _picture(self) -> tuple[QRectF, float]:
        """Where the page is drawn, and pixels a point."""
        pixmap = self.pixmap()
        size = pixmap.deviceIndependentSize()
        area = self.contentsRect()
        left = area.left() + max(0.0, (area.width() - size.width()) / 2)
        scale = size.width() / max(self._page.width, 1) if self._page is not None else 1.0
        return QRectF(QPointF(left, area.top()), size), max(scale, 0.001)
