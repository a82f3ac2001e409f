"""The column chooser: every column of a table with a check mark, in an order that drags and keys change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.placing import place_popup
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.gui.theme import Theme
    from telbill_desktop.gui.widgets.table_layout import TableLayout
    from telbill_desktop.system.settings import ViewLayout

_WIDTH, _MOST_ROWS = 270, 16
_NAME = Qt.ItemDataRole.UserRole


class ColumnPopup(QFrame):
    """Acts at once; a click elsewhere or Esc closes it. Space shows or hides, Ctrl with an arrow moves."""

    def __init__(
        self, parent: QWidget, theme: Theme, layout: TableLayout, titles: Mapping[str, str], kept: ViewLayout
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("Columns"))
        self._theme, self._layout, self._titles, self._kept = theme, layout, titles, kept
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._on_changed)
        self.list.model().rowsMoved.connect(self._on_changed)
        self.up = IconButton(theme, "chevron-up", tr("Move the column up (Ctrl+↑)"), lambda: self.move_chosen(-1))
        self.down = IconButton(theme, "chevron-down", tr("Move the column down (Ctrl+↓)"), lambda: self.move_chosen(1))
        self.reset_button = Button(tr("Reset columns"), "link", self._on_reset)
        for keys, by in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.move_chosen(by))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.dp(10),) * 4)
        box.setSpacing(theme.dp(6))
        hint = Label(tr("Tick what is shown; drag to change the order."), "small")
        hint.setWordWrap(True)
        box.addWidget(hint)
        box.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_button)
        foot.addStretch()
        foot.addWidget(self.up)
        foot.addWidget(self.down)
        box.addLayout(foot)
        self._fill()

    def open_at(self, place: QPoint) -> None:
        """Opens with the columns as they are."""
        self.ensurePolished()
        self.list.ensurePolished()
        row = self.list.sizeHintForRow(0)
        self.list.setMinimumHeight(row * 4)
        self.resize(self._theme.dp(_WIDTH), row * min(self.list.count(), _MOST_ROWS) + self._theme.dp(108))
        place_popup(self, place)
        self.show()
        self.list.setFocus()

    def move_chosen(self, by: int) -> None:
        """Moves the column that the keyboard is on up or down."""
        row = self.list.currentRow()
        to = row + by
        if row < 0 or not 0 <= to < self.list.count():
            return
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.insertItem(to, self.list.takeItem(row))
        self.list.setCurrentRow(to)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._on_changed()

    def _fill(self) -> None:
        shown = self._layout.shown()
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for name in [*shown, *(name for name in self._titles if name not in shown)]:
            item = QListWidgetItem(self._titles[name])
            item.setData(_NAME, name)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _on_changed(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        wanted = [item.data(_NAME) for item in items if item.checkState() is Qt.CheckState.Checked]
        if wanted:
            self._layout.arrange(wanted)
            return
        last = next(item for item in items if item.data(_NAME) in self._layout.shown())
        last.setCheckState(Qt.CheckState.Checked)  # one column stays

    def _on_reset(self) -> None:
        self._layout.reset(self._kept)
        self._fill()
        self.list.setFocus()
