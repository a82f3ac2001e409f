"""Names at the left, texts beside them; amounts at the right under each other. Rows are kept and filled again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system.formats import labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from telbill_desktop.gui.models.detail_facts import Fact
    from telbill_desktop.gui.theme import Theme

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse
_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_NAME_WIDTH = 98


class FactGrid(QWidget):
    """Pairs of a name and a text; the texts wrap and can be chosen with the mouse."""

    def __init__(self, theme: Theme, *, name_width: int = _NAME_WIDTH) -> None:
        super().__init__()
        self._name_width = theme.dp(name_width)
        self._rows: list[tuple[Label, Label]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.dp(8))
        self._grid.setVerticalSpacing(theme.dp(3))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Shows these pairs instead of the former."""
        while len(self._rows) < len(facts):
            self._add_row()
        for position, (name, text) in enumerate(self._rows):
            shown = position < len(facts)
            if shown:
                fact = facts[position]
                name.setText(fact.name)
                text.setText(fact.text)
                text.setAccessibleName(labelled(fact.name, fact.text))
                role = "strong" if fact.strong else ""
                if (text.property("role") or "") != role:
                    text.setProperty("role", role)
                    restyled(text)
            if name.isHidden() == shown:
                name.setVisible(shown)
                text.setVisible(shown)

    def texts(self) -> dict[str, str]:
        """What is shown, by name."""
        return {name.text(): text.text() for name, text in self._rows if not name.isHidden()}

    def _add_row(self) -> None:
        name, text = Label(role="soft"), Label()
        name.setWordWrap(True)
        name.setFixedWidth(self._name_width)
        text.setWordWrap(True)
        text.setAlignment(_TOP)
        text.setTextInteractionFlags(_SELECTABLE)
        row = len(self._rows)
        self._grid.addWidget(name, row, 0, _TOP)
        self._grid.addWidget(text, row, 1)
        self._rows.append((name, text))


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A name and an amount; `inner` is a part of the row above."""

    name: str
    amount: str
    inner: bool = False
    strong: bool = False


class AmountRows(QWidget):
    """Amounts under each other, thin lines between the rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[tuple[Label, Label, QFrame]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: Iterable[AmountRow]) -> None:
        """Shows these rows instead of the former."""
        wanted = list(rows)
        while len(self._rows) < len(wanted):
            self._add_row()
        for position, widgets in enumerate(self._rows):
            for widget in widgets:
                widget.setVisible(position < len(wanted))
            if position < len(wanted):
                self._fill(widgets, wanted[position])

    def texts(self) -> list[tuple[str, str]]:
        """What is shown."""
        return [(name.text(), amount.text()) for name, amount, _ in self._rows if not name.isHidden()]

    def _fill(self, widgets: tuple[Label, Label, QFrame], row: AmountRow) -> None:
        name, amount, _ = widgets
        name.setText(row.name)
        amount.setText(row.amount)
        amount.setAccessibleName(labelled(row.name, row.amount))
        dp = self._theme.dp
        left = dp(18) if row.inner else dp(6)
        name.setContentsMargins(left, dp(5), 0, dp(5))
        amount.setContentsMargins(0, dp(5), dp(8), dp(5))
        role = "strong" if row.strong else ""
        for label in (name, amount):
            if (label.property("role") or "") != role:
                label.setProperty("role", role)
                restyled(label)

    def _add_row(self) -> None:
        name, amount, line = Label(), Label(), QFrame()
        name.setWordWrap(True)
        amount.setTextInteractionFlags(_SELECTABLE)
        line.setProperty("role", "line")
        row = 2 * len(self._rows)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(line, row + 1, 0, 1, 2)
        self._rows.append((name, amount, line))
