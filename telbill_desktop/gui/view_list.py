"""The saved views in the sidebar, under the page that they are views of, each with the number of its invoices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from telbill_desktop.gui.sidebar import MARGIN, Entry
from telbill_desktop.gui.widgets.context_menu import offer_menu
from telbill_desktop.gui.widgets.text import tooltip
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from telbill_desktop.domain.invoice_list import InvoiceFilter
    from telbill_desktop.gui.theme import Theme

_BESIDE = 28  # pixels at 100 % text: what is left of a name, and the gap behind it
_WALKS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class ViewItem:
    """One view: of the program (`id` is None: it can neither be renamed nor moved nor removed) or the user's.

    `wanted` is None when the view cannot be read by this program.
    """

    name: str
    wanted: InvoiceFilter | None
    id: int | None = None
    position: int = 0
    is_pinned: bool = False


class ViewEntry(Entry):
    """One view. F2 renames it, Del removes it, Alt with an arrow moves it; so does its context menu."""

    rename_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)  # by so many places
    replace_asked = Signal()
    pin_asked = Signal(bool)
    aside_asked = Signal()
    manage_asked = Signal()
    walked = Signal(int)

    def __init__(self, item: ViewItem, theme: Theme, parent: QWidget) -> None:
        super().__init__(item.name, parent)
        self.item = item
        self.setProperty("kind", "view")
        self._theme = theme
        self._own = item.id is not None
        offer_menu(self, self._fill_menu)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's own name
        """A long name ends in an ellipsis before the count."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a QResizeEvent
        self.fit()

    def fit(self) -> None:
        """Shows as much of the name as there is room for; the tooltip has all of it."""
        self.ensurePolished()
        taken = self.badge.sizeHint().width() if not self.badge.isHidden() else 0
        room = self.width() - taken - self._theme.dp(_BESIDE) - MARGIN
        shown = self.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, max(room, self._theme.dp(24)))
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(tooltip(self.title) if shown != self.title else "")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """As wide as the sidebar lets it."""
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """The keys of a list."""
        key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in _WALKS and not alt:
            self.walked.emit(_WALKS[key])
        elif key in _WALKS and self._own:
            self.move_asked.emit(_WALKS[key])
        elif key == Qt.Key.Key_F2 and self._own:
            self.rename_asked.emit()
        elif key == Qt.Key.Key_Delete and self._own:
            self.remove_asked.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addAction(tr("Show this view")).triggered.connect(self.click)
        if not self._own:
            return
        menu.addSeparator()
        for words, keys, act in (
            (tr("Rename…"), "F2", self.rename_asked.emit),
            (tr("Give it the filters in force"), "", self.replace_asked.emit),
            (tr("Move up"), "Alt+Up", lambda: self.move_asked.emit(-1)),
            (tr("Move down"), "Alt+Down", lambda: self.move_asked.emit(1)),
            (tr("Remove this view"), "Del", self.remove_asked.emit),
        ):
            action = menu.addAction(words)
            action.setShortcut(keys)
            action.setEnabled(self.isEnabled())
            action.triggered.connect(lambda _checked=False, act=act: act())
        menu.addSeparator()
        for words, checked, toggled in (
            (tr("In the side bar"), True, lambda _shown: self.aside_asked.emit()),
            (tr("Pinned to the overview"), self.item.is_pinned, self.pin_asked.emit),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(checked)
            action.setEnabled(self.isEnabled())
            action.triggered.connect(toggled)
        menu.addAction(tr("All saved views…")).triggered.connect(self.manage_asked.emit)


class ViewList(QScrollArea):
    """Scrolls where the window is low; the view whose filter is in force is marked."""

    chosen = Signal(object)  # ViewItem
    rename_asked = Signal(object)
    remove_asked = Signal(object)
    replace_asked = Signal(object)
    move_asked = Signal(object, int)
    pin_asked = Signal(object, bool)
    aside_asked = Signal(object)
    manage_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.entries: list[ViewEntry] = []
        self.setAccessibleName(tr("Saved views"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.dp(1))
        self.setWidget(self._inside)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """As tall as its entries."""
        return QSize(0, self._column.sizeHint().height() + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """A row or two."""
        return QSize(0, min(self.sizeHint().height(), self._theme.dp(60)))

    def show_views(self, items: Sequence[ViewItem], counts: Sequence[int | None]) -> None:
        """Replaces the entries; one that the keyboard was on keeps it."""
        if [entry.item for entry in self.entries] != list(items):
            self._rebuild(items)
        for entry, count in zip(self.entries, counts, strict=True):
            entry.count(-1 if count is None else count)
            entry.fit()
        self.updateGeometry()

    def order_keys(self, before: QWidget) -> None:
        """Tab comes to the entries behind that widget, though they were made later than the rest of the window."""
        for entry in self.entries:
            QWidget.setTabOrder(before, entry)
            before = entry

    def mark(self, wanted: InvoiceFilter | None) -> None:
        """Marks the view whose filter is in force; None: the page of the views is not shown."""
        for entry in self.entries:
            entry.setChecked(wanted is not None and entry.item.wanted == wanted)

    def _rebuild(self, items: Sequence[ViewItem]) -> None:
        kept = next((entry.item for entry in self.entries if entry.hasFocus()), None)
        row = next((at for at, entry in enumerate(self.entries) if entry.hasFocus()), 0)
        for entry in self.entries:
            self._column.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = [self._entry(item) for item in items]
        if kept is not None and self.entries:
            same = [
                entry
                for entry in self.entries
                if (entry.item.id, entry.item.id or entry.item.name) == (kept.id, kept.id or kept.name)
            ]
            (same or [self.entries[min(row, len(self.entries) - 1)]])[0].setFocus()

    def _entry(self, item: ViewItem) -> ViewEntry:
        entry = ViewEntry(item, self._theme, self._inside)
        entry.clicked.connect(lambda: self.chosen.emit(item))
        entry.rename_asked.connect(lambda: self.rename_asked.emit(item))
        entry.remove_asked.connect(lambda: self.remove_asked.emit(item))
        entry.replace_asked.connect(lambda: self.replace_asked.emit(item))
        entry.move_asked.connect(lambda by: self.move_asked.emit(item, by))
        entry.pin_asked.connect(lambda pinned: self.pin_asked.emit(item, pinned))
        entry.aside_asked.connect(lambda: self.aside_asked.emit(item))
        entry.manage_asked.connect(self.manage_asked)
        entry.walked.connect(lambda by: self._walk(entry, by))
        self._column.addWidget(entry)
        entry.show()
        return entry

    def _walk(self, entry: ViewEntry, by: int) -> None:
        at = self.entries.index(entry) + by
        if 0 <= at < len(self.entries):
            self.entries[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.entries[at])
