"""Ctrl+K: invoices, pages, companies and acts under the search field, by any word of theirs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from telbill_desktop.domain.folding import fold_all, search_terms
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import Label, tooltip
from telbill_desktop.system.i18n import tr

ROW = 34
NARROWEST = 460
MOST_ROWS = 12
Index = QModelIndex | QPersistentModelIndex


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


class Finder(QFrame):
    """The list under the search field; the field keeps the keyboard."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._theme = theme
        self.model = HitList(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Search results"))
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda _index: self.choose())
        self._nothing = Label(tr("Nothing found."), "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.dp(5),) * 4)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.hide()

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
