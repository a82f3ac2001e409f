"""Keeps the archive's list in step with its filter: all ids from a reader's thread, rows when they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from telbill_desktop.domain.archive_view import ArchiveFilter, ArchiveOrder
from telbill_desktop.services import archive

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.gui.models.archive_table import ArchiveTable
    from telbill_desktop.store.engine import Store

_PAUSE = 150  # milliseconds after the last keystroke


class ArchiveListing(QObject):
    """What the list shows. A newer question always replaces the older one; what is shown stays until then."""

    completed = Signal()

    def __init__(self, store: Store, jobs: Jobs, model: ArchiveTable, today: date) -> None:
        super().__init__(model)
        self._store, self._model, self._today = store, model, today
        self._lane = jobs.latest(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._rows_changed = False
        self.filter = ArchiveFilter()
        self.order, self.reverse = ArchiveOrder.DEPOSITED, True
        self.is_complete = False

    @property
    def count(self) -> int:
        """How many documents the list holds."""
        return self._model.rowCount()

    def show(self, wanted: ArchiveFilter, order: ArchiveOrder, *, reverse: bool, typed: bool = False) -> None:
        """Shows another filter or order; while somebody types, once he pauses."""
        self.filter, self.order, self.reverse = wanted, order, reverse
        self.is_complete = False
        if typed:
            self._lane.drop()
            self._pause.start()
        else:
            self._ask()

    def refresh(self) -> None:
        """Reads the same list again after a change of the store."""
        self._rows_changed = True
        self.is_complete = False
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        store, wanted, today, order, reverse = self._store, self.filter, self._today, self.order, self.reverse
        self._lane.ask(lambda: archive.find_ids(store, wanted, today, order, reverse=reverse), self._on_answered)

    def _on_answered(self, ids: Sequence[int]) -> None:
        if self._rows_changed:
            self._rows_changed = False
            self._model.forget_rows()
        self.is_complete = True
        self._model.show_ids(ids)
        self.completed.emit()
