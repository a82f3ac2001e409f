"""Another account or operator for the chosen invoices: says how many change, and refuses in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.widgets.offer_list import Offer, OfferList
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import invoice_edits, invoices
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.invoice_edits import Edited
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store

NO_ACCOUNT = 0  # no id is 0


class ChangeInvoices(Dialog):
    """Offers what the invoices can get; stays open, with a sentence, when the change is refused."""

    def __init__(
        self, context: PageContext, parent: QWidget, title: str, ids: Sequence[int], done: Callable[[Edited], None]
    ) -> None:
        super().__init__(context.theme, title, parent)
        self._context, self._ids, self._done = context, ids, done
        words = ntr(
            "{count} invoice will change. One undo takes it back.",
            "{count} invoices will change. One undo takes it back.",
            len(ids),
        )
        self.sentence = Label(words.format(count=formats.count(len(ids))), "soft")
        self.sentence.setWordWrap(True)
        self.choice = OfferList(context.theme, title, checkable=False)
        self.choice.changed.connect(self._on_changed)
        self.choice.activated.connect(self._on_apply)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        for widget in (self.sentence, self.choice, self.wrong):
            self.body.addWidget(widget, 1 if widget is self.choice else 0)
        self.add_button(tr("Cancel"), self.reject)
        named = ntr("Change {count} invoice", "Change {count} invoices", len(ids))
        self.apply_button = self.add_button(named.format(count=formats.count(len(ids))), self._on_apply, "primary")
        self.apply_button.setEnabled(False)
        self.wish(520, 460)
        store = context.workspace.store
        context.jobs.read(lambda _progress: self.offers(store), self._on_offers, owner=self)
        self.choice.field.setFocus()

    def offers(self, store: Store) -> list[Offer]:
        """What can be chosen; on a reader's thread."""
        raise NotImplementedError

    def change(self, store: Store, chosen: int) -> Edited:
        """Makes the change; on the writer's thread."""
        raise NotImplementedError

    def _on_offers(self, offers: list[Offer]) -> None:
        self.choice.show_offers(offers)
        self._on_changed()

    def _on_changed(self) -> None:
        self.wrong.hide()
        self.apply_button.setEnabled(self.choice.current() is not None)

    def _on_apply(self) -> None:
        offer = self.choice.current()
        if offer is None or not self.apply_button.isEnabled():
            return
        self.apply_button.setEnabled(False)  # one change at a time
        store, chosen = self._context.workspace.store, int(offer.key)
        self.stay_for(
            self._context.jobs.write(
                lambda _progress: self.change(store, chosen),
                self._on_done,
                owner=self,
                failed=self._on_refused,
                title=tr("Changing invoices"),
            )
        )

    def _on_done(self, edited: Edited) -> None:
        self.accept()
        self._done(edited)

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()
        self.apply_button.setEnabled(True)


class ChangeAccount(ChangeInvoices):
    """The accounts of the operators that sent these invoices, and none."""

    def __init__(
        self, context: PageContext, parent: QWidget, ids: Sequence[int], done: Callable[[Edited], None]
    ) -> None:
        super().__init__(context, parent, tr("Change the account"), ids, done)

    def offers(self, store: Store) -> list[Offer]:
        """By operator."""
        senders = {row.operator for row in invoices.rows(store, self._ids)}
        found = [Offer(NO_ACCOUNT, tr("No account"), None)]
        for operator in invoices.operators(store):
            if operator.label in senders:
                found += [
                    Offer(account.id, f"{operator.label} · {account.label}", account.count)
                    for account in invoices.accounts(store, operator.id)
                ]
        return found[1:] + found[:1]

    def change(self, store: Store, chosen: int) -> Edited:
        """One account for all of them."""
        return invoice_edits.set_account(store, self._ids, chosen or None)


class ChangeOperator(ChangeInvoices):
    """All operators."""

    def __init__(
        self, context: PageContext, parent: QWidget, ids: Sequence[int], done: Callable[[Edited], None]
    ) -> None:
        super().__init__(context, parent, tr("Change the operator"), ids, done)

    def offers(self, store: Store) -> list[Offer]:
        """By name."""
        return [Offer(one.id, one.label, one.count) for one in invoices.operators(store)]

    def change(self, store: Store, chosen: int) -> Edited:
        """One operator for all of them."""
        return invoice_edits.set_operator(store, self._ids, chosen)
