"""Text that Qt never takes for markup: names of suppliers and files come from outside."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_LONGEST = 4000  # characters of a label or tooltip; a name of a megabyte stays out of Qt's layout
_LONG_WORD = re.compile(r"\S{24}(?=\S{4})")  # characters after which a word may go on in the next line
_BREAK = "\N{ZERO WIDTH SPACE}"


class Label(QLabel):
    """A label that shows plain text. `role` is what the stylesheet calls it: title, soft, strong, small.

    A word that is longer than its line goes on in the next one: Qt makes the label as wide as its longest word.
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Shows the text as it is."""
        self._whole = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        super().setText(_LONG_WORD.sub(rf"\g<0>{_BREAK}", self._whole))

    def text(self) -> str:
        """The text, without the places where a long word may be parted."""
        return self._whole


class ElidedLabel(Label):
    """One line that ends in an ellipsis when there is no room; the whole text is its tooltip."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        self._mode = mode
        super().__init__(text, role, parent)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Any width will do."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """The tooltip is there only when the text is cut."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(tooltip(self.text()) if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paints as much of the text as there is room for."""
        painter = QPainter(self)
        area = self.contentsRect()
        line = " ".join(self.text().splitlines())
        shown = self.fontMetrics().elidedText(line, self._mode, area.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment()), shown)


def tooltip(text: str) -> str:
    """A tooltip that shows the text as it is: Qt has no plain tooltips, so the text is escaped for its markup."""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    escaped = cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>" if cut else ""
