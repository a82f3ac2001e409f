"""« Utilisateurs »: who used what the invoice charges, and what each category of it cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from telbill_desktop.domain.usage_view import UsageFilter, UsageGrouping
from telbill_desktop.gui.delegates.cells import CellDelegate
from telbill_desktop.gui.models.invoice_users import FIGURES, USER, InvoiceUsers
from telbill_desktop.gui.models.usage_sums_words import groups_status
from telbill_desktop.gui.pages.page import Target
from telbill_desktop.gui.widgets.buttons import Button
from telbill_desktop.gui.widgets.column_widths import measured_widths
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.row_table import RowTable
from telbill_desktop.gui.widgets.text import ElidedLabel
from telbill_desktop.gui.widgets.totals_row import TotalsRow
from telbill_desktop.services import usage
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.invoice_detail import InvoiceDetail
    from telbill_desktop.domain.usage_view import UsageAnswer
    from telbill_desktop.gui.pages.page import PageContext

USAGE = "usage"  # the page
_NAME, _AMOUNT = "Louise Carpentier", "0\u202f000,00"  # what the columns have room for at first


class UsersTab(QWidget):
    """Read when it is looked at. A double click or Enter on a user shows the calls on the page of usage."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._lane = context.jobs.latest(self)
        self._wanted = UsageFilter()
        self.answer: UsageAnswer | None = None
        theme = context.theme
        self.model = InvoiceUsers(self)
        self.table = RowTable(theme)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table, self.model, theme, right=FIGURES))
        self.table.part_header_from_selection()
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.setAccessibleName(tr("Users of the invoice"))
        self.table.doubleClicked.connect(lambda _index: self.open_calls())
        self.totals = TotalsRow(theme, self.table, tr("Total"), FIGURES)
        self.sums = ElidedLabel(role="small")
        self.whole = Button(tr("Show in the usage"), "link", self.open_usage)
        self.calls_act = self._act(tr("Show each call"), ["Return", "Enter"], self.open_calls)
        self.copy_act = self._act(tr("Copy for a spreadsheet"), [QKeySequence.StandardKey.Copy], self.copy)
        offer_menu(self.table, self._fill_menu)
        foot = QHBoxLayout()
        foot.addWidget(self.sums, 1)
        foot.addWidget(self.whole)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.dp(8), 0, theme.dp(4))
        box.setSpacing(0)
        box.addWidget(self.table, 1)
        box.addWidget(self.totals)
        box.addLayout(foot)

    def show_detail(self, detail: InvoiceDetail) -> None:
        """Shows another invoice's users, as soon as they are read."""
        store = self._context.workspace.store
        number, issued = detail.invoice.number, detail.invoice.issue_date
        wanted = self._wanted = UsageFilter(invoice=number, operator_id=detail.operator_id, issued=issued)
        self._lane.ask(lambda: usage.usage(store, wanted, UsageGrouping.USER, with_categories=True), self._on_answered)

    def open_calls(self) -> None:
        """The calls of the user that the keyboard is on."""
        index = self.table.currentIndex()
        if index.isValid():
            user = self.model.records[index.row()].key
            self._go(replace(self._wanted, users=(user,)), calls=True)

    def open_usage(self) -> None:
        """The usage of the whole invoice."""
        self._go(self._wanted, calls=False)

    def copy(self) -> None:
        """All users for Excel, category by category."""
        from telbill_desktop.exporters.csv_list import table_tsv  # noqa: PLC0415 - the list is shown without it
        from telbill_desktop.exporters.reports.usage_tables import users_table  # noqa: PLC0415 - same

        if self.answer is not None:
            QGuiApplication.clipboard().setText(table_tsv(users_table(self.answer)))

    def _go(self, wanted: UsageFilter, *, calls: bool) -> None:
        self._context.go_to(USAGE, Target(options={"filter": wanted, "calls": calls}))

    def _on_answered(self, answer: UsageAnswer) -> None:
        self.answer = answer
        self.model.show(answer.groups)
        self._size_columns()
        self.totals.show_texts(self.model.totals(), self.model.titles)
        self.sums.setText(groups_status(UsageGrouping.USER, len(answer.groups), answer.total, chosen=False))

    def _size_columns(self) -> None:
        titles = {str(at): title for at, title in enumerate(self.model.titles)}
        samples = {name: _NAME if int(name) == USER else _AMOUNT for name in titles}
        header = self.table.horizontalHeader()
        for name, width in measured_widths(self._context.theme, titles, samples).items():
            header.resizeSection(int(name), width)

    def _fill_menu(self, menu: QMenu) -> None:
        if self.table.currentIndex().isValid():
            menu.addAction(self.calls_act)
        menu.addAction(self.copy_act)

    def _act(self, text: str, keys: list[str | QKeySequence.StandardKey], act: Callable[[], object]) -> QAction:
        action = QAction(text, self.table)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self.table.addAction(action)
        return action
