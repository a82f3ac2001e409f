"""The rows under the search field: their model, and how they are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from telbill_desktop.gui.finder import NARROWEST, ROW, Hit
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system.i18n import tr

Index = QModelIndex | QPersistentModelIndex


class HitList(QAbstractListModel):
    """What the finder shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def show(self, hits: Sequence[Hit]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self.hits = list(hits)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """A flat list."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for the eye and for the screen reader."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(" · ".join(part for part in (hit.text, hit.detail, hit.end) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (hit.kind, hit.text, hit.detail, hit.end) if part)
        return None


class HitDelegate(QStyledItemDelegate):
    """Icon, text, soft detail, and what stands at the end of the row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's own name
        """One height for all."""
        return QSize(self._theme.dp(NARROWEST), self._theme.dp(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        model = index.model()
        if not isinstance(model, HitList):
            return
        hit, theme, dp = model.hits[index.row()], self._theme, self._theme.dp
        area: QRect = option.rect.adjusted(dp(5), dp(1), -dp(5), -dp(1))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(area, dp(6), dp(6))
        inner = area.adjusted(dp(9), 0, -dp(9), 0)
        side = dp(16)
        top = inner.top() + (inner.height() - side) // 2
        theme.icon(hit.icon, "accent_soft_text" if chosen else "text_soft").paint(
            painter, inner.left(), top, side, side
        )
        inner.setLeft(inner.left() + side + dp(10))
        end = hit.end or hit.kind
        inner.setRight(self._paint_end(painter, inner, end, is_figure=bool(hit.end)) - dp(12))
        self._paint_words(painter, inner, hit, chosen=chosen)
        painter.restore()

    def _paint_end(self, painter: QPainter, area: QRect, text: str, *, is_figure: bool) -> int:
        font = self._theme.font("body", 13 if is_figure else 12)
        painter.setFont(font)
        painter.setPen(self._theme.color("text" if is_figure else "text_soft"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return area.right() - QFontMetrics(font).horizontalAdvance(text)

    def _paint_words(self, painter: QPainter, area: QRect, hit: Hit, *, chosen: bool) -> None:
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        font = self._theme.font("medium")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.color("accent_soft_text" if chosen else "text"))
        text = metrics.elidedText(hit.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, flags, text)
        area.setLeft(area.left() + metrics.horizontalAdvance(text) + self._theme.dp(10))
        if hit.detail and area.width() > self._theme.dp(30):
            soft = self._theme.font()
            painter.setFont(soft)
            painter.setPen(self._theme.color("text_soft"))
            detail = QFontMetrics(soft).elidedText(hit.detail, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, flags, detail)


class HitView(QListView):
    """The rows; the search field keeps the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits = HitList(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Search results"))
        self.entered.connect(self.setCurrentIndex)
