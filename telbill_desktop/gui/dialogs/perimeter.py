"""One perimeter: its name, and the companies, sites, radicals, client codes and billing accounts that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTabBar

from telbill_desktop.domain.invoice_list import InvoiceFilter
from telbill_desktop.domain.perimeter import PerimeterChoice
from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.offer_list import Offer, OfferList
from telbill_desktop.gui.widgets.text import Label
from telbill_desktop.services import invoices, perimeters
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.perimeter import Perimeter, PerimeterOffers
    from telbill_desktop.gui.pages.page import PageContext


class PerimeterDialog(Dialog):
    """A tab for each kind, with the number chosen; below, how many invoices the choice lets through."""

    saved = Signal(int)  # the perimeter's id
    removed = Signal()

    def __init__(self, context: PageContext, parent: QWidget, perimeter: Perimeter | None) -> None:
        super().__init__(context.theme, tr("Edit the perimeter") if perimeter else tr("New perimeter"), parent)
        self._context, self._perimeter = context, perimeter
        self._store = context.workspace.store
        self._lane = context.jobs.latest(self)
        self.name = QLineEdit(perimeter.name if perimeter else "")
        self.name.setAccessibleName(tr("Name of the perimeter"))
        self.name.setPlaceholderText(tr("Name of the perimeter"))
        self.name.textEdited.connect(self._on_edited)
        self.titles: Mapping[str, str] = {
            "company_ids": tr("Companies"),
            "account_ids": tr("Billing accounts"),
            "sites": tr("Sites"),
            "radicals": tr("Radicals"),
            "client_codes": tr("Client codes"),
        }
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(tr("What the perimeter holds"))
        self._panes = QStackedWidget()
        self.lists: dict[str, OfferList] = {}
        chosen = perimeter.choice if perimeter is not None and perimeter.choice is not None else PerimeterChoice()
        for kind, title in self.titles.items():
            pane = self.lists[kind] = OfferList(context.theme, title, checkable=True)
            pane.model.checked = set(getattr(chosen, kind))
            pane.model.checks_changed.connect(self._on_edited)
            self.tabs.addTab(title)
            self._panes.addWidget(pane)
        self.tabs.currentChanged.connect(self._panes.setCurrentIndex)
        self.sentence = Label(role="small")
        self.sentence.setWordWrap(True)
        self.wrong = Label(role="bad")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self._lay_out()
        store = self._store
        context.jobs.read(lambda _progress: perimeters.offers(store), self._on_offers, owner=self)
        self._on_edited()

    def choice(self) -> PerimeterChoice:
        """What is checked, in the order of the lists."""
        return PerimeterChoice(
            company_ids=self._ids("company_ids"),
            account_ids=self._ids("account_ids"),
            sites=self._texts("sites"),
            radicals=self._texts("radicals"),
            client_codes=self._texts("client_codes"),
        )

    def _ids(self, kind: str) -> tuple[int, ...]:
        return tuple(sorted(key for key in self.lists[kind].model.checked if isinstance(key, int)))

    def _texts(self, kind: str) -> tuple[str, ...]:
        return tuple(sorted(key for key in self.lists[kind].model.checked if isinstance(key, str)))

    def _lay_out(self) -> None:
        help_text = Label(
            tr(
                "One of each kind that you tick must apply; a kind without a tick lets everything through. The "
                "perimeter narrows lists, searches, counts, sums and exports."
            ),
            "soft",
        )
        help_text.setWordWrap(True)
        for widget in (help_text, self.name, self.tabs, self._panes, self.sentence, self.wrong):
            self.body.addWidget(widget, 1 if widget is self._panes else 0)
        may = not self._store.read_only
        self.remove_button = self.add_button(tr("Remove"), self._on_remove, "danger")
        self.remove_button.setVisible(self._perimeter is not None)
        self.remove_button.setEnabled(may)
        self.add_button(tr("Cancel"), self.reject)
        self.save_button = self.add_button(tr("Save"), self._on_save, "primary")
        self.wish(600, 560)
        self.name.setFocus()

    def _on_offers(self, offers: PerimeterOffers) -> None:
        """What was chosen and is offered no more stays in the list, without invoices: nothing goes by itself."""
        found = {
            "company_ids": [Offer(one.id, one.label, one.count) for one in offers.companies],
            "account_ids": [Offer(one.id, one.label, one.count) for one in offers.accounts],
            **{
                kind: [Offer(one.text, one.text, one.count) for one in getattr(offers, kind)]
                for kind in ("sites", "radicals", "client_codes")
            },
        }
        for kind, pane in self.lists.items():
            known = {offer.key for offer in found[kind]}
            gone = [key for key in pane.model.checked if key not in known]
            missing = [Offer(key, _gone(key), 0) for key in sorted(gone, key=str)]
            pane.show_offers([*found[kind], *missing])

    def _on_edited(self) -> None:
        self.wrong.hide()
        choice = self.choice()
        for at, (kind, title) in enumerate(self.titles.items()):
            count = len(getattr(choice, kind))
            self.tabs.setTabText(at, f"{title} ({formats.count(count)})" if count else title)
        self.save_button.setEnabled(bool(choice) and bool(self.name.text().strip()) and not self._store.read_only)
        if not choice:
            self.sentence.setText(tr("Nothing is ticked: choose at least one entry."))
            self._lane.drop()
            return
        store = self._store
        self._lane.ask(lambda: invoices.count(store, InvoiceFilter(perimeter=choice)), self._on_counted)

    def _on_counted(self, count: int) -> None:
        words = ntr("{count} invoice in this perimeter", "{count} invoices in this perimeter", count)
        self.sentence.setText(words.format(count=formats.count(count)))

    def _on_save(self) -> None:
        store, perimeter, name, choice = self._store, self._perimeter, self.name.text(), self.choice()

        def work() -> int:
            if perimeter is None:
                return perimeters.save_perimeter(store, name, choice)
            perimeters.edit_perimeter(store, perimeter.id, name, choice)
            return perimeter.id

        def done(perimeter_id: int) -> None:
            self._context.notify(Notice(formats.fill(tr("Perimeter {name} saved."), {"name": name}), undo=True))
            self.accept()
            self.saved.emit(perimeter_id)

        self._write(work, done)

    def _on_remove(self) -> None:
        store, perimeter = self._store, self._perimeter
        if perimeter is None:
            return

        def done(_nothing: None) -> None:
            text = formats.fill(tr("Perimeter {name} removed."), {"name": perimeter.name})
            self._context.notify(Notice(text, undo=True))
            self.accept()
            self.removed.emit()

        self._write(lambda: perimeters.remove_perimeter(store, perimeter.id), done)

    def _write(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.stay_for(self._context.jobs.write(lambda _progress: work(), done, owner=self, failed=self._on_refused))

    def _on_refused(self, error: TelbillError) -> None:
        self.wrong.setText(formats.sentence(error.message))
        self.wrong.show()


def _gone(key: int | str) -> str:
    return key if isinstance(key, str) else tr("No longer in the store")
