"""Cells of long tables, painted straight from the model's prepared texts.

Qt's own delegate asks the model for seven roles per cell and lays the text out anew: painting a page this way takes
two thirds of the time (bench/list_speed.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from telbill_desktop.gui.delegates.pills import Pill, PillPainter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QAbstractItemView

    from telbill_desktop.gui.theme import Theme

PADDING = 9  # as the header's titles have it (resources/themes/telbill.qss)
_KEPT_TEXTS = 20_000
_FIGURES = str.maketrans("", "", "0123456789/-., \u00a0\u202f\u2212")
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_SELECTED = QStyle.StateFlag.State_Selected.value

Index = QModelIndex | QPersistentModelIndex


class CellModel(Protocol):
    """A model whose cells are texts at hand."""

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""


class CellDelegate(QStyledItemDelegate):
    """Paints plain texts, figures at the right; some columns as pills."""

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
        self._elided: dict[tuple[str, int], str] = {}
        self._use_theme()
        theme.changed.connect(self._use_theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one cell."""
        area, row, column = option.rect, index.row(), index.column()
        if option.state.value & _SELECTED:  # whole numbers: enum members cost a microsecond a cell
            painter.fillRect(area, self._selected)
        if column in self._pills and (pill := self._pills[column](row)) is not None:
            self._pill_painter.paint(painter, area.adjusted(self._padding, 0, 0, 0), pill)
            return
        text = self._cell(row, column)
        if not text:
            return
        width = area.width() - 2 * self._padding
        if len(text) * self._digit <= width and not text.translate(_FIGURES):
            shown = text  # nothing in it is wider than a digit: measuring it takes as long as painting it
        else:
            shown = self._elided.get((text, width)) or self._elide(text, width)
        flags = _RIGHT if column in self._right else _LEFT
        painter.setPen(self._ink)
        painter.drawText(area.adjusted(self._padding, 0, -self._padding, 0), flags, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """The width of the text with its padding: what a double click on the column's edge asks for."""
        row, column = index.row(), index.column()
        if column in self._pills and (pill := self._pills[column](row)) is not None:
            width = self._pill_painter.width(pill)
        else:
            width = self._metrics.horizontalAdvance(self._cell(row, column))
        return QSize(width + 2 * self._padding + 1, option.rect.height())

    def _elide(self, text: str, width: int) -> str:
        if len(self._elided) > _KEPT_TEXTS:
            self._elided.clear()
        line = " ".join(text.splitlines())
        shown = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(width, 0))
        self._elided[text, width] = shown
        return shown

    def _use_theme(self) -> None:
        self._padding = self._theme.dp(PADDING)
        self._ink = self._theme.color("text")
        self._selected = self._theme.color("accent_soft")
        self._metrics = QFontMetrics(self._theme.font())
        self._digit = self._metrics.horizontalAdvance("0")
        self._elided.clear()
        self._pill_painter.forget()
