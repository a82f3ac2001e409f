"""Of which part of the company a report is: the perimeter in force, everything, or billing accounts that are ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.gui.widgets.choices import keep_narrow
from telbill_desktop.gui.widgets.offer_list import Offer, OfferList
from telbill_desktop.services.reports.scope import account_names
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telbill_desktop.gui.pages.page import PageContext

_PERIMETER, _ALL, _ACCOUNTS, _KEPT = "perimeter", "all", "accounts", "kept"
_LIST = 150  # pixels at 100 % text


class WhoseField(QWidget):
    """The choice, and the list of accounts where some are to be ticked."""

    changed = Signal()

    def __init__(self, context: PageContext, perimeter: PerimeterChoice | None, name: str) -> None:
        super().__init__()
        self._perimeter = perimeter or PerimeterChoice()
        self._kept = PerimeterChoice()
        self.which = QComboBox()
        self.which.setAccessibleName(tr("Of what"))
        if self._perimeter:
            self.which.addItem(formats.labelled(tr("Perimeter"), name), _PERIMETER)
        self.which.addItem(tr("Everything"), _ALL)
        self.which.addItem(tr("Billing accounts that I tick"), _ACCOUNTS)
        keep_narrow(self.which)
        self.accounts = OfferList(context.theme, tr("Billing accounts"), checkable=True)
        self.accounts.setMinimumHeight(context.theme.dp(_LIST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(context.theme.dp(6))
        column.addWidget(self.which)
        column.addWidget(self.accounts)
        self.setFocusProxy(self.which)
        self.which.currentIndexChanged.connect(self._on_changed)
        self.accounts.model.checks_changed.connect(self._on_changed)
        self.accounts.hide()
        store = context.workspace.store
        context.jobs.read(lambda _progress: account_names(store), self._on_offers, owner=self)

    def choice(self) -> PerimeterChoice | None:
        """What is chosen, nothing being everything; None: accounts are to be ticked, and none is."""
        which = self.which.currentData()
        if which == _ACCOUNTS:
            ticked = sorted(key for key in self.accounts.model.checked if isinstance(key, int))
            return PerimeterChoice(account_ids=tuple(ticked)) if ticked else None
        return {_PERIMETER: self._perimeter, _KEPT: self._kept}.get(which, PerimeterChoice())

    def show_choice(self, choice: PerimeterChoice) -> None:
        """Shows what was kept; a choice of other things than accounts stands as it is."""
        if (at := self.which.findData(_KEPT)) >= 0:
            self.which.removeItem(at)
        if not choice:
            which = _ALL
        elif choice == self._perimeter:
            which = _PERIMETER
        elif choice == PerimeterChoice(account_ids=choice.account_ids):
            which = _ACCOUNTS
            self.accounts.model.checked = set(choice.account_ids)
            self.accounts.model.narrow(self.accounts.field.text())
        else:
            which, self._kept = _KEPT, choice
            self.which.addItem(tr("The perimeter that was kept with it"), _KEPT)
        self.which.setCurrentIndex(self.which.findData(which))

    def _on_offers(self, found: Sequence[tuple[int, str]]) -> None:
        self.accounts.show_offers([Offer(key, name, None) for key, name in found])

    def _on_changed(self) -> None:
        self.accounts.setVisible(self.which.currentData() == _ACCOUNTS)
        self.changed.emit()
