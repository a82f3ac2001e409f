"""The document at the left of the entry form: its pages, on which values are pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from telbill_desktop.gui.dialogs.entry.word_picture import WordPicture
from telbill_desktop.gui.pages.invoices.page_images import PageImages
from telbill_desktop.gui.pages.invoices.page_viewer import PageViewer

if TYPE_CHECKING:
    from telbill_desktop.domain.page_text import Box, DocumentText
    from telbill_desktop.gui.pages.page import PageContext

_ONLY = 0  # the one document's number
_MARGIN = 60  # pixels that stay around an outlined place


class PagePane(QFrame):
    """Shows one PDF that is no part of the store yet."""

    chosen = Signal(object)  # word_picture.Spotted

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._content = b""
        self._document: DocumentText | None = None
        self._outlined: Box | None = None
        self.picture = WordPicture(context.theme)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.chosen.connect(self.chosen)
        images = PageImages(context.workspace, context.jobs, self, lambda _number: self._content)
        self.viewer = PageViewer(context.theme, images, self.picture)
        self.viewer.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewer.turned.connect(self._on_turned)
        dp = context.theme.dp
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(8), dp(6), dp(8), dp(8))
        box.addWidget(self.viewer)

    def show_content(self, content: bytes) -> None:
        """Shows the document's first page."""
        self._content = content
        self.viewer.show_document(_ONLY)

    def show_words(self, document: DocumentText) -> None:
        """Makes its words reachable."""
        self._document = document
        self._on_turned(self.viewer.index)

    def outline(self, box: Box | None) -> None:
        """Outlines a place, turning to its page."""
        self._outlined = box
        if box is not None and box.page != self.viewer.index:
            self.viewer.turn_to(box.page)  # what is outlined is scrolled to once the page is there
        self.picture.outline(box)
        self._scroll_to_it()

    def _on_turned(self, index: int) -> None:
        pages = self._document.pages if self._document is not None else ()
        self.picture.show_words(next((page for page in pages if page.index == index), None))
        QTimer.singleShot(0, self, self._scroll_to_it)  # once the page has its size

    def _scroll_to_it(self) -> None:
        if self._outlined is not None and self._outlined.page == self.viewer.index:
            place = self.picture.place_of(self._outlined).center().toPoint()
            self.viewer.area.ensureVisible(place.x(), place.y(), _MARGIN, _MARGIN)
