"""One thing of the fleet beside the list: its sheet, its costs, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout

from telbill_desktop.gui.models.fleet_facts import sheet_heading
from telbill_desktop.gui.pages.fleet.costs_tab import CostsTab
from telbill_desktop.gui.pages.fleet.sheet_tab import SheetTab
from telbill_desktop.gui.widgets.buttons import Button, IconButton
from telbill_desktop.gui.widgets.flow import FlowRow
from telbill_desktop.gui.widgets.original_files import UNKNOWN, OriginalFiles, suffix_of
from telbill_desktop.gui.widgets.text import ElidedLabel, Label, tooltip
from telbill_desktop.services import fleet_overview
from telbill_desktop.system import formats
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import SignalInstance

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.services.fleet_overview import ItemSheet


class FleetDetail(QFrame):
    """Reads a thing in a reader's job; a later choice replaces an earlier one. What is asked carries the sheet."""

    closed = Signal()
    shown = Signal()
    assign_asked = Signal(object)  # ItemSheet
    release_asked = Signal(object)
    change_asked = Signal(object)
    end_asked = Signal(object)
    port_asked = Signal(object)
    edit_asked = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._context = context
        self._lane = context.jobs.latest(self)
        self._asked: int | None = None
        self._day = context.workspace.today()
        self._then: Callable[[ItemSheet], None] | None = None
        self.sheet: ItemSheet | None = None
        theme = context.theme
        self.heading = ElidedLabel(role="heading")
        self.close_button = IconButton(theme, "x", tr("Close the detail"), self.closed.emit)
        self.tab_sheet, self.tab_costs = SheetTab(theme), CostsTab(theme)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Fleet"))
        for tab, name in ((self.tab_sheet, tr("Details")), (self.tab_costs, tr("Costs"))):
            tab.setAccessibleName(name)
            self.tabs.addTab(tab, name)
        self.assign = Button(tr("Assign…"), "", lambda: self._ask(self.assign_asked))
        self.release = Button(tr("Release…"), "", lambda: self._ask(self.release_asked))
        self.change = Button(tr("Change plan…"), "", lambda: self._ask(self.change_asked))
        self.end = Button(tr("Terminate…"), "danger", lambda: self._ask(self.end_asked))
        self.port = Button(tr("Port…"), "", lambda: self._ask(self.port_asked))
        self.edit = Button(tr("Edit…"), "", lambda: self._ask(self.edit_asked))
        self.originals = OriginalFiles(context, self)
        self.mandate = Button(tr("Open the mandate…"), "link", self._on_mandate_asked)
        self.mandate.hide()
        self.reason = Label(role="small")
        self.reason.setWordWrap(True)
        self.release_first = Button(tr("Release the user…"), "link", lambda: self._ask(self.release_asked))
        self._lay_out()
        self._show_content(shown=False)

    def show_item(self, item_id: int, day: date) -> None:
        """Shows a thing as it stands on a day, as soon as it is read."""
        if (item_id, day) == (self._asked, self._day) and self.sheet is not None:
            return
        self._asked, self._day, self._then = item_id, day, None
        self._read()

    def when_read(self, act: Callable[[ItemSheet], None]) -> None:
        """Does it with the thing that was asked for, now or once it is read."""
        if self.sheet is not None and self.sheet.detail.item.id == self._asked:
            act(self.sheet)
        else:
            self._then = act

    def refresh(self) -> None:
        """Reads the same thing again; one that is gone closes the panel."""
        if self._asked is not None:
            self._read()

    @property
    def item_id(self) -> int | None:
        """What is shown, or being read."""
        return self._asked

    def _read(self) -> None:
        store, item_id, day = self._context.workspace.store, self._asked, self._day

        def failed(_error: TelbillError) -> None:
            """It is gone: what added it was undone."""
            self._asked = self.sheet = None
            self.closed.emit()

        if item_id is not None:
            self._lane.ask(lambda: fleet_overview.sheet(store, item_id, day), self._on_read, failed=failed)

    def _on_read(self, sheet: ItemSheet) -> None:
        self.sheet = sheet
        self.heading.setText(sheet_heading(sheet))
        self.setAccessibleName(sheet_heading(sheet))
        self.tab_sheet.show_sheet(sheet)
        self.tab_costs.show_sheet(sheet)
        self._show_acts(sheet)
        self.mandate.setVisible(sheet.mandate is not None and suffix_of(sheet.mandate) != UNKNOWN)
        self._show_content(shown=True)
        self.shown.emit()
        act, self._then = self._then, None
        if act is not None:
            act(sheet)

    def _show_acts(self, sheet: ItemSheet) -> None:
        """Each act on or off as it may; why the end is not possible stands beside it and is its tooltip."""
        detail, writable = sheet.detail, not self._context.workspace.store.read_only
        served = detail.item.is_in_service(self._day)
        held = any(one.end is None or one.end > self._day for one in detail.assignments)
        self.assign.say(tr("Reassign…") if held else tr("Assign…"))
        for button, may in (
            (self.assign, served and detail.item.line_id is None),
            (self.release, held),
            (self.change, sheet.plan_stays is None),
            (self.end, detail.kept is None),
            (self.port, bool(detail.item.number)),
            (self.edit, True),
        ):
            button.setEnabled(writable and may)
        why = formats.sentence(detail.kept) if detail.kept is not None else ""
        self.end.setToolTip(tooltip(why))
        self.end.setAccessibleDescription(why)
        stays = formats.sentence(sheet.plan_stays) if sheet.plan_stays is not None else ""
        self.change.setToolTip(tooltip(stays))
        self.change.setAccessibleDescription(stays)
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        self.release_first.setVisible(bool(why) and held)
        self.release_first.setEnabled(writable)

    def _ask(self, signal: SignalInstance) -> None:
        if self.sheet is not None:
            signal.emit(self.sheet)

    def _on_mandate_asked(self) -> None:
        if self.sheet is not None and self.sheet.mandate is not None:
            self.originals.open(self.sheet.mandate)

    def _show_content(self, *, shown: bool) -> None:
        self.tabs.setVisible(shown)
        self.acts.setVisible(shown)
        if not shown:
            self.reason.hide()
            self.mandate.hide()
            self.release_first.hide()

    def _lay_out(self) -> None:
        dp = self._context.theme.dp
        close = QAction(tr("Close the detail"), self)
        close.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        close.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.triggered.connect(self.closed)
        self.addAction(close)
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        self.acts = FlowRow(gap=dp(6))
        for button in (self.assign, self.release, self.change, self.port, self.edit, self.end):
            self.acts.add(button)
        why = QHBoxLayout()
        why.setSpacing(dp(6))
        why.addWidget(self.reason, 1)
        why.addWidget(self.release_first)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(11), dp(10), dp(10))
        box.setSpacing(dp(6))
        box.addLayout(head)
        box.addWidget(self.tabs, 1)
        box.addWidget(self.mandate, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.acts)
        box.addLayout(why)
        self.setMinimumWidth(dp(320))
