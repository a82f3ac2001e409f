"""What one can do with usage: go nearer and back, narrow, copy; the same actions in the keys and the menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from telbill_desktop.domain.usage_view import UsageGrouping
from telbill_desktop.gui.pages.usage.exports import UsageExports
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QTableView

    from telbill_desktop.gui.pages.usage.page import UsagePage

Keys = list["str | QKeySequence.StandardKey"]


class UsageActs(QObject):
    """The actions of the page, on its two tables."""

    def __init__(self, page: UsagePage) -> None:
        super().__init__(page)
        self._page = page
        keys, groups, calls = QKeySequence.StandardKey, page.groups.table, page.calls.table
        self.into = self._act(groups, tr("Show from nearer"), page.go_into, ["Return", "Enter"])
        self.calls = self._act(groups, tr("Show each call"), lambda: page.go_into(calls=True), ["Ctrl+Return"])
        self.narrow = self._act(groups, tr("Narrow to these"), page.narrow_to_chosen, [])
        self.back, self.back_from_calls = (
            self._act(table, tr("One step back"), page.go_up, ["Backspace", "Esc"]) for table in (groups, calls)
        )
        self.choose_all = self._act(groups, tr("Choose all"), page.groups.chosen.choose_all, [keys.SelectAll])
        self.choose_all_calls = self._act(calls, tr("Choose all"), page.calls.chosen.choose_all, [keys.SelectAll])
        self.files = UsageExports(page)
        self.copy = self._act(groups, tr("Copy for a spreadsheet"), self.files.copy_groups, [keys.Copy])
        self.copy_calls = self._act(calls, tr("Copy for a spreadsheet"), self.files.copy_calls, [keys.Copy])
        self.exports = [self.files.calls]
        offer_menu(groups, self._fill_menu)
        offer_menu(calls, self._fill_menu_of_calls)

    def _fill_menu(self, menu: QMenu) -> None:
        chosen = bool(self._page.groups.chosen.count())
        self.narrow.setEnabled(self._page.path.by is not UsageGrouping.MONTH)
        parts = [
            [self.into, self.calls, self.narrow] if chosen else [self.calls],
            [self.back] if self._page.path.steps else [],
            [self.copy, self.choose_all],
            self.exports,
        ]
        for part in parts:
            menu.addActions(part)
            menu.addSeparator()

    def _fill_menu_of_calls(self, menu: QMenu) -> None:
        for part in ([self.back_from_calls], [self.copy_calls, self.choose_all_calls], self.exports):
            menu.addActions(part)
            menu.addSeparator()

    def _act(self, table: QTableView, text: str, act: Callable[[], object], keys: Keys) -> QAction:
        action = QAction(text, table)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        table.addAction(action)
        return action
