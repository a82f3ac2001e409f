"""The worker process as its parent holds it: the process, its pipe, its memory."""

import contextlib
import math
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from telbill_desktop.system.collector import collector_paused
from telbill_desktop.system.worker_process import serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import psutil

_START_TIMEOUT = 30.0
_GOODBYE = 1.0  # seconds that an idle process gets to end by itself


class WorkerError(Exception):
    """A call that the worker process did not finish."""


class WorkerTimeout(WorkerError):  # noqa: N818 - names agreed across the floors
    """The call took longer than it was given."""


class WorkerMemory(WorkerError):  # noqa: N818 - as above
    """The call took more memory than it was given."""


class WorkerDied(WorkerError):  # noqa: N818 - as above
    """The process ended in the middle of the call (a crash in a library)."""


class WorkerClosed(WorkerDied):
    """Nobody asks any more: the program ends. It says nothing of what was being read."""


class WorkerCancelled(WorkerError):  # noqa: N818 - as above
    """The caller no longer wanted the result."""


class WorkerFailed(WorkerError):  # noqa: N818 - as above
    """The call raised an exception that cannot cross the pipe; its type and text are the arguments."""


class WorkerChild:
    """One process that answers calls until its pipe is closed.

    Raises:
        WorkerDied: it did not start.
    """

    def __init__(self) -> None:
        from multiprocessing import get_context  # noqa: PLC0415 - the window opens without a process

        context = get_context("spawn")
        here, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there,), name="telbill-worker", daemon=True)
        self._connection: Connection[Any, Any] = here
        self._watched: psutil.Process | None = None
        with _interrupts_held_back():
            self._process.start()
        there.close()
        self.pid = self._process.pid
        try:
            self._expect("ready", _START_TIMEOUT)
        except BaseException:
            self.kill()
            raise

    @property
    def is_alive(self) -> bool:
        """Whether it can answer."""
        return self._process.is_alive()

    def send(self, request: bytes) -> None:
        """Hands over one call, and sees it begun.

        Raises:
            WorkerDied: it ended while it was idle; the call has not run.
        """
        try:
            self._connection.send_bytes(request)
        except OSError as error:
            raise WorkerDied("idle") from error
        self._expect("begun", _START_TIMEOUT)

    def message(self, seconds: float) -> tuple[str, Any] | None:
        """What it said within so many seconds, if anything.

        Raises:
            WorkerDied, WorkerTimeout: it ended, the latter by the system's limit on computing time.
        """
        try:
            if not self._connection.poll(seconds):
                return None
            with collector_paused():
                message: tuple[str, Any] = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._verdict_on_death() from error
        return message

    def memory(self) -> int:
        """Bytes that it holds now; 0 when it is gone, which the pipe tells."""
        import psutil  # noqa: PLC0415 - not needed before the window's first paint

        try:
            if self._watched is None:
                self._watched = psutil.Process(self.pid)
            return int(self._watched.memory_info().rss)
        except psutil.Error:
            return 0

    def dismiss(self) -> None:
        """Lets an idle process end by itself."""
        self._connection.close()  # it reads the end of the pipe
        self._process.join(_GOODBYE)
        self.kill()

    def kill(self) -> None:
        """Ends it at once; may be called twice."""
        self._connection.close()
        with contextlib.suppress(ValueError):  # closed already
            self._process.kill()
            self._process.join()
            self._process.close()

    def interrupt(self) -> None:
        """Ends it at once from another thread than the one that waits for its answer, which learns it by the pipe."""
        with contextlib.suppress(ValueError):
            self._process.kill()

    def _expect(self, word: str, seconds: float) -> None:
        message = self.message(seconds)
        if message is None or message[0] != word:
            raise WorkerDied(word)

    def _verdict_on_death(self) -> WorkerError:
        self._process.join(_GOODBYE)
        code = self._process.exitcode
        if code is not None and code == -getattr(signal, "SIGXCPU", math.inf):
            return WorkerTimeout(code)
        return WorkerDied(code)


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """A Ctrl+C is the parent's to handle: the process is born deaf to it, from its first instruction."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
