"""Above the tabs of the detail: that documents of the invoice contradict each other, and the way to compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from telbill_desktop.domain.figures import InvoiceFigures
from telbill_desktop.gui.models.conflict_rows import difference_words
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.invoice_detail import InvoiceDetail
    from telbill_desktop.gui.theme import Theme

_NAMED = 3  # conflicts whose figures are named


class ConflictNotice(MessagePanel):
    """Hidden where no document is in conflict."""

    compare_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.compare = Button(tr("Compare…"), clicked=self.compare_asked.emit)
        self.row.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_detail(self, detail: InvoiceDetail) -> None:
        """Names the figures that contradict each other."""
        open_ones = [source for source in detail.sources if source.role == "conflict"]
        count = len(open_ones) + 1
        heading = ntr("{count} document contradicts another", "{count} documents contradict each other", count)
        shown = InvoiceFigures.of(detail.invoice)
        words = [difference_words(shown, source.figures, source.name) for source in open_ones[:_NAMED]]
        self.say("bad", heading.format(count=formats.count(count)) if open_ones else "", words)
