"""A worker process that stays: files that nobody vouches for are read there, within time and memory.

One process, started by spawn so that it inherits none of this process's files (the store's among them), kept for the
next call. A call that goes over its time or its memory ends the process; the next call starts another. Every process
is prepared before its first call (what it imports may come slowly from a cold disk, which is no call's fault).
"""

import contextlib
import math
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Self, TypeVar

from telbill_desktop.system.worker_child import (
    WorkerCancelled,
    WorkerChild,
    WorkerClosed,
    WorkerDied,
    WorkerError,
    WorkerFailed,
    WorkerMemory,
    WorkerTimeout,
)

__all__ = [
    "MEMORY",
    "TIMEOUT",
    "Worker",
    "WorkerCancelled",
    "WorkerClosed",
    "WorkerDied",
    "WorkerError",
    "WorkerFailed",
    "WorkerMemory",
    "WorkerTimeout",
]

Result = TypeVar("Result")

TIMEOUT = 10.0
MEMORY = 512 * 1024 * 1024
_PREPARATION = 60.0  # seconds that a new process gets to prepare itself
_TICK = 0.02  # seconds between two looks at the process's memory


class Worker:
    """Runs functions in its process, one at a time; callers from several threads wait for each other.

    Functions and arguments are pickled: functions are those of a module, found by their name.

    Args:
        prepare: what every new process does before its first call, imports for instance; no call's time counts it.
            What it raises is left to the calls, which meet it again.
    """

    def __init__(self, prepare: Callable[[], object] | None = None) -> None:
        self._prepare = prepare
        self._lock = threading.Lock()
        self._child: WorkerChild | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process's number while there is one."""
        child = self._child
        return child.pid if child is not None else None

    def run(
        self,
        function: Callable[..., Result],
        *args: object,
        timeout: float = TIMEOUT,
        memory: int = MEMORY,
        on_progress: Callable[..., None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Result:
        """What the function returns; what it raises is raised here.

        Args:
            function: a module's function.
            *args: what it is called with.
            timeout: seconds that the call may take, the process's start and preparation not counted.
            memory: bytes that the process may hold.
            on_progress: called here with what the function gives to `worker_process.tell`; an exception that it
                raises ends the call and the process.
            cancelled: asked many times a second; True ends the call and the process.

        Raises:
            WorkerTimeout, WorkerMemory, WorkerDied, WorkerCancelled, WorkerFailed: the call has no result.
        """
        request = pickle.dumps((function, args, math.ceil(timeout), memory), pickle.HIGHEST_PROTOCOL)
        with self._turn(cancelled):
            child = self._asked(request, cancelled)
            try:
                outcome, value = _answer(child, timeout, memory, on_progress, cancelled)
            except BaseException:
                self._kill()  # whatever happened, the pipe may hold half an answer
                raise
            if outcome == "memory" or child.memory() > memory // 2:
                self._kill()  # an allocator rarely gives memory back: the next call starts small
        if outcome == "memory":
            raise WorkerMemory(memory)
        if outcome == "error":
            raise value
        result: Result = value
        return result

    def warm(self) -> threading.Thread:
        """Starts and prepares the process while the caller goes on."""
        thread = threading.Thread(target=self._warm, name="worker-start", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Ends the process: an idle one lets go by itself, a busy one is killed and its caller gets WorkerDied.

        One that is just being started is waited for: left half-way, it would complain to the user that it is alone.
        """
        self._closed = True
        while not self._lock.acquire(timeout=_TICK):
            if (child := self._child) is not None:
                child.interrupt()
        try:
            if self._child is not None:
                self._child.dismiss()
                self._child = None
        finally:
            self._lock.release()

    def _warm(self) -> None:
        with contextlib.suppress(WorkerError), self._lock:  # the first real call says what is wrong
            self._started(None)

    @contextlib.contextmanager
    def _turn(self, cancelled: Callable[[], bool] | None) -> Iterator[None]:
        if cancelled is None:
            self._lock.acquire()
        else:
            while not self._lock.acquire(timeout=_TICK):
                if cancelled():
                    raise WorkerCancelled
        try:
            yield
        finally:
            self._lock.release()

    def _asked(self, request: bytes, cancelled: Callable[[], bool] | None) -> WorkerChild:
        """The process, which has the call; another one when it had ended while it was idle."""
        child = self._started(cancelled)
        try:
            child.send(request)
        except WorkerDied:
            self._kill()
            child = self._started(cancelled)
            child.send(request)
        return child

    def _started(self, cancelled: Callable[[], bool] | None) -> WorkerChild:
        if self._closed:
            raise WorkerClosed
        if self._child is not None and self._child.is_alive:
            return self._child
        self._kill()
        self._child = child = WorkerChild()
        if self._prepare is not None:
            try:
                child.send(pickle.dumps((self._prepare, (), math.ceil(_PREPARATION), MEMORY), pickle.HIGHEST_PROTOCOL))
                _answer(child, _PREPARATION, MEMORY, None, cancelled)
            except BaseException:
                self._kill()
                raise
        return child

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


def _answer(
    child: WorkerChild,
    timeout: float,
    memory: int,
    on_progress: Callable[..., None] | None,
    cancelled: Callable[[], bool] | None,
) -> tuple[str, Any]:
    """("result", value), ("error", exception) or ("memory", None)."""
    deadline = time.monotonic() + timeout
    while True:
        message = child.message(min(_TICK, max(0.0, deadline - time.monotonic())))
        if message is not None and message[0] == "progress":
            if on_progress is not None:
                on_progress(*message[1])
        elif message is not None and message[0] == "unsendable":
            return "error", WorkerFailed(*message[1])
        elif message is not None:
            return message
        if time.monotonic() >= deadline:
            raise WorkerTimeout(timeout)
        if child.memory() > memory:
            raise WorkerMemory(memory)
        if cancelled is not None and cancelled():
            raise WorkerCancelled
