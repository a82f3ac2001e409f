"""What is chosen in the list: its name, its tabs, and what all sheets do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from telbill_desktop.gui.notices import Notice
from telbill_desktop.gui.widgets.buttons import IconButton
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.gui.pages.contracts.form_section import FormSection
    from telbill_desktop.gui.pages.page import PageContext
    from telbill_desktop.store.engine import Store


class SheetPanel(QFrame):
    """A card with a heading, what kind of thing it is, and tabs."""

    left = Signal()  # back to the list, where there is no room for both

    def __init__(self, context: PageContext, kind: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.context = context
        self.heading = ElidedLabel(role="heading")
        self.kind = Label(kind, "small")
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(kind)
        self._sections: list[FormSection] = []
        self._shown: int | None = None
        dp = context.theme.dp
        self.back = IconButton(context.theme, "chevron-left", tr("Back to the list"), self.left.emit)
        self.back.hide()
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self.back)
        head.addWidget(self.heading, 1)
        head.addWidget(self.kind)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(14), dp(11), dp(14), dp(12))
        box.setSpacing(dp(6))
        box.addLayout(head)
        box.addWidget(self.tabs, 1)

    def add_tab(self, title: str, *widgets: QWidget) -> QBoxLayout:
        """A tab of some parts below each other, which share its height and are scrolled where that is little."""
        tab = QWidget()
        tab.setAccessibleName(title)
        dp = self.context.theme.dp
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, dp(10), 0, 0)
        box.setSpacing(dp(12))
        for widget in widgets:
            box.addWidget(widget, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(tab)
        self.tabs.addTab(area, title)
        return box

    def keep_safe(self, *sections: FormSection) -> None:
        """Forms whose changes are asked about before something else is shown."""
        self._sections += sections

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost that could be saved."""
        return self.writable and any(section.is_changed for section in self._sections)

    def save(self, then: Callable[[], object]) -> None:
        """Writes what was changed, one form after the other; the first that cannot be written is shown instead."""
        changed = next((section for section in self._sections if section.is_changed), None)
        if changed is None:
            then()
            return
        for at in range(self.tabs.count()):
            tab = self.tabs.widget(at)
            if tab is not None and tab.isAncestorOf(changed):
                self.tabs.setCurrentIndex(at)
        changed.save(lambda: self.save(then))

    def revert(self) -> None:
        """Gives up what was changed."""
        for section in self._sections:
            section.revert()

    def begin(self, record_id: int, name: str) -> bool:
        """Names what is shown now; whether it is another than before."""
        anew = record_id != self._shown
        self._shown = record_id
        self.heading.setText(name)
        self.setAccessibleName(name)
        return anew

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""
        return not self.context.workspace.store.read_only

    def write(self, act: Callable[[Store], object], said: str) -> None:
        """One act, with a notice that undoes it; what is refused is a notice too."""
        store, context = self.context.workspace.store, self.context

        def done(_made: object) -> None:
            context.notify(Notice(said, undo=True))
            context.store_changed()

        context.jobs.write(lambda _progress: act(store), done, owner=self)

    def with_documents(self, then: Callable[[list[tuple[int, str]]], Any]) -> None:
        """Goes on once the documents of the archive are known."""
        from telbill_desktop.services import deposits  # noqa: PLC0415 - when a dialog needs them

        store = self.context.workspace.store
        self.context.jobs.read(lambda _progress: deposits.deposits(store), then, owner=self)
