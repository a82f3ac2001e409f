"""« Signature »: the four answers, what the file is, what else is in it, and who vouches for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.gui.models.archive_words import answer_facts, certificate_facts, file_facts, other_signatures
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.facts import FactGrid
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.archive_view import ArchivedDocument
    from telbill_desktop.domain.signature import CertificateFacts
    from telbill_desktop.gui.theme import Theme


class SignatureTab(QWidget):
    """Scrolls by itself."""

    trust_asked = Signal()
    trusted_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._digest = ""
        self.answers, self.file = FactGrid(theme), FactGrid(theme)
        self.warnings = MessagePanel(theme)
        self.others = Label(role="small")
        self.others.setWordWrap(True)
        self.trust = Button(tr("Trust this signer…"), "link", self.trust_asked.emit)
        self.trusted = Button(tr("Trusted certificates…"), "link", self.trusted_asked.emit)
        self.again = Button(tr("Look again"), "link", self.again_asked.emit)
        self.copy = Button(tr("Copy the fingerprint"), "link", self._on_copy_asked)
        self.chain_title = Label(tr("Chain of certificates"), "heading")
        self._chain = QVBoxLayout()
        self.certificates: list[FactGrid] = []
        dp = theme.dp
        acts = FlowRow(gap=dp(10))
        for button in (self.trust, self.trusted, self.again, self.copy):
            acts.add(button)
        column = QVBoxLayout()
        column.setSpacing(dp(8))
        for widget in (self.answers, self.warnings, acts, self.others, self.file, self.chain_title):
            column.addWidget(widget)
        self._chain.setSpacing(dp(10))
        column.addLayout(self._chain)
        column.addStretch()
        self._scrolled = Scrolled(column)
        column.setContentsMargins(0, dp(10), dp(8), dp(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scrolled)

    def show_document(self, document: ArchivedDocument, *, writable: bool) -> None:
        """Shows another document, or the same one anew."""
        self._digest = document.row.digest
        self.answers.show_facts(answer_facts(document))
        self.file.show_facts(file_facts(document))
        report = document.latest.report if document.latest is not None else None
        warnings = [formats.sentence(one) for one in report.warnings] if report is not None else []
        heading = ntr("Beside the signature: {count} remark", "Beside the signature: {count} remarks", len(warnings))
        self.warnings.say("warn", heading.format(count=formats.count(len(warnings))) if warnings else "", warnings)
        others = other_signatures(report) if report is not None else []
        self.others.setText("\n".join(others))
        self.others.setVisible(bool(others))
        signer = report.signer if report is not None else None
        chain = signer.chain if signer is not None else ()
        self._show_chain(chain)
        self.trust.setVisible(bool(chain))
        self.trust.setEnabled(writable)
        self.again.setEnabled(writable and document.row.disposed_at is None)

    def _show_chain(self, chain: tuple[CertificateFacts, ...]) -> None:
        self.chain_title.setVisible(bool(chain))
        while len(self.certificates) < len(chain):
            grid = FactGrid(self._theme)
            self.certificates.append(grid)
            self._chain.addWidget(grid)
        for at, grid in enumerate(self.certificates):
            grid.setVisible(at < len(chain))
            if at < len(chain):
                grid.show_facts(certificate_facts(chain[at]))

    def _on_copy_asked(self) -> None:
        QGuiApplication.clipboard().setText(self._digest)
