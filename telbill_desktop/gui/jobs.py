"""Work off the GUI thread: one writer, a few readers, what nobody waits for, and readings of which the latest counts.

The GUI thread owns every job; a thread of a pool only puts letters into a mailbox, which Qt delivers on the GUI
thread. A callback whose `owner` is gone is not called.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from telbill_desktop.domain.errors import TelbillError
    from telbill_desktop.domain.progress import Progress

T = TypeVar("T")
Failed = Callable[["TelbillError"], None]

THREADS = {"writer": 1, "reader": 2, "aside": 1}
_PROGRESS_EVERY = 0.05  # seconds between two steps shown: a bar needs no more


class Job(QObject):
    """One piece of work under way: lives on the GUI thread, says how far it is, can be cancelled."""

    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop where it leaves everything whole; `failed` then gets a CancelledError."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()


class _Order(NamedTuple, Generic[T]):
    """A job with what to do with its result."""

    job: Job
    work: Callable[[Progress], T]
    done: Callable[[T], None]
    failed: Failed | None
    owner: QObject


class _Step(NamedTuple):
    """A letter: how far a job is."""

    job: Job
    done: int
    total: int
    text: str


class _Outcome(NamedTuple):
    """A letter: a job has ended, with a result or an exception."""

    order: _Order[Any]
    result: object = None
    error: Exception | None = None


class _PostedProgress:
    """The `Progress` that the work sees: posts a letter now and then."""

    def __init__(self, jobs: Jobs, job: Job) -> None:
        self._jobs = jobs
        self._job = job
        self._next = 0.0

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tells the window, at most twenty times a second.

        Raises:
            CancelledError: the user cancelled.
        """
        if self._job.is_cancelled:
            from telbill_desktop.domain.errors import CancelledError  # noqa: PLC0415 - after the paint

            raise CancelledError
        now = time.monotonic()
        if now >= self._next or done >= total:
            self._next = now + _PROGRESS_EVERY
            self._jobs.post(_Step(self._job, done, total, text))


class Jobs(QObject):
    """The window's threads. `failed_by_user` carries sentences nobody else took, `crashed` what is our defect."""

    started = Signal(object)  # Job, for the status bar
    failed_by_user = Signal(object)  # TelbillError
    crashed = Signal(object)  # Exception
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._running: set[Job] = set()
        self._closed = False
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Failed | None = None,
        title: str = "",
    ) -> Job:
        """Reads or scans on a reader's thread; `done(result)` or `failed(error)` follow on the GUI thread.

        Without `failed`, a TelbillError is shown as a notice. A title makes the job visible in the status bar.
        """
        return self._submit("reader", _Order(Job(title, self), work, done, failed, owner))

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Failed | None = None,
        title: str = "",
    ) -> Job:
        """Changes the store on the writer's thread, one job after the other; see `read`."""
        return self._submit("writer", _Order(Job(title, self), work, done, failed, owner))

    def aside(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Failed | None = None,
        title: str = "",
    ) -> Job:
        """Does what takes minutes and nobody waits for, on a thread of its own, one job after the other; see `read`.

        It may write a little now and then, each time for itself: the store's lock keeps it apart from the writer.
        """
        return self._submit("aside", _Order(Job(title, self), work, done, failed, owner))

    def latest(self, owner: QObject) -> LatestReading:
        """A lane in which a new question makes the former ones worthless: for keystrokes."""
        return LatestReading(self, owner)

    def is_running(self) -> bool:
        """Whether any job is under way or waiting."""
        return bool(self._running)

    def post(self, letter: _Step | _Outcome) -> None:
        """Called on any thread."""
        if not self._closed:
            self._posted.emit(letter)

    def close(self) -> None:
        """Cancels what can be cancelled and waits for the rest: nothing is cut in the middle of a transaction."""
        self._closed = True
        for job in self._running:
            job.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _pool(self, name: str) -> ThreadPoolExecutor:
        """The threads of that name, made with their first job."""
        if name not in self._pools:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - after the paint

            self._pools[name] = ThreadPoolExecutor(THREADS[name], name)
        return self._pools[name]

    def _submit(self, pool: str, order: _Order[T]) -> Job:
        if self._closed:  # a page's timer may still fire while its window goes: nobody waits for the answer
            order.job.cancel()
            return order.job
        self._running.add(order.job)
        self._pool(pool).submit(self._run, order)
        if order.job.title:
            self.started.emit(order.job)
        return order.job

    def _run(self, order: _Order[T]) -> None:
        """On a pool's thread."""
        try:
            progress = _PostedProgress(self, order.job)
            progress.step(0, 0)
            result = order.work(progress)
        except Exception as error:  # noqa: BLE001 - the job runner: a sentence for the user or the crash path
            self.post(_Outcome(order, error=error))
        else:
            self.post(_Outcome(order, result=result))

    @Slot(object)
    def _on_posted(self, letter: _Step | _Outcome) -> None:
        if self._closed:
            return
        if isinstance(letter, _Step):
            letter.job.progressed.emit(letter.done, letter.total, letter.text)
            return
        job = letter.order.job
        self._running.discard(job)
        job.finished.emit()
        job.deleteLater()
        self._deliver(letter)

    def _deliver(self, outcome: _Outcome) -> None:
        from telbill_desktop.domain.errors import TelbillError  # noqa: PLC0415 - after the paint

        order = outcome.order
        if not shiboken6.isValid(order.owner):
            return
        if outcome.error is None:
            order.done(outcome.result)
        elif not isinstance(outcome.error, TelbillError):
            self.crashed.emit(outcome.error)
        elif order.failed is not None:
            order.failed(outcome.error)
        else:
            self.failed_by_user.emit(outcome.error)


class LatestReading(QObject):
    """At most one question under way and one waiting; only the answer to the newest is delivered.

    `idle` follows when none is left, however the last one ended; its answer comes after that.
    """

    idle = Signal()

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        super().__init__(owner)
        self._jobs = jobs
        self._newest = 0
        self._under_way = False
        self._waiting: Callable[[], None] | None = None

    def ask(self, question: Callable[[], T], answered: Callable[[T], None], *, failed: Failed | None = None) -> None:
        """Asks on a reader's thread; a question asked later replaces this one, answered or not."""
        self._newest += 1
        number = self._newest

        def start() -> None:
            self._under_way = True
            job = self._jobs.read(
                lambda _progress: question(),
                lambda result: answered(result) if number == self._newest else None,
                owner=self,
                failed=lambda error: self._on_failed(number, error, failed),
            )
            job.finished.connect(self._on_finished)

        if self._under_way:
            self._waiting = start
        else:
            start()

    def is_busy(self) -> bool:
        """Whether a question is under way."""
        return self._under_way

    def drop(self) -> None:
        """Forgets what was asked: no answer is delivered any more."""
        self._newest += 1
        self._waiting = None

    def _on_failed(self, number: int, error: TelbillError, failed: Failed | None) -> None:
        if number != self._newest:
            return
        if failed is None:
            self._jobs.failed_by_user.emit(error)
        else:
            failed(error)

    def _on_finished(self) -> None:
        self._under_way = False
        start, self._waiting = self._waiting, None
        if start is not None:
            start()
        else:
            self.idle.emit()
