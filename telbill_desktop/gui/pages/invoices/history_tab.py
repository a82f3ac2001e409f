"""« Historique »: what was done to this invoice, by whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.invoice_detail import InvoiceDetail
    from telbill_desktop.gui.theme import Theme


class HistoryTab(QScrollArea):
    """The acts of the journal that concern one invoice, latest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.dp(12), theme.dp(10), 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.dp(14))
        self._grid.setVerticalSpacing(theme.dp(6))
        self._grid.setColumnStretch(1, 1)
        box.addLayout(self._grid)
        box.addStretch()
        self.setWidget(inside)

    def show_detail(self, detail: InvoiceDetail) -> None:
        """Shows another invoice's acts."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, act in enumerate(detail.history):
            title = Label(formats.sentence(act.title))
            title.setWordWrap(True)
            who = act.os_user
            if act.undone_at is not None:
                undone = formats.fill(tr("undone {when}"), {"when": act.undone_at})
                who = f"{who} · {undone}" if who else undone
            self._grid.addWidget(Label(formats.moment(act.done_at), "soft"), row, 0)
            self._grid.addWidget(title, row, 1)
            self._grid.addWidget(Label(who, "small"), row, 2)

    def texts(self) -> list[str]:
        """What is shown, row after row."""
        items = (self._grid.itemAt(at) for at in range(self._grid.count()))
        labels = (item.widget() for item in items if item is not None)
        return [label.text() for label in labels if isinstance(label, Label)]
