"""Asks for what the page shows, in readers' jobs: a newer question always replaces the older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from telbill_desktop.domain.usage_view import CallOrder
from telbill_desktop.gui.models.usage_answers import ask_calls, ask_groups, ask_months
from telbill_desktop.services import usage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.usage_path import UsagePath
    from telbill_desktop.domain.usage_view import UsageCall, UsageFilter
    from telbill_desktop.gui.jobs import Jobs
    from telbill_desktop.store.engine import Store


class UsageAsking(QObject):
    """`is_complete`: the answer to the latest question is there."""

    groups_read = Signal(object)  # GroupsAnswer
    calls_read = Signal(object)  # CallsAnswer
    months_read = Signal(object)  # UsageAnswer

    def __init__(self, store: Store, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._jobs = store, jobs
        self._lane, self._months_lane = jobs.latest(self), jobs.latest(self)
        self._months_of: UsageFilter | None = None
        self.order, self.descending = CallOrder.START, True
        self.is_complete = False

    def ask(self, path: UsagePath) -> None:
        """The groups, or the calls in the order that was chosen last."""
        store, order, descending = self._store, self.order, self.descending
        self.is_complete = False
        if path.with_calls:
            self._lane.ask(lambda: ask_calls(store, path, order, descending=descending), self._on_calls)
        else:
            self._lane.ask(lambda: ask_groups(store, path), self._on_groups)

    def ask_months(self, wanted: UsageFilter) -> None:
        """The months of the same usage; once, however it is told apart."""
        if wanted != self._months_of:
            store, self._months_of = self._store, wanted
            self._months_lane.ask(lambda: ask_months(store, wanted), self.months_read.emit)

    def forget(self) -> None:
        """The months that were read hold no more, or are shown no more; none that are being read are delivered."""
        self._months_of = None
        self._months_lane.drop()

    def read_calls(self, keys: Sequence[int], done: Callable[[Iterable[UsageCall]], None]) -> None:
        """The calls of these keys; none where they cannot be read, which is said."""
        store = self._store

        def failed(error: TelbillError) -> None:
            done(())
            self._jobs.failed_by_user.emit(error)

        self._jobs.read(lambda _progress: usage.calls(store, list(keys)), done, owner=self, failed=failed)

    def _on_groups(self, answer: object) -> None:
        self.is_complete = True
        self.groups_read.emit(answer)

    def _on_calls(self, answer: object) -> None:
        self.is_complete = True
        self.calls_read.emit(answer)
