"""The titles of a table. Qt paints the mark of the order over a title that stands at the right: it is moved aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from telbill_desktop.gui.delegates.cells import PADDING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionHeader

    from telbill_desktop.gui.theme import Theme

_ASIDE = "\N{EM SPACE}" * 2  # as wide as the mark (resources/themes/telbill.qss)


class RowHeader(QHeaderView):
    """Titles above the columns."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def initStyleOptionForIndex(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionHeader,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        """Leaves room for the mark behind the title that has it."""
        super().initStyleOptionForIndex(option, logicalIndex)
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        if is_sorted and option.textAlignment & Qt.AlignmentFlag.AlignRight:
            metrics = self.fontMetrics()
            room = self.sectionSize(logicalIndex) - 2 * self._theme.dp(PADDING) - metrics.horizontalAdvance(_ASIDE)
            option.text = metrics.elidedText(option.text, self.textElideMode(), max(room, 0)) + _ASIDE
