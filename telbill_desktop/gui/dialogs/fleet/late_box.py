"""Whether invoices that came lack what is told: shown where they would have been others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from datetime import date


class LateBox(QCheckBox):
    """Ticked until somebody says otherwise."""

    def __init__(self) -> None:
        super().__init__(tr("Invoices that came do not have it: make up for them on the next one"))
        self.setChecked(True)
        self.hide()

    def seen(self, today: date) -> date | None:
        """The day on which it is told; None where the invoices that came have it already."""
        return today if self.isChecked() else None

    def offer(self, *, lack_it: bool) -> None:
        """Shows itself where invoices lack it, or somebody said that they do not."""
        self.setVisible(lack_it or not self.isChecked())
