"""The sheet of keyboard shortcuts, made from the actions that are alive in the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from telbill_desktop.domain.sentence_marker import N_
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.theme import Theme
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.i18n import tr

PAGE_GROUP = N_("This page")
COLUMNS = 2


def live_shortcuts(window: QWidget) -> dict[str, list[tuple[str, list[str]]]]:
    """Every action with keys in the window, as words and keys, by the part of the program that it belongs to."""
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    for action in window.findChildren(QAction):
        keys = [one.toString(QKeySequence.SequenceFormat.NativeText) for one in action.shortcuts() if not one.isEmpty()]
        words = action.text().replace("&&", "&")
        if keys and words:
            group = str(action.property("group") or PAGE_GROUP)
            row = (words, keys)
            if row not in groups.setdefault(group, []):
                groups[group].append(row)
    return groups


class ShortcutSheet(Dialog):
    """Two columns of groups."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, tr("Keyboard shortcuts"), window)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(tr("Keyboard shortcuts"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(theme.dp(32))
        grid.setVerticalSpacing(theme.dp(14))
        for position, (group, rows) in enumerate(live_shortcuts(window).items()):
            grid.addWidget(self._part(group, rows), position // COLUMNS, position % COLUMNS, Qt.AlignmentFlag.AlignTop)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        self.add_button(tr("Close"), self.accept, "primary")
        self.wish(700, 520)

    def _part(self, group: str, rows: list[tuple[str, list[str]]]) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(self.theme.dp(6))
        grid.addWidget(Label(tr(group), "small_strong"), 0, 0, 1, 2)
        for line, (words, keys) in enumerate(rows, start=1):
            grid.addWidget(ElidedLabel(words), line, 0)
            caps = QHBoxLayout()
            caps.setSpacing(self.theme.dp(4))
            caps.addStretch()
            for key in keys:
                caps.addWidget(Label(key, "key"))
            grid.addLayout(caps, line, 1)
        grid.setColumnStretch(0, 1)
        return part
