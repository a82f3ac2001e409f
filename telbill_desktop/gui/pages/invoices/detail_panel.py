"""One invoice beside the list: its header, and its tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout

from telbill_desktop.domain.invoice import InvoiceState
from telbill_desktop.gui.delegates.invoice_pills import state_pill
from telbill_desktop.gui.delegates.pills import PillPainter
from telbill_desktop.gui.models.detail_facts import heading
from telbill_desktop.gui.models.invoice_cells import state_name
from telbill_desktop.gui.pages.invoices.conflict_notice import ConflictNotice
from telbill_desktop.gui.pages.invoices.document_tab import DocumentTab
from telbill_desktop.gui.pages.invoices.history_tab import HistoryTab
from telbill_desktop.gui.pages.invoices.lines_tab import LinesTab
from telbill_desktop.gui.pages.invoices.page_images import PageImages
from telbill_desktop.gui.pages.invoices.summary_tab import SummaryTab
from telbill_desktop.gui.pages.invoices.users_tab import UsersTab
from telbill_desktop.gui.widgets.button_icon import set_trailing_icon
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.original_files import OriginalFiles
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services import archive, invoice_detail, usage
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.archive_view import Verdict
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.invoice_detail import InvoiceDetail
    from telbill_desktop.gui.pages.page import PageContext

_SUMMARY, _LINES, _USERS, _DOCUMENT, _HISTORY = range(5)


class DetailPanel(QFrame):
    """Reads an invoice in a reader's job and shows it; a later choice replaces an earlier one."""

    closed = Signal()
    invoice_asked = Signal(int)
    archive_asked = Signal(int)  # a deposit

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._context = context
        self._lane, self._usage_lane = context.jobs.latest(self), context.jobs.latest(self)
        self._asked: int | None = None
        self.detail: InvoiceDetail | None = None
        self._filled: dict[QWidget, InvoiceDetail] = {}  # what each tab shows
        theme = context.theme
        self.images = PageImages(context.workspace, context.jobs, self)
        self.originals = OriginalFiles(context, self)
        self.heading = ElidedLabel(role="heading")
        self.state = Label()
        self.state.setAccessibleName(state_name(InvoiceState.TO_CHECK))
        self.original = Button(tr("PDF"), "", self.open_original)
        self.close_button = IconButton(theme, "x", tr("Close the detail"), self.closed.emit)
        self.conflict = ConflictNotice(theme)
        self.summary = SummaryTab(theme, self.images)
        self.lines = LinesTab(theme, context.settings)
        self.users = UsersTab(context)
        self.document = DocumentTab(context, self.images)
        self.history = HistoryTab(theme)
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(tr("Invoice"))
        for tab, name in (
            (self.summary, tr("Summary")),
            (self.lines, tr("Lines")),
            (self.users, tr("Users")),
            (self.document, tr("Document")),
            (self.history, tr("History")),
        ):
            tab.setAccessibleName(name)
            self.tabs.addTab(tab, name)
        self.tabs.setTabVisible(_USERS, False)  # noqa: FBT003 - Qt's signature
        self._waits_for_users = False
        self._lay_out()
        self._connect()
        self._show_content(shown=False)

    def show_invoice(self, invoice_id: int) -> None:
        """Shows an invoice as soon as it is read."""
        if invoice_id == self._asked:
            return
        if not self.isVisible():
            self._show_content(shown=False)  # another invoice's would flash up
        self._asked = invoice_id
        self._read(invoice_id)

    def refresh(self) -> None:
        """Reads the same invoice again; one that is gone closes the panel."""
        if self._asked is not None:
            self._read(self._asked)

    def save_layout(self) -> None:
        """What the lines' table was left like."""
        self.lines.save_layout()

    def _read(self, invoice_id: int) -> None:
        store = self._context.workspace.store

        def answered(found: tuple[InvoiceDetail, Mapping[int, Verdict]]) -> None:
            if invoice_id == self._asked:
                self._on_read(*found)

        def failed(_error: TelbillError) -> None:
            """The invoice is gone: removed, or its import undone."""
            if invoice_id == self._asked:
                self._asked = self.detail = None
                self.closed.emit()

        def question() -> tuple[InvoiceDetail, Mapping[int, Verdict]]:
            return invoice_detail.detail(store, invoice_id), archive.verdict_of_invoice(store, invoice_id)

        self._lane.ask(question, answered, failed=failed)

    def _on_read(self, detail: InvoiceDetail, verdicts: Mapping[int, Verdict]) -> None:
        self.detail = detail
        self.document.verdicts = verdicts
        self.heading.setText(heading(detail))
        self.setAccessibleName(heading(detail))
        self._show_content(shown=True)
        self.conflict.show_detail(detail)
        self.state.setVisible(detail.state is InvoiceState.TO_CHECK)
        lines = formats.count(len(detail.invoice.lines))
        self.tabs.setTabText(_LINES, tr("Lines ({count})").format(count=lines))
        main = next(iter(detail.sources), None)
        self.original.setVisible(main is not None)
        said = (main.deposit_id, verdicts.get(main.deposit_id)) if main is not None else (None, None)
        self.summary.verdict.show_verdict(*said)
        if main is not None:
            self.original.say(tr("PDF") if main.media_type == "application/pdf" else tr("XML"))
        self._ask_usage(detail)
        self._show_tab()

    def _ask_usage(self, detail: InvoiceDetail) -> None:
        """Its users have a tab where usage of it is known."""
        store, operator_id = self._context.workspace.store, detail.operator_id
        number, issued = detail.invoice.number, detail.invoice.issue_date

        def answered(known: bool) -> None:  # noqa: FBT001 - the answer of a reading
            if self.detail is detail:
                self._show_users(known=known)

        self._usage_lane.ask(lambda: usage.is_known_of(store, number, operator_id, issued), answered)

    def _show_users(self, *, known: bool) -> None:
        """Five tabs stand closer to one another, and the lines are not counted.

        Whoever looked at users does so again behind an invoice that has none, unless another tab was opened there.
        """
        is_taken = not known and self.tabs.currentWidget() is self.users
        self.tabs.setTabVisible(_USERS, known)
        if is_taken:
            self._waits_for_users = True
        elif known and self._waits_for_users:
            self.tabs.setCurrentIndex(_USERS)
        if known:
            self.tabs.setTabText(_LINES, tr("Lines"))
        bar, crowded = self.tabs.tabBar(), "true" if known else "false"
        if (bar.property("crowded") or "false") != crowded:
            bar.setProperty("crowded", crowded)
            restyled(bar)

    def _show_content(self, *, shown: bool) -> None:
        """While the first invoice is read there is an empty card, and no field without its content."""
        self.heading.setText(self.heading.text() if shown else "")
        self.tabs.setVisible(shown)
        if not shown:
            self.conflict.hide()
            self.state.hide()
            self.original.hide()

    def _on_tab_changed(self) -> None:
        self._waits_for_users = False
        self._show_tab()

    def _show_tab(self) -> None:
        """Fills the tab on screen; the others are filled when they are opened."""
        tab = self.tabs.currentWidget()
        if self.detail is not None and self._filled.get(tab) is not self.detail:
            self._filled[tab] = self.detail
            tab.show_detail(self.detail)  # type: ignore[attr-defined] # each of the tabs has it

    def open_original(self) -> None:
        """Opens the document that is shown, with the system's viewer."""
        if self.detail is not None and self.detail.sources:
            self.originals.open(self.detail.sources[0])

    def compare_documents(self) -> None:
        """Opens the documents that contradict each other side by side, the one on screen first."""
        from telbill_desktop.gui.dialogs.conflict.dialog import ConflictDialog  # noqa: PLC0415 - when it is asked for

        if self.detail is not None:
            source = self.document.source
            wanted = source.id if source and self.tabs.currentWidget() is self.document else None
            ConflictDialog(self._context, self.detail.id, self.window(), wanted).open()

    def _connect(self) -> None:
        self.conflict.compare_asked.connect(self.compare_documents)
        self.document.compare_asked.connect(self.compare_documents)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.summary.document_asked.connect(lambda: self.tabs.setCurrentIndex(_DOCUMENT))
        self.summary.invoice_asked.connect(self.invoice_asked)
        for line in (self.summary.verdict, self.document.verdict):
            line.asked.connect(self.archive_asked)
        self.document.open_asked.connect(self.originals.open)
        self.document.save_asked.connect(self.originals.save)
        self._close_act = QAction(tr("Close the detail"), self)
        self._close_act.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._close_act.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._close_act.triggered.connect(self.closed)
        self.addAction(self._close_act)

    def _show_icons(self) -> None:
        theme = self._context.theme
        self.state.setPixmap(PillPainter(theme).picture(state_pill(InvoiceState.TO_CHECK)))
        set_trailing_icon(self.original, theme, "external-link", "text", 13)

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        self._show_icons()
        self._context.theme.changed.connect(self._show_icons)
        self.original.setToolTip(tr("Open the original with this computer's viewer"))
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self.heading, 1)
        widgets: tuple[QWidget, ...] = (self.state, self.original, self.close_button)
        for widget in widgets:
            head.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(11), dp(10), dp(4))
        box.setSpacing(dp(6))
        box.addLayout(head)
        box.addWidget(self.conflict)
        box.addWidget(self.tabs, 1)
        self.setMinimumWidth(dp(320))
