"""The line above the list: the perimeter in force with its help, how many invoices there are, which columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QWidget

from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.restyle import restyled
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.system.formats import count, labelled
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from telbill_desktop.gui.theme import Theme


class ListHead(QWidget):
    """One line; the perimeter's name gives way to the rest."""

    columns_asked = Signal()
    clear_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.perimeter = ElidedLabel(role="small")
        self.help = IconButton(theme, "info", tr("What a perimeter is"), self._on_help_asked)
        self.help.setToolTip(tooltip(_help()))
        self.help.setAccessibleDescription(_help())
        self.clear_all = Button(tr("Clear all"), "link", self.clear_asked.emit)
        # Room is kept for it: the first letter of a filter would otherwise lay the page out anew, which takes 5 ms.
        policy = self.clear_all.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.clear_all.setSizePolicy(policy)
        self.count = Label(role="small")
        self.columns = IconButton(theme, "columns-3", tr("Columns"), self.columns_asked.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.dp(6))
        row.addWidget(self.perimeter)
        row.addWidget(self.help)
        row.addStretch(1)
        for widget in (self.clear_all, self.count, self.columns):
            row.addWidget(widget)
        self.say_perimeter("", narrows=False)

    def say_perimeter(self, name: str, *, narrows: bool) -> None:
        """Names the perimeter in force; an empty name: everything."""
        self.perimeter.setText(labelled(tr("Perimeter applied to this view"), name or tr("All companies")))
        role = "small_strong" if narrows else "small"
        if self.perimeter.property("role") != role:
            self.perimeter.setProperty("role", role)
            restyled(self.perimeter)

    def show_count(self, invoices: int) -> None:
        """How many invoices the list holds."""
        self.count.setText(ntr("{count} invoice", "{count} invoices", invoices).format(count=count(invoices)))

    def _on_help_asked(self) -> None:
        """The keyboard reaches the help too."""
        QToolTip.showText(self.help.mapToGlobal(QPoint(0, self.help.height())), tooltip(_help()), self.help)


def _help() -> str:
    return tr(
        "The perimeter narrows every list, search, count, sum and export to the companies, sites, radicals, client "
        "codes and billing accounts that you choose. It is changed at the top of the window."
    )
