"""Cells of long tables, painted straight from the model's prepared texts.

Qt's own delegate asks the model for seven roles per cell and styles each anew; a row painted at once takes half the
time. Words that are painted again are laid out once: from then on painting them takes a third. Laying out what is
painted only once, as most amounts are while somebody types, would take twice as long (bench/list_speed.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTransform
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from telbill_desktop.gui.delegates.pills import Pill, PillPainter
from telbill_desktop.gui.widgets.text import tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QHelpEvent, QPainter
    from PySide6.QtWidgets import QAbstractItemView

    from telbill_desktop.gui.theme import Theme

PADDING = 9  # as the header's titles have it (resources/themes/telbill.qss)
_GAP = 6  # between words and the pill behind them
_KEPT_TEXTS = 5_000
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)

Place = tuple[int, int, int]  # a column, where it begins, how wide it is
Index = QModelIndex | QPersistentModelIndex


def cell_font(theme: Theme) -> QFont:
    """The font of cells: without the kerning that nobody sees in a table, laying a text out takes half the time."""
    font = QFont(theme.font())
    font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    return font


class _Words:
    """A text that fits its place, and from its second painting on how it is laid out."""

    __slots__ = ("text", "width", "words")

    def __init__(self, text: str, width: int) -> None:
        self.text, self.width = text, width
        self.words: QStaticText | None = None

    def lay_out(self, font: QFont) -> QStaticText:
        """Ready to be painted again."""
        self.words = QStaticText(self.text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.prepare(QTransform(), font)
        return self.words


class CellModel(Protocol):
    """A model whose cells are texts at hand."""

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""


class CellDelegate(QStyledItemDelegate):
    """Paints plain texts, figures at the right; some columns as pills. A `RowTable` calls it row by row."""

    def __init__(
        self,
        view: QAbstractItemView,
        model: CellModel,
        theme: Theme,
        *,
        right: frozenset[int],
        pills: Mapping[int, Callable[[int], Pill | None]] | None = None,
    ) -> None:
        """`right` are the columns of figures; `pills` gives the pill of a row, None for its plain text."""
        super().__init__(view)
        self._cell = model.cell
        self._theme = theme
        self._right = right
        self._pills = dict(pills or {})
        self._pill_painter = PillPainter(theme)
        self._laid_out: dict[tuple[str, int], _Words] = {}
        self._use_theme()
        theme.changed.connect(self._use_theme)

    def paint_row(self, painter: QPainter, row: int, top: int, height: int, columns: Sequence[Place]) -> None:
        """Paints the texts of one row; the ground is the table's."""
        padding, right, laid_out = self._padding, self._right, self._laid_out
        line = top + (height - self._metrics.height()) // 2
        base = line + self._metrics.ascent()
        for column, left, width in columns:
            if column in self._pills and (pill := self._pills[column](row)) is not None:
                painter.save()
                painter.setClipRect(left, top, width, height)
                area = QRect(left + padding, top, width - padding, height)
                if pill.before and self.pill_width(pill) <= width - 2 * padding:
                    painter.drawText(area, _LEFT, pill.before)
                    area.setLeft(area.left() + self._before(pill))
                self._pill_painter.paint(painter, area, pill)
                painter.restore()
                continue
            if not (text := self._cell(row, column)):
                continue
            room = width - 2 * padding
            if (known := laid_out.get((text, room))) is None:
                known = laid_out[text, room] = self._fitted(text, room)
                painter.drawText(left + padding + (room - known.width if column in right else 0), base, known.text)
                continue
            words = known.words or known.lay_out(self._font)
            painter.drawStaticText(left + padding + (room - known.width if column in right else 0), line, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """The width of the text with its padding: what a double click on the column's edge asks for."""
        row, column = index.row(), index.column()
        if column in self._pills and (pill := self._pills[column](row)) is not None:
            width = self.pill_width(pill)
        else:
            width = self._metrics.horizontalAdvance(self._cell(row, column))
        return QSize(width + 2 * self._padding + 1, option.rect.height())

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Says the whole of a text that is cut, and what the model adds to it; never as markup."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        cut = self.sizeHint(option, index).width() > option.rect.width() + 1
        more = index.data(Qt.ItemDataRole.ToolTipRole)
        words = [self._cell(index.row(), index.column()) if cut else "", str(more or "")]
        QToolTip.showText(event.globalPos(), tooltip("\n".join(word for word in words if word)), view)
        return True

    def pill_width(self, pill: Pill) -> int:
        """Pixels of a pill with the words before it."""
        return self._before(pill) + self._pill_painter.width(pill)

    def _before(self, pill: Pill) -> int:
        return self._metrics.horizontalAdvance(pill.before) + self._theme.dp(_GAP) if pill.before else 0

    def _fitted(self, text: str, room: int) -> _Words:
        """The text as it fits into so many pixels."""
        if len(self._laid_out) > _KEPT_TEXTS:
            self._laid_out.clear()
        line = " ".join(text.splitlines())
        if (width := self._metrics.horizontalAdvance(line)) > room:
            line = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(room, 0))
            width = self._metrics.horizontalAdvance(line)
        return _Words(line, width)

    def _use_theme(self) -> None:
        self._padding = self._theme.dp(PADDING)
        self._font = cell_font(self._theme)
        self._metrics = QFontMetrics(self._font)
        self._laid_out.clear()
        self._pill_painter.forget()
