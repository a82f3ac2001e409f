"""« Journal »: what the log of the archive tells of one document, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.visible_text import visible
from telbill_desktop.exporters.event_words import kind_title, told
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.domain.archive_event import ArchiveEvent
    from telbill_desktop.domain.archive_view import ArchivedDocument
    from telbill_desktop.gui.theme import Theme

_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_ABOVE = Qt.AlignmentFlag.AlignTop
_SHOWN = 100  # rows; a document has a few


class LogTab(QWidget):
    """Rows of the log with their numbers, which the printed log has too."""

    print_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.print = Button(tr("Open as a page to print"), "link", self.print_asked.emit)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.dp(12))
        self._grid.setVerticalSpacing(theme.dp(6))
        self._grid.setColumnStretch(1, 1)
        self.more = Label(role="small")
        column = QVBoxLayout()
        column.addWidget(self.print, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        column.addWidget(self.more)
        column.addStretch()
        scrolled = Scrolled(column)
        column.setContentsMargins(0, theme.dp(10), theme.dp(8), 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled)

    def show_document(self, document: ArchivedDocument) -> None:
        """Shows another document's rows."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, event in enumerate(document.events[:_SHOWN]):
            words = Label(_words(event))
            words.setWordWrap(True)
            who = Label(f"{visible(event.os_user)} · {formats.count(event.sequence)}", "small")
            self._grid.addWidget(Label(formats.moment(event.happened_at), "soft"), at, 0, _TOP)
            self._grid.addWidget(words, at, 1, _ABOVE)
            self._grid.addWidget(who, at, 2, _TOP)
        hidden = len(document.events) - _SHOWN
        self.more.setVisible(hidden > 0)
        words_more = ntr("and {count} older row", "and {count} older rows", max(hidden, 1))
        self.more.setText(words_more.format(count=formats.count(hidden)))

    def texts(self) -> list[str]:
        """What is shown, row after row."""
        items = (self._grid.itemAt(at) for at in range(self._grid.count()))
        labels = (item.widget() for item in items if item is not None)
        return [label.text() for label in labels if isinstance(label, Label)]


def _words(event: ArchiveEvent) -> str:
    """What happened, and what the row says besides."""
    more = visible(told(event))
    return formats.labelled(kind_title(event.kind), more) if more else kind_title(event.kind)
