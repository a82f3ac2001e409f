"""What became of a report: the file that was made, and what is to be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.message_panel import MessagePanel
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.dialogs.reports.making import Made
    from telbill_desktop.gui.theme import Theme


class ResultStep(QWidget):
    """Says so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.said, self.where, self.more = Label("", "heading"), Label("", "soft"), Label("", "soft")
        for label in (self.said, self.where, self.more):
            label.setWordWrap(True)
        self.problems = MessagePanel(theme)
        inside = QVBoxLayout()
        inside.setSpacing(theme.dp(8))
        for widget in (self.said, self.where, self.more, self.problems):
            inside.addWidget(widget)
        inside.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scrolled(inside))

    def show_made(self, made: Made) -> None:
        """The file with its folder, then what is not in it."""
        self.said.setText(made.said)
        folder = str(made.path.parent) if made.path is not None else ""
        self.where.setText(formats.labelled(tr("Folder"), folder) if folder else "")
        self.where.setVisible(bool(folder))
        self.more.setText(made.more)
        self.more.setVisible(bool(made.more))
        self.problems.say("warn", tr("Not booked") if made.problems else "", made.problems)
