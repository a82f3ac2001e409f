"""What Ctrl+K finds: invoices in the store, pages, companies and acts in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from telbill_desktop.domain.invoice_kinds import InvoiceType
from telbill_desktop.domain.invoice_list import InvoiceFilter, InvoiceOrder
from telbill_desktop.gui.finder import Hit, matching
from telbill_desktop.gui.navigation import PAGES
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.services import invoices
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from telbill_desktop.domain.invoice_list import InvoiceRow
    from telbill_desktop.gui.desk import Desk
    from telbill_desktop.gui.jobs import LatestReading
    from telbill_desktop.gui.main_window import MainWindow
    from telbill_desktop.gui.view_list import ViewItem

MOST_INVOICES = 8
MOST_OTHERS = 6
INVOICES = "invoices"


class Finding(QObject):
    """Fills the finder while one types; invoices come from a reader's thread, everything else at once."""

    def __init__(self, parent: QObject, window: MainWindow, desk: Desk) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._reading: LatestReading = window.jobs.latest(self)
        self._field = window.top_bar.search
        self._connections = [
            self._field.textEdited.connect(self._on_edited),
            self._field.entered.connect(self._on_entered),
        ]

    def leave(self) -> None:
        """Listens to the field no longer."""
        for connection in self._connections:
            QObject.disconnect(connection)
        self._reading.drop()

    def _on_entered(self) -> None:
        self._on_edited(self._field.text())

    def _on_edited(self, text: str) -> None:
        others = matching([*self._pages(), *self._views(), *self._acts()], text)
        if not text.strip():
            self._reading.drop()
            self._window.finder.show_hits(others, self._field)
            return
        store = self._desk.workspace.store
        wanted = InvoiceFilter(text=text, perimeter=self._desk.perimeter.choice)

        def question() -> list[InvoiceRow]:
            ids = invoices.find_first(store, wanted, InvoiceOrder(), limit=MOST_INVOICES)
            return invoices.rows(store, list(ids)[:MOST_INVOICES])

        self._reading.ask(question, lambda rows: self._on_found(text, rows, others))

    def _on_found(self, text: str, rows: list[InvoiceRow], others: list[Hit]) -> None:
        if self._field.text() != text:
            return
        hits = [self._invoice(row) for row in rows]
        if rows:
            words = tr("All invoices with “{text}”").format(text=text.strip())
            hits.append(Hit(words, tr("Page"), "search", lambda: self._desk.go_to(INVOICES, Target(text=text.strip()))))
        self._window.finder.show_hits([*hits, *others[:MOST_OTHERS]], self._field)

    def _invoice(self, row: InvoiceRow) -> Hit:
        kind = tr("Credit note") if row.type is InvoiceType.CREDIT_NOTE else tr("Invoice")
        detail = " · ".join(part for part in (row.operator, row.account, formats.day(row.issue_date)) if part)
        return Hit(
            text=row.number,
            kind=kind,
            icon="receipt-text",
            go=lambda: self._desk.go_to(INVOICES, Target(record_id=row.id)),
            detail=detail,
            end=formats.stated(row.ttc, row.currency),
        )

    def _pages(self) -> list[Hit]:
        def go(name: str) -> Hit:
            entry = next(one for one in PAGES if one.name == name)
            return Hit(tr(entry.title), tr("Page"), "arrow-right", lambda: self._to_page(name))

        return [go(entry.name) for entry in PAGES]

    def _views(self) -> list[Hit]:
        shelf = self._desk.views
        if shelf is None:
            return []

        def hit(item: ViewItem) -> Hit:
            return Hit(item.name, tr("View"), "star", lambda: shelf.show_view(item))

        return [hit(item) for item in shelf.items]

    def _to_page(self, name: str) -> None:
        self._desk.open_page(name)

    def _acts(self) -> list[Hit]:
        page = self._window.top_bar.exports()
        actions = [*self._window.actions_by_name, *page]
        return [_act(action) for action in actions if action.isEnabled() and action.objectName() != "find_anything"]


def _act(action: QAction) -> Hit:
    name = action.property("icon_name")
    return Hit(action.text().replace("&&", "&"), tr("Act"), str(name) if name else "chevron-right", action.trigger)
