"""Cells of long tables, painted straight from the model's prepared texts.

Qt's own delegate asks the model for seven roles per cell and styles each anew; a row painted at once takes half the
time. Words that stand in many rows are laid out once: painting them again takes a third (bench/list_speed.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QStaticText, QTransform
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
        self._laid_out: dict[tuple[str, int], tuple[QStaticText, float]] = {}
        self._use_theme()
        theme.changed.connect(self._use_theme)

    def paint_row(self, painter: QPainter, row: int, top: int, height: int, columns: Sequence[Place]) -> None:
        """Paints the texts of one row; the ground is the table's."""
        padding, right, laid_out = self._padding, self._right, self._laid_out
        line = top + (height - self._metrics.height()) // 2
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
            words, taken = laid_out.get((text, room)) or self._lay_out(text, room)
            painter.drawStaticText(int(left + padding + (room - taken if column in right else 0)), line, words)

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

    def _lay_out(self, text: str, width: int) -> tuple[QStaticText, float]:
        """The text as it fits into so many pixels, ready to be painted, and its own width."""
        if len(self._laid_out) > _KEPT_TEXTS:
            self._laid_out.clear()
        line = " ".join(text.splitlines())
        words = QStaticText(self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(width, 0)))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.prepare(QTransform(), self._font)
        self._laid_out[text, width] = laid_out = (words, words.size().width())
        return laid_out

    def _use_theme(self) -> None:
        self._padding = self._theme.dp(PADDING)
        self._font = self._theme.font()
        self._metrics = QFontMetrics(self._font)
        self._laid_out.clear()
        self._pill_painter.forget()
