"""The line above usage: how one came to what is looked at, and the way back; how many groups or calls there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from telbill_desktop.exporters.usage_words import grouped_title
from telbill_desktop.gui.pages.usage.fields import days_words
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.formats import labelled
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.usage_path import UsagePath
    from telbill_desktop.gui.theme import Theme

_LONGEST = 40  # characters of a step that is not the last


class PathBar(QWidget):
    """Each step but the last is a button that leads back to it."""

    up_asked = Signal()
    level_asked = Signal(int)  # how many steps are kept

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.back = IconButton(theme, "chevron-left", tr("One step back (Backspace)"), self.up_asked.emit)
        self.here = ElidedLabel(role="heading")
        self.beside = ElidedLabel(role="small")  # what it is compared to, the perimeter
        self.beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.perimeter_name = self._against = ""
        self.count = Label(role="small")
        self.steps: list[Button] = []
        self._between: list[Label] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.dp(6))
        self._row.addWidget(self.back)
        self._row.addWidget(self.here, 3)
        self._row.addWidget(self.beside, 2)
        self._row.addWidget(self.count)
        self.setFixedHeight(theme.dp(26))
        theme.changed.connect(self._draw)

    def show_path(self, path: UsagePath) -> bool:
        """Shows the steps that were taken; whether the keyboard was on one that is there no more."""
        names = [grouped_title(path.up(0).by)]
        names += [step.name for step in path.steps if step.keys]
        levels = [0, *(at + 1 for at, step in enumerate(path.steps) if step.keys)]
        if path.with_calls and not (path.steps and path.steps[-1].keys):
            names.append(tr("Each call"))
        is_left = self.back.hasFocus() and len(names) == 1
        for widget in (*self.steps, *self._between):
            is_left |= widget.hasFocus()
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.steps, self._between = [], []
        for at, (name, level) in enumerate(zip(names[:-1], levels, strict=False)):
            cut = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
            button = Button(cut, "link")
            button.setAccessibleName(labelled(tr("Back to"), name))
            button.clicked.connect(lambda _checked=False, level=level: self.level_asked.emit(level))
            self.steps.append(button)
            self._between.append(Label())
            self._row.insertWidget(1 + 2 * at, button)
            self._row.insertWidget(2 + 2 * at, self._between[-1])
        here: QWidget = self.back
        for step in self.steps:  # made later than what stands behind them
            QWidget.setTabOrder(here, step)
            here = step
        self.here.setText(names[-1])
        self.back.setVisible(len(names) > 1)
        self._against = days_words(path.against) if path.against else ""
        self._say_beside()
        self._draw()
        return is_left

    def say_perimeter(self, name: str) -> None:
        """Names what is in force; an empty name: everything."""
        self.perimeter_name = name
        self._say_beside()

    def _say_beside(self) -> None:
        said = [labelled(tr("Compared to"), self._against)] if self._against else []
        said += [labelled(tr("Perimeter"), self.perimeter_name)] if self.perimeter_name else []
        self.beside.setText(" · ".join(said))
        self.beside.setVisible(bool(said))  # empty, it would still take its share of the room from where one is

    def _draw(self) -> None:
        for label in self._between:
            label.setPixmap(self._theme.pixmap("chevron-right", "text_soft", 13))
