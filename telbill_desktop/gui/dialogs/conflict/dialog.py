"""Two documents of one invoice side by side: what each says, its pages, what the invoice will say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.gui.dialogs.conflict.choices import ConflictChoices
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.models.conflict_rows import verdict
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.pages.invoices.page_images import PageImages
from telbill_desktop.gui.pages.invoices.page_viewer import PageViewer
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services import conflicts
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from telbill_desktop.domain.conflict import Conflict, ConflictField, Document
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext

PDF = "application/pdf"
WIDTH, HEIGHT = 1320, 820
_LEAST_PAGE, _EDGE, _SHORT = 220, 24, 460  # pixels at 100 % text


class ConflictDialog(Dialog):
    """Nothing is written before « Apply » or « Keep as it is »; one undo takes it back."""

    def __init__(self, context: PageContext, invoice_id: int, parent: QWidget, source_id: int | None = None) -> None:
        super().__init__(context.theme, tr("Documents that contradict each other"), parent)
        self._context = context
        self._found: list[Conflict] = []
        self._wanted = source_id
        self._has_room = True  # for pages beside the choices: with large text there is not
        self.choices: ConflictChoices | None = None
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Document in conflict"))
        self.which.currentIndexChanged.connect(self._on_chosen)
        self.which.hide()
        self.verdict = MessagePanel(context.theme)
        self.viewers = tuple(
            PageViewer(context.theme, PageImages(context.workspace, context.jobs, self)) for _ in range(2)
        )
        self.pages = tuple(QFrame() for _ in self.viewers)
        self.names = tuple(ElidedLabel("", "small_strong", mode=Qt.TextElideMode.ElideMiddle) for _ in self.viewers)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._area.setWidget(self._inside)
        self.wish(WIDTH, HEIGHT)
        self._lay_out(is_short=self.height() < context.theme.dp(_SHORT))
        self.add_button(tr("Close"), self.reject)
        self.keep_button = self.add_button(tr("Keep as it is"), lambda: self._settle(()))
        self.apply_button = self.add_button(tr("Apply"), self._on_apply, "primary")
        self._enable(possible=False)
        store = context.workspace.store
        context.jobs.read(
            lambda _progress: conflicts.of_invoice(store, invoice_id),
            self._on_read,
            owner=self,
            failed=self._on_refused,
        )

    @property
    def conflict(self) -> Conflict | None:
        """The one on screen."""
        at = self.which.currentIndex()
        return self._found[at] if 0 <= at < len(self._found) else None

    def _lay_out(self, *, is_short: bool) -> None:
        """Where the dialog is short (large text on a small screen) the verdict is scrolled with the fields."""
        dp = self.theme.dp
        for page, name, viewer in zip(self.pages, self.names, self.viewers, strict=True):
            page.setProperty("role", "card")
            inside = QVBoxLayout(page)
            inside.setContentsMargins(dp(10), dp(8), dp(10), dp(8))
            inside.addWidget(name)
            inside.addWidget(viewer, 1)
            page.hide()
        middle = QVBoxLayout()
        middle.setSpacing(dp(10))
        middle.addWidget(self._area, 1)
        (self._column if is_short else middle).addWidget(self.verdict)
        row = QHBoxLayout()
        row.setSpacing(dp(14))
        row.addWidget(self.pages[0], 1)
        row.addLayout(middle, 1)
        row.addWidget(self.pages[1], 1)
        words = Label(tr("Choose for each field which document counts. Both stay in the archive as they came."), "soft")
        words.setWordWrap(True)
        words.setHidden(is_short)
        self.body.addWidget(words)
        self.body.addWidget(self.which)
        self.body.addLayout(row, 1)

    def _on_read(self, found: list[Conflict]) -> None:
        self._found = found
        if not found:
            self.verdict.say("info", tr("There is no conflict any more"), [])
            return
        self.heading.setText(
            formats.fill(tr("Invoice {number}: documents that contradict each other"), {"number": found[0].number})
        )
        self.which.blockSignals(True)  # noqa: FBT003 - Qt's signature
        for one in found:
            self.which.addItem(one.other_document.name)
        at = next((at for at, one in enumerate(found) if one.source_id == self._wanted), 0)
        self.which.setCurrentIndex(at)
        self.which.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.which.setVisible(len(found) > 1)
        self._on_chosen()

    def _on_chosen(self) -> None:
        conflict = self.conflict
        if conflict is None:
            return
        writable = not self._context.workspace.store.read_only
        if self.choices is not None:
            self.choices.hide()
            self.choices.deleteLater()
        self.choices = ConflictChoices(self.theme, conflict, writable=writable)
        self.choices.changed.connect(self._on_changed)
        self._column.insertWidget(0, self.choices, 1)
        self.choices.show()  # now: what is not seen takes no keyboard
        needed = self.choices.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width()
        room = self.width() - 2 * self.theme.dp(_EDGE)
        self._area.setMinimumWidth(min(needed, room))
        self._has_room = room - needed >= 2 * self.theme.dp(_LEAST_PAGE)
        for at, document in enumerate((conflict.document, conflict.other_document)):
            self._show_pages(at, document)
        self._on_changed()
        first = next(iter(self.choices.stored.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pages(self, at: int, document: Document | None) -> None:
        """The pages of a PDF; there are none of a table or an XML file."""
        is_pdf = document is not None and document.media_type == PDF
        self.pages[at].setVisible(is_pdf and self._has_room)
        if document is not None and is_pdf:
            self.names[at].setText(document.name)
            self.viewers[at].show_document(document.deposit_id)

    def _on_changed(self) -> None:
        if self.choices is None or self.conflict is None:
            return
        made = verdict(self.conflict, self.choices.taken)
        self.verdict.say(made.tone, made.heading, [made.sentence])
        self.choices.show_result(made.figures)
        self._enable(possible=made.is_possible and bool(self.choices.taken))

    def _enable(self, *, possible: bool) -> None:
        writable = self.conflict is not None and not self._context.workspace.store.read_only
        self.keep_button.setEnabled(writable)
        self.apply_button.setEnabled(writable and possible)

    def _on_apply(self) -> None:
        if self.choices is not None:
            self._settle(self.choices.taken)

    def _settle(self, taken: Collection[ConflictField]) -> None:
        conflict = self.conflict
        if conflict is None:
            return
        store, read = self._context.workspace.store, self._context.workspace.read
        for widget in (self.keep_button, self.apply_button, self._area, self.which):
            widget.setEnabled(False)
        self.stay_for(
            self._context.jobs.write(
                lambda _progress: conflicts.settle(store, conflict, taken, read),
                lambda _nothing: self._on_settled(conflict),
                owner=self,
                failed=self._on_refused,
            )
        )

    def _on_settled(self, conflict: Conflict) -> None:
        text = formats.fill(tr("The conflict of invoice {number} is settled."), {"number": conflict.number})
        self._context.notify(Notice(text, undo=True))
        self._context.store_changed()
        self.accept()

    def _on_refused(self, error: TelbillError) -> None:
        """Says why; the choice stays as it was."""
        for widget in (self._area, self.which):
            widget.setEnabled(True)
        self._on_changed()
        self.verdict.say("bad", tr("Nothing was changed"), [formats.sentence(error.message)])
