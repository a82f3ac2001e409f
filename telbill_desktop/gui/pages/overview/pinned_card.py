"""A pinned view: a small table with a search of its own, « n à m sur N », a link to the whole of it, and a cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from telbill_desktop.domain.errors import TelbillError
from telbill_desktop.domain.pinned import ROWS, PinnedPage
from telbill_desktop.gui.models.pinned_table import OPERATOR, TTC, PinnedTable
from telbill_desktop.gui.pages.overview.rows import CardRows
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.glass import Glass
from telbill_desktop.gui.widgets.quick_filter import QuickFilter
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services import pinned_views
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.domain.saved_views import SavedView
    from telbill_desktop.gui.pages.page import PageContext

_SEARCH_WIDTH = 170


class PinnedCard(QFrame):
    """`opened` follows a press on an invoice, `whole_asked` one on the link, `closed` one on the cross."""

    opened = Signal(int)  # an invoice
    whole_asked = Signal()
    closed = Signal()

    def __init__(self, context: PageContext, view: SavedView) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(view.name)
        self._context, self.view = context, view
        self._lane = context.jobs.latest(self)
        self._perimeter: PerimeterChoice | None = None
        self._page = PinnedPage()
        theme = context.theme
        self.model = PinnedTable(self)
        self.rows = CardRows(
            self.model, theme, view.name, right=frozenset({TTC}), wide=OPERATOR, titled=True, usual=ROWS
        )
        self.rows.opened.connect(lambda row: self.opened.emit(self.model.records[row].id))
        self.search = QuickFilter()
        self.search.setPlaceholderText(tr("Search…"))
        self.search.setAccessibleName(fill(tr("Search in {view}"), {"view": view.name}))
        self.search.textChanged.connect(lambda _text: self._ask(0))
        self.search.left.connect(self.rows.setFocus)
        self.heading = ElidedLabel(view.name, "heading")
        self.cross = IconButton(
            theme, "x", fill(tr("Take {view} off the overview"), {"view": view.name}), self.closed.emit
        )
        self.cross.setEnabled(not context.workspace.store.read_only)
        self.range = Label(role="small")
        self.back = IconButton(theme, "chevron-left", tr("The rows before"), lambda: self._ask(self._page.first - ROWS))
        self.on = IconButton(theme, "chevron-right", tr("The rows after"), lambda: self._ask(self._page.last))
        self.whole = Button(tr("The whole view"), "link", self.whole_asked.emit)
        self.whole.setAccessibleName(fill(tr("The whole view {view}"), {"view": view.name}))
        self._nothing = Label(role="soft")
        self._nothing.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rows)
        self.stack.addWidget(self._nothing)
        self._lay_out()

    def ask(self, perimeter: PerimeterChoice | None) -> None:
        """Reads the page anew."""
        self._perimeter = perimeter
        self._ask(self._page.first)

    def _ask(self, first: int) -> None:
        try:
            wanted = self.view.wanted()
        except TelbillError as error:
            self._say(formats.sentence(error.message))
            return
        store, perimeter, text = self._context.workspace.store, self._perimeter, self.search.text()

        def on_read(page: PinnedPage) -> None:
            self._on_read(page)
            self._lane.ask(lambda: pinned_views.count(store, wanted, text, perimeter), self._on_counted)

        self._lane.ask(lambda: pinned_views.page(store, wanted, text, max(first, 0), perimeter), on_read)

    def _on_read(self, page: PinnedPage) -> None:
        self._page = page
        self.model.show(page.rows)
        self.back.setEnabled(page.first > 0)
        self.on.setEnabled(page.has_more)
        if page.rows:
            self.stack.setCurrentWidget(self.rows)
        else:
            self._say(tr("Nothing matches") if self.search.text() else tr("No invoice is in this view."))

    def _on_counted(self, count: int) -> None:
        params = {"first": self._page.first + 1, "last": self._page.last, "count": count}
        self.range.setText(fill(tr("{first} to {last} of {count}"), params) if self._page.rows else "")

    def _say(self, words: str) -> None:
        self.range.setText("")
        self._nothing.setText(words)
        self.stack.setCurrentWidget(self._nothing)

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        self._glass = Glass(self.search, self._context.theme)
        self.search.setFixedWidth(dp(_SEARCH_WIDTH))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(dp(6))
        head.addWidget(self.heading, 1)
        head.addWidget(self.search)
        head.addWidget(self.cross)
        foot.addWidget(self.range)
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        foot.addStretch(1)
        foot.addWidget(self.whole)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(10), dp(8), dp(8))
        box.setSpacing(dp(4))
        box.addLayout(head)
        box.addWidget(self.stack, 1)
        box.addLayout(foot)
