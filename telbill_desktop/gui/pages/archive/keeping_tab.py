"""« Conservation »: what a document is, until when it is kept, and what may be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.domain.retention import may_dispose
from telbill_desktop.gui.models.archive_words import keeping_facts
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.facts import FactGrid
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date

    from telbill_desktop.domain.archive_view import ArchivedDocument
    from telbill_desktop.gui.theme import Theme


class KeepingTab(QWidget):
    """The facts, why it may not go, and the four acts."""

    file_asked = Signal()
    hold_asked = Signal()
    release_asked = Signal()
    dispose_asked = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._today = today
        self.facts = FactGrid(theme)
        self.why = Label(role="small")
        self.why.setWordWrap(True)
        self.file = Button(tr("What it is…"), "", self.file_asked.emit)
        self.hold = Button(tr("Put on hold…"), "", self.hold_asked.emit)
        self.release = Button(tr("Lift the hold"), "", self.release_asked.emit)
        self.dispose = Button(tr("Dispose of…"), "danger", self.dispose_asked.emit)
        dp = theme.dp
        acts = FlowRow(gap=dp(6))
        for button in (self.file, self.hold, self.release, self.dispose):
            acts.add(button)
        column = QVBoxLayout()
        column.setSpacing(dp(8))
        for widget in (self.facts, acts, self.why):
            column.addWidget(widget)
        column.addStretch()
        scrolled = Scrolled(column)
        column.setContentsMargins(0, dp(10), dp(8), dp(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled)

    def show_document(self, document: ArchivedDocument, *, writable: bool) -> None:
        """Shows another document, each act on or off as it may."""
        row = document.row
        self.facts.show_facts(keeping_facts(document))
        kept = may_dispose(row.kind, self._today, row.keep_until, hold=bool(row.hold))
        can_act = writable and row.disposed_at is None
        self.file.setEnabled(can_act and row.invoice_id is None)
        self.hold.setEnabled(can_act)
        self.release.setVisible(bool(row.hold))
        self.release.setEnabled(can_act)
        self.dispose.setEnabled(can_act)
        why = formats.sentence(kept) if kept is not None and row.disposed_at is None else ""
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self.dispose.setAccessibleDescription(why)
