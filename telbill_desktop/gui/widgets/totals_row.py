"""What a table's rows add up to, below it, each figure under its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from telbill_desktop.gui.delegates.cells import PADDING
from telbill_desktop.system.formats import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QTableView

    from telbill_desktop.gui.theme import Theme

_HEIGHT = 30  # pixels at 100 % text


class TotalsRow(QWidget):
    """Follows the table's columns: their order, width and scrolling. `right` are the columns of figures."""

    def __init__(self, theme: Theme, table: QTableView, name: str, right: frozenset[int]) -> None:
        super().__init__()
        self._theme, self._table, self._right = theme, table, right
        self.texts: Sequence[str] = ()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        header = table.horizontalHeader()
        for moved in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            moved.connect(lambda *_: self.update())
        table.horizontalScrollBar().valueChanged.connect(lambda _at: self.update())
        theme.changed.connect(self.updateGeometry)

    def show_texts(self, texts: Sequence[str], titles: Sequence[str]) -> None:
        """A text for each column, in the model's order; empty where adding up makes no sense."""
        self.texts = texts
        said = [labelled(title, text) for title, text in zip(titles, texts, strict=True) if text]
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a row."""
        return QSize(self._theme.dp(120), self._theme.dp(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the texts, and a line above them."""
        theme, painter, header = self._theme, QPainter(self), self._table.horizontalHeader()
        painter.fillRect(self.rect(), theme.color("surface_alt"))
        painter.setPen(theme.color("border"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        padding, metrics = theme.dp(PADDING), painter.fontMetrics()
        for column, text in enumerate(self.texts):
            if not text or header.isSectionHidden(column):
                continue
            left, width = header.sectionViewportPosition(column), header.sectionSize(column)
            area = QRect(left + padding, 0, width - 2 * padding, self.height())
            side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
