"""« Document »: what the figures come from. The documents of the invoice, what they say, their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from telbill_desktop.gui.models.source_facts import compared, role_name, source_facts
from telbill_desktop.gui.pages.invoices.page_viewer import PageViewer
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.facts import FactGrid
from telbill_desktop.gui.widgets.text import Label, tooltip
from telbill_desktop.gui.widgets.verdict_line import VerdictLine
from telbill_desktop.services import documents
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.archive_view import Verdict
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.invoice_detail import InvoiceDetail, Source
    from telbill_desktop.gui.pages.invoices.page_images import PageImages
    from telbill_desktop.gui.pages.page import PageContext

_LONGEST_TEXT = 400_000  # characters of a document that are shown as text


class DocumentTab(QWidget):
    """One document at a time; several of them are compared figure by figure above."""

    save_asked = Signal(object)  # Source
    open_asked = Signal(object)  # Source
    compare_asked = Signal()

    def __init__(self, context: PageContext, images: PageImages) -> None:
        super().__init__()
        self._context = context
        self._sources: Sequence[Source] = ()
        self._lane = context.jobs.latest(self)
        self._text_of: int | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Document"))
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.name = Label(role="strong")
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = FactGrid(context.theme, name_width=76)
        self.verdicts: Mapping[int, Verdict] = {}  # by deposit; given before the detail is shown
        self.verdict = VerdictLine(context.theme)
        self.comparison = QWidget()
        self._grid = QGridLayout(self.comparison)
        self.viewer = PageViewer(context.theme, images)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text of the document"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.nothing = Label(tr("This invoice has no document."), "soft")
        self._view = QStackedWidget()
        for widget in (self.viewer, self.text, self.nothing):
            self._view.addWidget(widget)
        self._lay_out()

    @property
    def source(self) -> Source | None:
        """The document on screen."""
        at = self.choice.currentIndex()
        return self._sources[at] if 0 <= at < len(self._sources) else None

    def show_detail(self, detail: InvoiceDetail) -> None:
        """Shows the documents of an invoice; the one on screen stays when it is the same invoice."""
        before = self.source.deposit_id if self.source else None
        self._sources = detail.sources
        at = next((at for at, one in enumerate(self._sources) if one.deposit_id == before), 0)
        self.choice.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.choice.clear()
        for source in self._sources:
            self.choice.addItem(f"{source.name} — {role_name(source)}")
        self.choice.setCurrentIndex(at if self._sources else -1)
        self.choice.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.choice.setVisible(len(self._sources) > 1)
        self._show_comparison()
        self._on_chosen()

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        self._grid.setContentsMargins(0, 0, 0, dp(4))
        self._grid.setHorizontalSpacing(dp(12))
        self._grid.setVerticalSpacing(dp(3))
        acts = QHBoxLayout()
        acts.setSpacing(dp(12))
        self.open_act = QAction(tr("Open"), self)
        self.save_act = QAction(tr("Save a copy…"), self)
        self.open_act.triggered.connect(lambda: self._ask(self.open_asked))
        self.save_act.triggered.connect(lambda: self._ask(self.save_asked))
        self.open_button = Button(self.open_act.text(), "link", self.open_act.trigger)
        self.save_button = Button(self.save_act.text(), "link", self.save_act.trigger)
        for with_menu in (self.choice, self.viewer, self.open_button, self.save_button):
            offer_menu(with_menu, self._fill_menu)
        self.compare_button = Button(tr("Compare…"), "link", self.compare_asked.emit)
        for button in (self.open_button, self.save_button, self.compare_button):
            acts.addWidget(button)
        acts.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, dp(10), 0, dp(6))
        box.setSpacing(dp(6))
        for widget in (self.choice, self.comparison, self.name, self.facts, self.verdict):
            box.addWidget(widget)
        box.addLayout(acts)
        box.addWidget(self._view, 1)

    def _fill_menu(self, menu: QMenu) -> None:
        if self.source is not None:
            menu.addActions([self.open_act, self.save_act])

    def _ask(self, signal: object) -> None:
        if self.source is not None:
            signal.emit(self.source)  # type: ignore[attr-defined] # one of the two signals above

    def _on_chosen(self) -> None:
        source = self.source
        for widget in (self.name, self.facts, self.open_button, self.save_button):
            widget.setVisible(source is not None)
        self.compare_button.setVisible(source is not None and source.role == "conflict")
        self.verdict.show_verdict(
            source.deposit_id if source is not None else None,
            self.verdicts.get(source.deposit_id) if source is not None else None,
        )
        if source is None:
            self.viewer.show_document(None)
            self._view.setCurrentWidget(self.nothing)
            return
        self.name.setText(source.name)
        self.facts.show_facts(source_facts(source))
        if source.media_type == "application/pdf":
            self._view.setCurrentWidget(self.viewer)
            self.viewer.show_document(source.deposit_id)
        else:
            self.viewer.show_document(None)
            self._view.setCurrentWidget(self.text)
            self._show_text(source.deposit_id)

    def _show_text(self, deposit_id: int) -> None:
        """Reads the text of an XML document; what was read once stays."""
        if deposit_id == self._text_of:
            return
        self._text_of = deposit_id
        self.text.setPlainText("")
        store = self._context.workspace.store

        def answered(text: str) -> None:
            if deposit_id == self._text_of:
                self.text.setPlainText(text)

        def failed(error: TelbillError) -> None:
            if deposit_id == self._text_of:
                self.text.setPlainText(formats.sentence(error.message))

        self._lane.ask(lambda: _as_text(documents.content(store, deposit_id)), answered, failed=failed)

    def _show_comparison(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.comparison.setVisible(len(self._sources) > 1)
        if len(self._sources) < 2:  # noqa: PLR2004 - one document agrees with itself
            return
        for column, source in enumerate(self._sources):
            title = Label(role_name(source), "small_strong")
            title.setToolTip(tooltip(source.name))
            self._grid.addWidget(title, 0, column + 1)
        for row, figure in enumerate(compared(self._sources), 1):
            name = f"≠ {figure.name}" if figure.differs else figure.name
            self._grid.addWidget(Label(name, "strong" if figure.differs else "soft"), row, 0)
            for column, text in enumerate(figure.texts):
                self._grid.addWidget(Label(text, "strong" if figure.differs else ""), row, column + 1)


def _as_text(content: bytes) -> str:
    """XML as one would see it in an editor; UTF-16 is told by its mark."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = content[: 4 * _LONGEST_TEXT].decode(encoding, "replace")
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "\n…"
