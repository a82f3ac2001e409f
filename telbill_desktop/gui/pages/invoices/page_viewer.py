"""The pages of a PDF, one at a time, with zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.invoices.page_images import PageImages, PagePicture
    from telbill_desktop.gui.theme import Theme

ZOOMS = (50, 75, 100, 125, 150, 200, 300)  # percent of the width of the panel
_FITTED = 100
_SETTLED = 120  # milliseconds without a change of size before a page is drawn anew
_MAX_WIDTH = 3600


class PageViewer(QWidget):
    """Shows page after page of one document. At 100 % a page is as wide as the panel.

    `picture` is the label that a page is shown on, for a viewer whose pages do more than be looked at.
    """

    turned = Signal(int)  # a page, from 0, is on screen

    def __init__(self, theme: Theme, images: PageImages, picture: Label | None = None) -> None:
        super().__init__()
        self._images = images
        self._deposit: int | None = None
        self._index, self._count = 0, 1
        self._zoom = _FITTED
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._ask)
        dp = theme.dp
        self.picture = picture or Label()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setAccessibleName(tr("Page of the document"))
        self.area = QScrollArea()
        self.area.setAccessibleName(tr("Page"))
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.picture)
        # Always there: a bar that comes and goes changes the width that the page was drawn for.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.viewport().installEventFilter(self)
        self.previous = IconButton(theme, "chevron-left", tr("Previous page"), lambda: self.turn_to(self._index - 1))
        self.next = IconButton(theme, "chevron-right", tr("Next page"), lambda: self.turn_to(self._index + 1))
        self.position = Label(role="small")
        self.smaller = IconButton(theme, "minus", tr("Smaller"), lambda: self.zoom_by(-1))
        self.larger = IconButton(theme, "plus", tr("Larger"), lambda: self.zoom_by(1))
        self.fit = Button("", "link", self.fit_width)
        self.fit.setToolTip(tr("Fit the width"))
        bar = QHBoxLayout()
        bar.setSpacing(dp(2))
        bar.addWidget(self.previous)
        bar.addWidget(self.position)
        bar.addWidget(self.next)
        bar.addStretch()
        bar.addWidget(self.smaller)
        bar.addWidget(self.fit)
        bar.addWidget(self.larger)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(4))
        box.addLayout(bar)
        box.addWidget(self.area, 1)
        self._say_position()

    def show_document(self, deposit_id: int | None) -> None:
        """Shows the first page of a document; the page that was being read stays when it is the same one."""
        if deposit_id == self._deposit:
            return
        self._deposit, self._index, self._count = deposit_id, 0, 1
        self.picture.setPixmap(QPixmap())
        self.picture.setText("")
        if deposit_id is not None and self.isVisible():
            self._ask()
        self._say_position()

    @property
    def index(self) -> int:
        """The page that is shown or asked for, from 0."""
        return self._index

    def turn_to(self, index: int) -> None:
        """Another page, from 0."""
        wanted = max(0, min(index, self._count - 1))
        if wanted != self._index:
            self._index = wanted
            self.area.verticalScrollBar().setValue(0)
            self._ask()
            self._say_position()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller."""
        at = ZOOMS.index(self._zoom) + steps
        if 0 <= at < len(ZOOMS):
            self._zoom = ZOOMS[at]
            self._ask()
            self._say_position()

    def fit_width(self) -> None:
        """As wide as the panel."""
        self._zoom = _FITTED
        self._ask()
        self._say_position()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Page up and down turn pages when there is nothing to scroll."""
        bar = self.area.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turn_to(self._index + 1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turn_to(self._index - 1)
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.zoom_by(1 if event.key() == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ctrl and the wheel zoom."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The page follows the panel's width, once it has settled."""
        super().resizeEvent(event)
        if self._deposit is not None:
            self._settled.start()

    def _ask(self) -> None:
        if self._deposit is None or not self.isVisible():
            return
        room = self.area.viewport().width() * self.devicePixelRatioF() * self._zoom / 100
        self._images.ask(self._deposit, self._index, min(round(room), _MAX_WIDTH), self._on_drawn, self._on_failed)

    def _on_drawn(self, drawn: PagePicture) -> None:
        self._count = drawn.count
        pixmap = QPixmap.fromImage(drawn.image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setText("")
        self.picture.setPixmap(pixmap)
        self._say_position()
        self.turned.emit(drawn.index)

    def _on_failed(self, error: TelbillError) -> None:
        self.picture.setPixmap(QPixmap())
        self.picture.setWordWrap(True)
        self.picture.setText(formats.sentence(error.message))

    def _say_position(self) -> None:
        page = {"page": self._index + 1, "count": self._count}
        self.position.setText(formats.fill(tr("page {page} / {count}"), page))
        self.previous.setEnabled(self._index > 0)
        self.next.setEnabled(self._index < self._count - 1)
        self.fit.say(f"{self._zoom}\u00a0%")
        self.smaller.setEnabled(self._zoom > ZOOMS[0])
        self.larger.setEnabled(self._zoom < ZOOMS[-1])
