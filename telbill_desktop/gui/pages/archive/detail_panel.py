"""One document of the archive beside the list: the verdict, its page, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSplitter, QTabWidget, QVBoxLayout

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.gui.models.archive_words import verdict_said
from telbill_desktop.gui.pages.archive.keeping_tab import KeepingTab
from telbill_desktop.gui.pages.archive.log_tab import LogTab
from telbill_desktop.gui.pages.archive.signature_tab import SignatureTab
from telbill_desktop.gui.pages.invoices.page_images import PageImages
from telbill_desktop.gui.pages.invoices.page_viewer import PageViewer
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import ElidedLabel
from telbill_desktop.services import archive
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from telbill_desktop.domain.archive_view import ArchivedDocument
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext

_LONGEST_TEXT = 400_000  # characters
_ROOM_FOR_PAGE = 520  # pixels at 100 % text: below, the page is a tab of its own
_LEAST_HEIGHT = 320
_SHARES = (3, 2)


class ArchiveDetail(QFrame):
    """Reads a document in a reader's job; a later choice replaces an earlier one."""

    closed = Signal()
    shown = Signal()
    invoice_asked = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._context = context
        self._lane = context.jobs.latest(self)
        self._asked: int | None = None
        self._has_page = False
        self.document: ArchivedDocument | None = None
        theme = context.theme
        self.heading = ElidedLabel(role="heading", mode=Qt.TextElideMode.ElideMiddle)
        self.invoice = Button(tr("Show the invoice"), "link", self._on_invoice_asked)
        self.original = Button(tr("Open the original"), "link")
        self.save = Button(tr("Save a copy…"), "link")
        self.close_button = IconButton(theme, "x", tr("Close the detail"), self.closed.emit)
        self.verdict = MessagePanel(theme)
        self.viewer = PageViewer(theme, PageImages(context.workspace, context.jobs, self))
        self.viewer.setAccessibleName(tr("Page"))
        self.signature = SignatureTab(theme)
        self.log = LogTab(theme)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text of the document"))
        self.keeping = KeepingTab(theme, context.workspace.today())
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.tabBar().setProperty("crowded", "true")  # five of them, where the page is one
        self.tabs.setAccessibleName(tr("Document"))
        for tab, name in (
            (self.signature, tr("Signature")),
            (self.log, tr("Log")),
            (self.text, tr("Text")),
            (self.keeping, tr("Keeping")),
        ):
            self.tabs.addTab(tab, name)
        self.both = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()

    def show_document(self, deposit_id: int) -> None:
        """Shows a document, as soon as it is read."""
        if deposit_id != self._asked or self.document is None:
            self._asked = deposit_id
            self._read()

    def refresh(self) -> None:
        """Reads the same document again."""
        if self._asked is not None:
            self._read()

    @property
    def deposit_id(self) -> int | None:
        """What is shown, or being read."""
        return self._asked

    def restore(self, sizes: Sequence[int]) -> None:
        """Puts the line between page and tabs where it was left, at 100 % text."""
        self.both.setSizes([self._context.theme.dp(size) for size in sizes or (300, 200)])

    def kept_sizes(self) -> list[int]:
        """Where that line stands, at 100 % text; none while the page is a tab."""
        sizes = [round(size / self._context.theme.scale) for size in self.both.sizes()]
        return sizes if len(sizes) == len(_SHARES) and all(sizes) else []

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The page becomes a tab where there is no room for it above the tabs."""
        super().resizeEvent(event)
        self._place_page()

    def _read(self) -> None:
        store, deposit_id = self._context.workspace.store, self._asked

        def failed(_error: TelbillError) -> None:
            self._asked = self.document = None
            self.closed.emit()

        if deposit_id is not None:
            self._lane.ask(lambda: archive.document(store, deposit_id), self._on_read, failed=failed)

    def _on_read(self, document: ArchivedDocument) -> None:
        self.document = document
        row, writable = document.row, not self._context.workspace.store.read_only
        name = visible(row.name)
        self.heading.setText(name)
        self.setAccessibleName(name)
        said = verdict_said(document)
        self.verdict.say(said.tone, said.title, said.sentences)
        self.invoice.setVisible(row.invoice_id is not None)
        for button in (self.original, self.save):
            button.setEnabled(row.disposed_at is None)
        self._has_page = row.media_type == "application/pdf" and row.disposed_at is None
        self._place_page()
        self.viewer.show_document(row.deposit_id if self._has_page else None)
        self.signature.show_document(document, writable=writable)
        self.log.show_document(document)
        text = document.text if len(document.text) <= _LONGEST_TEXT else document.text[:_LONGEST_TEXT] + "\n…"
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.text.setPlaceholderText(tr("No words could be read of this document."))
        self.keeping.show_document(document, writable=writable)
        self.shown.emit()

    def _place_page(self) -> None:
        """Above the tabs, their first one, or nowhere."""
        above = self._has_page and self.height() >= self._context.theme.dp(_ROOM_FOR_PAGE)
        is_tab = self.tabs.indexOf(self.viewer) >= 0
        if above and self.both.indexOf(self.viewer) < 0:
            self.tabs.removeTab(self.tabs.indexOf(self.viewer))
            self.both.insertWidget(0, self.viewer)
            self.restore(())
        elif not above and self._has_page and not is_tab:
            self.tabs.insertTab(0, self.viewer, tr("Page"))
        elif not self._has_page and is_tab:
            self.tabs.removeTab(self.tabs.indexOf(self.viewer))
            self.both.insertWidget(0, self.viewer)
        if self.tabs.indexOf(self.viewer) < 0:
            self.viewer.setVisible(self._has_page)

    def _on_invoice_asked(self) -> None:
        if self.document is not None and self.document.row.invoice_id is not None:
            self.invoice_asked.emit(self.document.row.invoice_id)

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        close = QAction(tr("Close the detail"), self)
        close.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        close.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.triggered.connect(self.closed)
        self.addAction(close)
        head = QHBoxLayout()
        head.setSpacing(dp(6))
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        acts = FlowRow(gap=dp(8))
        for button in (self.original, self.save, self.invoice):
            acts.add(button)
        self.both.setChildrenCollapsible(False)
        self.both.setHandleWidth(dp(8))
        self.both.addWidget(self.viewer)
        self.both.addWidget(self.tabs)
        for at, share in enumerate(_SHARES):
            self.both.setStretchFactor(at, share)
        self.viewer.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(11), dp(10), dp(4))
        box.setSpacing(dp(6))
        box.addLayout(head)
        box.addWidget(self.verdict)
        box.addWidget(acts)
        box.addWidget(self.both, 1)
        self.setMinimumSize(dp(320), dp(_LEAST_HEIGHT))  # less than page and tabs ask for: the page gives way first
