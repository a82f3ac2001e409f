"""The first page of the document, small, beside the summary; a click opens the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLayout, QPushButton, QVBoxLayout

from telbill_desktop.gui.widgets.text import Label, tooltip
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.invoice_detail import Source
    from telbill_desktop.gui.pages.invoices.page_images import PageImages, PagePicture
    from telbill_desktop.gui.theme import Theme

WIDTH, HEIGHT = 92, 130  # A4 upright


class Thumbnail(QPushButton):
    """A picture that is a button; hidden when the invoice has no PDF."""

    opened = Signal()

    def __init__(self, theme: Theme, images: PageImages) -> None:
        super().__init__()
        self._theme, self._images = theme, images
        self._has_page, self._has_room = False, True
        self.setProperty("kind", "thumbnail")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Open the document"))
        self.setToolTip(tooltip(tr("Open the document")))
        self.picture = Label()
        self.words = Label(role="thumbnail")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        for label in (self.picture, self.words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.picture.setFixedSize(theme.dp(WIDTH), theme.dp(HEIGHT))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        # A button's own size is that of its words; the stylesheet overrules a fixed one.
        box.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        box.addWidget(self.picture, 1)
        box.addWidget(self.words)
        self.clicked.connect(self.opened)
        self.hide()

    def show_source(self, source: Source | None) -> None:
        """Shows the first page of this document, as soon as it is drawn."""
        pdf = source is not None and source.media_type == "application/pdf"
        self._has_page = pdf
        self._show()
        if source is None or not pdf:
            return
        self.picture.setPixmap(QPixmap())
        self.words.setText(tr("page 1"))
        width = round(self._theme.dp(WIDTH) * self.devicePixelRatioF())
        self._images.ask(source.deposit_id, 0, width, self._on_drawn, self._on_failed)

    def make_room(self, *, enough: bool) -> None:
        """Whether there is room for a picture beside the fields."""
        self._has_room = enough
        self._show()

    def _show(self) -> None:
        self.setVisible(self._has_page and self._has_room)

    def _on_drawn(self, drawn: PagePicture) -> None:
        pixmap = QPixmap.fromImage(drawn.image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)
        self.words.setText(fill(tr("page {page} / {count}"), {"page": 1, "count": drawn.count}))

    def _on_failed(self, _error: TelbillError) -> None:
        self.words.setText(tr("no preview"))
