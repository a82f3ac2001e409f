"""Looks at documents of the archive in the background: those that came, and signed ones again when trust changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from telbill_desktop.system.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.progress import Progress
    from telbill_desktop.gui.jobs import Job, Jobs
    from telbill_desktop.gui.workspace import Workspace

AFTER_OPENING, AFTER_CHANGE = 3000, 300  # milliseconds: first rows and what somebody waits for come before


class Looking(QObject):
    """One look after the other, on the thread that nobody waits for. `looked` follows one that said something new."""

    looked = Signal()

    def __init__(self, parent: QObject, workspace: Workspace, jobs: Jobs) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._running: list[Job] = []
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether a look is under way or waits for its turn."""
        return bool(self._running)

    def look_soon(self, wait: int = AFTER_CHANGE) -> None:
        """Looks at what nobody has looked at; documents that come meanwhile are looked at next."""
        if not self._workspace.store.read_only:
            self._soon.start(wait)

    def look_again(self, deposit_ids: Sequence[int] | None = None) -> None:
        """Looks at signed documents again, all or these."""
        store, inspect = self._workspace.store, self._workspace.inspect

        def work(progress: Progress) -> int:
            from telbill_desktop.services import judging  # noqa: PLC0415 - the first rows do not wait for it

            return judging.judge_again(store, inspect, progress, deposit_ids)

        self._start(work, tr("Looking at signatures again"))

    def stop(self) -> None:
        """Nothing more is looked at; what is being looked at is the last."""
        self._soon.stop()
        for job in self._running:
            job.cancel()

    def _look(self) -> None:
        if self.is_running:
            self._soon.start(AFTER_CHANGE)
            return
        store, inspect = self._workspace.store, self._workspace.inspect

        def work(progress: Progress) -> int:
            from telbill_desktop.services import judging  # noqa: PLC0415 - the first rows do not wait for it

            return judging.judge_waiting(store, inspect, progress) if judging.count_waiting(store) else 0

        self._start(work, tr("Looking at new documents"))

    def _start(self, work: Callable[[Progress], int], title: str) -> None:
        job = self._jobs.aside(work, self._on_looked, owner=self, failed=self._on_stopped, title=title)
        self._running.append(job)
        job.finished.connect(lambda: self._running.remove(job))

    def _on_looked(self, changed: int) -> None:
        if changed:
            self.looked.emit()

    def _on_stopped(self, error: TelbillError) -> None:
        """Cancelled in the status bar: what was said until then is shown. Anything else is told."""
        self.looked.emit()
        if error.message.code != "cancelled":
            self._jobs.failed_by_user.emit(error)
