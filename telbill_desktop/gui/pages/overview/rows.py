"""A short table of a card: each row is one thing that a click or Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy

from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.widgets.row_table import ROW_HEIGHT, RowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from telbill_desktop.gui.delegates.pills import Pill
    from telbill_desktop.gui.models.record_table import RecordTable
    from telbill_desktop.gui.theme import Theme

_LEAST_ROWS, USUAL_ROWS = 3, 6
_WIDEST = 190  # pixels at 100 % text of a column that does not take what the others leave


class CardRows(RowTable):
    """`opened` says which row; scrolls where there is no room for all of them."""

    opened = Signal(int)

    def __init__(
        self,
        model: RecordTable[Any],
        theme: Theme,
        name: str,
        *,
        right: frozenset[int],
        wide: int = 0,
        titled: bool = False,
        usual: int = USUAL_ROWS,
        scrolls: bool = False,
        pills: Mapping[int, Callable[[int], Pill | None]] | None = None,
    ) -> None:
        """`wide` is the column that takes the room which the others leave; `titled`: the columns have titles.

        `usual` are the rows for which there should be room. `scrolls`: sideways, where the columns need more room than
        there is; `wide` is then as wide as its words.
        """
        super().__init__(theme)
        self._usual, self._wide, self._scrolls = usual, wide, scrolls
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self, model, theme, right=right, pills=pills))
        self.part_header_from_selection()
        self.setFrameShape(QFrame.Shape.NoFrame)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        header = self.horizontalHeader()
        header.setVisible(titled)
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(theme.dp(_WIDEST))
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        if scrolls:
            model.modelReset.connect(self._give_room)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some rows; more are shown where there is room."""
        header = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        return QSize(0, self._usual * self._theme.dp(ROW_HEIGHT) + header)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few rows."""
        return QSize(0, _LEAST_ROWS * self._theme.dp(ROW_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The wide column takes what is left, if anything is."""
        super().resizeEvent(event)
        if self._scrolls:
            self._give_room()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Other rows may have come meanwhile."""
        super().showEvent(event)
        if self._scrolls:
            self._give_room()

    def _give_room(self) -> None:
        if not self.isVisible():
            return
        header = self.horizontalHeader()
        shown = [at for at in range(header.count()) if not header.isSectionHidden(at)]
        needed = sum(max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in shown)
        modes = QHeaderView.ResizeMode
        mode = modes.Stretch if needed <= self.viewport().width() else modes.ResizeToContents
        if mode != header.sectionResizeMode(self._wide):
            header.setSectionResizeMode(self._wide, mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the row that the keyboard is on."""
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.opened.emit(index.row())
        else:
            super().keyPressEvent(event)
