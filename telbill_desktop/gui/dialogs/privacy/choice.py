"""The choice between totals and calls: nothing is chosen beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.gui.theme import Theme


class DetailChoice(QWidget):
    """Two answers. `chosen` says that one was given."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.totals = QRadioButton(tr("Totals of each month alone"))
        self.calls = QRadioButton(tr("Each call too, without the last four digits of the number called"))
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.dp(4))
        for button, words in (
            (self.totals, tr("Who used how much of what, and what it cost; no call for itself.")),
            (self.calls, tr("So that a bill can be checked call by call. Calls can be purged after a year.")),
        ):
            group.addButton(button)
            explained = Label(words, "small")
            explained.setWordWrap(True)
            explained.setContentsMargins(theme.dp(22), 0, 0, 0)
            button.setAccessibleDescription(words)
            column.addWidget(button)
            column.addWidget(explained)
        group.buttonClicked.connect(lambda _button: self.chosen.emit())

    @property
    def keeps_calls(self) -> bool | None:
        """What was chosen; None: nothing yet."""
        if self.calls.isChecked():
            return True
        return False if self.totals.isChecked() else None

    def show_choice(self, *, keeps_calls: bool | None) -> None:
        """Shows what is decided; None: nothing is."""
        if keeps_calls is not None:
            (self.calls if keeps_calls else self.totals).setChecked(True)
