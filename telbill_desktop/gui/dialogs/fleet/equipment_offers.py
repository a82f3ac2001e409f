"""Equipment that invoices charged and nobody has a record of: the lines that are checked become records, in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.offer_list import Offer, OfferList
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import equipment
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.equipment import EquipmentOffer
    from telbill_desktop.gui.pages.page import PageContext


class EquipmentOffers(Dialog):
    """Every line is checked at first."""

    def __init__(self, context: PageContext, parent: QWidget, account_ids: set[int]) -> None:
        super().__init__(context.theme, tr("Equipment from the invoices"), parent)
        self._context = context
        self.words = Label(tr("Lines of equipment of your invoices without a record yet."), "soft")
        self.words.setWordWrap(True)
        self.lines = OfferList(context.theme, tr("Lines of equipment"), checkable=True)
        self.lines.changed.connect(self._on_changed)
        self.body.addWidget(self.words)
        self.body.addWidget(self.lines, 1)
        self.add_button(tr("Close"), self.reject)
        self.take_button = self.add_button(tr("Create the records"), self._on_take, "primary")
        self.take_button.setEnabled(False)
        self.wish(640, 480)
        store = context.workspace.store
        context.jobs.read(lambda _progress: equipment.offers(store, account_ids), self._on_offers, owner=self)

    def _on_offers(self, found: Sequence[EquipmentOffer]) -> None:
        self.lines.model.checked = {one.line_id for one in found}
        self.lines.show_offers([Offer(one.line_id, _words(one), None) for one in found])
        if not found:
            self.words.setText(tr("Every line of equipment of your invoices has its record."))
        self._on_changed()

    def _on_changed(self) -> None:
        writable = not self._context.workspace.store.read_only
        self.take_button.setEnabled(writable and bool(self.lines.model.checked))

    def _on_take(self) -> None:
        self.take_button.setEnabled(False)
        store, chosen = self._context.workspace.store, {int(key) for key in self.lines.model.checked}
        self.stay_for(
            self._context.jobs.write(
                lambda _progress: equipment.take_from_invoices(store, chosen), self._on_taken, owner=self
            )
        )

    def _on_taken(self, count: int) -> None:
        self.accept()
        words = ntr("{count} piece of equipment recorded.", "{count} pieces of equipment recorded.", count)
        self._context.notify(Notice(words.format(count=formats.count(count)), undo=True))
        self._context.store_changed()


def _words(offer: EquipmentOffer) -> str:
    """`Smartphone (2) — facture 61500279, 05/10/2026 — Gabin Moreau`."""
    charged = formats.fill(
        tr("invoice {number}, {day}"), {"number": offer.charged_on.number, "day": offer.charged_on.issue_date}
    )
    label = f"{offer.label} ({formats.count(offer.quantity)})" if offer.quantity > 1 else offer.label
    return " — ".join(part for part in (label, charged, offer.user) if part)
