"""Paints lines of an invoice to come: a name and an amount, how it is reckoned below, and why when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from telbill_desktop.gui.models.forecast_lines import ForecastLines, ShownLine
    from telbill_desktop.gui.theme import Theme

_SIDE, _ABOVE, _BETWEEN, _GAP = 9, 5, 1, 10  # pixels at 100 % text
_SMALL = 12
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex


class ForecastLineDelegate(QStyledItemDelegate):
    """As high as its words need at the view's width."""

    def __init__(self, view: QListView, model: ForecastLines, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._model, self._theme = view, model, theme
        self._use_theme()
        theme.changed.connect(self._use_theme)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """The height at the width that the view has."""
        dp, width = self._theme.dp, self._view.viewport().width()
        one = self._model.shown[index.row()]
        height = 2 * dp(_ABOVE) + self._name.height() + 1
        if not one.is_title:
            height += dp(_BETWEEN) + self._reckoning_height(one, width)
        if why := self._model.why(index.row()):
            height += dp(_ABOVE) + self._why_height(why, width)
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, and the thin line below."""
        theme, dp, area = self._theme, self._theme.dp, QRect(option.rect)
        one = self._model.shown[index.row()]
        painter.save()
        if one.is_title:
            painter.fillRect(area, theme.color("surface_alt"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_soft"))
        painter.setPen(theme.color("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        inside = area.adjusted(dp(_SIDE), dp(_ABOVE), -dp(_SIDE), -dp(_ABOVE))
        self._paint_words(painter, inside, one, self._model.why(index.row()))
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, one: ShownLine, why: str) -> None:
        theme, dp = self._theme, self._theme.dp
        font, metrics = (self._strong_font, self._strong) if one.is_title else (self._name_font, self._name)
        painter.setPen(theme.color("text"))
        room = self._beside(painter, area, font, one.amount, metrics)
        painter.drawText(room, _LEFT, metrics.elidedText(one.label, Qt.TextElideMode.ElideRight, room.width()))
        if one.is_title:
            return
        below = QRect(area.left(), room.bottom() + dp(_BETWEEN) + 1, area.width(), 0)
        below.setHeight(self._reckoning_height(one, area.width() + 2 * dp(_SIDE)))
        painter.setPen(theme.color("accent_soft_text"))
        words = tr("Close") if why else tr("Why?")
        room = self._beside(painter, below, self._soft_font, words, self._soft)
        painter.setPen(theme.color("text_soft"))
        room.setHeight(below.height())
        painter.drawText(room, _WRAPPED, one.reckoning)
        if why:
            painter.setPen(theme.color("text"))
            rest = QRect(area.left(), below.bottom() + dp(_ABOVE), area.width(), area.bottom() - below.bottom())
            painter.drawText(rest, _WRAPPED, why)

    def _beside(self, painter: QPainter, area: QRect, font: QFont, words: str, metrics: QFontMetrics) -> QRect:
        """Paints words at the right and gives the room that they leave."""
        painter.setFont(font)
        line = QRect(area.left(), area.top(), area.width(), metrics.height())
        painter.drawText(line, _RIGHT, words)
        return line.adjusted(0, 0, -metrics.horizontalAdvance(words) - self._theme.dp(_GAP), 0)

    def _reckoning_height(self, one: ShownLine, width: int) -> int:
        """Beside the longer of the two words that open and close a line."""
        words = max(self._soft.horizontalAdvance(word) for word in (tr("Why?"), tr("Close")))
        room = QRect(0, 0, width - 2 * self._theme.dp(_SIDE) - words - self._theme.dp(_GAP), 1 << 16)
        return max(self._soft.boundingRect(room, _WRAPPED, one.reckoning).height(), self._soft.height())

    def _why_height(self, why: str, width: int) -> int:
        room = QRect(0, 0, width - 2 * self._theme.dp(_SIDE), 1 << 16)
        return self._soft.boundingRect(room, _WRAPPED, why).height()

    def _use_theme(self) -> None:
        theme = self._theme
        self._name_font, self._strong_font = theme.font(), theme.font("strong")
        self._soft_font = theme.font("body", _SMALL)
        self._name, self._strong = QFontMetrics(self._name_font), QFontMetrics(self._strong_font)
        self._soft = QFontMetrics(self._soft_font)
