"""The lines of the invoice that is chosen, as high as they are; a line tells why it is what it is where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy

from telbill_desktop.gui.delegates.forecast_lines import ForecastLineDelegate
from telbill_desktop.gui.models.forecast_lines import ForecastLines
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from telbill_desktop.domain.forecast import UpcomingInvoice
    from telbill_desktop.gui.theme import Theme

_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class LinesView(QListView):
    """A click, Enter or Space opens a line in place, and closes it again."""

    opened = Signal(int)  # the row whose sentence is now read

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines = ForecastLines(self)
        self.setModel(self.lines)
        self.setItemDelegate(ForecastLineDelegate(self, self.lines, theme))
        self.setAccessibleName(tr("Lines of the invoice to come"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._fit)

    def show_invoice(self, invoice: UpcomingInvoice) -> None:
        """Shows another invoice's lines."""
        self.lines.show_invoice(invoice)
        self._fit()

    def toggle_current(self) -> None:
        """Opens or closes the line that the keyboard is on; the first one when it is on none."""
        index = self.currentIndex()
        if not index.isValid() or self.lines.shown[index.row()].is_title:
            first = next((row for row, one in enumerate(self.lines.shown) if not one.is_title), None)
            if first is None:
                return
            index = self.lines.index(first, 0)
            self.setCurrentIndex(index)
        self._toggle(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space open."""
        if event.key() in _OPENING:
            self.toggle_current()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Sentences wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All lines."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._toggle(index)

    def _toggle(self, index: QModelIndex) -> None:
        self.lines.toggle(index.row())
        self._fit()
        if self.lines.why(index.row()):
            self.opened.emit(index.row())

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        rows = range(self.lines.rowCount())
        height = sum(self.sizeHintForRow(row) for row in rows)
        if self.height() != max(height, 1):
            self.setFixedHeight(max(height, 1))
