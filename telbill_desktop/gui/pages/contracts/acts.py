"""What one can add on the page of contracts: from the button above the list, the window's menu, an empty list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.gui.ask import Question
from telbill_desktop.gui.pages.contracts.dialogs import contract_dialog, product_dialog
from telbill_desktop.gui.pages.contracts.party_dialogs import account_dialog, company_dialog, operator_dialog
from telbill_desktop.services import invoices
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.domain.choice import Choice
    from telbill_desktop.gui.pages.contracts.form_dialog import FormDialog
    from telbill_desktop.gui.pages.contracts.page import ContractsPage


class ContractActs(QObject):
    """Each act opens a dialog; what it adds is then shown."""

    def __init__(self, page: ContractsPage) -> None:
        super().__init__(page)
        self._page = page
        self.operator = self._act(tr("New operator…"), self.add_operator)
        self.account = self._act(tr("New billing account…"), self.add_account)
        self.contract = self._act(tr("New contract…"), self.add_contract)
        self.product = self._act(tr("New product…"), self.add_product)
        self.company = self._act(tr("New company…"), self.add_company)
        self.adding = [self.operator, self.account, self.contract, self.product, self.company]
        page.list.add.list.addActions(self.adding)
        page.list.add.list.aboutToShow.connect(self.look_again)
        page.list.add.setEnabled(self._writable)
        self.look_again()

    def look_again(self) -> None:
        """Contracts and products are added to the operator that is shown, or whose account is."""
        for act in self.adding:
            act.setEnabled(self._writable)
        for act in (self.contract, self.product):
            act.setEnabled(self._writable and self._page.operator_id is not None)

    def add_operator(self) -> None:
        """Somebody who sends invoices."""
        self._open(operator_dialog(self._page.context, self._page.window()), EntryKind.OPERATOR)

    def add_account(self) -> None:
        """Of the operator shown, or of another one; without any operator that is asked for first."""
        store = self._page.context.workspace.store
        self._page.context.jobs.read(
            lambda _progress: (invoices.operators(store), invoices.companies(store)), self._on_parties_read, owner=self
        )

    def add_contract(self) -> None:
        """Of the operator shown."""
        page = self._page
        if page.operator_id is not None:
            self._open(contract_dialog(page.context, page.window(), page.operator_id, None), EntryKind.CONTRACT)

    def add_product(self) -> None:
        """Of the operator shown, whose products are then shown."""
        page, owner = self._page, self._page.operator_id
        if owner is not None:
            dialog = product_dialog(page.context, page.window(), owner, None)
            dialog.saved.connect(lambda _made: page.show_products(owner))
            dialog.open()

    def add_company(self) -> None:
        """One of the user's own."""
        self._open(company_dialog(self._page.context, self._page.window()), EntryKind.COMPANY)

    @property
    def _writable(self) -> bool:
        return not self._page.context.workspace.store.read_only

    def _on_parties_read(self, found: tuple[list[Choice], list[Choice]]) -> None:
        operators, companies = found
        page = self._page
        if operators:
            dialog = account_dialog(page.context, page.window(), operators, companies, page.operator_id)
            self._open(dialog, EntryKind.ACCOUNT)
        elif page.context.ask.confirm(_operator_first()):
            self.add_operator()

    def _open(self, dialog: FormDialog, kind: EntryKind) -> None:
        dialog.saved.connect(lambda made: self._page.list.expect(kind, made))
        dialog.open()

    def _act(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self._page)
        action.triggered.connect(lambda _checked=False: act())
        return action


def _operator_first() -> Question:
    return Question(
        title=tr("Add the operator first?"),
        text=tr("A billing account belongs to an operator, and no operator is known yet."),
        act=tr("New operator…"),
    )
