"""The other side of `worker`: what runs in the process itself."""

import contextlib
import errno
import os
import pickle
import signal
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

_pipe: "Connection[Any, Any] | None" = None


def tell(*values: object) -> None:
    """Tells the caller how far the call is; outside a worker process nobody hears it."""
    if _pipe is not None:
        _pipe.send(("progress", values))


def serve(connection: "Connection[Any, Any]") -> None:
    """Answers calls until the parent closes the pipe or dies."""
    global _pipe  # noqa: PLW0603 - a process has one parent
    _pipe = connection
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_silent(connection)
    threading.Thread(target=_die_with_parent, name="parent-watch", daemon=True).start()
    connection.send(("ready", None))
    while True:
        try:
            request = connection.recv_bytes()
        except (EOFError, OSError):
            return
        connection.send(("begun", None))  # from here on, a death is the call's own
        connection.send_bytes(_answer(request))


def _answer(request: bytes) -> bytes:
    try:
        function, args, seconds, memory = pickle.loads(request)  # noqa: S301 - from our own parent
        with _limits(seconds, memory):
            result = function(*args)
        return pickle.dumps(("result", result), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except Exception as error:  # noqa: BLE001 - raised again in the caller
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:  # how the system refuses a large mapping
            return pickle.dumps(("memory", None))
        return _pickled(error)


def _pickled(error: Exception) -> bytes:
    """The exception, if it survives the journey there and back; else its name and text."""
    try:
        message = pickle.dumps(("error", error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(message)  # noqa: S301 - written one line above
    except Exception:  # noqa: BLE001 - any class may refuse in its own way
        text = "".join(traceback.format_exception_only(error)).strip()
        return pickle.dumps(("unsendable", (type(error).__name__, text)))
    return message


def _be_silent(connection: "Connection[Any, Any]") -> None:
    """Libraries log and warn on standard error, which belongs to the parent's user.

    A parent that was started without standard streams may have had their descriptors for what leads to it.
    """
    from multiprocessing import parent_process  # noqa: PLC0415 - in this process alone

    parent = parent_process()
    leading = {connection.fileno(), parent.sentinel if parent is not None else None}
    with open(os.devnull, "r+b", buffering=0) as nothing:  # noqa: PTH123 - a descriptor is wanted, not a path
        for descriptor in {0, 1, 2} - leading:
            with contextlib.suppress(OSError):  # a windowed program has no console to silence
                os.dup2(nothing.fileno(), descriptor)


def _die_with_parent() -> None:
    """A call that never looks at the pipe does not outlive a parent that was killed."""
    from multiprocessing import parent_process  # noqa: PLC0415 - same

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextlib.contextmanager
def _limits(seconds: int, memory: int) -> "Iterator[None]":
    """The system's own limits, where it has them, beside the parent's watch: they hold even between two looks."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 - not on every system

    used = resource.getrusage(resource.RUSAGE_SELF)
    kinds: tuple[tuple[int, Callable[[], int]], ...] = (
        (resource.RLIMIT_CPU, lambda: int(used.ru_utime + used.ru_stime) + seconds + 2),
        (resource.RLIMIT_AS, lambda: _address_space() + memory),
    )
    before = [(kind, resource.getrlimit(kind)) for kind, _ in kinds]
    for (kind, limit), (_, (_, hard)) in zip(kinds, before, strict=True):
        soft = limit() if hard == resource.RLIM_INFINITY else min(limit(), hard)
        resource.setrlimit(kind, (soft, hard))
    try:
        yield
    finally:
        for kind, limits in before:
            resource.setrlimit(kind, limits)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - a kernel's figure, not a file
        return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
