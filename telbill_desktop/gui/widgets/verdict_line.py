"""What is said of a document's signatures, as a pill, with the way to the archive, where all of it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from telbill_desktop.gui.delegates.archive_pills import signature_pill
from telbill_desktop.gui.delegates.pills import PillPainter
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.flow import FlowLayout
from telbill_desktop.gui.widgets.text import Label, tooltip
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.archive_view import Verdict
    from telbill_desktop.gui.delegates.pills import Pill
    from telbill_desktop.gui.theme import Theme


class VerdictLine(QWidget):
    """Hidden until it has a document. `asked` is for its deposit in the archive."""

    asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._deposit: int | None = None
        self.shown: Pill | None = None
        name = Label(tr("Signature"), "soft")
        self.pill = Label()
        self.link = Button(tr("See it in the archive"), "link", self._on_link)
        row = FlowLayout(self, gap=theme.dp(8))
        for widget in (name, self.pill, self.link):
            row.addWidget(widget)
        theme.changed.connect(self._draw)
        self.hide()

    def show_verdict(self, deposit_id: int | None, verdict: Verdict | None) -> None:
        """Shows what is said of a document; None: nobody looked at it yet."""
        self._deposit = deposit_id
        report = verdict.report if verdict is not None else None
        self.shown = signature_pill(report.integrity, report.trust) if report else signature_pill(None, None)
        said = formats.sentence(report.reason) if report is not None else ""
        self.pill.setToolTip(tooltip(said))
        self.pill.setAccessibleName(self.shown.text)
        self.pill.setAccessibleDescription(said)
        self._draw()
        self.setVisible(deposit_id is not None)

    def _on_link(self) -> None:
        if self._deposit is not None:
            self.asked.emit(self._deposit)

    def _draw(self) -> None:
        if self.shown is not None:
            self.pill.setPixmap(PillPainter(self._theme).picture(self.shown))
