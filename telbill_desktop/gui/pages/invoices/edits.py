"""Changes of the chosen invoices, all at once: mark, account, operator. Made when a menu first shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from telbill_desktop.domain.invoice_kinds import InvoiceMark
from telbill_desktop.gui.models.invoice_cells import mark_name
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.services import invoice_edits
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.domain.invoice_edits import Edited
    from telbill_desktop.gui.pages.invoices.page import InvoicesPage


class InvoiceEdits(QObject):
    """The actions, the same in the context menu, in the window's menu and in the finder."""

    def __init__(self, page: InvoicesPage) -> None:
        super().__init__(page)
        self._page = page
        self._marks = QMenu(page)
        self.marks: dict[InvoiceMark | None, QAction] = {}
        for mark in (*InvoiceMark, None):
            if mark is None:
                self._marks.addSeparator()
            action = self._marks.addAction(mark_name(mark) if mark else tr("No mark"))
            action.triggered.connect(lambda _checked=False, mark=mark: self._on_mark_chosen(mark))
            self.marks[mark] = action
        self.mark = QAction(tr("Mark as"), page)
        self.mark.setMenu(self._marks)
        self.account = self._act(tr("Change the account…"), self._on_account_asked)
        self.operator = self._act(tr("Change the operator…"), self._on_operator_asked)

    def actions(self) -> list[QAction]:
        """The three of them, on when there is something to change and the store may be written."""
        page = self._page
        may = page.chosen.count() > 0 and not page.context.workspace.store.read_only
        found = [self.mark, self.account, self.operator]
        for action in (*found, *self.marks.values()):
            action.setEnabled(may)
        return found

    def _on_mark_chosen(self, mark: InvoiceMark | None) -> None:
        page, ids = self._page, self._page.chosen.ids()
        store = page.context.workspace.store
        if ids:
            page.context.jobs.write(
                lambda _progress: invoice_edits.set_mark(store, ids, mark),
                self._on_edited,
                owner=self,
                title=tr("Changing invoices"),
            )

    def _on_account_asked(self) -> None:
        from telbill_desktop.gui.dialogs.change_invoices import ChangeAccount  # noqa: PLC0415 - when it is asked for

        if ids := self._page.chosen.ids():
            ChangeAccount(self._page.context, self._page.window(), ids, self._on_edited).open()

    def _on_operator_asked(self) -> None:
        from telbill_desktop.gui.dialogs.change_invoices import ChangeOperator  # noqa: PLC0415 - when it is asked for

        if ids := self._page.chosen.ids():
            ChangeOperator(self._page.context, self._page.window(), ids, self._on_edited).open()

    def _on_edited(self, edited: Edited) -> None:
        context = self._page.context
        if not edited.changed:
            context.notify(Notice(tr("Nothing to change: it is so already."), Tone.INFORMATION))
            return
        words = ntr("{count} invoice changed.", "{count} invoices changed.", edited.changed)
        said = [words.format(count=formats.count(edited.changed))]
        if edited.accounts_cleared:
            cleared = ntr(
                "{count} of them lost its account, which is one of another operator.",
                "{count} of them lost their account, which is one of another operator.",
                edited.accounts_cleared,
            )
            said.append(cleared.format(count=formats.count(edited.accounts_cleared)))
        context.notify(Notice(" ".join(said), undo=True))
        context.store_changed()

    def _act(self, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self._page)
        action.triggered.connect(lambda _checked=False: act())
        return action
