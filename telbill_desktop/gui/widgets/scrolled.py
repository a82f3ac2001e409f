"""A column that scrolls where large text on a small screen leaves no room for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

_BORDER = 1  # pixels, as resources/themes/telbill.qss has it


class Scrolled(QScrollArea):
    """Holds a layout; never scrolls sideways."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        inside = QWidget()
        inside.setLayout(layout)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def keep_width(self) -> None:
        """Is at least as wide as what it holds."""
        inside = self.widget()
        if inside is not None:
            beside = self.verticalScrollBar().sizeHint().width() + 2 * _BORDER
            self.setMinimumWidth(inside.minimumSizeHint().width() + beside)
