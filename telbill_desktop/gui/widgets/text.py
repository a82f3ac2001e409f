"""Text that Qt never takes for markup: names of suppliers and files come from outside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_LONGEST = 4000  # characters of a label or tooltip; a name of a megabyte stays out of Qt's layout


class Label(QLabel):
    """A label that shows plain text. `role` is what the stylesheet calls it: title, soft, strong, small."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if role:
            self.setProperty("role", role)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Shows the text as it is."""
        super().setText(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


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
