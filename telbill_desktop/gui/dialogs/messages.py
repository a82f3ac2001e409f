"""What was said since the window was opened, newest first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.notice_bar import ICONS
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr


class MessagesDialog(Dialog):
    """The notices that the bar has shown."""

    def __init__(self, theme: Theme, notices: Sequence[Notice], parent: QWidget) -> None:
        super().__init__(theme, tr("Messages"), parent)
        if not notices:
            self.body.addWidget(Label(tr("Nothing has been said yet."), "soft"))
            self.body.addStretch()
        else:
            self.body.addWidget(self._list(notices), 1)
        self.add_button(tr("Close"), self.accept, "primary")
        self.wish(560, 400)

    def _list(self, notices: Sequence[Notice]) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(tr("Messages"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(self.theme.dp(12))
        for line, notice in enumerate(reversed(notices)):
            icon = Label()
            icon.setPixmap(self.theme.pixmap(*ICONS[notice.tone]))
            words = Label(notice.text)
            words.setWordWrap(True)
            grid.addWidget(icon, line, 0)
            grid.addWidget(words, line, 1)
            grid.addWidget(Label(formats.moment(notice.said_at), "small"), line, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(notices), 1)
        area.setWidget(inside)
        return area
