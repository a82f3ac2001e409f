"""« Contrats »: the list at the left, what is chosen in it at the right."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from telbill_desktop.domain.contract_list import EntryKind
from telbill_desktop.gui.ask import Leaving
from telbill_desktop.gui.pages.contracts.account_panel import AccountPanel
from telbill_desktop.gui.pages.contracts.acts import ContractActs
from telbill_desktop.gui.pages.contracts.company_panel import CompanyPanel
from telbill_desktop.gui.pages.contracts.exports import ContractExports
from telbill_desktop.gui.pages.contracts.list_pane import ListPane
from telbill_desktop.gui.pages.contracts.operator_panel import OperatorPanel
from telbill_desktop.gui.pages.contracts.sheet import SheetPanel
from telbill_desktop.gui.pages.page import Page
from telbill_desktop.gui.widgets.side_panel import SidePanelSplitter
from telbill_desktop.services import contract_list
from telbill_desktop.system.formats import count
from telbill_desktop.system.i18n import ntr, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from telbill_desktop.domain.contract_list import ContractEntry
    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.perimeter import PerimeterChoice
    from telbill_desktop.gui.pages.page import PageContext, Target
    from telbill_desktop.services.contract_list import Sheet

Panel = TypeVar("Panel", OperatorPanel, AccountPanel, CompanyPanel)

VIEW = "contracts"
_LIST, _SIDE = 330, 850  # pixels at 100 % text


class ContractsPage(Page):
    """Reads run in readers' jobs; a sheet that somebody changed is not left without a question."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._store = context.workspace.store
        self._kept = context.settings.view(VIEW)
        self._perimeter: PerimeterChoice | None = None
        self._entry: ContractEntry | None = None
        self._list_lane = context.jobs.latest(self)
        self._sheet_lane = context.jobs.latest(self)
        self.list = ListPane(context.theme, self.import_asked.emit)
        self.list.say_perimeter("")
        self.sheets = QStackedWidget()
        self._nothing = QFrame()
        self._nothing.setProperty("role", "card")
        self.sheets.addWidget(self._nothing)
        self.splitter = SidePanelSplitter(context.theme, self.list)
        self.splitter.restore([_LIST, _SIDE])
        self.splitter.restore(self._kept.splitter)
        self.splitter.add_side(self.sheets)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self.list.chosen.connect(self._on_chosen)
        self.list.table.opened.connect(self.open_current)
        self.acts = ContractActs(self)
        self.exports = ContractExports(self)
        self.list.operator_wanted.connect(self.acts.add_operator)
        self._show_both()
        self.refresh()

    @cached_property
    def operator(self) -> OperatorPanel:
        """The sheet of an operator; made when one is first shown."""
        return self._added(OperatorPanel(self.context))

    @cached_property
    def account(self) -> AccountPanel:
        """The sheet of a billing account; made when one is first shown."""
        return self._added(AccountPanel(self.context))

    @cached_property
    def company(self) -> CompanyPanel:
        """The sheet of a company; made when one is first shown."""
        return self._added(CompanyPanel(self.context))

    def title(self) -> str:
        """In the top bar."""
        return tr("Contracts")

    def export_actions(self) -> list[QAction]:
        """The workbook, then each table."""
        return self.exports.acts

    def edit_actions(self) -> Sequence[QAction]:
        """What can be added."""
        self.acts.look_again()
        return self.acts.adding

    @property
    def operator_id(self) -> int | None:
        """The operator shown, or that of the account or contract shown."""
        entry = self._entry
        if entry is None or entry.kind is EntryKind.COMPANY:
            return None
        return entry.id if entry.kind is EntryKind.OPERATOR else entry.owner_id

    def show_products(self, operator_id: int) -> None:
        """The products of an operator, as soon as the list is read again."""
        self.list.expect(EntryKind.OPERATOR, operator_id)
        self.operator.tabs.setCurrentIndex(0)

    def focus_content(self) -> None:
        """On the list."""
        self.list.table.setFocus()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.list.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.filter.selectAll()

    def refresh(self) -> None:
        """Reads the list and the sheet again; what somebody is typing stays."""
        store, perimeter = self._store, self._perimeter
        self._list_lane.ask(lambda: contract_list.entries(store, perimeter), self._on_list_read)
        if self._entry is not None:
            self._read(self._entry)

    def set_perimeter(self, choice: PerimeterChoice | None, name: str) -> None:
        """Narrows the list, and says so above it."""
        self._perimeter = choice
        self.list.say_perimeter(name)
        self.refresh()

    def go_to(self, target: Target) -> None:
        """Shows the sheet of a billing account, or of `options["kind"]`; or what is `options["incomplete"]` alone."""
        if target.record_id is not None:
            self.list.choose(EntryKind(str(target.options.get("kind", EntryKind.ACCOUNT))), target.record_id)
            self.open_current()
        elif target.options.get("incomplete"):
            self.list.incomplete.setChecked(True)

    def let_go(self, go: Callable[[], object]) -> bool:
        """Asks about the fields of the sheet that somebody changed."""
        panel = self.sheets.currentWidget()
        if not isinstance(panel, _PANELS) or not panel.is_changed:
            return True
        text = tr("What you changed in {name} is not saved.").format(name=panel.accessibleName())
        chosen = self.context.ask.leave(tr("Save the changes?"), text)
        if chosen is Leaving.DISCARD:
            panel.revert()
        elif chosen is Leaving.SAVE:
            panel.save(go)
        return chosen is Leaving.DISCARD

    def save_layout(self) -> None:
        """Where the splitter stands."""
        self._kept.splitter = self.splitter.kept_sizes()

    def open_current(self) -> None:
        """Enter or a click: the sheet of the entry, over the list where there is no room for both."""
        self.splitter.show_side()
        if self.list.isHidden():
            panel = self.sheets.currentWidget()
            if isinstance(panel, _PANELS):
                panel.tabs.setFocus()
        self._show_both()

    def close_sheet(self) -> None:
        """Back to the list."""
        self.splitter.hide_side()
        self.list.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """List and sheet stand beside each other as soon as there is room for both."""
        super().resizeEvent(event)
        self._show_both()

    def _show_both(self) -> None:
        narrow = self.splitter.is_narrow
        if not narrow:
            self.splitter.show_side()
        for panel in self.findChildren(SheetPanel):
            panel.back.setVisible(narrow)

    def _added(self, panel: Panel) -> Panel:
        self.sheets.addWidget(panel)
        panel.left.connect(self.close_sheet)
        panel.back.setVisible(self.splitter.is_narrow)
        return panel

    def _on_list_read(self, entries: list[ContractEntry]) -> None:
        self.list.show_entries(entries)
        incomplete = sum(1 for entry in entries if entry.missing)
        self.count_changed.emit(incomplete or -1)
        words = ntr("{count} to be completed", "{count} to be completed", incomplete).format(count=count(incomplete))
        self.status_changed.emit(words if incomplete else tr("Nothing is to be completed"))
        if not entries:
            self._entry = None
            self.sheets.setCurrentWidget(self._nothing)

    def _on_chosen(self, entry: ContractEntry) -> None:
        """Shows another sheet, unless something would be lost and the user stays."""
        before = self._entry
        if before is not None and (before.kind, before.id) == (entry.kind, entry.id):
            self._entry = entry
            return
        if before is not None and not self.let_go(lambda: self.list.choose(entry.kind, entry.id)):
            self.list.choose(before.kind, before.id)
            return
        self._entry = entry
        self._read(entry)

    def _read(self, entry: ContractEntry) -> None:
        """Reads the sheet of an entry; a contract is shown among its operator's."""
        store = self._store
        reads: dict[EntryKind, Callable[[], Sheet]] = {
            EntryKind.OPERATOR: partial(contract_list.operator_sheet, store, entry.id),
            EntryKind.ACCOUNT: partial(contract_list.account_sheet, store, entry.id),
            EntryKind.COMPANY: partial(contract_list.company_sheet, store, entry.id),
            EntryKind.CONTRACT: partial(contract_list.operator_sheet, store, entry.owner_id or entry.id),
        }
        self._sheet_lane.ask(reads[entry.kind], partial(self._on_sheet_read, entry), failed=self._on_gone)

    def _on_sheet_read(self, entry: ContractEntry, sheet: Sheet) -> None:
        panel: SheetPanel
        if isinstance(sheet, contract_list.OperatorSheet):
            panel = self.operator
            self.operator.show_sheet(sheet)
            if entry.kind is EntryKind.CONTRACT:
                self.operator.choose_contract(entry.id)
        elif isinstance(sheet, contract_list.AccountSheet):
            panel = self.account
            self.account.show_sheet(sheet)
        else:
            panel = self.company
            self.company.show_sheet(sheet)
        self.sheets.setCurrentWidget(panel)

    def _on_gone(self, _error: TelbillError) -> None:
        """Merged into another, or its import undone: the list that is read now has it no more."""
        self._entry = None
        self.sheets.setCurrentWidget(self._nothing)


_PANELS = (OperatorPanel, AccountPanel, CompanyPanel)
