"""All saved views: which are in the side bar, and which are pinned to the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from telbill_desktop.gui.dialogs.dialog import Dialog
from telbill_desktop.gui.notices import Notice, Tone
from telbill_desktop.gui.widgets.scrolled import Scrolled
from telbill_desktop.gui.widgets.text import ElidedLabel, Label
from telbill_desktop.services import saved_views
from telbill_desktop.system import formats
from telbill_desktop.system.formats import fill
from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.saved_views import SavedView
    from telbill_desktop.gui.pages.page import PageContext

_LEAST_NAME = 180


class ViewsDialog(Dialog):
    """Two switches for each view; each is an act of its own, done at once, which can be undone."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(context.theme, tr("Saved views"), parent)
        self._context = context
        self._lane = context.jobs.latest(self)
        self.switches: dict[int, tuple[QCheckBox, QCheckBox]] = {}
        self._nothing = Label(
            tr("No view is saved yet. On the page of the invoices, set filters and press “Save the view”."), "soft"
        )
        self._nothing.setWordWrap(True)
        self._nothing.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self.theme.dp(22))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(0, self.theme.dp(_LEAST_NAME))
        for at, title in enumerate((tr("View"), tr("Add to the side bar"), tr("Pin to the overview"))):
            self._grid.addWidget(Label(title, "small_strong"), 0, at)
        column = QVBoxLayout()
        column.addWidget(self._nothing)
        column.addWidget(self._table)
        column.addStretch(1)
        self._area = Scrolled(column)
        self.body.addWidget(self._area, 1)
        self.add_button(tr("Close"), self.accept, "primary")
        self.wish(560, 380)
        store = context.workspace.store
        self._lane.ask(lambda: saved_views.views(store), self._on_read)

    def _on_read(self, views: list[SavedView]) -> None:
        self._nothing.setVisible(not views)
        self._table.setVisible(bool(views))
        for row, view in enumerate(views, start=1):
            self._add(row, view)
        self._area.keep_width()  # with their fonts, which titles have once they are shown

    def _add(self, row: int, view: SavedView) -> None:
        store = self._context.workspace.store
        beside, pinned = QCheckBox(), QCheckBox()
        self.switches[view.id] = beside, pinned
        _show_kept((beside, pinned), view)
        beside.setAccessibleName(fill(tr("{view}: add to the side bar"), {"view": view.name}))
        pinned.setAccessibleName(fill(tr("{view}: pin to the overview"), {"view": view.name}))
        beside.toggled.connect(
            lambda shown: self._write(lambda: saved_views.show_in_sidebar(store, view.id, shown=shown))
        )
        pinned.toggled.connect(lambda shown: self._write(lambda: saved_views.pin(store, view.id, pinned=shown)))
        self._grid.addWidget(ElidedLabel(view.name), row, 0)
        for at, box in enumerate((beside, pinned), start=1):
            box.setEnabled(not store.read_only)
            self._grid.addWidget(box, row, at, Qt.AlignmentFlag.AlignHCenter)

    def _write(self, work: Callable[[], object]) -> None:
        job = self._context.jobs.write(
            lambda _progress: work(),
            lambda _done: self._context.store_changed(),
            owner=self,
            failed=self._on_refused,
        )
        self.stay_for(job)

    def _on_refused(self, error: TelbillError) -> None:
        """Says why, and sets every switch to what is kept, once the writer did what else was asked of it."""
        self._context.notify(Notice(formats.sentence(error.message), Tone.FAILURE))
        store = self._context.workspace.store
        self.stay_for(self._context.jobs.write(lambda _progress: saved_views.views(store), self._on_kept, owner=self))

    def _on_kept(self, views: list[SavedView]) -> None:
        known = {view.id: view for view in views}
        for view_id, boxes in self.switches.items():
            _show_kept(boxes, known.get(view_id))


def _show_kept(boxes: tuple[QCheckBox, QCheckBox], view: SavedView | None) -> None:
    """Sets both switches, which writes nothing; those of a view that is gone are off and cannot be pressed."""
    beside, pinned = boxes
    for box, is_on in ((beside, view and not view.is_aside), (pinned, view and view.is_pinned)):
        box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        box.setChecked(bool(is_on))
        box.blockSignals(False)  # noqa: FBT003 - same
        if view is None:
            box.setEnabled(False)
